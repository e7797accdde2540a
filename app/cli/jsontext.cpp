// SPDX-License-Identifier: MIT
#include "cli/jsontext.h"

#include "base/text.h"
#include "event/eventjson.h"

namespace auditlens {

void JsonObject::key(std::string_view name)
{
    if (m_out.size() > 1)
        m_out += ',';
    appendJsonString(m_out, name);
    m_out += ':';
}

JsonObject& JsonObject::text(std::string_view name, std::string_view utf8)
{
    key(name);
    appendJsonString(m_out, utf8);
    return *this;
}

JsonObject& JsonObject::text(std::string_view name, const QString& value)
{
    return text(name, std::string_view(toUtf8(value)));
}

JsonObject& JsonObject::number(std::string_view name, std::uint64_t value)
{
    return raw(name, std::to_string(value));
}

JsonObject& JsonObject::raw(std::string_view name, std::string_view json)
{
    key(name);
    m_out += json;
    return *this;
}

std::string jsonArray(const std::vector<std::string>& items)
{
    std::string out = "[";
    for (const std::string& item : items)
        (out += out.size() > 1 ? "," : "") += item;
    return out + ']';
}

std::string jsonString(std::string_view utf8)
{
    std::string out;
    appendJsonString(out, utf8);
    return out;
}

} // namespace auditlens
