// SPDX-License-Identifier: MIT
#include "query/payloadpath.h"

#include "base/fold.h"
#include "json/document.h"

#include <algorithm>

namespace auditlens {

namespace {

using namespace std::string_view_literals;

constexpr auto changes = "changes."sv;
constexpr auto extra = "extra."sv;

void add(PathTexts& found, std::string text)
{
    found.exists = true;
    if (std::ranges::find(found.texts, text) == found.texts.end())
        found.texts.push_back(std::move(text));
}

void addValue(PathTexts& found, const Value& value)
{
    if (value.exists())
        add(found, value.kind == Value::Kind::Null ? "null" : value.text);
}

void addChange(PathTexts& found, const ChangePath& path, const Change& change)
{
    if (path.before) {
        addValue(found, change.before);
        std::ranges::for_each(change.removed, [&](const Value& value) { addValue(found, value); });
    }
    if (path.after) {
        addValue(found, change.after);
        std::ranges::for_each(change.added, [&](const Value& value) { addValue(found, value); });
    }
}

void addJson(PathTexts& found, json::Value value)
{
    found.exists = found.exists || value.exists();
    if (value.isArray()) {
        for (const json::Value element : value) {
            if (!element.isArray())
                addJson(found, element);
        }
    } else if (value.exists() && !value.isObject()) {
        add(found, std::string(value.text()));
    }
}

} // namespace

std::optional<ChangePath> changePath(std::string_view path)
{
    if (!path.starts_with(changes) || path.size() == changes.size())
        return {};
    std::string_view field = path.substr(changes.size());
    const bool before = field.ends_with(".before");
    const bool after = field.ends_with(".after");
    field.remove_suffix(before ? ".before"sv.size() : after ? ".after"sv.size() : 0); // A field's name may have dots of its own.
    return ChangePath {folded(field), !after, !before};
}

std::string_view extraPath(std::string_view path)
{
    return path.starts_with(extra) ? path.substr(extra.size()) : std::string_view();
}

bool isPayloadPath(std::string_view path)
{
    return changePath(path) || !extraPath(path).empty();
}

PathTexts textsAt(std::string_view path, const AuditEvent& event)
{
    PathTexts found;
    if (const auto asked = changePath(path)) {
        for (const Change& change : event.changes) {
            if (foldsTo(change.field, asked->field))
                addChange(found, *asked, change);
        }
    } else if (json::Document document; !event.extra.empty() && document.parseCopy(event.extra)) {
        addJson(found, document.root().at(extraPath(path)));
    }
    return found;
}

} // namespace auditlens
