// SPDX-License-Identifier: MIT
#include "trust/schemes/redactopss.h"

#include "trust/pythonjson.h"

#include <array>

namespace auditlens {

namespace {

constexpr std::string_view signatureName = "_signature";

} // namespace

std::span<const std::string_view> RedactoPss::formats() const
{
    static constexpr std::array<std::string_view, 2> formats {"redacto", "generic"};
    return formats;
}

bool RedactoPss::isIn(json::Value record) const
{
    const json::Value signature = record[signatureName];
    return signature.isString() && !signature.text().empty();
}

SignatureVerdict RedactoPss::verdictOn(json::Value record, SignatureCheck& check) const
{
    std::vector<PythonJson::Member> members;
    for (const json::Value member : record) {
        if (member.key() != signatureName)
            members.push_back({member.key(), member, {}});
    }
    PythonJson json;
    const std::string_view text = json.ofObject(members);
    const auto key = text.empty() ? std::nullopt : check.keyOf(text, record[signatureName].text());
    return {key ? SignatureState::Valid : SignatureState::Invalid, key.value_or(0), {}};
}

Cover RedactoPss::coverOf(std::string_view member) const
{
    return member == signatureName ? Cover::None : Cover::Whole;
}

} // namespace auditlens
