// SPDX-License-Identifier: MIT
#pragma once

#include "session/sourcestate.h"
#include "sources/sidesection.h"

#include <vector>

namespace auditlens {

/// The person's sources in the side panel, each with what is going on with it.
class LiveSection : public SideSection
{
    Q_OBJECT

public:
    explicit LiveSection(QWidget* parent = nullptr);

    /// `archive` is the one that is open. Without sources the section is hidden.
    void setSources(const std::vector<SourceState>& sources, const QString& archive, Nanoseconds now);

private:
    static SideLine lineOf(const SourceState& state, const QString& archive, Nanoseconds now);
};

/// The colour of what is going on with a source.
QColor activityColour(const SourceState& state);

} // namespace auditlens
