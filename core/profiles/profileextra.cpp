// SPDX-License-Identifier: MIT
#include "profiles/profileextra.h"

#include "event/eventjson.h"

namespace auditlens {

namespace {

/// Appends what is left of a value and its key; nothing when nothing is left.
bool appendRest(const ProfileRecord& record, json::Value value, bool first, std::string& to)
{
    if (record.isUsed(value))
        return false;
    const std::size_t start = to.size();
    if (!first)
        to += ',';
    appendJsonString(to, value.key());
    to += ':';
    if (value.isString()) {
        appendJsonString(to, value.text());
    } else if (!value.isObject() || !record.holdsUsed(value)) {
        to += value.text();
    } else {
        to += '{';
        bool none = true;
        for (const json::Value member : value)
            none = !appendRest(record, member, none, to) && none;
        to += '}';
        if (none)
            to.resize(start);
        return !none;
    }
    return true;
}

} // namespace

void writeProfileExtra(const ProfileRecord& record, std::string& to)
{
    to.assign(1, '{');
    bool none = true;
    for (const json::Value member : record.root())
        none = !appendRest(record, member, none, to) && none;
    if (none)
        to.clear();
    else
        to += '}';
}

} // namespace auditlens
