// SPDX-License-Identifier: MIT
#include "session/coverageview.h"

#include "base/text.h"
#include "sync/coveragetext.h"

#include <algorithm>

namespace auditlens {

namespace {

constexpr Nanoseconds freshness = 60'000'000'000;

std::vector<CoverageSlice> slicesOf(const std::vector<CoverageLine>& lines, SourceId source)
{
    std::vector<CoverageSlice> slices;
    for (const CoverageLine& line : lines) {
        if (line.id == source)
            slices.push_back(line.slice);
    }
    return slices;
}

} // namespace

bool CoverageView::isComplete() const
{
    return std::ranges::all_of(lines, [](const CoverageLine& line) { return line.slice.state == Completeness::Complete; });
}

QString CoverageView::words() const
{
    std::vector<CoverageSlice> slices;
    for (const CoverageLine& line : lines)
        slices.push_back(line.slice);
    return slices.empty() ? QString() : coverageWords(slices);
}

QStringList CoverageView::sentences() const
{
    QStringList sentences;
    SourceId source {};
    for (const CoverageLine& line : lines) {
        if (!sentences.isEmpty() && line.id == source)
            continue;
        source = line.id;
        sentences << coverageSentence(line.source, slicesOf(lines, source));
    }
    return sentences;
}

std::vector<CoverageLine> CoverageView::missing(const TimeRange& range) const
{
    std::vector<CoverageLine> found;
    std::ranges::copy_if(lines, std::back_inserter(found), [&](const CoverageLine& line) {
        return line.slice.state != Completeness::Complete && line.slice.range.begin < range.end && line.slice.range.end > range.begin;
    });
    return found;
}

CoverageView coverageView(const std::vector<SourceCoverage>& all, const std::vector<StoredSource>& sources, const TimeRange& range, Nanoseconds now)
{
    CoverageView view;
    for (const SourceCoverage& one : all) {
        const Nanoseconds until = std::max(now - freshness, one.coverage.end());
        TimeRange known = range;
        if (range.end != TimeRange().end)
            known.end = std::min(range.end, until);
        if (known.begin >= known.end)
            continue;
        for (CoverageSlice& slice : coverageWithin(one.coverage, known))
            view.lines.push_back({one.source, toQString(sourceName(sources, one.source)), std::move(slice)});
    }
    return view;
}

QString coverageText(const CoverageLine& line)
{
    const QString state = completenessText(line.slice.state);
    return line.slice.note.empty() ? state : state + QStringLiteral(": ") + toQString(line.slice.note);
}

QString stateText(const CoverageSlice& slice)
{
    return completenessText(slice.state);
}

} // namespace auditlens
