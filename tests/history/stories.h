// SPDX-License-Identifier: MIT
#pragma once

#include "history/entityhistory.h"

#include <string>
#include <string_view>
#include <vector>

namespace auditlens::test {

/// "-" is absent, "null" is null, "#7 Bob" a reference, "{…}" and "[…]" a document, "masked:…" a mask, anything else
/// text.
Value valueFrom(std::string_view text);
std::string textOf(const Value& value);

Change scalar(std::string_view field, std::string_view before, std::string_view after);
/// Members are "1 Red", a key and a label.
Change members(std::string_view field, std::vector<std::string_view> added, std::vector<std::string_view> removed);

/// Events of one object, a second apart.
class Story
{
public:
    Story& then(Verb verb, std::vector<Change> changes = {}, Outcome outcome = Outcome::Success);
    Story& create(std::vector<Change> changes) { return then(Verb::Create, std::move(changes)); }
    Story& update(std::vector<Change> changes) { return then(Verb::Update, std::move(changes)); }
    Story& remove(std::vector<Change> changes = {}) { return then(Verb::Delete, std::move(changes)); }
    Story& restore(std::vector<Change> changes = {});
    Story& at(Nanoseconds second);

    std::vector<HistoryEvent> events() const { return m_events; }
    EntityHistory history() const { return EntityHistory({"policies.Policy", "7"}, m_events, m_events.size()); }

private:
    std::vector<HistoryEvent> m_events;
};

/// "exists since 0; status=b set 1 said 1; tags={1 Red by 2, 4 Old} …" for comparing: "…" where there may be more members.
std::string describe(const EntityState& state);
std::string describe(const HistoryBreak& found);
std::string describe(const std::vector<HistoryBreak>& breaks);

} // namespace auditlens::test
