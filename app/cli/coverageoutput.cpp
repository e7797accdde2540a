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

Result<void> sayCoverage(const Archive& archive, const TimeRange& range, Console& console)
{
    const auto all = readCoverage(archive);
    if (!all)
        return all.error();
    for (const QString& sentence : coverageSentences(*all, archive.info().sources, range))
        console.say(sentence);
    return {};
}

} // namespace auditlens
