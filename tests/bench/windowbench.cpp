// SPDX-License-Identifier: MIT
// Uses the real window on an archive as a person would, with real events, and tells for each step how long it took
// until all was answered and for how long the event loop was away at most:
//   windowbench ARCHIVE [PICTURE.png]
// writes one JSON object; times in milliseconds. Needs no display with QT_QPA_PLATFORM=offscreen.
#include "bench/stallwatch.h"
#include "details/detailpane.h"
#include "mainwindow.h"
#include "models/timelinemodel.h"
#include "query/querybar.h"
#include "query/queryedit.h"
#include "session/session.h"
#include "sources/siderow.h"
#include "sources/sidepanel.h"
#include "style/theme.h"
#include "support/importing.h"
#include "timeline/histogramview.h"
#include "timeline/timelineview.h"

#include <QApplication>
#include <QSettings>
#include <QTabBar>
#include <QTest>
#include <QWheelEvent>

#include <nlohmann/json.hpp>

#include <cstdio>
#include <functional>

using namespace auditlens;

namespace {

constexpr int quietMilliseconds = 400; ///< Nothing was said for so long: all that was asked is answered.
constexpr int mostMilliseconds = 120'000;

class Use
{
public:
    explicit Use(const QString& archive);
    nlohmann::json run();
    bool save(const QString& picture) { return m_window.grab().save(picture); }

private:
    void step(const char* name, const std::function<void()>& act);
    void key(QWidget* widget, Qt::Key key, int times, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void type(const char* query);
    void wheel(int times);
    void clickFirstValue(const char* facet);
    void dragInHistogram();
    void heard() { m_lastHeard.restart(); }

    QString m_archive;
    test::ImportFolder m_folder;
    QSettings m_settings;
    Session m_session;
    MainWindow m_window;
    test::StallWatch m_watch;
    QElapsedTimer m_lastHeard;
    bool m_waiting = false; ///< Something was asked that is not answered.
    nlohmann::json m_steps = nlohmann::json::array();
};

Use::Use(const QString& archive)
    : m_archive(archive)
    , m_settings(m_folder.path(QStringLiteral("settings.ini")), QSettings::IniFormat)
    , m_session(test::allFormats(), {m_folder.path(QStringLiteral("archives")), m_folder.path(QStringLiteral("profiles"))})
    , m_window(&m_session, &m_settings, QString())
{
    m_window.resize(1440, 900);
    m_lastHeard.start();
    QObject::connect(&m_session, &Session::opening, &m_watch, [this] { m_waiting = true; });
    QObject::connect(&m_session, &Session::asked, &m_watch, [this] { m_waiting = true; });
    QObject::connect(&m_session, &Session::answered, &m_watch, [this](const QueryAnswer& answer) { m_waiting = answer.running; heard(); });
    QObject::connect(&m_session, &Session::eventReady, &m_watch, [this] { heard(); });
    QObject::connect(&m_session, &Session::histogramReady, &m_watch, [this] { heard(); });
    QObject::connect(m_session.facets(), &FacetCounter::counted, &m_watch, [this] { heard(); });
}

void Use::step(const char* name, const std::function<void()>& act)
{
    QElapsedTimer since;
    since.start();
    m_watch.restart();
    heard();
    act();
    double answered = 0;
    while ((m_waiting || m_lastHeard.elapsed() < quietMilliseconds) && since.elapsed() < mostMilliseconds) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        answered = double(since.elapsed() - m_lastHeard.elapsed());
    }
    m_steps.push_back({{"step", name}, {"answered", answered}, {"stall", m_watch.longest()}});
}

// The loop turns between two keys as it does under a person's hands.
void Use::key(QWidget* widget, Qt::Key key, int times, Qt::KeyboardModifiers modifiers)
{
    for (int i = 0; i < times; ++i) {
        QTest::keyClick(widget, key, modifiers);
        QCoreApplication::processEvents();
    }
}

void Use::type(const char* query)
{
    QueryEdit* edit = m_window.queryBar()->edit();
    edit->setFocus();
    key(edit, Qt::Key_A, 1, Qt::ControlModifier);
    for (const char letter : QByteArray(query)) {
        QTest::keyClick(edit, letter);
        QCoreApplication::processEvents();
    }
}

void Use::wheel(int times)
{
    QWidget* view = m_window.timeline()->viewport();
    const QPointF middle = QRectF(view->rect()).center();
    for (int i = 0; i < times; ++i) {
        QWheelEvent turn(middle, view->mapToGlobal(middle), {}, {0, -480}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(view, &turn);
        QCoreApplication::processEvents();
    }
}

void Use::clickFirstValue(const char* facet)
{
    auto* section = m_window.sidePanel()->findChild<QWidget*>(QString::fromLatin1(facet) + QStringLiteral("Section"));
    if (auto* row = section ? section->findChild<SideRow*>() : nullptr)
        QTest::mouseClick(row, Qt::LeftButton);
}

void Use::dragInHistogram()
{
    HistogramView* bars = m_window.histogram();
    const QPoint from(bars->width() / 3, bars->height() / 2);
    const QPoint to(bars->width() / 2, bars->height() / 2);
    QTest::mousePress(bars, Qt::LeftButton, Qt::NoModifier, from);
    QTest::mouseMove(bars, to);
    QTest::mouseRelease(bars, Qt::LeftButton, Qt::NoModifier, to);
}

nlohmann::json Use::run()
{
    QWidget* list = m_window.timeline();
    step("show the window", [&] { m_window.show(); });
    step("open the archive", [&] { m_session.open({m_archive}); });
    step("page down 40 times", [&] { key(list, Qt::Key_PageDown, 40); });
    step("to the oldest event", [&] { key(list, Qt::Key_End, 1); });
    step("to the newest event", [&] { key(list, Qt::Key_Home, 1); });
    step("turn the wheel 60 times", [&] { wheel(60); });
    step("down 30 events", [&] { key(list, Qt::Key_Down, 30); });
    step("type a filter: half of the events", [&] { type("action:update"); });
    step("leave the first actor only", [&] { clickFirstValue("actor"); });
    step("back", [&] { m_window.goBack(); });
    step("drag over a part of the histogram", [&] { dragInHistogram(); });
    step("back again", [&] { m_window.goBack(); });
    step("type a rare word", [&] { type("quarantine"); });
    step("type a regular expression", [&] { type("/quaran[t]ine/"); });
    step("clear the filter", [&] { type(" "); });
    step("select an event and its history", [&] { key(list, Qt::Key_Down, 1); key(list, Qt::Key_H, 1); });
    step("other colours", [&] { m_window.setTheme(ThemeChoice::Dark); });
    step("another zone", [&] { m_window.setZone(QTimeZone("Asia/Tokyo")); });
    step("a smaller window", [&] { m_window.resize(1024, 700); });
    step("select all", [&] { key(list, Qt::Key_A, 1, Qt::ControlModifier); });
    return {{"events", m_session.info().events}, {"steps", m_steps}};
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "windowbench ARCHIVE [PICTURE.png]\n");
        return 2;
    }
    prepareStyle(app);
    Use use(QString::fromLocal8Bit(argv[1]));
    std::printf("%s\n", use.run().dump(1).c_str());
    return argc < 3 || use.save(QString::fromLocal8Bit(argv[2])) ? 0 : 3;
}
