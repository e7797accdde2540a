// SPDX-License-Identifier: MIT
#include "session/coverageview.h"

#include "base/text.h"
#include "sync/coveragetext.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Coverage)
};

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
    if (slices.empty())
        return part.isEmpty() ? QString() : Tr::tr("a part");
    return part.isEmpty() ? coverageWords(slices) : Tr::tr("a part, %1").arg(coverageWords(slices));
}

QStringList CoverageView::sentences() const
{
    QStringList sentences = part;
    std::optional<SourceId> source;
    for (const CoverageLine& line : lines) {
        if (line.id == source)
            continue;
        source = line.id;
        sentences << coverageSentence(line.source, slicesOf(lines, line.id));
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

CoverageView coverageView(const ArchiveCompleteness& known, const std::vector<StoredSource>& sources, const TimeRange& range, Nanoseconds now)
{
    CoverageView view;
    view.part = cutSentences(known.cuts);
    for (const SourceCoverage& one : known.coverage) {
        const Nanoseconds until = std::max(now - freshness, one.coverage.end());
        TimeRange asked = range;
        if (range.end != TimeRange().end)
            asked.end = std::min(range.end, until);
        if (asked.begin >= asked.end)
            continue;
        for (CoverageSlice& slice : coverageWithin(one.coverage, asked))
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
