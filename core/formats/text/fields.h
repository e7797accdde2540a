// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "json/document.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

/// What the built-in formats share: picking members by name in one walk, and turning JSON into values.
namespace auditlens {

/// Writes the members that no field took as a JSON object, each exactly as received. Writes nothing when unwanted
/// or when there is nothing left; the object is closed by the destructor.
class ExtraMembers
{
public:
    ExtraMembers(std::string& to, bool wanted) : m_to(to), m_wanted(wanted) { m_to.clear(); }
    ~ExtraMembers();
    ExtraMembers(const ExtraMembers&) = delete;
    ExtraMembers& operator=(const ExtraMembers&) = delete;

    bool wanted() const { return m_wanted; }
    /// Under its own key; a missing value is not added.
    void add(json::Value member)
    {
        if (m_wanted)
            add(member.key(), member);
    }
    void add(std::string_view key, json::Value value);
    /// A member that is JSON already; empty text is not added.
    void addJson(std::string_view key, std::string_view json);

private:
    std::string& m_to;
    bool m_wanted;
};

/// One name under which a field is known, and the slot it goes to. In a table, an earlier name of the same slot is
/// stronger; null and "" are weaker than anything else.
struct SlotName
{
    std::string_view name;
    std::uint8_t slot = 0;
};

struct FieldSlot
{
    json::Value value;
    std::uint8_t rank = 0;
    /// The value, when somebody decoded it; otherwise it belongs to the extra members.
    bool used = false;

    json::Value use()
    {
        used = true;
        return value;
    }
};

/// Walks the members of an object once. Members without a slot, and those that lost theirs to a stronger name, are
/// extra.
void pickFields(json::Value object, std::span<const SlotName> names, std::span<FieldSlot> slots, ExtraMembers& extra);
/// Adds the slots that nobody used.
void addUnused(std::span<const FieldSlot> slots, ExtraMembers& extra);

/// Takes a scalar, or a MongoDB Extended JSON one ({"$oid": …}); null empties the text. False for all else.
bool takeText(std::string& to, json::Value value);
/// The same for a slot, which counts as used only when its text was taken.
void takeText(std::string& to, FieldSlot& slot);

/// Any JSON as one side of a change: containers become documents.
void toValue(Value& to, json::Value from);

/// Failure for "USER_LOGIN_FAILED", "access_denied"; Unknown for every other word.
Outcome outcomeOfAction(std::string_view action);

/// Appends JSON as received; a string that was unescaped is escaped again.
void appendJson(std::string& out, json::Value value);

/// How well a set of records fits, as the mean over the records.
template <typename FitOne>
int meanFit(std::span<const json::Value> records, FitOne fitOne)
{
    int sum = 0;
    for (const json::Value record : records)
        sum += record.isObject() ? fitOne(record) : 0;
    return records.empty() ? 0 : sum / int(records.size());
}

} // namespace auditlens
