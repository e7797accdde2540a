// SPDX-License-Identifier: MIT
#include "history/members.h"

#include "json/document.h"

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

Value elementValue(json::Value element)
{
    Value value;
    const json::Value key = element.firstOf({"pk", "id"});
    if (key.exists()) {
        value.kind = Value::Kind::Reference;
        value.text.assign(key.text());
        value.label.assign(element.firstOf({"repr", "label", "name"}).scalar());
        value.model.assign(element["model"].scalar());
        return value;
    }
    constexpr std::array kinds = {Value::Kind::Absent, Value::Kind::Null, Value::Kind::Bool, Value::Kind::Number,
        Value::Kind::Text, Value::Kind::Document, Value::Kind::Document};
    value.kind = kinds[std::size_t(element.kind())];
    value.text.assign(element.isNull() ? std::string_view() : element.text());
    return value;
}

/// What has no key is known by how it is called.
const std::string& keyOf(const Value& value)
{
    return value.text.empty() ? value.label : value.text;
}

bool isSameMember(const Value& a, const Value& b)
{
    const bool sameModel = a.model.empty() || b.model.empty() || a.model == b.model;
    return a.text == b.text && (!a.text.empty() || a.label == b.label) && sameModel;
}

} // namespace

std::optional<std::vector<Value>> listElements(const Value& value)
{
    if (value.kind == Value::Kind::Null)
        return std::vector<Value>();
    json::Document document;
    if (value.kind != Value::Kind::Document || !document.parseCopy(value.text) || !document.root().isArray())
        return {};
    std::vector<Value> elements;
    for (const json::Value element : document.root())
        elements.push_back(elementValue(element));
    return elements;
}

Members::Entry* Members::find(const Value& value)
{
    const auto [begin, end] = m_places.equal_range(keyOf(value));
    const auto found = std::find_if(begin, end, [&](const auto& place) { return isSameMember(m_entries[place.second].state.value, value); });
    return found == end ? nullptr : &m_entries[found->second];
}

Members::Entry& Members::named(const Value& value)
{
    if (Entry* known = find(value)) {
        known->state.value = value; // its newest label
        return *known;
    }
    m_places.emplace(keyOf(value), m_entries.size());
    return m_entries.emplace_back(Entry {{value, {}, 0}, false, {}});
}

void Members::replace(const Value& list, EventIndex event)
{
    const auto elements = listElements(list);
    m_entries.clear();
    m_places.clear();
    m_complete = elements.has_value();
    for (const Value& element : elements.value_or(std::vector<Value>())) {
        Entry& entry = named(element);
        entry.member = true;
        entry.state.addedBy = entry.state.saidBy = event;
        entry.since = event;
    }
}

void Members::add(const Change& change, const Value& value, EventIndex event, std::vector<HistoryBreak>* breaks)
{
    Entry& entry = named(value);
    if (entry.member && breaks)
        breaks->push_back({HistoryBreak::Kind::AlreadyMember, change.field, entry.since, event, value, value});
    if (!entry.member)
        entry.state.addedBy = entry.state.saidBy = event;
    entry.member = true;
    entry.since = event;
}

void Members::remove(const Change& change, const Value& value, EventIndex event, std::vector<HistoryBreak>* breaks)
{
    const bool wasNamed = find(value) != nullptr;
    Entry& entry = named(value);
    if (!entry.member && (wasNamed || m_complete) && breaks)
        breaks->push_back({HistoryBreak::Kind::NoMember, change.field, entry.since, event, Value(), value});
    entry.member = false;
    entry.since = event;
}

void Members::apply(const Change& change, EventIndex event, std::vector<HistoryBreak>* breaks)
{
    if (change.kind != Change::Kind::Members) {
        replace(change.after, event);
        return;
    }
    for (const Value& value : change.removed)
        remove(change, value, event, breaks);
    for (const Value& value : change.added)
        add(change, value, event, breaks);
}

bool Members::learn(const Change& change, EventIndex event)
{
    if (m_complete)
        return false;
    if (change.kind != Change::Kind::Members) {
        const auto elements = listElements(change.before);
        m_complete = elements.has_value();
        for (const Value& element : elements.value_or(std::vector<Value>()))
            learnOf(element, event, true);
        return false;
    }
    for (const Value& value : change.removed)
        learnOf(value, event, true);
    for (const Value& value : change.added)
        learnOf(value, event, false);
    return true;
}

void Members::learnOf(const Value& value, EventIndex event, bool member)
{
    if (find(value))
        return;
    Entry& entry = named(value);
    entry.member = member;
    entry.state.saidBy = event;
}

std::vector<MemberState> Members::list() const
{
    std::vector<MemberState> members;
    for (const Entry& entry : m_entries) {
        if (entry.member)
            members.push_back(entry.state);
    }
    return members;
}

} // namespace auditlens
