// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// One object of a command's --json output. Members keep the order in which they are added.
class JsonObject
{
public:
    JsonObject& text(std::string_view key, std::string_view utf8);
    JsonObject& text(std::string_view key, const QString& value);
    JsonObject& number(std::string_view key, std::uint64_t value);
    JsonObject& raw(std::string_view key, std::string_view json);
    std::string done() const { return m_out + '}'; }

private:
    void key(std::string_view name);

    std::string m_out = "{";
};

/// "[a,b]" from ready pieces of JSON.
std::string jsonArray(const std::vector<std::string>& items);
std::string jsonString(std::string_view utf8);

} // namespace auditlens
