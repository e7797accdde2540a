// SPDX-License-Identifier: MIT
#include "live/livesection.h"

#include "models/timetext.h"
#include "style/theme.h"

namespace auditlens {

QColor activityColour(const SourceState& state)
{
    switch (state.activity) {
    case SourceActivity::Following:
        return state.paused ? theme().update : theme().create;
    case SourceActivity::Opening:
    case SourceActivity::Fetching:
        return theme().accent;
    case SourceActivity::Waiting:
    case SourceActivity::Stopping:
        return theme().update;
    case SourceActivity::Failed:
    case SourceActivity::Unreadable:
        return theme().remove;
    case SourceActivity::Idle:
    case SourceActivity::Disabled:
        break;
    }
    return theme().other;
}

LiveSection::LiveSection(QWidget* parent)
    : SideSection(QStringLiteral("live"), tr("Live sources"), parent)
{
    hide();
}

SideLine LiveSection::lineOf(const SourceState& state, const QString& archive, Nanoseconds now)
{
    SideLine line;
    line.key = state.id;
    line.text = state.name;
    line.count = state.events > 0 ? shortNumber(state.events) : QString();
    line.dot = activityColour(state);
    line.note = sourceLine(state, now);
    line.dimmed = state.activity == SourceActivity::Disabled || state.archive != archive;
    QStringList sentences = sourceSentences(state, now);
    if (state.archive != archive && !state.coverage.empty())
        sentences << tr("A click opens its archive.");
    line.toolTip = state.name + QLatin1Char('\n') + sentences.join(QLatin1Char('\n'));
    return line;
}

void LiveSection::setSources(const std::vector<SourceState>& sources, const QString& archive, Nanoseconds now)
{
    std::vector<SideLine> lines;
    for (const SourceState& state : sources)
        lines.push_back(lineOf(state, archive, now));
    setVisible(!lines.empty());
    setLines(std::move(lines));
}

} // namespace auditlens
