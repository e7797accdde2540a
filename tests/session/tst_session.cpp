// SPDX-License-Identifier: MIT
#include "session/session.h"
#include "support/importing.h"

#include <QSignalSpy>
#include <QtTest>

#include <numeric>

using namespace auditlens;
using test::tigerLine;
using test::tigerLines;

namespace {

constexpr int patienceMs = 180'000; // of a sanitizer build on a busy machine
const QString everyEventDecoded = QStringLiteral("from:a"); ///< What it asks is in no column.

/// A session on a folder of its own, and what it said.
class Watched
{
public:
    test::ImportFolder folder;
    Session session{
        test::allFormats(), {folder.path(QStringLiteral("archives")), folder.path(QStringLiteral("profiles"))}};
    std::vector<QueryAnswer> answers;
    std::vector<ImportReport> reports;
    std::vector<ExportOutcome> exports;
    std::vector<Error> problems;
    std::vector<Error> exportProblems;

    Watched()
    {
        QObject::connect(
            &session, &Session::answered, &session, [this](const QueryAnswer& answer) { answers.push_back(answer); });
        QObject::connect(&session, &Session::importFinished, &session,
            [this](const ImportReport& report) { reports.push_back(report); });
        QObject::connect(&session, &Session::exportFinished, &session,
            [this](const ExportOutcome& outcome) { exports.push_back(outcome); });
        QObject::connect(
            &session, &Session::problem, &session, [this](const Error& error) { problems.push_back(error); });
        QObject::connect(&session, &Session::exportFailed, &session,
            [this](const Error& error) { exportProblems.push_back(error); });
    }

    /// Opens an archive that is not grown any more by what was imported into it.
    bool opensArchive(int events)
    {
        if (!folder.import({folder.write(QStringLiteral("a.jsonl"), tigerLines(events))}))
            return false;
        session.open({folder.archivePath()});
        return QTest::qWaitFor([&] { return shows(quint32(events)); }, patienceMs);
    }

    /// Whether the window would show all of an import's events now.
    bool shows(quint32 events) const
    {
        return !session.isImporting() && session.hasArchive() && session.archive()->size() == events && !answers.empty()
            && answers.back().total == events;
    }
};

} // namespace

/// What the window is told by the session, without a window.
class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMissingArchiveIsAProblem()
    {
        Watched watched;
        const QString nowhere = watched.folder.path(QStringLiteral("nowhere.auditlens"));
        watched.session.open({nowhere});
        QTRY_COMPARE_WITH_TIMEOUT(watched.problems.size(), std::size_t(1), patienceMs);
        QVERIFY(watched.problems[0].oneLine().contains(QStringLiteral("nowhere.auditlens")));
        QVERIFY(!watched.problems[0].help.isEmpty());
        QVERIFY(!watched.session.hasArchive());
        QVERIFY(!QFile::exists(nowhere));
    }

    void aMissingFileIsToldByTheImport()
    {
        Watched watched;
        watched.session.open({watched.folder.path(QStringLiteral("nowhere.jsonl"))});
        QTRY_COMPARE_WITH_TIMEOUT(watched.reports.size(), std::size_t(1), patienceMs);
        QCOMPARE(watched.reports[0].events, std::uint64_t(0));
        QCOMPARE(watched.reports[0].fileProblems.size(), std::size_t(1));
        QVERIFY(watched.reports[0].fileProblems[0].oneLine().contains(QStringLiteral("nowhere.jsonl")));
        QVERIFY(!watched.session.isImporting());
    }

    void aDamagedArchiveLeavesTheOpenOneAlone()
    {
        Watched watched;
        watched.session.open({watched.folder.write(QStringLiteral("a.jsonl"), tigerLines(3))});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(3), patienceMs);
        watched.session.open({watched.folder.write(QStringLiteral("bad.auditlens"), "not an archive")});
        QTRY_COMPARE_WITH_TIMEOUT(watched.problems.size(), std::size_t(1), patienceMs);
        QVERIFY(watched.problems[0].damage);
        QVERIFY(watched.shows(3));
    }

    void importedEventsAreAnswered()
    {
        Watched watched;
        watched.session.open({watched.folder.write(QStringLiteral("a.jsonl"), tigerLines(3))});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(3), patienceMs);
        QCOMPARE(watched.reports.at(0).events, std::uint64_t(3));
        QVERIFY(watched.answers.back().complete);
        watched.session.look({QStringLiteral("id:e1"), {}, QTimeZone::utc()});
        QTRY_COMPARE_WITH_TIMEOUT(watched.answers.back().count, 1u, patienceMs);
        QCOMPARE(watched.answers.back().total, 3u);
        QVERIFY(watched.problems.empty());
    }

    void whatSomebodyElseStoresIsShown()
    {
        Watched watched;
        QVERIFY(watched.opensArchive(40));
        watched.session.look({QStringLiteral("action:update"), {}, QTimeZone::utc()});
        watched.session.keep(QStringLiteral("e7"));
        QTRY_VERIFY_WITH_TIMEOUT(!watched.answers.back().state.query.isEmpty(), patienceMs);
        QCOMPARE(watched.answers.back().count, 40u);
        const QueryAnswer before = watched.answers.back();
        const QByteArray more = tigerLine(100, "2022-01-01T00:00:00Z") + '\n' + tigerLine(101, "2024-01-01T00:00:00Z") + '\n';
        QVERIFY(watched.folder.import({watched.folder.write(QStringLiteral("b.jsonl"), more)}));
        watched.session.noteGrowth(QStringLiteral("/another/archive.auditlens"));
        watched.session.noteGrowth(watched.folder.archivePath());
        QTRY_COMPARE_WITH_TIMEOUT(watched.answers.back().count, 42u, patienceMs);
        const QueryAnswer& grown = watched.answers.back();
        QVERIFY(grown.isMoreOf(before));
        QVERIFY(!before.isMoreOf(grown) && !before.isMoreOf(before));
        for (quint32 place = 0; place < 40; ++place)
            QCOMPARE(grown.placeOf(before, place), place + 1); // one is newer, one is older
        QCOMPARE(grown.keptId, QStringLiteral("e7"));
        QCOMPARE(grown.archive->event(grown.rowAt(quint32(grown.keptPlace)))->event.id, "e7");
        QCOMPARE(watched.session.state().query, QStringLiteral("action:update"));
    }

    void aGrowthDoesNotEndTheOpeningOfAnotherArchive()
    {
        Watched watched;
        QVERIFY(watched.opensArchive(40));
        const QString other = watched.folder.path(QStringLiteral("other.auditlens"));
        QVERIFY(QFile::copy(watched.folder.archivePath(), other));
        QVERIFY(watched.folder.import({watched.folder.write(QStringLiteral("b.jsonl"), tigerLine(100) + '\n')}));
        QSignalSpy changed(&watched.session, &Session::archiveChanged);
        watched.session.open({other});
        watched.session.noteGrowth(watched.folder.archivePath());
        QTRY_COMPARE_WITH_TIMEOUT(watched.session.info().path, other, patienceMs);
        watched.session.noteGrowth(other);
        QTRY_VERIFY_WITH_TIMEOUT(changed.count() >= 1 && watched.shows(40), patienceMs);
        QCOMPARE(watched.session.info().path, other);
    }

    void whatOnlyACheckKnowsIsAnsweredBehindIt()
    {
        Watched watched;
        QVERIFY(watched.opensArchive(3));
        QSignalSpy waiting(&watched.session, &Session::waiting);
        QSignalSpy wanted(&watched.session, &Session::checkWanted);
        watched.session.look({QStringLiteral("verified:unsigned"), {}, QTimeZone::utc()});
        QCOMPARE(waiting.count(), 1);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(watched.answers.size(), std::size_t(1));
        watched.session.integrity()->check({});
        QTRY_COMPARE_WITH_TIMEOUT(watched.answers.size(), std::size_t(2), patienceMs);
        QCOMPARE(watched.answers.back().count, 3u);
        QVERIFY(watched.answers.back().complete);
        watched.session.look({QStringLiteral("-verified:unsigned"), {}, QTimeZone::utc()});
        QTRY_COMPARE_WITH_TIMEOUT(watched.answers.back().count, 0u, patienceMs);
        QCOMPARE(wanted.count(), 1); // One check answers all questions.
        QVERIFY(watched.problems.empty());
    }

    void whatACheckFoundIsForgottenWhenTheArchiveGrows()
    {
        Watched watched;
        QVERIFY(watched.opensArchive(3));
        watched.session.look({QStringLiteral("verified:unsigned"), {}, QTimeZone::utc()});
        watched.session.integrity()->check({});
        QTRY_COMPARE_WITH_TIMEOUT(watched.answers.size(), std::size_t(2), patienceMs);
        QSignalSpy wanted(&watched.session, &Session::checkWanted);
        watched.session.addFiles({watched.folder.write(QStringLiteral("b.jsonl"), tigerLines(5))});
        QTRY_COMPARE_WITH_TIMEOUT(wanted.count(), 1, patienceMs);
        QVERIFY(!watched.session.isImporting());
        QCOMPARE(watched.answers.back().total, 3u); // What is shown is what was known.
        watched.session.integrity()->check({});
        QTRY_COMPARE_WITH_TIMEOUT(watched.answers.back().total, 5u, patienceMs);
        QCOMPARE(watched.answers.back().count, 5u);
        QVERIFY(watched.problems.empty());
    }

    void aQuestionWithoutAFinishedCheckStaysOpen()
    {
        Watched watched;
        QVERIFY(watched.opensArchive(3));
        QSignalSpy waiting(&watched.session, &Session::waiting);
        watched.session.look({QStringLiteral("continuity:broken"), {}, QTimeZone::utc()});
        std::vector<SchemeKeys> unusable(1);
        unusable[0].scheme = "santura-hmac";
        unusable[0].names.emplace_back("empty");
        unusable[0].keys.push_back(Secret::copyOf(std::string_view()));
        watched.session.integrity()->check(std::move(unusable));
        QTRY_COMPARE_WITH_TIMEOUT(waiting.count(), 2, patienceMs);
        QVERIFY(waiting.at(1).at(0).toString().contains(QStringLiteral("not finished")));
        watched.session.integrity()->check({});
        QTRY_COMPARE_WITH_TIMEOUT(watched.answers.size(), std::size_t(2), patienceMs);
    }

    void filesAreAddedToTheOpenArchive()
    {
        Watched watched;
        watched.session.open({watched.folder.write(QStringLiteral("a.jsonl"), tigerLines(3))});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(3), patienceMs);
        watched.session.addFiles({watched.folder.write(QStringLiteral("b.jsonl"), tigerLines(5))});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(5), patienceMs);
        QCOMPARE(watched.reports.at(1).events, std::uint64_t(2));
        QCOMPARE(watched.reports.at(1).duplicates, std::uint64_t(3));
    }

    void whatIsAddedIsCounted()
    {
        Watched watched;
        quint64 inFacets = 0;
        quint64 inBins = 0;
        QObject::connect(watched.session.facets(), &FacetCounter::counted, &watched.session, [&](const std::vector<Facet>& facets) {
            for (const Facet& facet : facets)
                inFacets = facet.field == QStringLiteral("action") ? facet.values.at(0).second : inFacets;
        });
        QObject::connect(&watched.session, &Session::histogramReady, &watched.session, [&](const AnswerHistogram& histogram) {
            inBins = 0;
            for (const auto& bin : histogram.counts.bins)
                inBins += std::accumulate(bin.begin(), bin.end(), quint64(0));
        });
        watched.session.open({watched.folder.write(QStringLiteral("a.jsonl"), tigerLines(3))});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(3), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(inFacets, quint64(3), patienceMs);
        watched.session.addFiles({watched.folder.write(QStringLiteral("b.jsonl"), tigerLines(5))});
        QTRY_COMPARE_WITH_TIMEOUT(inFacets, quint64(5), patienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(inBins, quint64(5), patienceMs);
    }

    void theNewestRowsAreThereWhileTheOthersAreCounted()
    {
        constexpr quint32 events = 70'000; // more than are found at once
        Watched watched;
        watched.session.setPatience(0);
        watched.session.open({watched.folder.write(QStringLiteral("a.jsonl"), tigerLines(int(events)))});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(events), patienceMs);
        for (const bool fold : {false, true}) {
            watched.answers.clear();
            watched.session.look({everyEventDecoded, {}, QTimeZone::utc(), fold});
            QTRY_VERIFY_WITH_TIMEOUT(!watched.answers.empty() && watched.answers.back().complete, patienceMs);
            QCOMPARE(watched.answers.size(), std::size_t(2));
            const QueryAnswer& newest = watched.answers.front();
            const QueryAnswer& all = watched.answers.back();
            QVERIFY(newest.running && !newest.complete);
            QVERIFY(newest.count > 0 && newest.count < events);
            QVERIFY(!newest.order.groups);
            QVERIFY(!all.running);
            QCOMPARE(all.count, events);
            QCOMPARE(all.order.groups != nullptr, fold);
            for (quint32 i = 0; i < newest.count; ++i)
                QCOMPARE(newest.rowAt(i), all.order.rows.at(all.count - 1 - i));
        }
        // Whoever is told the newest rows may ask something else at once.
        watched.answers.clear();
        connect(&watched.session, &Session::answered, &watched.session, [&watched](const QueryAnswer& answer) {
            if (answer.running) {
                watched.session.look({QStringLiteral("id:e7"), {}, QTimeZone::utc()});
                QVERIFY(answer.count > 1);
            }
        });
        watched.session.look({everyEventDecoded, {}, QTimeZone::utc()});
        QTRY_VERIFY_WITH_TIMEOUT(watched.answers.size() == 2 && watched.answers.back().complete, patienceMs);
        QCOMPARE(watched.answers.back().count, 1u);
    }

    void aCancelledImportShowsWhatItKept()
    {
        Watched watched;
        const QString a = watched.folder.write(QStringLiteral("a.jsonl"), tigerLine(-1));
        const QString b = watched.folder.write(QStringLiteral("b.jsonl"), tigerLines(50'000));
        QObject::connect(&watched.session, &Session::importProgressed, &watched.session, &Session::cancelImport);
        watched.session.open({a, b});
        QTRY_COMPARE_WITH_TIMEOUT(watched.reports.size(), std::size_t(1), patienceMs);
        const ImportReport& report = watched.reports[0];
        QVERIFY(report.cancelled);
        QVERIFY(report.events >= 1 && report.events < 50'001);
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(quint32(report.events)), patienceMs);
        QVERIFY(watched.problems.empty());
    }

    void anAnswerIsExported()
    {
        Watched watched;
        watched.session.open({watched.folder.write(QStringLiteral("a.jsonl"), tigerLines(3))});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(3), patienceMs);
        const QString target = watched.folder.path(QStringLiteral("out.jsonl"));
        watched.session.exportRows(watched.answers.back(), {target, ExportFormat::JsonLines});
        QTRY_COMPARE_WITH_TIMEOUT(watched.exports.size(), std::size_t(1), patienceMs);
        QCOMPARE(watched.exports[0].events, std::uint64_t(3));
        QFile file(target);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().count('\n'), qsizetype(3));
    }

    void anAnswerKeepsItsRowsWhenTheArchiveGrows()
    {
        Watched watched;
        watched.session.open({watched.folder.write(QStringLiteral("a.jsonl"), tigerLine(7) + '\n')});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(1), patienceMs);
        const QueryAnswer before = watched.answers.back();
        watched.session.addFiles({watched.folder.write(QStringLiteral("older.jsonl"), tigerLine(1, "2020-01-01T00:00:00Z") + '\n')});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(2), patienceMs);
        QVERIFY(watched.answers.back().archive != before.archive);

        const QString target = watched.folder.path(QStringLiteral("out.jsonl"));
        watched.session.exportRows(before, {target, ExportFormat::JsonLines});
        QTRY_COMPARE_WITH_TIMEOUT(watched.exports.size(), std::size_t(1), patienceMs);
        QFile file(target);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("{\"id\":\"e7\""));

        std::string shown;
        connect(&watched.session, &Session::eventReady, &watched.session, [&](const EventDetail& detail) { shown = detail.stored.event.id; });
        watched.session.fetchEvent(before.archive, before.rowAt(0));
        QTRY_COMPARE_WITH_TIMEOUT(shown, std::string("e7"), patienceMs);
    }

    void anExportThatCannotBeWrittenIsTold()
    {
        Watched watched;
        watched.session.open({watched.folder.write(QStringLiteral("a.jsonl"), tigerLines(3))});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(3), patienceMs);
        watched.session.exportRows(watched.answers.back(), {watched.folder.path(QStringLiteral("no/such/out.csv"))});
        QTRY_COMPARE_WITH_TIMEOUT(watched.exportProblems.size(), std::size_t(1), patienceMs);
        QVERIFY(watched.exportProblems[0].oneLine().contains(QStringLiteral("out.csv")));
        QVERIFY(watched.exports.empty());
    }

    void aCancelledExportLeavesTheOldFile()
    {
        Watched watched;
        watched.session.open({watched.folder.write(QStringLiteral("a.jsonl"), tigerLines(20'000))});
        QTRY_VERIFY_WITH_TIMEOUT(watched.shows(20'000), patienceMs);
        const QString target = watched.folder.write(QStringLiteral("out.csv"), "the old file");
        watched.session.exportRows(watched.answers.back(), {target});
        watched.session.cancelExport();
        QTRY_COMPARE_WITH_TIMEOUT(watched.exports.size(), std::size_t(1), patienceMs);
        QVERIFY(watched.exports[0].cancelled);
        QFile file(target);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("the old file"));
    }
};

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
