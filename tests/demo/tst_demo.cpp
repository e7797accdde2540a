// SPDX-License-Identifier: MIT
#include "importing/importer.h"
#include "profiles/profileregistry.h"
#include "query/binder.h"
#include "store/archive.h"
#include "support/testsupport.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace auditlens;

/// The demo, from its exported files through the real import to the queries that docs/demo.md promises.
class TestDemo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyEventIsCounted();
    void everyFileIsReadByItsFormat();
    void theSpanIsThatOfTheStory();
    void theCaseCanBeSolved_data();
    void theCaseCanBeSolved();
    void anotherImportAddsNothing();

private:
    Result<ImportReport> importDemo() const;
    int count(const QString& query) const;

    QTemporaryDir m_folder;
    std::shared_ptr<FormatRegistry> m_formats = std::make_shared<FormatRegistry>();
    QJsonObject m_expected;
    ImportReport m_report;
    std::shared_ptr<const Archive> m_archive;
};

namespace {

/// A source is named by its way: "export/logs_export.json", "export/policies_week13.zip/policies_week13.jsonl".
QJsonObject expectedOf(const QJsonObject& files, const QString& source)
{
    for (const QString& part : source.split(u'/')) {
        if (files.contains(part))
            return files[part].toObject();
    }
    return {};
}

} // namespace

Result<ImportReport> TestDemo::importDemo() const
{
    ImportRequest request;
    request.paths = {test::sourcePath(QStringLiteral("resources/demo/export"))};
    request.archive = m_folder.filePath(QStringLiteral("demo.auditlens"));
    return importFiles(request, *m_formats, Cancellation(), [](const ImportProgress&) { });
}

void TestDemo::initTestCase()
{
    QVERIFY(m_folder.isValid());
    const QByteArray expected = test::readFile(test::sourcePath(QStringLiteral("resources/demo/expected.json")));
    m_expected = QJsonDocument::fromJson(expected).object();
    QVERIFY(!m_expected.isEmpty());

    addBuiltinFormats(*m_formats);
    QVERIFY(addBuiltinProfiles(*m_formats));
    const Result<ImportReport> report = importDemo();
    QVERIFY2(report, report ? "" : qPrintable(report.error().what));
    m_report = *report;
    const auto archive = Archive::open(m_folder.filePath(QStringLiteral("demo.auditlens")), m_formats);
    QVERIFY2(archive, archive ? "" : qPrintable(archive.error().what));
    m_archive = *archive;
}

void TestDemo::everyEventIsCounted()
{
    const QJsonObject total = m_expected[QStringLiteral("total")].toObject();
    const auto duplicates = std::uint64_t(total[QStringLiteral("duplicates")].toInteger());
    const auto events = std::uint64_t(total[QStringLiteral("events")].toInteger()) - duplicates;
    for (const ImportNote& note : m_report.firstErrors)
        qWarning("%s:%llu: %s", qPrintable(note.file), static_cast<unsigned long long>(note.line), qPrintable(note.reason));
    QCOMPARE(m_report.rejected, std::uint64_t(0));
    QVERIFY(m_report.fileProblems.empty());
    QCOMPARE(m_report.files, std::uint64_t(m_expected[QStringLiteral("files")].toObject().size()));
    QCOMPARE(m_report.duplicates, duplicates);
    QCOMPARE(m_report.events, events);
    QCOMPARE(std::uint64_t(m_archive->size()), events);
    QCOMPARE(m_report.withoutTime, std::uint64_t(total[QStringLiteral("withoutTime")].toInteger()));
}

void TestDemo::everyFileIsReadByItsFormat()
{
    const QJsonObject files = m_expected[QStringLiteral("files")].toObject();
    QCOMPARE(m_archive->info().sources.size(), std::size_t(files.size()));
    for (const StoredSource& source : m_archive->info().sources) {
        const QString name = QString::fromStdString(source.info.name);
        const QJsonObject expected = expectedOf(files, name);
        QVERIFY2(!expected.isEmpty(), qPrintable(name));
        QCOMPARE(QString::fromStdString(source.info.format), expected[QStringLiteral("format")].toString());
        QCOMPARE(source.events + source.duplicates, std::uint64_t(expected[QStringLiteral("events")].toInteger()));
    }
}

void TestDemo::theSpanIsThatOfTheStory()
{
    const auto context = TimeContext::current(QTimeZone::utc());
    const auto range = parseRange(QStringLiteral("2024-01-02"), QStringLiteral("2026-03-31"), context);
    QVERIFY(range);
    QVERIFY(range->contains(m_archive->info().first));
    QVERIFY(range->contains(m_archive->info().last));
}

int TestDemo::count(const QString& query) const
{
    const BoundOutcome bound = readQuery(query, TimeContext::current(QTimeZone::utc()));
    if (bound.error) {
        qWarning("%s", qPrintable(pointAt(query, *bound.error)));
        return -1;
    }
    const QueryResult result = m_archive->find(bound.query, Cancellation());
    return result.complete ? int(result.rows.size()) : -1;
}

void TestDemo::theCaseCanBeSolved_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("events");

    const auto row = [](const char* claim, const char* query, int events) {
        QTest::newRow(claim) << QString::fromUtf8(query) << events;
    };
    row("the boatyard's premium has four entries and CloudWatch's", "entity:Policy#19980 changed:premium", 5);
    row("four of them with values", "entity:policies.Policy#19980 changed:premium", 4);
    row("the write at 09:12 has no actor in either", "entity:Policy#19980 changed:premium -actor:*", 2);
    row("and went to 9.90", "entity:Policy#19980 to:9.90 -actor:*", 1);
    row("POL-20418 has its whole life", "entity:policies.Policy#20418", 16);
    row("three times its ssn was written", "entity:Policy#20418 masked:true", 3);
    row("fourteen wrong passwords", "ip:198.51.100.23 outcome:failure", 14);
    row("six attachments deleted under the strange address", "ip:198.51.100.23 action:delete type:documents.Attachment", 6);
    row("the job that did it", "\"set_premium 19980 9.90\"", 2);
    row("the forged override names user 42", "action:policy.premium_override actor:42", 1);
    row("the account that was changed", "entity:Customer#311 changed:iban", 1);
    row("the premium that does not continue", "entity:Policy#19975 changed:premium", 3);
    row("a customer is found by name", "\"harbor freight\" entity:Policy#20418 action:create", 1);
    row("the third tenant", "tenant:broker-portal", 125);
}

void TestDemo::theCaseCanBeSolved()
{
    QFETCH(const QString, query);
    QFETCH(const int, events);
    QCOMPARE(count(query), events);
}

void TestDemo::anotherImportAddsNothing()
{
    m_archive.reset();
    const Result<ImportReport> again = importDemo();
    QVERIFY(again);
    QCOMPARE(again->events, std::uint64_t(0));
    QCOMPARE(again->rejected, std::uint64_t(0));
    QCOMPARE(again->duplicates, m_report.events + m_report.duplicates);
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
