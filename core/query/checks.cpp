// SPDX-License-Identifier: MIT
#include "query/checks.h"

#include "query/boundquery.h"

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

using namespace std::string_view_literals;
using Node = BoundQuery::Node;

constexpr std::array factNames = {"true"sv, "false"sv, "unknown"sv, "unsigned"sv, "broken"sv, "backdated"sv, "backfilled"sv, "ahead"sv};
static_assert(factNames.size() == factCount);

constexpr std::array signatureFacts = {Fact::SignatureFits, Fact::SignatureFails, Fact::SignatureUnknown, Fact::Unsigned};
constexpr std::array continuityFacts = {Fact::Broken};
constexpr std::array clockFacts = {Fact::BackDated, Fact::Backfilled, Fact::AheadOfTime};

void addChecks(const Node& node, std::vector<Check>& checks)
{
    const std::span<const Fact> facts = node.kind == Node::Kind::Term ? factsOf(node.field) : std::span<const Fact>();
    if (!facts.empty() && std::ranges::find(checks, checkOf(facts.front())) == checks.end())
        checks.push_back(checkOf(facts.front()));
    for (const Node& child : node.children)
        addChecks(child, checks);
}

} // namespace

std::span<const Fact> factsOf(Field field)
{
    switch (field) {
    case Field::Verified:
        return signatureFacts;
    case Field::Continuity:
        return continuityFacts;
    case Field::Clock:
        return clockFacts;
    default:
        return {};
    }
}

std::string_view factName(Fact fact)
{
    return factNames[std::size_t(fact)];
}

Check checkOf(Fact fact)
{
    return fact <= Fact::Unsigned ? Check::Signatures : fact == Fact::Broken ? Check::Continuity : Check::Clocks;
}

std::vector<Check> checksOf(const BoundQuery& query)
{
    std::vector<Check> checks;
    addChecks(query.root, checks);
    std::ranges::sort(checks);
    return checks;
}

} // namespace auditlens
