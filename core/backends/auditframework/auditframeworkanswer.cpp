// SPDX-License-Identifier: MIT
#include "backends/auditframework/auditframeworkanswer.h"

#include "base/text.h"
#include "json/document.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::AuditFramework)
};

qint64 numberOf(json::Value value)
{
    return toQString(value.scalar()).toLongLong();
}

} // namespace

Result<AuditFrameworkPage> readAuditFrameworkAnswer(std::string_view body)
{
    json::Document document;
    if (!document.parseCopy(body))
        return notAnAnswer(noJson(document));
    const json::Value root = document.root();
    const json::Value total = root.firstOf({"total_count", "total"});
    if (!root["items"].isArray() || !total.isNumber())
        return notAnAnswer(Tr::tr("It has no \"items\" or no \"total_count\"."));
    AuditFrameworkPage page;
    page.total = numberOf(total);
    const json::Value next = root["has_next"];
    page.hasNext = next.isBool() ? next.text() == "true"
                                 : numberOf(root["page"]) < numberOf(root.firstOf({"total_pages", "pages"}));
    for (const json::Value item : root["items"]) {
        const auto time = readIsoTime(item.firstOf({"timestamp", "created_at"}).scalar());
        if (!time)
            return notAnAnswer(Tr::tr("An item has no \"timestamp\"."));
        page.records.push_back({*time, onOneLine(std::string(item.text()))});
    }
    return page;
}

} // namespace auditlens
