// SPDX-License-Identifier: MIT
// What is shown of an answer: its rows, how many there are, and the one that is chosen.
#include "mainwindow.h"

#include "models/timelinemodel.h"
#include "models/timetext.h"
#include "query/chipbar.h"
#include "query/querybar.h"
#include "timeline/histogramview.h"
#include "timeline/newrowschip.h"
#include "timeline/timelineview.h"
#include "widgets/labels.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>
#include <utility>
#include <vector>

namespace auditlens {

namespace {

    constexpr int moreMs = 400; ///< For a page's way from the disk.
    /// Each event of a request is looked for by itself; of more than these only the chosen one stays selected.
    constexpr quint32 mostKept = 10'000;

    using Span = EventRows::Span;

    bool areTogether(const QueryAnswer& answer, quint32 first, quint32 last)
    {
        return !answer.order.groups || answer.order.groups->groupAt(first) == answer.order.groups->groupAt(last);
    }

    /// Where events that stood behind each other are now; new ones may stand between them.
    void addMoved(const QueryAnswer& now, const QueryAnswer& before, const Span& span, std::vector<Span>& moved)
    {
        const quint32 first = now.placeOf(before, span.first);
        const quint32 last = now.placeOf(before, span.first + span.count - 1);
        if (span.count > 1 && (last - first != span.count - 1 || !areTogether(now, first, last))) {
            const quint32 half = span.count / 2;
            addMoved(now, before, {span.first, half}, moved);
            addMoved(now, before, {span.first + half, span.count - half}, moved);
        } else if (!moved.empty() && moved.back().first + moved.back().count == first) {
            moved.back().count += span.count;
        } else {
            moved.push_back({first, span.count});
        }
    }

    std::vector<Span> movedSpans(const QueryAnswer& now, const QueryAnswer& before, const std::vector<Span>& spans)
    {
        quint32 count = 0;
        for (const Span& span : spans)
            count += span.count;
        std::vector<Span> moved;
        for (const Span& span : now.order.groups && count > mostKept ? std::vector<Span>() : spans)
            addMoved(now, before, span, moved);
        return moved;
    }

} // namespace

void MainWindow::showAnswer(const QueryAnswer& answer)
{
    m_more.reset();
    if (m_answer && answer.isMoreOf(*m_answer)) {
        m_more = answer;
        const EventRows* rows = answer.heads ? answer.heads.get() : answer.rows.get();
        connect(rows, &EventRows::entriesReady, this, &MainWindow::showMoreWhenReady);
        QTimer::singleShot(moreMs, rows, [this] { showMore(); });
        showMoreWhenReady();
        return;
    }
    const bool wasRunning = m_answer && m_answer->running && m_answer->archive == answer.archive && m_answer->state == answer.state;
    const int chosen = wasRunning ? m_timeline->currentRow() : -1; // of the newest rows, which stay
    m_newRows->clear();
    if (!answer.running) // until then the bars are those of the answer before
        m_histogram->setRange(answer.state.range);
    m_chips->setQuery(answer.state.query);
    m_navigation.visit(answer.state, m_query->isTyping());
    updateGo();
    showRows(answer);
    if (chosen >= 0)
        m_timeline->showEvent(answer.order.placeOf(quint32(chosen)));
    else if (answer.keptPlace >= 0)
        m_timeline->showEvent(quint32(answer.keptPlace));
}

void MainWindow::showRows(const QueryAnswer& answer)
{
    m_answer = answer;
    m_model->setRows(answer.rows, answer.state.zone, {answer.order.groups, answer.heads});
    m_query->setCount(countText(answer));
    m_statusFilter->setText(shownText(answer));
    m_export->setEnabled(answer.count > 0 && !answer.running);
    m_timeline->setEmptyText(answer.total == 0 ? tr("This archive has no events yet.") : tr("No event matches. Take a word out of the filter or widen the time range."));
}

/// The same question to an archive that has grown. It is shown when the rows that will be on the screen are there, so
/// that nothing flickers.
void MainWindow::showMoreWhenReady()
{
    if (!m_more || !m_answer)
        return;
    const auto listed = m_timeline->listedRows();
    const quint32 rows = listed ? quint32(listed->second - listed->first) : 0;
    const bool newestFirst = !m_more->order.oldestFirst;
    const quint32 last = m_more->count - 1;
    quint32 first = isAtNewest() || !listed ? (newestFirst ? 0 : last - std::min(last, rows)) : m_more->placeOf(*m_answer, m_model->placeAt(listed->first));
    if (m_more->order.groups)
        first = m_more->order.groups->groupAt(first);
    EventRows& shown = m_more->heads ? *m_more->heads : *m_more->rows;
    if (m_more->count == 0 || (shown.entry(first) && shown.entry(std::min(first + rows, shown.size() - 1))))
        showMore();
}

/// What is on the screen stays where it is, and so does the event that is chosen; at the newest end the new rows come in.
void MainWindow::showMore()
{
    if (!m_more || !m_answer)
        return;
    const QueryAnswer answer = *std::exchange(m_more, std::nullopt);
    const QueryAnswer before = *m_answer;
    const bool wasAtNewest = isAtNewest();
    const auto listed = m_timeline->listedRows();
    const int y = listed ? m_timeline->rowRect(listed->first).top() : 0;
    const quint32 top = listed ? m_model->placeAt(listed->first) : 0;
    const int current = m_timeline->currentRow();
    const quint32 chosen = current >= 0 ? m_model->placeAt(current) : 0;
    const int anchor = m_timeline->anchorRow();
    const quint32 anchored = anchor >= 0 ? m_model->placeAt(anchor) : 0;
    const std::vector<Span> spans = m_timeline->selectedSpans();
    const bool isAlone = spans.size() == 1 && spans.front().count == 1 && m_timeline->isSelected(current);
    const std::vector<quint32> open = m_model->openPlaces();
    showRows(answer);
    for (const quint32 place : open)
        m_model->setOpen(m_model->rowOf(answer.placeOf(before, place)), true);
    if (current >= 0) {
        const bool isKept = answer.keptPlace >= 0 && answer.keptId == m_currentId;
        const quint32 place = isKept ? quint32(answer.keptPlace) : answer.placeOf(before, chosen);
        std::vector<Span> selected = movedSpans(answer, before, spans);
        if (selected.empty() || isAlone) // What is kept was found by its id, the others by their times.
            selected.assign(1, Span {place, 1});
        const int row = m_model->reveal(place);
        m_timeline->keepCurrent(row, anchor == current || anchor < 0 ? row : m_model->rowOf(answer.placeOf(before, anchored)), selected);
    }
    if (wasAtNewest) {
        goToNewest();
    } else {
        if (listed)
            m_timeline->putRow(m_model->reveal(answer.placeOf(before, top)), y);
        m_newRows->add(answer.count - before.count, answer.order.oldestFirst);
    }
}

bool MainWindow::isAtNewest() const
{
    const QScrollBar* bar = m_timeline->verticalScrollBar();
    return !m_answer || bar->value() == (m_answer->order.oldestFirst ? bar->maximum() : bar->minimum());
}

void MainWindow::goToNewest()
{
    QScrollBar* bar = m_timeline->verticalScrollBar();
    bar->setValue(m_answer && m_answer->order.oldestFirst ? bar->maximum() : bar->minimum());
    m_newRows->clear();
}

QString MainWindow::countText(const QueryAnswer& answer) const
{
    const QString count = numberText(answer.count);
    if (answer.running)
        return tr("the newest %1 · still counting").arg(count);
    const QString share = answer.state.isFiltered() || !answer.complete ? tr("%1 of %2").arg(count, numberText(answer.total)) : count;
    const QString whole = m_fetchedAll ? tr("complete") : tr("all that was fetched");
    const QString state = m_session->isImporting() ? tr("still reading") : answer.complete ? whole : tr("not complete");
    return tr("%1 · %2 · %3 ms").arg(share, state, numberText(quint64(answer.microseconds + 999) / 1000));
}

void MainWindow::setFetchedAll(bool fetchedAll)
{
    if (std::exchange(m_fetchedAll, fetchedAll) != fetchedAll && m_answer)
        m_query->setCount(countText(*m_answer));
}

/// Always of events; where they are folded, also the number of rows. Nothing until they are counted.
QString MainWindow::shownText(const QueryAnswer& answer)
{
    const QString shown = numberText(answer.count);
    if (!answer.order.groups)
        return answer.state.isFiltered() && !answer.running ? tr("%1 shown").arg(shown) : QString();
    const int rows = int(answer.order.groups->size());
    return tr("%1 shown, folded to %n row(s)", nullptr, rows).arg(shown).replace(QString::number(rows), numberText(quint64(rows)));
}

void MainWindow::showListed()
{
    if (isAtNewest())
        m_newRows->clear();
    const auto rows = m_timeline->listedRows();
    if (!rows || !m_answer || m_model->placeAt(rows->second) >= m_answer->count) {
        m_histogram->setListed(noTime, noTime);
        return;
    }
    std::vector<Nanoseconds> times; // the events of an unfolded request may be older than the row below them
    for (int row = rows->first; row <= rows->second; ++row)
        times.push_back(m_answer->timeAt(m_model->placeAt(row)));
    const auto [oldest, newest] = std::minmax_element(times.begin(), times.end());
    m_histogram->setListed(*oldest, *newest);
}

void MainWindow::showRefusal(const QueryError& error)
{
    m_query->setError(error);
    tellInsteadOfAnswer(error.what + QLatin1Char(' ') + error.help, "error");
    m_queryMessage->setAccessibleName(tr("Problem with the filter"));
}

void MainWindow::showWaiting(const QString& sentence)
{
    tellInsteadOfAnswer(sentence, "accent");
    m_queryMessage->setAccessibleName(tr("The filter waits"));
}

void MainWindow::tellInsteadOfAnswer(const QString& sentence, const char* look)
{
    m_chips->setQuery(m_query->query());
    m_query->setCount({});
    setLook(m_queryMessage, look);
    m_queryMessage->setText(sentence);
    m_queryMessage->show();
}

void MainWindow::rowChosen(int row)
{
    const TimelineEntry* entry = row >= 0 ? m_model->entry(row) : nullptr;
    if (entry) {
        m_currentId = entry->id;
        m_session->keep(m_currentId);
        m_navigation.select(m_currentId);
    }
    if (m_answer && row >= 0 && m_model->placeAt(row) < m_answer->count)
        m_session->fetchEvent(m_answer->archive, m_answer->rowAt(m_model->placeAt(row)));
}

} // namespace auditlens
