// SPDX-License-Identifier: MIT
#include "desk.h"
#include "importing/reportbar.h"
#include "query/querybar.h"
#include "query/timerangebutton.h"
#include "sources/sidepanel.h"
#include "sources/siderow.h"
#include "sources/viewnamedialog.h"
#include "sources/viewsection.h"
#include "timeline/columnmenu.h"
#include "timeline/timelineview.h"

#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>
#include <QToolButton>

using namespace auditlens;
using namespace auditlens::test;

/// Saved views in the window, by real keys and clicks.
class TestSavedViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void aClickSavesAndOpens();
    void columnsAreChosenSavedAndOpened();
    void theOrderIsPartOfAView();
    void foldedRequestsStayNewestFirst();
    void ctrlShiftSSaves();
    void aNameThatIsTakenReplaces();
    void aBadNameCannotBeSaved();
    void relativeRangesStayRelative();
    void theZoneIsPartOfAView();
    void aTypedDayIsReadInTheShownZone();
    void f2Renames();
    void theMenuUpdates();
    void deleteAsksFirst();
    void aViewIsSharedAndImported();
    void droppedViewsAreImported();
    void aBadFileIsToldWhenItIsClicked();
    void aQueryThatDoesNotParseOpensInTheFilter();

private:
    ViewFolder folder() const { return ViewFolder(m_desk->folder().path(QStringLiteral("views"))); }
    SideRow* row(const QString& name) const { return buttonNamed<SideRow>(m_desk->window().savedViews(), name); }
    void type(const QString& query);
    void saveAs(const QString& name);
    void tick(const QString& column);
    void comeBack();
    bool shows(const QString& query, int count) const;

    std::unique_ptr<Desk> m_desk;
};

/// Ten events, each with an object of its own.
void TestSavedViews::init()
{
    m_desk = std::make_unique<Desk>();
    QVERIFY(m_desk->open(tigerLines(10)));
    QVERIFY(QTest::qWaitForWindowActive(&m_desk->window()));
}

void TestSavedViews::type(const QString& query)
{
    m_desk->window().queryBar()->focusEdit();
    QTest::keyClicks(QApplication::focusWidget(), query);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QTRY_COMPARE(m_desk->window().answer()->state.query, query);
}

void TestSavedViews::saveAs(const QString& name)
{
    auto* dialog = waitFor<ViewNameDialog>(&m_desk->window());
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), name);
    QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
    QTRY_VERIFY(row(name));
    comeBack();
}

/// The offscreen platform has no window manager that gives the focus back when a dialog is gone.
void TestSavedViews::comeBack()
{
    m_desk->window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&m_desk->window()));
}

bool TestSavedViews::shows(const QString& query, int count) const
{
    return QTest::qWaitFor([&] { return m_desk->window().answer()->state.query == query && m_desk->window().model()->rowCount() == count; }, 5000);
}

void TestSavedViews::aClickSavesAndOpens()
{
    type(QStringLiteral("id:e7"));
    QTest::mouseClick(buttonNamed<QPushButton>(&m_desk->window(), QStringLiteral("Save view")), Qt::LeftButton);
    saveAs(QStringLiteral("Seven"));
    type(QStringLiteral("id:e3"));
    QTest::mouseClick(row(QStringLiteral("Seven")), Qt::LeftButton);
    QVERIFY(shows(QStringLiteral("id:e7"), 1));
    QCOMPARE(m_desk->window().queryBar()->query(), QStringLiteral("id:e7"));
}

/// Ticks a column in the menu, by its keys.
void TestSavedViews::tick(const QString& column)
{
    ColumnMenu* menu = m_desk->window().columnMenu();
    menu->popup(m_desk->window().mapToGlobal(QPoint(50, 50)));
    for (QAction* action : menu->actions()) {
        QTest::keyClick(menu, Qt::Key_Down);
        if (action->text() != column)
            continue;
        QTest::keyClick(menu, Qt::Key_Return);
        break;
    }
    menu->hide();
    comeBack();
}

void TestSavedViews::columnsAreChosenSavedAndOpened()
{
    const std::vector<RowColumn> chosen {RowColumn::Ip, RowColumn::Actor};
    auto* header = m_desk->window().timeline()->findChild<QWidget*>(QStringLiteral("columnHeader"));
    QVERIFY(header && !header->isVisible());
    tick(QStringLiteral("Address"));
    tick(QStringLiteral("Actor"));
    QCOMPARE(m_desk->window().model()->columns(), chosen);
    QVERIFY(header->isVisible());
    QVERIFY2(m_desk->window().timeline()->spokenRow(0).contains(QLatin1String("Actor ")), qPrintable(m_desk->window().timeline()->spokenRow(0)));
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    saveAs(QStringLiteral("With addresses"));
    QCOMPARE(folder().list()[0].view.columns, chosen);
    tick(QStringLiteral("Address"));
    QCOMPARE(m_desk->window().model()->columns(), std::vector<RowColumn> {RowColumn::Actor});
    QTest::mouseClick(row(QStringLiteral("With addresses")), Qt::LeftButton);
    QCOMPARE(m_desk->window().model()->columns(), chosen);
    QSettings settings(m_desk->folder().path(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings.sync();
    MainWindow next(&m_desk->session(), &settings, QString());
    QCOMPARE(next.columnMenu()->columns(), chosen);
}

void TestSavedViews::theOrderIsPartOfAView()
{
    const auto firstIs = [this](const QString& id) {
        const TimelineEntry* first = m_desk->window().model()->entry(0);
        return first && first->id == id;
    };
    QVERIFY(m_desk->open(tigerLine(0, "2023-01-01T02:00:00Z") + '\n' + tigerLine(1, "2023-01-01T03:00:00Z") + '\n' + tigerLine(2, "2023-01-02T02:00:00Z")));
    QTRY_VERIFY(firstIs(QStringLiteral("e2")));
    const std::vector<TimelineDay> newestDays = m_desk->window().model()->days();
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)));
    QTRY_VERIFY(firstIs(QStringLiteral("e0")));
    const std::vector<TimelineDay> oldestDays = m_desk->window().model()->days();
    QCOMPARE(newestDays, (std::vector<TimelineDay> {{QDate(2023, 1, 2), 0, 1}, {QDate(2023, 1, 1), 1, 2}}));
    QCOMPARE(oldestDays, (std::vector<TimelineDay> {{QDate(2023, 1, 1), 0, 2}, {QDate(2023, 1, 2), 2, 1}}));
    m_desk->window().goToTime(m_desk->session().info().first);
    QTRY_COMPARE(m_desk->window().timeline()->currentRow(), 0);
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    saveAs(QStringLiteral("From the beginning"));
    QCOMPARE(folder().list()[0].view.order, RowOrder::OldestFirst);
    m_desk->window().goBack();
    QTRY_VERIFY(firstIs(QStringLiteral("e2")));
    QTest::mouseClick(row(QStringLiteral("From the beginning")), Qt::LeftButton);
    QTRY_VERIFY(firstIs(QStringLiteral("e0")));
}

void TestSavedViews::foldedRequestsStayNewestFirst()
{
    SavedView view;
    view.name = QStringLiteral("both");
    view.fold = true;
    view.order = RowOrder::OldestFirst;
    Q_EMIT m_desk->window().savedViews()->viewAsked(view);
    QTRY_VERIFY(m_desk->window().answer()->state.fold);
    QTRY_VERIFY(m_desk->window().model()->entry(0));
    QCOMPARE(m_desk->window().model()->entry(0)->id, QStringLiteral("e9"));
}

void TestSavedViews::ctrlShiftSSaves()
{
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    saveAs(QStringLiteral("All"));
    QCOMPARE(folder().list().size(), std::size_t(1));
    row(QStringLiteral("All"))->setFocus(Qt::TabFocusReason);
    type(QStringLiteral("id:e3"));
    row(QStringLiteral("All"))->setFocus(Qt::TabFocusReason);
    QTest::keyClick(row(QStringLiteral("All")), Qt::Key_Space);
    QVERIFY(shows(QString(), 10));
}

void TestSavedViews::aNameThatIsTakenReplaces()
{
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    saveAs(QStringLiteral("Mine"));
    type(QStringLiteral("id:e1"));
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    auto* dialog = waitFor<ViewNameDialog>(&m_desk->window());
    QVERIFY(dialog);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("mine"));
    QVERIFY(buttonNamed<QPushButton>(dialog, QStringLiteral("Replace"))->isEnabled());
    QTest::mouseClick(buttonNamed<QPushButton>(dialog, QStringLiteral("Replace")), Qt::LeftButton);
    QTRY_VERIFY(row(QStringLiteral("mine")));
    QCOMPARE(folder().list().size(), std::size_t(1));
    QCOMPARE(folder().list()[0].view.query, QStringLiteral("id:e1"));
}

void TestSavedViews::aBadNameCannotBeSaved()
{
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    auto* dialog = waitFor<ViewNameDialog>(&m_desk->window());
    QVERIFY(dialog);
    QVERIFY(!buttonNamed<QPushButton>(dialog, QStringLiteral("Save"))->isEnabled());
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), QString(121, QLatin1Char('x')));
    QVERIFY(!buttonNamed<QPushButton>(dialog, QStringLiteral("Save"))->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(folder().list().empty());
}

void TestSavedViews::relativeRangesStayRelative()
{
    TimeRangeButton* range = m_desk->window().rangeButton();
    QVERIFY(range->applyTyped(QStringLiteral("-7d"), {}));
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    saveAs(QStringLiteral("Week"));
    QCOMPARE(folder().list()[0].view.range, (AskedRange {QStringLiteral("-7d"), {}, {}}));
    range->setRange({});
    QTest::mouseClick(row(QStringLiteral("Week")), Qt::LeftButton);
    QCOMPARE(range->asked(), (AskedRange {QStringLiteral("-7d"), {}, {}}));
    QVERIFY(shows(QString(), 0)); // the events are of 2023
}

void TestSavedViews::theZoneIsPartOfAView()
{
    m_desk->window().setZone(QTimeZone("Asia/Tokyo"));
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    saveAs(QStringLiteral("Tokyo"));
    m_desk->window().setZone(QTimeZone::utc());
    QTest::mouseClick(row(QStringLiteral("Tokyo")), Qt::LeftButton);
    QTRY_COMPARE(m_desk->window().answer()->state.zone, QTimeZone("Asia/Tokyo"));
}

void TestSavedViews::aTypedDayIsReadInTheShownZone()
{
    QVERIFY(m_desk->window().rangeButton()->applyTyped(QStringLiteral("2023-01-01"), QStringLiteral("2023-01-01")));
    QVERIFY(shows(QString(), 10)); // at 2:00 UTC, which is the day before in New York
    m_desk->window().setZone(QTimeZone("America/New_York"));
    QVERIFY(shows(QString(), 0));
    m_desk->window().setZone(QTimeZone::utc());
    QVERIFY(shows(QString(), 10));
}

void TestSavedViews::f2Renames()
{
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    saveAs(QStringLiteral("Old"));
    row(QStringLiteral("Old"))->setFocus(Qt::TabFocusReason);
    QTest::keyClick(row(QStringLiteral("Old")), Qt::Key_F2);
    saveAs(QStringLiteral("New")); // the old name is selected
    QVERIFY(!row(QStringLiteral("Old")));
    QTRY_VERIFY(row(QStringLiteral("New"))->hasFocus());
}

void TestSavedViews::theMenuUpdates()
{
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    saveAs(QStringLiteral("Mine"));
    type(QStringLiteral("id:e5"));
    SideRow* mine = row(QStringLiteral("Mine"));
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, mine->rect().center(), mine->mapToGlobal(mine->rect().center()));
    QCoreApplication::sendEvent(mine, &asked);
    auto* menu = waitFor<QMenu>(m_desk->window().savedViews());
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_U);
    QTRY_COMPARE(folder().list()[0].view.query, QStringLiteral("id:e5"));
}

void TestSavedViews::deleteAsksFirst()
{
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    saveAs(QStringLiteral("Mine"));
    for (const char* answer : {"Cancel", "Delete"}) {
        row(QStringLiteral("Mine"))->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(row(QStringLiteral("Mine"))->hasFocus());
        QTest::keyClick(row(QStringLiteral("Mine")), Qt::Key_Delete);
        auto* box = waitFor<QMessageBox>(&m_desk->window());
        QVERIFY(box);
        QPushButton* button = nullptr;
        for (QAbstractButton* each : box->buttons())
            button = each->text().remove(QLatin1Char('&')) == QLatin1String(answer) ? qobject_cast<QPushButton*>(each) : button;
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(!m_desk->window().findChild<QMessageBox*>());
        comeBack();
    }
    QTRY_VERIFY(!row(QStringLiteral("Mine")));
    QVERIFY(folder().list().empty());
}

void TestSavedViews::aViewIsSharedAndImported()
{
    type(QStringLiteral("id:e9"));
    QVERIFY(m_desk->press(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)));
    saveAs(QStringLiteral("Nine"));
    SideRow* nine = row(QStringLiteral("Nine"));
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, nine->rect().center(), nine->mapToGlobal(nine->rect().center()));
    QCoreApplication::sendEvent(nine, &asked);
    auto* menu = waitFor<QMenu>(m_desk->window().savedViews());
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_S);
    const QString shared = m_desk->folder().path(QStringLiteral("shared.auditview"));
    auto* share = waitFor<QFileDialog>(&m_desk->window());
    QVERIFY(share);
    Q_EMIT share->fileSelected(shared);
    share->close();
    QVERIFY(loadView(shared).ok());

    QVERIFY(folder().remove(folder().list()[0]).ok());
    m_desk->window().savedViews()->refresh();
    type(QStringLiteral("id:e2"));
    QTest::mouseClick(m_desk->window().savedViews()->findChild<QToolButton*>(), Qt::LeftButton);
    QFileDialog* choose = nullptr;
    QTRY_VERIFY((choose = m_desk->window().findChild<QFileDialog*>()) && choose->isVisible() && choose->fileMode() == QFileDialog::ExistingFiles);
    Q_EMIT choose->filesSelected({shared});
    choose->close();
    QTRY_VERIFY(row(QStringLiteral("Nine")));
    QVERIFY(shows(QStringLiteral("id:e9"), 1)); // one that was imported alone is opened
}

void TestSavedViews::droppedViewsAreImported()
{
    SavedView view;
    view.name = QStringLiteral("Sent");
    view.query = QStringLiteral("id:e4");
    const QString file = m_desk->folder().path(QStringLiteral("sent.auditview"));
    QVERIFY(storeView(view, file).ok());
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QVERIFY(QCoreApplication::sendEvent(&m_desk->window(), &enter));
    QVERIFY(QCoreApplication::sendEvent(&m_desk->window(), &drop));
    QTRY_VERIFY(row(QStringLiteral("Sent")));
    QVERIFY(shows(QStringLiteral("id:e4"), 1));
}

void TestSavedViews::aBadFileIsToldWhenItIsClicked()
{
    QDir().mkpath(folder().path());
    QFile file(folder().path() + QStringLiteral("/broken.auditview"));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
    file.close();
    m_desk->window().savedViews()->refresh();
    SideRow* broken = row(QStringLiteral("broken"));
    QVERIFY(broken);
    QVERIFY(broken->accessibleDescription().contains(QStringLiteral("not JSON")));
    QTest::mouseClick(broken, Qt::LeftButton);
    QTRY_VERIFY(m_desk->window().errorBar()->isVisible());
}

void TestSavedViews::aQueryThatDoesNotParseOpensInTheFilter()
{
    SavedView view;
    view.name = QStringLiteral("Later");
    view.query = QStringLiteral("actr:alice");
    QVERIFY(folder().save(view).ok());
    m_desk->window().savedViews()->refresh();
    SideRow* later = row(QStringLiteral("Later"));
    QVERIFY(later && later->accessibleDescription().contains(QStringLiteral("actr")));
    QTest::mouseClick(later, Qt::LeftButton);
    QTRY_VERIFY(m_desk->window().queryMessage()->isVisible());
    QCOMPARE(m_desk->window().queryBar()->query(), QStringLiteral("actr:alice"));
}

QTEST_MAIN(TestSavedViews)
#include "tst_savedviews.moc"
