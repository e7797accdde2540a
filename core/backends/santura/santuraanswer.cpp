// SPDX-License-Identifier: MIT
#include "backends/santura/santuraanswer.h"

#include "backends/djangolist.h"
#include "base/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Santura)
};

std::vector<SourceRecord> entriesOf(json::Value array)
{
    std::vector<SourceRecord> records;
    for (const json::Value entry : array)
        records.push_back({timeOfRecord(entry), onOneLine(std::string(entry.text()))});
    std::ranges::stable_sort(records, {}, &SourceRecord::time);
    return records;
}

} // namespace

Result<SanturaExport> readSanturaExport(std::string_view body)
{
    const std::size_t last = body.find_last_not_of(" \t\r\n");
    if (body.empty() || body.front() != '[')
        return notAnAnswer(Tr::tr("It is no list."));
    if (body[last] != ']')
        return SanturaExport {{}, true};
    json::Document document;
    if (!document.parseCopy(body))
        return SanturaExport {{}, true}; // it may have ended behind a bracket of an entry
    return SanturaExport {entriesOf(document.root()), false};
}

Result<std::vector<SourceRecord>> readSanturaGraph(std::string_view body)
{
    json::Document document;
    if (!document.parseCopy(body))
        return notAnAnswer(noJson(document));
    const json::Value logs = document.root()["data"]["logs"];
    if (!logs.isArray())
        return notAnAnswer(Tr::tr("It has no \"logs\": %1").arg(toQString(document.root()["errors"].text()).left(200)));
    return entriesOf(logs);
}

std::string santuraIdOf(const SourceRecord& record)
{
    json::Document document;
    if (!document.parseCopy(record.record))
        return {};
    return std::string(document.root().firstOf({"_id", "Id"}).scalar());
}

} // namespace auditlens
