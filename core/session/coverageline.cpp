// SPDX-License-Identifier: MIT
#include "session/coverageline.h"

#include "session/coverageview.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Integrity)
};

} // namespace

std::optional<IntegrityLine> coverageLine(const ArchiveCompleteness& known, const std::vector<StoredSource>& sources)
{
    const CoverageView view = coverageView(known, sources, TimeRange(), 0);
    if (view.words().isEmpty())
        return {};
    const bool isGood = !view.lines.empty() && view.isComplete();
    return IntegrityLine {IntegrityLine::Question::Set, isGood ? IntegrityLine::State::Good : IntegrityLine::State::Unknown,
        Tr::tr("Fetched from services"), view.words()};
}

} // namespace auditlens
