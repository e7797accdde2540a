// SPDX-License-Identifier: MIT
#include "trust/schemes/redactopss.h"

#include "trust/pythonjson.h"

#include <array>

namespace auditlens {

namespace {

constexpr std::string_view signatureName = "_signature";

SignatureVerdict verdictOn(json::Value record, SignatureCheck& check)
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

void RedactoPss::verify(json::Value record, RecordParts parts, SignatureCheck* check, const Each& each) const
{
    if (!parts.contains(0))
        return;
    if (!isIn(record))
        each(0, {SignatureState::Unsigned, 0, {}});
    else
        each(0, check ? verdictOn(record, *check) : SignatureVerdict {SignatureState::NoKey, 0, {}});
}

std::vector<CoveredMember> RedactoPss::coverage(json::Value record, std::uint32_t) const
{
    std::vector<CoveredMember> members;
    if (!isIn(record))
        return members;
    for (const json::Value member : record)
        members.push_back({std::string(member.key()), member.key() == signatureName ? Cover::None : Cover::Whole});
    return members;
}

} // namespace auditlens
