// SPDX-License-Identifier: MIT
#include "backends/backend.h"
#include "connections/connectionfields.h"
#include "connections/sourcequestion.h"
#include "query/binder.h"

#include <QTest>

#include <algorithm>

using namespace auditlens;
using namespace Qt::StringLiterals;

/// What a form and a panel are made of, for every kind of source.
class TestSourceKinds : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKindIsOffered();
    void conditionsNameChoices_data();
    void conditionsNameChoices();
    void aFieldOfNoUseIsNotRequired();
    void questionsAreAskedWithoutSecrets();
    void costIsCountedInRequests();
};

void TestSourceKinds::everyKindIsOffered()
{
    const std::vector<SourceKind> kinds = sourceKinds();
    QCOMPARE(kinds.size(), builtinBackends().size());
    for (const SourceKind& kind : kinds)
        QVERIFY2(!kind.name.isEmpty() && !kind.about.isEmpty() && !kind.fields.empty(), kind.id.constData());
}

void TestSourceKinds::conditionsNameChoices_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const BackendDescriptor& descriptor : builtinBackends())
        QTest::newRow(descriptor.id.constData()) << descriptor.id;
}

void TestSourceKinds::conditionsNameChoices()
{
    QFETCH(QByteArray, kind);
    const std::vector<BackendField> fields = fieldsOf(*backendOf(kind));
    for (const BackendField& field : fields) {
        QVERIFY2(!field.label.isEmpty() && !field.help.isEmpty(), field.name.constData());
        if (field.when.field.isEmpty())
            continue;
        const auto other = std::ranges::find(fields, field.when.field, &BackendField::name);
        QVERIFY2(other != fields.end() && other->kind == FieldKind::Choice, field.name.constData());
        QVERIFY(!field.when.values.isEmpty());
        for (const QByteArray& value : field.when.values)
            QVERIFY2(std::ranges::find(other->choices, value, &FieldChoice::value) != other->choices.end(), value.constData());
    }
}

void TestSourceKinds::aFieldOfNoUseIsNotRequired()
{
    BackendSettings settings;
    settings.values = {{"url", u"https://loki.example.org"_s}};
    QVERIFY(checkSettings(*backendOf("loki"), settings));
    settings.values["auth"] = u"basic"_s;
    QCOMPARE(checkSettings(*backendOf("loki"), settings).error().where, u"Authentication"_s);
    settings.values["user"] = u"ann"_s;
    QVERIFY(checkSettings(*backendOf("loki"), settings).error().why.contains(u"Password"_s));
    settings.secrets["password"] = std::make_shared<const Secret>(Secret::copyOf(std::string_view("x")));
    QVERIFY(checkSettings(*backendOf("loki"), settings));
}

void TestSourceKinds::questionsAreAskedWithoutSecrets()
{
    Connection connection;
    connection.name = u"Prod"_s;
    connection.backend = "loki";
    connection.values = {{"url", u"https://loki.example.org"_s}, {"auth", u"bearer"_s}};
    connection.secrets = {{"token", SecretPlace::Keychain}};
    const auto bound = bindQuery(parseQuery(u"actor:alice hour:3"_s).tree, TimeContext());
    const Result<SourceQuestion> question = questionTo(connection, bound.query);
    QVERIFY(question);
    QCOMPARE(question->pushed.coverage, Coverage::Partial);
    QVERIFY(question->pushed.sent.contains(u"alice"_s));
    QVERIFY(evaluatedHere(*question).contains(u"hour in 3"_s));
    QCOMPARE(question->pageRecords, 5000);
    connection.values["url"] = u"nowhere"_s;
    QCOMPARE(questionTo(connection, bound.query).error().where, u"Address"_s);
}

void TestSourceKinds::costIsCountedInRequests()
{
    constexpr Nanoseconds day = 86'400'000'000'000;
    const SourceQuestion question {{}, 5000, std::chrono::hours(720)};
    const auto costs = [&](const TimeRange& window, std::optional<quint64> records) { return costSentences(question, window, records).join(u' '); };
    QVERIFY2(costs({0, 90 * day}, 100).contains(u"At least 3 request(s)"_s), qPrintable(costs({0, 90 * day}, 100)));
    QVERIFY(costs({0, 90 * day + 1}, 100).contains(u"At least 4 request(s)"_s));
    QVERIFY(costs({0, day}, 5001).contains(u"At least 2 request(s)"_s));
    QVERIFY(!costs({}, {}).contains(u"At least"_s) && costs({}, {}).contains(u"is unknown"_s));
    QVERIFY(costs({}, 20'000).contains(u"At least 4 request(s)"_s));
}

QTEST_GUILESS_MAIN(TestSourceKinds)
#include "tst_sourcekinds.moc"
