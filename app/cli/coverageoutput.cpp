// SPDX-License-Identifier: MIT
#include "cli/coverageoutput.h"

#include "cli/jsontext.h"
#include "sync/coveragetext.h"

namespace auditlens {

std::string slicesJson(const std::vector<CoverageSlice>& slices)
{
    std::vector<std::string> items;
    for (const CoverageSlice& slice : slices) {
        items.push_back(JsonObject()
                            .text("from", coverageTime(slice.range.begin))
                            .text("to", coverageTime(slice.range.end))
                            .text("state", completenessName(slice.state))
                            .text("note", slice.note)
                            .done());
    }
    return jsonArray(items);
}

std::string coverageJson(const std::vector<SourceCoverage>& all, const std::vector<StoredSource>& sources)
{
    std::vector<std::string> items;
    for (const SourceCoverage& one : all) {
        const std::vector<CoverageSlice> slices = coverageWithin(one.coverage, TimeRange());
        items.push_back(JsonObject().text("source", sourceName(sources, one.source)).raw("slices", slicesJson(slices)).done());
    }
    return jsonArray(items);
}

std::string cutsJson(const std::vector<ArchiveCut>& cuts)
{
    std::vector<std::string> items;
    for (const ArchiveCut& cut : cuts) {
        items.push_back(JsonObject()
                            .text("query", cut.query)
                            .text("zone", cut.zone)
                            .text("from", cut.from)
                            .text("to", cut.to)
                            .number("of_events", cut.ofEvents)
                            .done());
    }
    return jsonArray(items);
}

Result<void> sayCoverage(const Archive& archive, const TimeRange& range, Console& console)
{
    const auto known = readCompleteness(archive);
    if (!known)
        return known.error();
    for (const QString& sentence : coverageSentences(*known, archive.info().sources, range))
        console.say(sentence);
    return {};
}

} // namespace auditlens
