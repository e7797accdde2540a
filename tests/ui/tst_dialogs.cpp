// SPDX-License-Identifier: MIT
#include "desk.h"

#include "importing/exportdialog.h"
#include "importing/importbar.h"
#include "importing/mappingdialog.h"
#include "importing/rejectdialog.h"
#include "importing/reportbar.h"
#include "importing/welcomepage.h"
#include "query/zonedialog.h"
#include "sources/sidepanel.h"
#include "sources/siderow.h"
#include "widgets/cardbutton.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace auditlens;
using namespace auditlens::test;

/// What people do with the mouse and the keys around an import and an export.
class TestDialogs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecentFileIsReadAgain()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(3)));
        desk.session().closeArchive();
        QVERIFY(desk.window().welcomePage()->isVisible());
        auto* row = buttonNamed<CardButton>(desk.window().welcomePage(), QStringLiteral("input.jsonl"));
        QVERIFY(row);
        QTest::mouseClick(row, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(desk.window().model()->rowCount() == 3, 10000);
    }

    void rejectedRecordsAreListedWithTheirBytes()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(2) + "{\"id\": \"half\n" + tigerLine(7) + '\n'));
        auto* row = desk.window().sidePanel()->findChild<SideRow*>(QStringLiteral("rejectedRow"));
        QVERIFY(row);
        QTest::mouseClick(row, Qt::LeftButton);
        auto* dialog = waitFor<RejectDialog>(&desk.window());
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<QTableView*>()->model()->rowCount(), 1);
        QVERIFY(dialog->findChild<QPlainTextEdit*>()->toPlainText().contains(QLatin1String("half")));
        QVERIFY(QTest::qWaitForWindowExposed(dialog));
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.window().findChild<RejectDialog*>(), 20000);
    }

    void cancelStopsTheImport()
    {
        Desk desk;
        QSignalSpy finished(&desk.session(), &Session::importFinished);
        desk.session().open({desk.folder().write(QStringLiteral("many.jsonl"), tigerLines(20000))});
        QVERIFY(desk.window().importBar()->isVisible());
        auto* cancel = desk.window().importBar()->findChild<QPushButton*>();
        QTest::mouseClick(cancel, Qt::LeftButton);
        QVERIFY(!cancel->isEnabled());
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 10000);
        const auto report = finished.front().front().value<ImportReport>();
        QVERIFY(report.cancelled);
        QVERIFY(report.events < 20000);
        QVERIFY(!desk.window().importBar()->isVisible());
    }

    void anExportIsWrittenInTheZoneThatIsChosen()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(3)));
        desk.window().showExport();
        auto* dialog = waitFor<ExportDialog>(&desk.window());
        QVERIFY(dialog);
        const QString file = desk.folder().path(QStringLiteral("out.csv"));
        dialog->setFile(file);
        QTest::keyClick(dialog->zones(), Qt::Key_End); // "Another zone…"
        auto* zones = waitFor<ZoneDialog>(dialog);
        QVERIFY(zones);
        QTest::keyClicks(zones->search(), QStringLiteral("asia/tok"));
        QTest::keyClick(zones->search(), Qt::Key_Return);
        QCOMPARE(dialog->zones()->currentText(), QStringLiteral("Asia/Tokyo"));
        QSignalSpy finished(&desk.session(), &Session::exportFinished);
        QTest::mouseClick(dialog->startButton(), Qt::LeftButton);
        QTRY_COMPARE(finished.count(), 1);
        const QList<QByteArray> lines = readFile(file).split('\n');
        QVERIFY(lines[0].contains("Asia/Tokyo"));
        QVERIFY(lines[1].contains("2023-01-01T11:00:00+09:00"));
    }

    void leavingTheListOfZonesKeepsTheZone()
    {
        Desk desk;
        QVERIFY(desk.open(tigerLines(3)));
        desk.window().showExport();
        auto* dialog = waitFor<ExportDialog>(&desk.window());
        QVERIFY(dialog);
        QTest::keyClick(dialog->zones(), Qt::Key_End);
        auto* zones = waitFor<ZoneDialog>(dialog);
        QVERIFY(zones);
        QTest::keyClick(zones, Qt::Key_Escape);
        QCOMPARE(dialog->zones()->currentText(), QStringLiteral("UTC"));
    }

    void aCorrectedMappingReadsTheFilesAgain()
    {
        Desk desk;
        QVERIFY(desk.open("{\"when\": \"2024-03-01T10:00:00Z\", \"did\": \"edit\", \"who\": \"ann\", \"boss\": \"bob\"}\n"
                          "{\"when\": \"2024-03-01T11:00:00Z\", \"did\": \"edit\", \"who\": \"ann\", \"boss\": \"bob\"}\n"));
        QTRY_VERIFY(buttonNamed<QPushButton>(desk.window().reportBar(), QStringLiteral("Correct the guessed mapping…")));
        QTest::mouseClick(buttonNamed<QPushButton>(desk.window().reportBar(), QStringLiteral("Correct the guessed mapping…")), Qt::LeftButton);
        auto* dialog = waitFor<MappingDialog>(&desk.window());
        QVERIFY(dialog);
        for (const char* field : {"actor.name", "actor.id"}) {
            QLineEdit* edit = dialog->edit(QString::fromLatin1(field));
            QTest::mouseClick(edit, Qt::LeftButton);
            QTest::keySequence(edit, QKeySequence::SelectAll);
            QTest::keyClick(edit, Qt::Key_Delete);
        }
        QTest::keyClicks(dialog->edit(QStringLiteral("actor.name")), QStringLiteral("boss"));
        QSignalSpy finished(&desk.session(), &Session::importFinished);
        QTest::mouseClick(buttonNamed<QPushButton>(dialog, QStringLiteral("Save and read again")), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 10000);
        QTRY_VERIFY(desk.window().model()->rowCount() == 2 && desk.window().model()->entry(0));
        QVERIFY2(desk.window().model()->entry(0)->headline.startsWith(QLatin1String("bob")), qPrintable(desk.window().model()->entry(0)->headline));
    }

    void theRestOfAFacetIsUnfoldedAndSearched()
    {
        SidePanel panel;
        Facet actors {QStringLiteral("actor"), {}};
        for (int i = 0; i < 30; ++i)
            actors.values.emplace_back(i == 20 ? QStringLiteral("zoe") : QStringLiteral("user%1").arg(i), 100 - i);
        panel.setFacets({actors});
        panel.resize(220, 600);
        panel.show();
        auto* more = panel.findChild<SideRow*>(QStringLiteral("actorMore"));
        QVERIFY(more);
        QTest::keyClick(more, Qt::Key_Space);
        auto* search = panel.findChild<QLineEdit*>(QStringLiteral("actorSearch"));
        QTRY_VERIFY(search && search->isVisible());
        QTest::keyClicks(search, QStringLiteral("ZO"));
        SideRow* zoe = buttonNamed<SideRow>(&panel, QStringLiteral("zoe"));
        QVERIFY(zoe);
        QVERIFY(!buttonNamed<SideRow>(&panel, QStringLiteral("user1")));
        QSignalSpy asked(&panel, &SidePanel::termAsked);
        QTest::mouseClick(zoe, Qt::LeftButton);
        QCOMPARE(asked.front().front().toString(), QStringLiteral("actor:zoe"));
    }

    void aNumberIsNotTakenForAName()
    {
        SidePanel panel;
        panel.setFacets({{QStringLiteral("actor"), {{QStringLiteral("1042"), 3}}}});
        panel.show();
        SideRow* row = buttonNamed<SideRow>(&panel, QStringLiteral("Actor 1042"));
        QVERIFY(row);
        QSignalSpy asked(&panel, &SidePanel::termAsked);
        QTest::mouseClick(row, Qt::LeftButton);
        QCOMPARE(asked.front().front().toString(), QStringLiteral("actor:1042"));
        QTest::mouseClick(row, Qt::LeftButton, Qt::AltModifier);
        QCOMPARE(asked.back().front().toString(), QStringLiteral("-actor:1042"));
    }

    void countsThatChangeLeaveTheFocusWhereItIs()
    {
        SidePanel panel;
        panel.setFacets({{QStringLiteral("actor"), {{QStringLiteral("zoe"), 3}, {QStringLiteral("ann"), 2}}}});
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));
        buttonNamed<SideRow>(&panel, QStringLiteral("ann"))->setFocus();
        panel.setFacets({{QStringLiteral("actor"), {{QStringLiteral("ann"), 9}, {QStringLiteral("zoe"), 1}}}});
        QTRY_VERIFY(buttonNamed<SideRow>(&panel, QStringLiteral("ann"))->hasFocus());
    }
};

QTEST_MAIN(TestDialogs)
#include "tst_dialogs.moc"
