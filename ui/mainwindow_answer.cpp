// SPDX-License-Identifier: MIT
// What is shown of an answer: its rows, how many there are, and the one that is chosen.
#include "mainwindow.h"

#include "models/timelinemodel.h"
#include "models/timetext.h"
#include "query/chipbar.h"
#include "query/querybar.h"
#include "timeline/histogramview.h"
#include "timeline/timelineview.h"
#include "widgets/labels.h"

#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <vector>

namespace auditlens {

void MainWindow::showAnswer(const QueryAnswer& answer)
{
    const bool wasRunning = m_answer && m_answer->running && m_answer->archive == answer.archive && m_answer->state == answer.state;
    const int chosen = wasRunning ? m_timeline->currentRow() : -1; // of the newest rows, which stay
    m_answer = answer;
    if (!answer.running) // until then the bars are those of the answer before
        m_histogram->setRange(answer.state.range);
    m_chips->setQuery(answer.state.query);
    m_navigation.visit(answer.state, m_query->isTyping());
    updateGo();
    m_model->setRows(answer.rows, answer.state.zone, {answer.order.groups, answer.heads});
    m_query->setCount(countText(answer));
    m_statusFilter->setText(shownText(answer));
    m_export->setEnabled(answer.count > 0 && !answer.running);
    m_timeline->setEmptyText(answer.total == 0 ? tr("This archive has no events yet.") : tr("No event matches. Take a word out of the filter or widen the time range."));
    if (chosen >= 0)
        m_timeline->showEvent(answer.order.placeOf(quint32(chosen)));
    else if (answer.keptPlace >= 0)
        m_timeline->showEvent(quint32(answer.keptPlace));
}

QString MainWindow::countText(const QueryAnswer& answer) const
{
    const QString count = numberText(answer.count);
    if (answer.running)
        return tr("the newest %1 · still counting").arg(count);
    const QString share = answer.state.isFiltered() || !answer.complete ? tr("%1 of %2").arg(count, numberText(answer.total)) : count;
    const QString state = m_session->isImporting() ? tr("still reading") : answer.complete ? tr("complete") : tr("not complete");
    return tr("%1 · %2 · %3 ms").arg(share, state, numberText(quint64(answer.microseconds + 999) / 1000));
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
        m_navigation.select(m_currentId);
    }
    if (m_answer && row >= 0 && m_model->placeAt(row) < m_answer->count)
        m_session->fetchEvent(m_answer->archive, m_answer->rowAt(m_model->placeAt(row)));
}

} // namespace auditlens
