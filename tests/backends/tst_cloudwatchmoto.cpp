// SPDX-License-Identifier: MIT
#include "backends/backendconformance.h"
#include "backends/servicesamples.h"
#include "support/tasks.h"
#include "support/testsupport.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;

namespace {

constexpr int events = 47;
constexpr Nanoseconds nanosecondsPerMs = 1'000'000;
constexpr qint64 hourMs = 3'600'000;

bool haveMoto()
{
    QProcess python;
    python.setProcessChannelMode(QProcess::MergedChannels);
    python.start(QStringLiteral("python3"), {QStringLiteral("-c"), QStringLiteral("import boto3, werkzeug.serving, moto.moto_server.werkzeug_app")});
    return python.waitForFinished(60'000) && python.exitStatus() == QProcess::NormalExit && python.exitCode() == 0;
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("%s cannot be written.", qPrintable(path));
}

/// The policy that docs/connecting.md says is enough; of resources moto knows "*" only.
QByteArray documentedPolicy()
{
    QFile file(sourcePath(QStringLiteral("docs/connecting.md")));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray page = file.readAll();
    const qsizetype begin = page.indexOf("    {\n      \"Version\"");
    QJsonObject policy = QJsonDocument::fromJson(page.mid(begin, page.indexOf("\n    }\n", begin) + 7 - begin)).object();
    QJsonArray statements = policy[QStringLiteral("Statement")].toArray();
    QJsonObject statement = statements.first().toObject();
    statement[QStringLiteral("Resource")] = QStringLiteral("*");
    statements.replace(0, statement);
    policy[QStringLiteral("Statement")] = statements;
    return QJsonDocument(policy).toJson();
}

/// And the problem, where the reading ended with one.
QStringList messagesOf(const Fetched& fetched)
{
    QStringList messages;
    if (fetched.problem)
        messages << fetched.problem->error.oneLine();
    for (const std::string& record : fetched.records)
        messages << QJsonDocument::fromJson(QByteArray::fromStdString(record)).object()[QStringLiteral("message")].toString();
    messages.sort();
    return messages;
}

} // namespace

/// A second opinion beside our fake: an emulator that others wrote, with its own check of the signature.
class TestCloudWatchMoto : public QObject
{
    Q_OBJECT

    /// An hour ago: moto takes nothing that is older than two weeks.
    const qint64 m_beginMs = QDateTime::currentMSecsSinceEpoch() - hourMs;
    QTemporaryDir m_folder;
    std::unique_ptr<FakeProcess> m_moto;

    QString messageOf(int number) const { return cloudWatchMessage(number, (m_beginMs + number) * nanosecondsPerMs); }
    static QString streamOf(int number) { return number % 2 == 0 ? QStringLiteral("web") : QStringLiteral("worker"); }

    std::unique_ptr<Backend> backend(const char* profile, const char* way = "filter") const
    {
        BackendSettings settings;
        settings.values["url"] = m_moto->url().toString();
        settings.values["region"] = QStringLiteral("eu-west-1");
        settings.values["group"] = QStringLiteral("audit");
        if (std::string_view(way) == "stream")
            settings.values["stream"] = QStringLiteral("web");
        settings.values["page"] = QStringLiteral("10");
        settings.values["read"] = QString::fromLatin1(way);
        settings.values["credentials"] = QStringLiteral("profile");
        settings.values["profile"] = QString::fromLatin1(profile);
        settings.http.proxy.kind = ProxySettings::Kind::None;
        auto made = backendOf("cloudwatch")->make(std::move(settings), {});
        if (!made)
            qFatal("%s", qPrintable(made.error().oneLine()));
        return std::move(*made);
    }

    QStringList messages(Backend& backend) const
    {
        const TimeRange window {(m_beginMs - hourMs) * nanosecondsPerMs, (m_beginMs + hourMs) * nanosecondsPerMs};
        return messagesOf(finished(readAll(backend.fetch({}, window, {}, {}))));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!haveMoto())
            QSKIP("moto and boto3 are not installed for python3: CloudWatch Logs was NOT compared with an emulator of others.");
        QJsonArray samples;
        for (int i = 0; i < events; ++i) {
            samples.append(QJsonObject {{QStringLiteral("stream"), streamOf(i)}, {QStringLiteral("timestamp"), m_beginMs + i / 7},
                {QStringLiteral("message"), messageOf(i)}});
        }
        write(m_folder.filePath(QStringLiteral("policy")), documentedPolicy());
        write(m_folder.filePath(QStringLiteral("messages")), QJsonDocument(samples).toJson());
        const QString credentials = m_folder.filePath(QStringLiteral("credentials"));
        m_moto = std::make_unique<FakeProcess>(QLatin1String("http"), QStringLiteral("python3"),
            QStringList {sourcePath(QStringLiteral("tests/fakes/motoserver.py")), m_folder.filePath(QStringLiteral("policy")),
                m_folder.filePath(QStringLiteral("messages")), credentials});
        QVERIFY(m_moto->ok());
        qputenv("AWS_SHARED_CREDENTIALS_FILE", credentials.toLocal8Bit());
    }

    void theDocumentedPolicyIsEnough()
    {
        for (const char* way : {"filter", "stream"}) {
            const auto probed = finished(backend("viewer", way)->probe({}));
            QVERIFY2(probed, probed ? "" : qPrintable(probed.error().error.oneLine()));
        }
    }

    void everythingComesOnce()
    {
        QStringList all;
        for (int i = 0; i < events; ++i)
            all << messageOf(i);
        all.sort();
        QCOMPARE(messages(*backend("viewer")), all);
    }

    void oneStreamIsReadToItsEnd()
    {
        QStringList web;
        for (int i = 0; i < events; i += 2)
            web << messageOf(i);
        web.sort();
        QCOMPARE(messages(*backend("viewer", "stream")), web);
    }

    void whoMayNotIsRefused()
    {
        for (const char* profile : {"stranger", "forger"}) {
            const auto probed = finished(backend(profile)->probe({}));
            QVERIFY2(!probed, profile);
            const auto kind = probed.error().kind;
            QVERIFY2(kind == HttpProblem::Kind::PermissionRefused || kind == HttpProblem::Kind::CredentialsRefused, qPrintable(probed.error().error.oneLine()));
        }
    }
};

QTEST_GUILESS_MAIN(TestCloudWatchMoto)
#include "tst_cloudwatchmoto.moc"
