// SPDX-License-Identifier: MIT
#include "backends/loki/lokianswer.h"

#include <QCoreApplication>

#include <algorithm>
#include <charconv>
#include <optional>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Loki)
};

std::optional<Nanoseconds> readNanoseconds(std::string_view text)
{
    Nanoseconds time = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), time);
    if (text.empty() || problem != std::errc() || end != text.data() + text.size())
        return {};
    return time;
}

bool readStream(json::Value stream, std::vector<SourceRecord>& entries)
{
    const json::Value labels = stream["stream"];
    if (!labels.isObject() || !stream["values"].isArray())
        return false;
    for (const json::Value element : stream["values"]) {
        const auto time = element.isArray() && element.size() >= 2 ? readNanoseconds((*element.begin()).scalar()) : std::nullopt;
        if (!time)
            return false;
        const std::string_view value = element.text();
        std::string record;
        record.reserve(labels.text().size() + value.size() + 32);
        record.append("{\"stream\":").append(labels.text()).append(",\"values\":[").append(value).append("]}");
        entries.push_back({*time, onOneLine(std::move(record))});
    }
    return true;
}

} // namespace

Result<LokiAnswer> readLokiAnswer(std::string_view body, json::Document& document)
{
    if (!document.parseCopy(body))
        return notAnAnswer(noJson(document));
    const json::Value data = document.root()["data"];
    if (document.root()["status"].text() != "success" || data["resultType"].text() != "streams" || !data["result"].isArray())
        return notAnAnswer(Tr::tr("It has no streams in \"data.result\"."));
    LokiAnswer answer;
    for (const json::Value flag : data["encodingFlags"])
        answer.categorised = answer.categorised || flag.text() == "categorize-labels";
    for (const json::Value stream : data["result"]) {
        if (!readStream(stream, answer.entries))
            return notAnAnswer(Tr::tr("A stream has no labels, or a line without a time."));
    }
    std::ranges::stable_sort(answer.entries, {}, &SourceRecord::time);
    return answer;
}

std::string lokiMessage(std::string_view body)
{
    json::Document document;
    std::string text(body);
    if (body.starts_with('{') && document.parseCopy(body) && document.root()["message"].isString())
        text = document.root()["message"].text();
    return text.substr(0, text.find('\n'));
}

} // namespace auditlens
