// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "profiles/mappingprofile.h"
#include "profiles/profilecheck.h"
#include "profiles/profileformat.h"
#include "profiles/profileregistry.h"
#include "support/formatconformance.h"
#include "support/testsupport.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <deque>

using namespace auditlens;

class TestMappingProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyShippedProfilePassesItsSamples_data();
    void everyShippedProfilePassesItsSamples();
    void aBrokenProfileIsRefused_data();
    void aBrokenProfileIsRefused();
    void oneBadProfileDoesNotHideTheOthers();
    void theGuidesExampleWorks();
    void aSavedProfileIsFoundAgain();
    void recordsOfManyEventsAreSplit();
    void aMessageKeyIsKeptInItsFileOnly();
    void extraHasWhatNoFieldHas();
};

namespace {

std::deque<AuditEvent> decoded(const MappingProfile& profile, std::string_view record)
{
    json::Document document;
    if (!document.parseCopy(record))
        qFatal("the test's record is not JSON");
    test::CollectingSink sink;
    const DecodeProblem problem = makeProfileFormat(profile)->decode(document.root(), {}, sink);
    if (!problem.empty())
        qFatal("%s", problem.c_str());
    return sink.events;
}

QByteArray smallProfile(const QByteArray& more)
{
    return R"({"id": "small", "title": "Small", "needs": "A test.", "match": {"require": "t"},
               "time": {"paths": "t"}, "action": {"paths": "a"}, )" + more + "}";
}

QString write(const QTemporaryDir& folder, const QString& name, const QByteArray& content)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write the test's file");
    return file.fileName();
}

} // namespace

void TestMappingProfile::everyShippedProfilePassesItsSamples_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(":/profiles"));
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void TestMappingProfile::everyShippedProfilePassesItsSamples()
{
    QFETCH(QString, path);
    const Result<MappingProfile> profile = MappingProfile::load(path);
    QVERIFY2(profile.ok(), profile.ok() ? "" : qPrintable(profile.error().oneLine()));
    QVERIFY2(!profile->samples.empty(), "a shipped profile proves itself by samples");
    const Result<MappingProfile> again = MappingProfile::parse(profile->json(), path);
    QVERIFY(again.ok());
    QCOMPARE(toQString(again->json()), toQString(profile->json()));
    QVERIFY(sampleMismatch(*again).isEmpty());
}

void TestMappingProfile::aBrokenProfileIsRefused_data()
{
    QTest::addColumn<QByteArray>("profile");
    QTest::addColumn<QString>("why");
    QTest::newRow("a sample with another action names file, sample, field, expected and got")
        << smallProfile(R"("samples": {"name": "one", "record": {"t": 5, "a": "read"}, "event": {"action": "write"}})")
        << "Sample 1 (\"one\"): action should be \"write\" but is \"read\".";
    QTest::newRow("a nested field is named by its path")
        << smallProfile(R"("samples": {"name": "one", "record": {"t": 5}, "event": {"actor": {"name": "kim"}}})")
        << "Sample 1 (\"one\"): actor should be {\"name\":\"kim\"} but is null.";
    QTest::newRow("a sample whose record does not match is told")
        << smallProfile(R"("samples": {"name": "one", "record": {"a": "x"}, "event": {}})")
        << "Sample 1 (\"one\"): its record does not match the profile.";
    QTest::newRow("a misspelt member gets the nearest name")
        << smallProfile(R"("tenent": "x")") << "\"tenent\" is not known. Did you mean \"tenant\"?";
    QTest::newRow("inside of an object as well")
        << smallProfile(R"("actor": {"fullname": "x"})")
        << "\"actor.fullname\" is not known. Did you mean \"full_name\"?";
    QTest::newRow("a path must be closed") << smallProfile(R"("ip": "{a")") << "\"ip\" \"{a\": a brace is not closed.";
    QTest::newRow("a path must be a text")
        << smallProfile(R"("summary": 1)") << "\"summary\" must be a text or a list of texts.";
    QTest::newRow("pairs need a path") << smallProfile(R"("changes": {"style": "pairs"})") << "\"changes.path\" is missing.";
    QTest::newRow("an unknown style is told")
        << smallProfile(R"("changes": {"style": "pears"})") << "\"changes.style\" has the unknown word \"pears\".";
    QTest::newRow("JSON is needed") << QByteArray("{") << "It is not a JSON object.";
    QTest::newRow("an id must fit in a file name") << smallProfile(R"("ip": "x")").replace("small", "../small")
                                                   << "\"id\" must have lower-case letters, digits and dashes only.";
}

void TestMappingProfile::aBrokenProfileIsRefused()
{
    QFETCH(QByteArray, profile);
    QFETCH(QString, why);
    const QTemporaryDir folder;
    const Result<MappingProfile> result = MappingProfile::load(write(folder, QStringLiteral("mine.json"), profile));
    QVERIFY(!result.ok());
    QCOMPARE(result.error().why, why);
    QVERIFY(result.error().what.contains(QStringLiteral("mine.json")));
    QVERIFY(!result.error().help.isEmpty());
}

void TestMappingProfile::oneBadProfileDoesNotHideTheOthers()
{
    const QTemporaryDir folder;
    write(folder, QStringLiteral("bad.json"), "[]");
    write(folder, QStringLiteral("good.json"), smallProfile(R"("ip": "i")"));
    FormatRegistry registry;
    const std::vector<Error> problems = addUserProfiles(registry, folder.path());
    QCOMPARE(problems.size(), std::size_t(1));
    QVERIFY(registry.find("small") != nullptr);
    QVERIFY(addBuiltinProfiles(registry).ok());
    QCOMPARE(registry.all().back()->info().id, std::string("generic"));
}

void TestMappingProfile::theGuidesExampleWorks()
{
    const QByteArray guide = test::readFile(test::sourcePath(QStringLiteral("docs/mapping-profiles.md")));
    const qsizetype start = guide.indexOf("{\n  \"id\"");
    QVERIFY(start > 0);
    const QTemporaryDir folder;
    const auto profile = MappingProfile::load(
        write(folder, QStringLiteral("shop.json"), guide.mid(start, guide.indexOf("```", start) - start)));
    QVERIFY2(profile.ok(), profile.ok() ? "" : qPrintable(profile.error().oneLine()));
    QCOMPARE(profile->samples.size(), std::size_t(1));
}

void TestMappingProfile::aSavedProfileIsFoundAgain()
{
    const QTemporaryDir folder;
    const auto profile = MappingProfile::parse(smallProfile(R"("ip": "i")").toStdString(), QStringLiteral("x"));
    QVERIFY(profile.ok());
    const Result<QString> path = saveProfile(*profile, folder.filePath(QStringLiteral("profiles")));
    QVERIFY(path.ok());
    const auto again = MappingProfile::load(*path);
    QVERIFY(again.ok());
    QCOMPARE(toQString(again->json()), toQString(profile->json()));
}

void TestMappingProfile::recordsOfManyEventsAreSplit()
{
    const auto profile = MappingProfile::parse(
        smallProfile(R"("each": "rows", "entity": {"id": "rows.#.id"})").toStdString(), QStringLiteral("x"));
    QVERIFY(profile.ok());
    const auto events = decoded(*profile, R"({"t": 1700000000, "rows": [{"id": 1}, {"id": "two"}]})");
    QCOMPARE(events.size(), std::size_t(2));
    QCOMPARE(toQString(events[0].entity.id), QStringLiteral("1"));
    QCOMPARE(toQString(events[1].entity.id), QStringLiteral("two"));
}

void TestMappingProfile::aMessageKeyIsKeptInItsFileOnly()
{
    FormatRegistry registry;
    QVERIFY(addBuiltinProfiles(registry).ok());
    json::Document document;
    QVERIFY(document.parseCopy(R"({"id": "dummy"})"));
    const json::Value key = document.root();
    const Format* debezium = registry.find("debezium");
    QVERIFY(debezium->fit({&key, 1}) > 0);
    QVERIFY(debezium->fit({&key, 1}) < 50);
    QVERIFY(registry.bestFit({&key, 1}) == nullptr);
}

void TestMappingProfile::extraHasWhatNoFieldHas()
{
    const auto profile = MappingProfile::parse(
        smallProfile(R"("actor": {"name": "who.name"}, "ip": ["from", "host"])").toStdString(), QStringLiteral("x"));
    QVERIFY(profile.ok());
    const auto events = decoded(*profile,
        R"({"t": 1700000000, "a": "x", "who": {"name": "kim", "team": "é\n"}, "from": "203.0.113.1:55", "host": "h", "n": 1.50})");
    QCOMPARE(toQString(events[0].extra), QStringLiteral(R"({"who":{"team":"é\n"},"host":"h","n":1.50})"));
    QCOMPARE(toQString(events[0].ip), QStringLiteral("203.0.113.1"));
}

QTEST_GUILESS_MAIN(TestMappingProfile)
#include "tst_mappingprofile.moc"
