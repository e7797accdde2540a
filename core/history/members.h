// SPDX-License-Identifier: MIT
#pragma once

#include "history/fieldtrack.h"

#include <unordered_map>

namespace auditlens {

/// The members of a many-to-many field, replayed change by change.
class Members
{
public:
    /// `complete`: there are no members yet, instead of members that nobody named.
    explicit Members(bool complete) : m_complete(complete) { }

    /// Takes the step's additions and removals; a step with a whole list replaces everything. Contradictions are
    /// appended to `breaks` when there is one.
    void apply(const Change& change, EventIndex event, std::vector<HistoryBreak>* breaks);
    /// What a later step tells about now: who is removed there and was not named before was a member already. False
    /// when steps behind it tell nothing more.
    bool learn(const Change& change, EventIndex event);

    bool complete() const { return m_complete; }
    std::vector<MemberState> list() const;

private:
    struct Entry
    {
        MemberState state;
        bool member = false;
        std::optional<EventIndex> since;
    };
    Entry* find(const Value& value);
    Entry& named(const Value& value);
    void learnOf(const Value& value, EventIndex event, bool member);
    void replace(const Value& list, EventIndex event);
    void add(const Change& change, const Value& value, EventIndex event, std::vector<HistoryBreak>* breaks);
    void remove(const Change& change, const Value& value, EventIndex event, std::vector<HistoryBreak>* breaks);

    bool m_complete;
    std::vector<Entry> m_entries; ///< In the order in which they were named.
    std::unordered_multimap<std::string, std::size_t> m_places; ///< By key.
};

/// The elements of a list written as a document: objects with a key as references, everything else as it is.
std::optional<std::vector<Value>> listElements(const Value& value);

} // namespace auditlens
