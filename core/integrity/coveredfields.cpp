// SPDX-License-Identifier: MIT
#include "integrity/coveredfields.h"

#include <algorithm>
#include <array>
#include <utility>

namespace auditlens {

namespace {

/// Members of signed records by the fields that their formats make of them.
constexpr auto fieldMembers = std::to_array<std::pair<std::string_view, std::string_view>>({{"time", "timestamp"}, {"time", "time"},
    {"action", "action"}, {"verb", "crud"}, {"verb", "action"}, {"outcome", "action"}, {"actor.id", "user_id"}, {"actor.id", "userId"},
    {"actor.id", "actor_uuid"}, {"actor.name", "actor_name"}, {"entity.type", "resource_type"}, {"entity.id", "resource_uuid"},
    {"entity.label", "resource_name"}, {"tenant", "organization_uuid"}, {"ip", "source_ip"}, {"summary", "line"}, {"signature", "signature"},
    {"signature", "event_signature"}, {"signature", "_signature"}});

constexpr std::string_view extraPrefix = "extra.";

/// "structuredMetadata.action" is the member "action".
bool isMember(std::string_view path, std::string_view member)
{
    return path == member || (path.size() > member.size() && path.ends_with(member) && path[path.size() - member.size() - 1] == '.');
}

/// Of several places of a member the one that is read is covered most.
std::optional<Cover> coverOfMember(std::string_view member, const std::vector<CoveredMember>& coverage)
{
    std::optional<Cover> best;
    for (const CoveredMember& covered : coverage) {
        if (isMember(covered.path, member))
            best = best ? std::min(*best, covered.cover) : covered.cover;
    }
    return best;
}

bool coversWholeRecord(const std::vector<CoveredMember>& coverage)
{
    return std::ranges::all_of(coverage, [](const CoveredMember& member) { return member.cover != Cover::None || isSignatureMember(member.path); });
}

} // namespace

bool isSignatureMember(std::string_view path)
{
    return path == "signature" || path == "_signature" || isMember(path, "event_signature");
}

std::optional<Cover> coverOfField(std::string_view field, const std::vector<CoveredMember>& coverage)
{
    if (coverage.empty())
        return {};
    std::optional<Cover> best;
    for (const auto& [name, member] : fieldMembers) {
        const auto cover = name == field ? coverOfMember(member, coverage) : std::nullopt;
        if (cover)
            best = best ? std::min(*best, *cover) : *cover;
    }
    if (!best && field.starts_with(extraPrefix))
        best = coverOfMember(field.substr(extraPrefix.size()), coverage);
    if (!best && coversWholeRecord(coverage))
        return Cover::Whole;
    return best;
}

} // namespace auditlens
