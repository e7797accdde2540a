// SPDX-License-Identifier: MIT
#include "sync/coveragetext.h"

#include "base/text.h"
#include "event/isotime.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Coverage)
};

constexpr std::size_t mostSlices = 5;

QString timesOf(const TimeRange& range)
{
    return Tr::tr("%1 to %2").arg(toQString(coverageTime(range.begin)), toQString(coverageTime(range.end)));
}

QString sliceText(const CoverageSlice& slice)
{
    const QString text = completenessText(slice.state) + u' ' + timesOf(slice.range);
    return slice.note.empty() ? text : text + u" ("_s + toQString(slice.note) + u')';
}

} // namespace

QString completenessText(Completeness state)
{
    switch (state) {
    case Completeness::Unknown:
        return Tr::tr("not asked for");
    case Completeness::Complete:
        return Tr::tr("complete");
    case Completeness::Capped:
        return Tr::tr("capped");
    case Completeness::Partial:
        return Tr::tr("partial");
    case Completeness::Failed:
        return Tr::tr("failed");
    }
    return {};
}

std::string coverageTime(Nanoseconds time)
{
    std::string text;
    appendIsoUtc(text, time, time % 1'000'000'000 == 0 ? 0 : time % 1'000'000 == 0 ? 3 : 9);
    return text;
}

std::vector<CoverageSlice> coverageWithin(const TimeCoverage& coverage, const TimeRange& range)
{
    const std::vector<CoverageSlice>& all = coverage.slices();
    if (all.empty())
        return {};
    TimeRange shown = range;
    if (range.begin == TimeRange().begin)
        shown.begin = all.front().range.begin;
    if (range.end == TimeRange().end)
        shown.end = all.back().range.end;
    return shown.begin < shown.end ? coverage.within(shown) : std::vector<CoverageSlice>();
}

bool isComplete(std::span<const CoverageSlice> slices)
{
    return std::ranges::all_of(slices, [](const CoverageSlice& slice) { return slice.state == Completeness::Complete; });
}

QString coverageWords(std::span<const CoverageSlice> slices)
{
    const auto count = [&](Completeness state) { return std::ranges::count(slices, state, &CoverageSlice::state); };
    const auto all = std::ranges::ssize(slices);
    const auto capped = count(Completeness::Capped);
    const int gaps = int(all - count(Completeness::Complete) - capped);
    if (count(Completeness::Unknown) == all)
        return Tr::tr("nothing fetched");
    if (gaps == 0)
        return capped == 0 ? Tr::tr("complete") : Tr::tr("capped");
    return capped == 0 ? Tr::tr("%n gap(s)", nullptr, gaps) : Tr::tr("capped, %n gap(s)", nullptr, gaps);
}

QString coverageSentence(const QString& source, std::span<const CoverageSlice> slices)
{
    if (slices.empty())
        return Tr::tr("\"%1\": nothing of this time was asked for.").arg(source);
    if (isComplete(slices))
        return Tr::tr("\"%1\" is complete: %2.").arg(source, timesOf({slices.front().range.begin, slices.back().range.end}));
    QStringList parts;
    std::size_t count = 0;
    for (const CoverageSlice& slice : slices) {
        if (slice.state == Completeness::Complete)
            continue;
        if (++count <= mostSlices)
            parts << sliceText(slice);
    }
    if (count > mostSlices)
        parts << Tr::tr("%n more", nullptr, int(count - mostSlices));
    return Tr::tr("\"%1\" is not complete: %2.").arg(source, parts.join(u"; "_s));
}

QStringList cutSentences(const std::vector<ArchiveCut>& cuts)
{
    QStringList sentences;
    for (const ArchiveCut& cut : cuts) {
        const QString times = timesText(cut.from, cut.to);
        const int of = int(std::min<std::uint64_t>(cut.ofEvents, std::numeric_limits<int>::max()));
        sentences << (cut.query.empty()
                ? Tr::tr("A part: of an archive with %n event(s) only those %1 are here.", nullptr, of).arg(times)
                : Tr::tr("A part: of an archive with %n event(s) only those that \"%1\" finds are here, %2.", nullptr, of).arg(toQString(cut.query), times));
    }
    if (!cuts.empty())
        sentences << Tr::tr("What was fetched from services is said of the archive before it was cut.");
    return sentences;
}

QStringList coverageSentences(const ArchiveCompleteness& known, const std::vector<StoredSource>& sources, const TimeRange& range)
{
    QStringList sentences = cutSentences(known.cuts);
    for (const SourceCoverage& one : known.coverage)
        sentences << coverageSentence(toQString(sourceName(sources, one.source)), coverageWithin(one.coverage, range));
    return sentences;
}

} // namespace auditlens
