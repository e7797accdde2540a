// SPDX-License-Identifier: MIT
// The ways through what was looked at: chips and recent filters, back and forward, times, and what is taken along.
#include "mainwindow.h"

#include "models/timelinemodel.h"
#include "models/timetext.h"
#include "query/chipbar.h"
#include "query/querybar.h"
#include "query/timedialog.h"
#include "query/timerangebutton.h"
#include "timeline/timelineview.h"

#include <QApplication>
#include <QClipboard>
#include <QMenuBar>
#include <QMouseEvent>
#include <QPointer>
#include <QShortcut>
#include <QStatusBar>

namespace auditlens {

namespace {

    constexpr quint64 mostCopied = 10'000;

} // namespace

void MainWindow::buildGoMenu()
{
    QMenu* go = menuBar()->addMenu(tr("&Go"));
    m_back = go->addAction(tr("&Back"), QKeySequence(Qt::ALT | Qt::Key_Left), this, &MainWindow::goBack);
    m_forward = go->addAction(tr("&Forward"), QKeySequence(Qt::ALT | Qt::Key_Right), this, &MainWindow::goForward);
    go->addSeparator();
    m_archiveActions << go->addAction(tr("To a &time…"), QKeySequence(Qt::CTRL | Qt::Key_G), this, &MainWindow::askForTime);
    qApp->installEventFilter(this); // the buttons of a mouse for back and forward work everywhere in the window
    updateGo();
}

void MainWindow::buildCopyMenu(QMenu* edit)
{
    m_copyAs = edit->addMenu(tr("&Copy rows as"));
    const std::pair<QString, CopyFormat> formats[] = {{tr("&JSON"), CopyFormat::Json}, {tr("&Markdown table"), CopyFormat::Markdown},
        {tr("&Sentences"), CopyFormat::Sentence}, {tr("&Citations"), CopyFormat::Citation}};
    for (const auto& [title, format] : formats)
        m_copyAs->addAction(title, this, [this, format = format] { copyAs(format); });
    m_timeline->addAction(m_copyAs->menuAction());
    auto* shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), m_timeline, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, [this] {
        if (m_timeline->currentRow() >= 0)
            m_copyAs->popup(m_timeline->viewport()->mapToGlobal(m_timeline->rowRect(m_timeline->currentRow()).bottomLeft()));
    });
}

void MainWindow::connectQuery()
{
    connect(m_chips, &ChipBar::queryChanged, m_query, &QueryBar::replaceQuery);
    connect(m_chips, &ChipBar::left, m_timeline, [this] { m_timeline->setFocus(); });
    connect(m_query, &QueryBar::settled, this, [this](const QString& query) {
        m_navigation.settle();
        m_recentQueries.add(query);
        m_query->setRecent(m_recentQueries.list());
    });
    m_query->setRecent(m_recentQueries.list());
}

void MainWindow::updateGo()
{
    m_back->setEnabled(m_navigation.canGoBack());
    m_forward->setEnabled(m_navigation.canGoForward());
}

void MainWindow::goBack()
{
    goTo(m_navigation.back());
}

void MainWindow::goForward()
{
    goTo(m_navigation.forward());
}

void MainWindow::goTo(const std::optional<Place>& place)
{
    updateGo();
    if (!place)
        return;
    m_currentId = place->eventId;
    m_query->setQuery(place->state.query);
    m_range->setRange(place->state.range);
    m_fold->setChecked(place->state.fold);
    m_oldestFirst->setChecked(place->state.oldestFirst);
    if (place->state.zone == m_zone)
        look(place->state.query, place->state.range);
    else
        setZone(place->state.zone);
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::MouseButtonPress)
        return QMainWindow::eventFilter(watched, event);
    const auto* widget = qobject_cast<QWidget*>(watched);
    const Qt::MouseButton button = static_cast<QMouseEvent*>(event)->button();
    if (!widget || widget->window() != this || (button != Qt::BackButton && button != Qt::ForwardButton))
        return QMainWindow::eventFilter(watched, event);
    if (button == Qt::BackButton)
        goBack();
    else
        goForward();
    return true;
}

void MainWindow::askForTime()
{
    auto* dialog = new TimeDialog(m_zone, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &TimeDialog::chosen, this, &MainWindow::goToTime);
    dialog->open();
}

void MainWindow::goToTime(Nanoseconds time)
{
    if (m_answer && m_answer->running) {
        statusBar()->showMessage(tr("Not all rows are found yet; the nearest one is known when they are counted"), noticeMs);
        return;
    }
    const qint64 place = m_answer ? m_answer->nearest(time) : -1;
    const int current = m_timeline->currentRow();
    if (place < 0 || (current >= 0 && qint64(m_model->placeAt(current)) == place))
        return;
    m_navigation.leap();
    updateGo();
    m_timeline->showEvent(quint32(place));
    m_timeline->setFocus(Qt::OtherFocusReason);
    const Nanoseconds there = m_answer->timeAt(quint32(place));
    statusBar()->showMessage(tr("The nearest event is of %1").arg(stampText({there, TimeOrigin::Stated, 3}, m_zone)), noticeMs);
}

void MainWindow::copyAs(CopyFormat format)
{
    const std::vector<EventRows::Span> spans = m_timeline->selectedSpans();
    quint64 count = 0;
    for (const EventRows::Span& span : spans)
        count += span.count;
    if (count == 0 || !m_answer)
        return;
    if (count > mostCopied) {
        statusBar()->showMessage(tr("%1 rows are too many for the clipboard; the export takes them all.").arg(numberText(count)), noticeMs);
        return;
    }
    m_session->copyEvents(*m_answer, spans, format, [guard = QPointer<MainWindow>(this), count](const QString& text) {
        if (!guard)
            return;
        QApplication::clipboard()->setText(text);
        guard->statusBar()->showMessage(tr("%n row(s) copied", nullptr, int(count)), noticeMs);
    });
}

} // namespace auditlens
