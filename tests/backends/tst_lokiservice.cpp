// SPDX-License-Identifier: MIT
#include "backends/backendconformance.h"
#include "net/authorization.h"
#include "query/binder.h"
#include "support/tasks.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;

namespace {

constexpr int entries = 47;
constexpr Nanoseconds second = 1'000'000'000;

/// The lines, for a service may write its JSON as it likes.
QStringList linesOf(const Fetched& fetched)
{
    QStringList lines;
    if (fetched.problem)
        lines << fetched.problem->error.oneLine();
    for (const std::string& record : fetched.records) {
        const QJsonObject stream = QJsonDocument::fromJson(QByteArray::fromStdString(record)).object();
        const QJsonArray values = stream[QStringLiteral("values")].toArray();
        lines << (values.isEmpty() ? QString::fromStdString(record) : values.first().toArray().at(1).toString());
    }
    lines.sort();
    return lines;
}

} // namespace

/// A second opinion beside our fake: a running service that speaks Loki's API. AUDITLENS_LOKI_URL is its address,
/// AUDITLENS_LOKI_USER and AUDITLENS_LOKI_PASSWORD who may push and read. Some entries are pushed to it.
class TestLokiService : public QObject
{
    Q_OBJECT

    const QString m_user = qEnvironmentVariable("AUDITLENS_LOKI_USER");
    const QUrl m_url {qEnvironmentVariable("AUDITLENS_LOKI_URL")};
    const Nanoseconds m_begin = (QDateTime::currentSecsSinceEpoch() - 3600) * second;
    /// Tells the entries of this run from those of others.
    const QString m_organization = QStringLiteral("org-%1").arg(m_begin);

    static Secret password() { return Secret::copyOf(qgetenv("AUDITLENS_LOKI_PASSWORD").toStdString()); }
    static QString line(int number) { return QStringLiteral("Entry %1 of \"Zoë\" \\ %2").arg(number).arg(number % 3 == 0 ? u'a' : u'b'); }

    /// Seven of one time each.
    QByteArray body() const
    {
        QJsonArray values;
        for (int i = 0; i < entries; ++i)
            values.append(QJsonArray {QString::number(m_begin + i / 7 * second), line(i)});
        const QJsonObject labels {{QStringLiteral("organization_uuid"), m_organization}, {QStringLiteral("service_name"), QStringLiteral("vrm")}};
        const QJsonObject stream {{QStringLiteral("stream"), labels}, {QStringLiteral("values"), values}};
        return QJsonDocument(QJsonObject {{QStringLiteral("streams"), QJsonArray {stream}}}).toJson(QJsonDocument::Compact);
    }

    HttpSettings httpSettings() const
    {
        HttpSettings settings;
        settings.base = m_url;
        settings.endpoints = {{HttpMethod::Post, "/loki/api/v1/push"}};
        settings.proxy.kind = ProxySettings::Kind::None;
        return settings;
    }

    std::unique_ptr<Backend> backend() const
    {
        BackendSettings settings;
        settings.values["url"] = m_url.toString();
        settings.values["page"] = QStringLiteral("10");
        settings.values["auth"] = m_user.isEmpty() ? QStringLiteral("none") : QStringLiteral("basic");
        if (!m_user.isEmpty()) {
            settings.values["user"] = m_user;
            settings.secrets["password"] = std::make_shared<const Secret>(password());
        }
        settings.http.proxy.kind = ProxySettings::Kind::None;
        auto made = backendOf("loki")->make(std::move(settings), {});
        if (!made)
            qFatal("%s", qPrintable(made.error().oneLine()));
        return std::move(*made);
    }

    QStringList found(const QString& query) const
    {
        const BoundOutcome outcome = readQuery(query, TimeContext());
        if (outcome.error)
            qFatal("\"%s\" is no query.", qPrintable(query));
        const auto made = backend();
        return linesOf(finished(readAll(made->fetch(outcome.query, {m_begin - 60 * second, m_begin + 60 * second}, {}, {}))));
    }

    QStringList all() const
    {
        QStringList lines;
        for (int i = 0; i < entries; ++i)
            lines << line(i);
        lines.sort();
        return lines;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (m_url.isEmpty())
            QSKIP("AUDITLENS_LOKI_URL is not set: Loki was NOT compared with a service that others wrote.");
        HttpClient client(httpSettings());
        HttpRequest request;
        request.method = HttpMethod::Post;
        request.url = client.scope().url("/loki/api/v1/push");
        request.headers = {{"Content-Type", "application/json"}};
        request.body = body();
        if (!m_user.isEmpty())
            request.authorization = basicAuthorization(m_user, password());
        const auto pushed = finished(client.send(request, {}));
        QVERIFY2(pushed, pushed ? "" : qPrintable(pushed.error().error.oneLine()));
    }

    /// What was pushed may take some time to be found, and is never found twice.
    void everythingComesOnce()
    {
        QTRY_COMPARE_WITH_TIMEOUT(found(QStringLiteral("tenant:") + m_organization), all(), 60'000);
    }

    void whatIsPushedDownLosesNothing()
    {
        const QString tenant = QStringLiteral("tenant:") + m_organization;
        QCOMPARE(found(tenant.toUpper().replace(QStringLiteral("TENANT"), QStringLiteral("tenant"))), all());
        QCOMPARE(found(tenant + QStringLiteral(" summary:entry")), all());
        QCOMPARE(found(tenant + QStringLiteral(" summary:zoë")), all());
        QVERIFY(found(tenant + QStringLiteral(" summary:\"entry 46 of\"")).contains(line(46)));
        QCOMPARE(found(QStringLiteral("tenant:nobody-") + m_organization), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestLokiService)
#include "tst_lokiservice.moc"
