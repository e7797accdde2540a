// SPDX-License-Identifier: MIT
#include "desk.h"
#include "bench/stallwatch.h"
#include "live/coveragedialog.h"
#include "live/coveragechip.h"
#include "live/followmemory.h"
#include "live/liveguide.h"
#include "live/livesection.h"
#include "live/noticebar.h"
#include "live/sourcedialog.h"
#include "live/viewnotices.h"
#include "net/httptrace.h"
#include "query/querybar.h"
#include "query/timedialog.h"
#include "seal/sealarchive.h"
#include "sources/siderow.h"
#include "sources/viewsection.h"
#include "sync/livesources.h"
#include "timeline/histogramview.h"
#include "timeline/newrowschip.h"
#include "timeline/timelineview.h"

#include <QContextMenuEvent>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QTableView>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

constexpr int patienceMs = 30'000;

/// The person's sources in the real window, with services that are fakes.
class TestLive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void theFirstFetchOpensItsArchive();
    void theListStandsStillWhileItGrows();
    void manyStaySelectedWhileItGrows();
    void followingGoesOnAfterARestart();
    void anEmptyArchiveSaysWhy();
    void atTheNewestEndNewRowsComeIn();
    void whatComesInWhilePausedIsCountedAndThenShown();
    void aCapIsSeenInTheStatusLineAndOverTheBars();
    void aSealedPartSaysWhatItsArchiveKnew();
    void anArchiveOfFilesSaysNothingOfCompleteness();
    void aFailureIsToldWithWhatToDo();
    void theMenuOfALineStartsAndStops();
    void anEarlierTimeCanBeFetched();
    void aClickOpensTheArchiveOfASource();
    void requestsCanBeLookedAt();
    void aNewConnectionIsFetched();
    void aSavedViewTellsOfNewEvents();
    void theWindowAnswersWhileMuchComesIn();

private:
    void start();
    MainWindow& window() { return m_desk->window(); }
    QString add(const QString& name, const FakeProcess& fake, const QString& archive = u"a.auditlens"_s);
    QString follow(int events = 120);
    bool isThere(quint32 events) { return QTest::qWaitFor([this, events] { return window().answer() && window().answer()->count == events && window().model()->entry(0); }, patienceMs); }
    const SourceState& state(const QString& id) const;
    SideRow* row(const QString& key) { return m_guide->section()->findChild<SideRow*>(key); }
    static QAction* actionOf(const QMenu* menu, const QString& text);

    std::unique_ptr<FakeProcess> m_fake;
    std::optional<LokiHistory> m_history;
    std::unique_ptr<LiveSources> m_live;
    std::unique_ptr<Desk> m_desk;
    std::unique_ptr<SourceSyncer> m_syncer;
    std::unique_ptr<LiveGuide> m_guide;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<FollowMemory> m_followed;
    std::unique_ptr<ViewNotices> m_notices;
    QStringList m_told;
};

void TestLive::init()
{
    m_fake = std::make_unique<FakeProcess>(u"fakeloki"_s);
    QVERIFY(m_fake->ok());
    m_history = recentHistory(120);
    m_history->pushTo(*m_fake);
    m_live = std::make_unique<LiveSources>();
    m_settings = std::make_unique<QSettings>(m_live->path(u"live.ini"_s), QSettings::IniFormat);
    m_told.clear();
    start();
}

/// The program, with the settings and sources that there are.
void TestLive::start()
{
    cleanup();
    m_desk = std::make_unique<Desk>();
    m_syncer = m_live->makeSyncer();
    m_guide = std::make_unique<LiveGuide>(&m_desk->session(), &window(), m_syncer.get());
    m_followed = std::make_unique<FollowMemory>(&m_desk->session(), m_syncer.get(), m_settings.get());
    m_notices = std::make_unique<ViewNotices>(&m_desk->session(), &window(), m_syncer.get(), m_settings.get(),
        [this](const QString& title, const QString& text) { m_told << title + u'|' + text; });
}

void TestLive::cleanup()
{
    m_notices.reset();
    m_followed.reset();
    m_guide.reset();
    m_syncer.reset();
    m_desk.reset();
}

const SourceState& TestLive::state(const QString& id) const
{
    static const SourceState none;
    const SourceState* found = m_syncer->find(id);
    return found ? *found : none;
}

QString TestLive::add(const QString& name, const FakeProcess& fake, const QString& archive)
{
    const QString id = m_live->add(name, fake, archive);
    m_syncer->refresh();
    if (!QTest::qWaitFor([&] { return m_syncer->find(id) && row(id); }, patienceMs))
        qFatal("The source is not listed.");
    return id;
}

/// A source that is followed, its archive open.
QString TestLive::follow(int events)
{
    const QString id = add(u"prod"_s, *m_fake);
    m_guide->act(id, SourceStep::Follow);
    const auto isLive = [&] { return state(id).activity == SourceActivity::Following; };
    if (!isThere(quint32(events)) || !QTest::qWaitFor(isLive, patienceMs))
        qFatal("The source is not followed.");
    return id;
}

QAction* TestLive::actionOf(const QMenu* menu, const QString& text)
{
    for (QAction* action : menu->actions()) {
        if (action->text().remove(u'&') == text)
            return action;
    }
    return nullptr;
}

void TestLive::theFirstFetchOpensItsArchive()
{
    const QString id = add(u"prod"_s, *m_fake);
    QVERIFY(!m_desk->session().hasArchive());
    QVERIFY(m_desk->press(Qt::Key_F5));
    QVERIFY(isThere(120));
    QCOMPARE(m_desk->session().info().path, m_live->path(u"a.auditlens"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_guide->chip()->text(), u"complete"_s, patienceMs);
    QVERIFY(m_guide->chip()->isVisible());
    QVERIFY(m_guide->chip()->accessibleDescription().contains(u"\"prod\" is complete"_s));
    QTRY_COMPARE_WITH_TIMEOUT(row(id)->accessibleName(), u"prod, 120, fetched · complete · up to date"_s, patienceMs);
    QVERIFY(row(id)->isVisible());
    for (int bin = 0; bin < window().histogram()->geometry().binCount(); ++bin)
        QVERIFY(!window().histogram()->isHatched(bin));
}

void TestLive::theListStandsStillWhileItGrows()
{
    follow();
    TimelineView* list = window().timeline();
    list->setCurrentRow(60);
    QTRY_VERIFY_WITH_TIMEOUT(window().model()->entry(list->listedRows()->first), patienceMs);
    const int top = list->listedRows()->first;
    QVERIFY(top > 0);
    const int y = list->rowRect(top).top();
    const QString topId = window().model()->entry(top)->id;
    const QString chosen = window().model()->entry(60)->id;
    QSignalSpy details(&m_desk->session(), &Session::eventReady);
    QTRY_VERIFY_WITH_TIMEOUT(details.count() > 0, patienceMs);
    details.clear();
    m_history->add(*m_fake, nowNs());
    QTRY_COMPARE_WITH_TIMEOUT(window().newRows()->count(), 1u, patienceMs);
    QVERIFY(window().newRows()->isVisible());
    QCOMPARE(window().answer()->count, 121u);
    QCOMPARE(list->rowRect(top + 1).top(), y);
    QVERIFY(window().model()->entry(top + 1)); // It was there before it was shown.
    QCOMPARE(window().model()->entry(top + 1)->id, topId);
    QCOMPARE(list->currentRow(), 61);
    QVERIFY(list->isSelected(61) && !list->isSelected(60));
    QTRY_VERIFY_WITH_TIMEOUT(window().model()->entry(61), patienceMs);
    QCOMPARE(window().model()->entry(61)->id, chosen);
    QCOMPARE(details.count(), 0);
    QTest::mouseClick(window().newRows(), Qt::LeftButton);
    QCOMPARE(list->verticalScrollBar()->value(), 0);
    QVERIFY(!window().newRows()->isVisible());
    QCOMPARE(list->currentRow(), 61);
}

void TestLive::manyStaySelectedWhileItGrows()
{
    follow();
    TimelineView* list = window().timeline();
    list->setCurrentRow(60);
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier);
    QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier);
    const auto selected = [list] {
        std::vector<int> rows;
        for (int row = 0; row < list->rowCount(); ++row) {
            if (list->isSelected(row))
                rows.push_back(row);
        }
        return rows;
    };
    QCOMPARE(selected(), (std::vector {60, 61, 62}));
    m_history->add(*m_fake, nowNs());
    QTRY_COMPARE_WITH_TIMEOUT(window().answer()->count, 121u, patienceMs);
    QCOMPARE(selected(), (std::vector {61, 62, 63}));
    QCOMPARE(list->currentRow(), 63);
    QTest::keyClick(list, Qt::Key_Down, Qt::ShiftModifier); // from where it began
    QCOMPARE(selected(), (std::vector {61, 62, 63, 64}));
}

void TestLive::followingGoesOnAfterARestart()
{
    const QString id = follow();
    QTRY_COMPARE(m_followed->remembered(), QStringList {id});
    const QString archive = m_desk->session().info().path;
    start();
    QTRY_VERIFY_WITH_TIMEOUT(m_syncer->find(id), patienceMs);
    QVERIFY(!state(id).isBusy()); // nothing of it is open
    m_desk->session().open({archive});
    QTRY_COMPARE_WITH_TIMEOUT(state(id).activity, SourceActivity::Following, patienceMs);
    m_guide->act(id, SourceStep::Stop);
    QTRY_COMPARE_WITH_TIMEOUT(state(id).activity, SourceActivity::Idle, patienceMs);
    QTRY_VERIFY(m_followed->remembered().isEmpty());
    m_desk->session().open({archive});
    QVERIFY(isThere(120));
    QVERIFY(!state(id).isBusy()); // somebody stopped it
}

void TestLive::anEmptyArchiveSaysWhy()
{
    const QString id = add(u"prod"_s, *m_fake);
    m_fake->misbehave("status", 10, "401:{\"detail\": \"The token has expired.\"}");
    m_guide->act(id, SourceStep::Fetch);
    QTRY_COMPARE_WITH_TIMEOUT(state(id).activity, SourceActivity::Failed, patienceMs);
    m_guide->act(id, SourceStep::Open);
    QTRY_VERIFY_WITH_TIMEOUT(window().answer() && window().timeline()->emptyText().contains(u"\"prod\" could not be fetched."_s), patienceMs);
    QVERIFY2(window().timeline()->emptyText().contains(u"The token has expired"_s), qPrintable(window().timeline()->emptyText()));
    QTest::mouseClick(row(id), Qt::LeftButton);
    auto* dialog = waitFor<SourceDialog>(&window());
    QVERIFY(dialog);
    QSignalSpy edited(m_guide.get(), &LiveGuide::editAsked);
    QTest::mouseClick(buttonNamed<QPushButton>(dialog, u"Edit…"_s), Qt::LeftButton);
    QCOMPARE(edited.count(), 1);
}

void TestLive::atTheNewestEndNewRowsComeIn()
{
    follow();
    const QString first = window().model()->entry(0)->id;
    m_history->add(*m_fake, nowNs());
    QVERIFY(isThere(121));
    QCOMPARE(window().timeline()->verticalScrollBar()->value(), 0);
    QVERIFY(window().model()->entry(0)->id != first);
    QVERIFY(!window().newRows()->isVisible());
}

void TestLive::whatComesInWhilePausedIsCountedAndThenShown()
{
    const QString id = follow();
    QTRY_COMPARE(m_guide->liveButton()->text(), u"● Live"_s);
    QTest::mouseClick(m_guide->liveButton(), Qt::LeftButton);
    QTRY_COMPARE(m_guide->liveButton()->text(), u"▶ Paused"_s);
    m_history->add(*m_fake, nowNs());
    QTRY_COMPARE_WITH_TIMEOUT(m_guide->liveButton()->text(), u"▶ 1 new"_s, patienceMs);
    QTRY_VERIFY(row(id)->accessibleName().contains(u"paused · 1 new"_s));
    QCOMPARE(window().answer()->count, 120u);
    QVERIFY(m_desk->press(Qt::Key_F8));
    QVERIFY(isThere(121));
    QTRY_COMPARE(m_guide->liveButton()->text(), u"● Live"_s);
}

void TestLive::aCapIsSeenInTheStatusLineAndOverTheBars()
{
    FakeProcess fake(u"fakeloki"_s, {}, {u"FAKE_LOKI_LIMIT=5"_s});
    recentHistory(300, 9).pushTo(fake);
    const QString id = add(u"small"_s, fake);
    m_guide->act(id, SourceStep::Fetch);
    QVERIFY(isThere(300 - 3 * 4));
    QTRY_VERIFY_WITH_TIMEOUT(m_guide->chip()->text().startsWith(u"capped"_s), patienceMs);
    QTRY_VERIFY(window().queryBar()->countText().contains(u"all that was fetched"_s));
    QCOMPARE(m_guide->chip()->property("look").toString(), u"alarm"_s);
    const HistogramView* bars = window().histogram();
    const auto hatched = [bars] {
        std::vector<int> bins;
        for (int bin = 0; bin < bars->geometry().binCount(); ++bin) {
            if (bars->isHatched(bin))
                bins.push_back(bin);
        }
        return bins;
    };
    QTRY_VERIFY_WITH_TIMEOUT(!hatched().empty() && int(hatched().size()) < bars->geometry().binCount(), patienceMs);
    QVERIFY(hatched().size() <= 3);
    const QString text = bars->textOf(hatched().front(), hatched().front());
    QVERIFY2(text.contains(u"Not everything of this time is here: \"small\" is capped: The service has more"_s), qPrintable(text));
    m_guide->chip()->setFocus();
    QTest::keyClick(m_guide->chip(), Qt::Key_Space);
    const auto* dialog = waitFor<CoverageDialog>(&window());
    QVERIFY(dialog);
    QVERIFY(dialog->heading().contains(u"capped"_s));
    int capped = 0;
    for (int line = 0; line < dialog->table()->model()->rowCount(); ++line)
        capped += dialog->table()->model()->index(line, 3).data().toString() == u"capped"_s ? 1 : 0;
    QCOMPARE(capped, 3);
    // Of a time without a capped second all is there.
    ViewState only = m_desk->session().state();
    only.range = {(nowNs() / LokiHistory::step - 1800) * LokiHistory::step, nowNs()};
    m_desk->session().look(only);
    QTRY_COMPARE_WITH_TIMEOUT(m_guide->chip()->text(), u"complete"_s, patienceMs);
}

void TestLive::aSealedPartSaysWhatItsArchiveKnew()
{
    FakeProcess fake(u"fakeloki"_s, {}, {u"FAKE_LOKI_LIMIT=5"_s});
    recentHistory(300, 9).pushTo(fake);
    m_guide->act(add(u"small"_s, fake), SourceStep::Fetch);
    QVERIFY(isThere(300 - 3 * 4));
    QTRY_VERIFY_WITH_TIMEOUT(m_guide->chip()->text().startsWith(u"capped"_s), patienceMs);
    const auto whole = m_desk->session().archive();
    SealRequest request {whole->info().path, m_desk->folder().path(u"part.auditlens"_s), u"Ann Auditor"_s, {}};
    request.cut = SealCut {whole, RowSet::range(0, 100), {"outcome:success", "UTC", {}, {}}, TimeRange()};
    const auto sealed = sealArchive(request, Secret::copyOf(std::string(32, 's')));
    QVERIFY2(sealed.ok(), sealed ? "" : qPrintable(sealed.error().oneLine()));
    m_desk->session().open({request.target});
    QTRY_VERIFY_WITH_TIMEOUT(m_guide->chip()->text().startsWith(u"a part, capped"_s), patienceMs);
    QVERIFY(m_guide->chip()->isVisible());
    const QString more = m_guide->chip()->accessibleDescription();
    QVERIFY2(more.startsWith(u"A part: of an archive with 288 event(s) only those that \"outcome:success\" finds are here, of any time."_s), qPrintable(more));
    QVERIFY2(more.contains(u"\"small\" is not complete: capped"_s), qPrintable(more));
}

void TestLive::anArchiveOfFilesSaysNothingOfCompleteness()
{
    QVERIFY(m_desk->open(tigerLines(30)));
    QVERIFY(!m_guide->chip()->isVisible());
    QVERIFY(!m_guide->liveButton()->isVisible());
    QVERIFY(!m_guide->section()->isVisible());
}

void TestLive::aFailureIsToldWithWhatToDo()
{
    const QString id = add(u"prod"_s, *m_fake);
    m_fake->misbehave("honest", 1);
    m_fake->misbehave("status", 1, "401:token expired");
    m_guide->act(id, SourceStep::Follow);
    QVERIFY(isThere(50));
    QTRY_VERIFY_WITH_TIMEOUT(row(id)->accessibleName().contains(u"failed"_s), patienceMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_guide->chip()->text().contains(u"gap"_s), patienceMs);
    QTest::mouseClick(row(id), Qt::LeftButton);
    const auto* dialog = waitFor<SourceDialog>(&window());
    QVERIFY(dialog);
    QVERIFY2(dialog->text().contains(state(id).problem->help), qPrintable(dialog->text()));
    QTest::mouseClick(dialog->againButton(), Qt::LeftButton);
    QVERIFY(isThere(120));
    QTRY_VERIFY_WITH_TIMEOUT(dialog->text().contains(u"What comes in is stored."_s), patienceMs);
    QVERIFY(!dialog->againButton()->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(m_guide->chip()->text(), u"complete"_s, patienceMs);
}

void TestLive::theMenuOfALineStartsAndStops()
{
    const QString id = follow();
    const auto menu = [&]() -> QMenu* {
        QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(5, 5), row(id)->mapToGlobal(QPoint(5, 5)));
        QApplication::sendEvent(row(id), &asked);
        return m_guide->section()->findChild<QMenu*>(u"sourceMenu"_s);
    };
    QMenu* going = menu();
    QVERIFY(going);
    QVERIFY(!actionOf(going, u"Fetch now"_s)->isEnabled());
    actionOf(going, u"Stop"_s)->trigger();
    going->close();
    QTRY_COMPARE_WITH_TIMEOUT(state(id).activity, SourceActivity::Idle, patienceMs);
    QTRY_VERIFY(!m_guide->section()->findChild<QMenu*>(u"sourceMenu"_s));
    QMenu* idle = menu();
    QVERIFY(idle && !actionOf(idle, u"Stop"_s)->isEnabled());
    actionOf(idle, u"Disable"_s)->trigger();
    idle->close();
    QTRY_VERIFY_WITH_TIMEOUT(row(id)->accessibleName().contains(u"disabled"_s), patienceMs);
    QTRY_VERIFY(!m_guide->liveButton()->isVisible());
}

void TestLive::anEarlierTimeCanBeFetched()
{
    const LokiHistory old(60);
    old.pushTo(*m_fake);
    const QString id = add(u"prod"_s, *m_fake);
    m_guide->act(id, SourceStep::FetchFrom);
    auto* dialog = waitFor<TimeDialog>(&window());
    QVERIFY(dialog);
    QTest::keyClicks(dialog->edit(), u"2024-01-01"_s);
    QTest::keyClick(dialog->edit(), Qt::Key_Return);
    QVERIFY(isThere(180));
}

void TestLive::aClickOpensTheArchiveOfASource()
{
    follow();
    FakeProcess other(u"fakeloki"_s);
    recentHistory(30).pushTo(other);
    const QString second = add(u"second"_s, other, u"b.auditlens"_s);
    m_guide->act(second, SourceStep::Fetch);
    QTRY_COMPARE_WITH_TIMEOUT(state(second).activity, SourceActivity::Idle, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(state(second).events, std::uint64_t(30), patienceMs);
    QCOMPARE(window().answer()->count, 120u); // What somebody looks at stays.
    QTest::mouseClick(row(second), Qt::LeftButton);
    QVERIFY(isThere(30));
    QCOMPARE(m_desk->session().info().path, m_live->path(u"b.auditlens"_s));
}

void TestLive::requestsCanBeLookedAt()
{
    const QString id = add(u"prod"_s, *m_fake);
    std::shared_ptr<const HttpTrace> trace;
    connect(m_guide.get(), &LiveGuide::requestsAsked, m_guide.get(), [&](const QString& asked) { trace = m_syncer->trace(asked); });
    m_guide->act(id, SourceStep::Requests);
    QVERIFY(!trace);
    m_guide->act(id, SourceStep::Fetch);
    QVERIFY(isThere(120));
    m_guide->act(id, SourceStep::Requests);
    QVERIFY(trace && trace->entries().size() >= 2);
}

void TestLive::aNewConnectionIsFetched()
{
    m_live->add(u"prod"_s, *m_fake, u"a.auditlens"_s);
    m_guide->fetchNamed({u"prod"_s});
    QVERIFY(isThere(120));
}

void TestLive::aSavedViewTellsOfNewEvents()
{
    SavedView view;
    view.name = u"<b>Ann</b> & co"_s;
    view.query = u"actor:Ann action:update"_s;
    QVERIFY(ViewFolder(m_desk->session().places().views).save(view).ok());
    window().savedViews()->refresh();
    const QString file = window().savedViews()->entries().front().file;
    follow();
    auto* line = window().savedViews()->findChild<SideRow*>(file);
    QVERIFY(line);
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, QPoint(5, 5), line->mapToGlobal(QPoint(5, 5)));
    QApplication::sendEvent(line, &asked);
    auto* menu = window().savedViews()->findChild<QMenu*>(u"viewMenu"_s);
    QVERIFY(menu);
    actionOf(menu, u"Tell me about new events"_s)->trigger();
    menu->close();
    m_history->add(*m_fake, nowNs());
    QVERIFY(isThere(121));
    QTRY_COMPARE_WITH_TIMEOUT(m_told, QStringList(u"AuditLens|<b>Ann</b> & co: 1 new event(s)"_s), patienceMs);
    QVERIFY(m_notices->bar()->isVisible());
    QCOMPARE(m_notices->bar()->text(), u"<b>Ann</b> & co: 1 new event(s)"_s);
    QTest::mouseClick(m_notices->bar()->openButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->session().state().query, view.query, patienceMs);
    QVERIFY(!m_notices->bar()->isVisible());
}

void TestLive::theWindowAnswersWhileMuchComesIn()
{
    FakeProcess busy(u"fakeloki"_s);
    const LokiHistory history(40'000, 1, (nowNs() / LokiHistory::step - 50'000) * LokiHistory::step);
    history.pushTo(busy);
    const QString id = add(u"busy"_s, busy);
    Connection large = *m_live->folder().named(u"busy"_s);
    large.values["page"] = u"1000"_s;
    m_live->save(large);
    m_guide->act(id, SourceStep::Follow);
    QTRY_VERIFY_WITH_TIMEOUT(window().answer() && window().model()->entry(0), patienceMs);
    StallWatch watch;
    QTRY_VERIFY_WITH_TIMEOUT(window().answer()->count == 40'000, patienceMs);
    QVERIFY2(watch.longest() < 100, qPrintable(QString::number(watch.longest())));
}

QTEST_MAIN(TestLive)
#include "tst_live.moc"
