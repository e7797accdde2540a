// SPDX-License-Identifier: MIT
#include "session/integritychecker.h"
#include "store/syncjournal.h"
#include "support/importing.h"

#include <QSignalSpy>
#include <QTest>
#include <QThreadPool>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// The check of the open archive, in the background.
class TestIntegrityChecker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCheckEndsWithAReport();
    void whatServicesHandedOutIsSaid();
    void whatWasFoundGoesWithItsArchive();
    void theAnswerAboutAnotherArchiveIsDropped();
    void aNewerCheckEndsTheOlderOne();
    void aKeyThatCannotBeUsedIsTold();
    void withoutAnArchiveNothingIsChecked();

private:
    std::shared_ptr<const Archive> archive()
    {
        m_folder = std::make_unique<ImportFolder>();
        if (!m_folder->import({m_folder->write(u"in.jsonl"_s, tigerLines(50))}))
            qFatal("the events were not imported");
        return m_folder->open();
    }

    std::unique_ptr<ImportFolder> m_folder;
};

void TestIntegrityChecker::aCheckEndsWithAReport()
{
    IntegrityChecker checker;
    QSignalSpy finished(&checker, &IntegrityChecker::finished);
    const auto archive = this->archive();
    checker.setArchive(archive);
    QVERIFY(!checker.report());
    checker.check({});
    QVERIFY(checker.isRunning());
    QVERIFY(finished.wait(20000));
    QVERIFY(!checker.isRunning());
    QCOMPARE(checker.archive(), archive);
    QVERIFY(checker.report()->complete());
    QCOMPARE(checker.report()->signatures.count(SignatureState::Unsigned), 50u);
}

void TestIntegrityChecker::whatServicesHandedOutIsSaid()
{
    (void)archive();
    {
        auto writer = ArchiveWriter::open(m_folder->archivePath());
        SourceInfo prod;
        prod.name = "prod";
        prod.format = "tiger";
        const auto journal = SyncJournal::open(**writer, prod, "scope");
        (*journal)->note({{1000, 2000}, Completeness::Complete, 3000, {}});
        (*journal)->note({{2000, 3000}, Completeness::Failed, 3000, "It answered 500."});
        QVERIFY((*writer)->finish().ok());
        (*writer).reset(); // before the journal
    }
    IntegrityChecker checker;
    QSignalSpy finished(&checker, &IntegrityChecker::finished);
    checker.setArchive(m_folder->open());
    checker.check({});
    QVERIFY(finished.wait(20000));
    QCOMPARE(checker.report()->further.size(), std::size_t(1));
    QCOMPARE(checker.report()->further.front(),
        (IntegrityLine {IntegrityLine::Question::Set, IntegrityLine::State::Unknown, u"Fetched from services"_s, u"1 gap(s)"_s}));
    QVERIFY(checker.report()->verifies());
}

void TestIntegrityChecker::whatWasFoundGoesWithItsArchive()
{
    IntegrityChecker checker;
    QSignalSpy finished(&checker, &IntegrityChecker::finished);
    QSignalSpy forgotten(&checker, &IntegrityChecker::forgotten);
    checker.setArchive(archive());
    checker.check({});
    QVERIFY(finished.wait(20000));
    checker.setArchive(nullptr);
    QCOMPARE(forgotten.count(), 2);
    QVERIFY(!checker.report());
}

void TestIntegrityChecker::theAnswerAboutAnotherArchiveIsDropped()
{
    IntegrityChecker checker;
    QSignalSpy finished(&checker, &IntegrityChecker::finished);
    const auto first = archive();
    checker.setArchive(first);
    checker.check({});
    checker.setArchive(first);
    QVERIFY(!checker.isRunning());
    checker.check({});
    QVERIFY(finished.wait(20000));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(finished.count(), 1);
    QVERIFY2(!checker.report()->cancelled(), "the report is that of the second check");
}

void TestIntegrityChecker::aNewerCheckEndsTheOlderOne()
{
    IntegrityChecker checker;
    QSignalSpy finished(&checker, &IntegrityChecker::finished);
    checker.setArchive(archive());
    checker.check({});
    checker.check({});
    QVERIFY(finished.wait(20000));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(finished.count(), 1);
    QVERIFY(checker.report()->complete());
}

void TestIntegrityChecker::aKeyThatCannotBeUsedIsTold()
{
    IntegrityChecker checker;
    QSignalSpy failed(&checker, &IntegrityChecker::failed);
    checker.setArchive(archive());
    std::vector<SchemeKeys> keys(1);
    keys[0].scheme = "santura-hmac";
    keys[0].names.push_back("log");
    keys[0].keys.push_back(Secret());
    checker.check(std::move(keys));
    QVERIFY(failed.wait(20000));
    QVERIFY(!checker.isRunning());
    QVERIFY(!checker.report());
}

void TestIntegrityChecker::withoutAnArchiveNothingIsChecked()
{
    IntegrityChecker checker;
    QSignalSpy started(&checker, &IntegrityChecker::started);
    checker.check({});
    QCOMPARE(started.count(), 0);
    QVERIFY(!checker.isRunning());
}

QTEST_GUILESS_MAIN(TestIntegrityChecker)
#include "tst_integritychecker.moc"
