// SPDX-License-Identifier: MIT
#include "formats/tiger/tigerdiff.h"

#include "event/mask.h"
#include "formats/text/fields.h"

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

enum Slot : std::uint8_t {
    Field, Label, Type, Relation, Model, Before, After, BeforeCipher, AfterCipher, Added, Removed, SlotCount
};

constexpr std::array<SlotName, SlotCount> names = {{
    {"field", Field},
    {"label", Label},
    {"field_type", Type},
    {"relation", Relation},
    {"before", Before},
    {"after", After},
    {"encrypted_before", BeforeCipher},
    {"encrypted_after", AfterCipher},
    {"model", Model},
    {"added", Added},
    {"removed", Removed},
}};

using Slots = std::array<FieldSlot, SlotCount>;

bool looksLikeReference(json::Value value)
{
    return value.isObject() && value["pk"].exists() && value["repr"].exists();
}

void readReference(Value& to, json::Value from)
{
    if (from.isNull() || !from.exists()) {
        toValue(to, from);
        return;
    }
    to.kind = Value::Kind::Reference;
    if (!looksLikeReference(from)) {
        to.text.assign(from.text());
        return;
    }
    to.text.assign(from["pk"].text());
    to.label.assign(from["repr"].text());
    to.model.assign(from["model"].text());
    if (isMask(to.text))
        to.kind = Value::Kind::Masked;
}

/// Members of a reference that a Value has no place for.
bool hasMore(json::Value from)
{
    return looksLikeReference(from) && from.size() > (from["model"].exists() ? 3u : 2u);
}

void readSide(Value& to, FieldSlot& side, FieldSlot& cipher, bool reference)
{
    const json::Value from = side.use();
    side.used = !reference || !hasMore(from);
    if (reference)
        readReference(to, from);
    else
        toValue(to, from);
    if (to.kind == Value::Kind::Text && isMask(to.text))
        to.kind = Value::Kind::Masked;
    if (cipher.value.isNull() || (cipher.value.isString() && cipher.value.text().empty())) {
        cipher.used = true;
    } else if (cipher.value.isString()) {
        to.kind = Value::Kind::Masked;
        to.cipher.assign(cipher.use().text());
    }
}

void readMembers(std::vector<Value>& to, FieldSlot& slot)
{
    slot.used = slot.value.isNull() || slot.value.isArray();
    if (!slot.value.isArray())
        return;
    for (const json::Value item : slot.value) {
        readReference(to.emplace_back(), item);
        slot.used = slot.used && !hasMore(item);
    }
}

bool isReference(const Slots& slots)
{
    const std::string_view relation = slots[Relation].value.scalar();
    if (relation == "field")
        return false;
    return relation == "foreign_key" || relation == "one_to_one" || relation == "reverse_relation"
        || looksLikeReference(slots[Before].value) || looksLikeReference(slots[After].value);
}

void readSides(Change& change, Slots& slots)
{
    const bool reference = isReference(slots);
    readSide(change.before, slots[Before], slots[BeforeCipher], reference);
    readSide(change.after, slots[After], slots[AfterCipher], reference);
    const bool document = change.before.kind == Value::Kind::Document || change.after.kind == Value::Kind::Document;
    change.kind = reference ? Change::Kind::Reference : document ? Change::Kind::Document : Change::Kind::Scalar;
    if (change.model.empty())
        change.model = change.after.model.empty() ? change.before.model : change.after.model;
}

/// The kind of change says what the relation said, unless its word is a new one.
bool isKnownRelation(std::string_view relation)
{
    constexpr std::array<std::string_view, 5> known
        = {"field", "foreign_key", "one_to_one", "reverse_relation", "many_to_many"};
    return std::find(known.begin(), known.end(), relation) != known.end();
}

void readEntry(json::Value entry, Change& change, ExtraMembers& extra)
{
    Slots slots;
    pickFields(entry, names, slots, extra);
    change.field.assign(entry.key());
    if (slots[Field].value.isString())
        change.field.assign(slots[Field].use().text());
    takeText(change.label, slots[Label]);
    if (change.label == change.field)
        change.label.clear();
    takeText(change.type, slots[Type]);
    takeText(change.model, slots[Model]);
    slots[Relation].used = isKnownRelation(slots[Relation].value.scalar());
    if (slots[Added].value.isArray() || slots[Removed].value.isArray()
        || slots[Relation].value.scalar() == "many_to_many") {
        change.kind = Change::Kind::Members;
        readMembers(change.added, slots[Added]);
        readMembers(change.removed, slots[Removed]);
    } else {
        readSides(change, slots);
    }
    addUnused(slots, extra);
}

/// Not an entry: [before, after] as other trails write it, or just the new value.
void readBareValue(json::Value value, Change& change)
{
    change.field.assign(value.key());
    if (value.isArray() && value.size() == 2) {
        auto side = value.begin();
        toValue(change.before, *side);
        toValue(change.after, *++side);
    } else {
        toValue(change.after, value);
    }
    if (change.before.kind == Value::Kind::Document || change.after.kind == Value::Kind::Document)
        change.kind = Change::Kind::Document;
}

bool isNothing(const Value& value)
{
    return value.kind == Value::Kind::Absent || value.kind == Value::Kind::Null;
}

} // namespace

void readTigerDiff(json::Value diff, std::vector<Change>& to, std::string* left)
{
    std::string all;
    {
        ExtraMembers extra(all, left != nullptr);
        for (const json::Value entry : diff) {
            if (!entry.isObject()) {
                readBareValue(entry, to.emplace_back());
                continue;
            }
            std::string one;
            {
                ExtraMembers entryExtra(one, left != nullptr);
                readEntry(entry, to.emplace_back(), entryExtra);
            }
            extra.addJson(entry.key(), one);
        }
    }
    if (left)
        *left = std::move(all);
}

std::string_view eventTypeOfDiff(const std::vector<Change>& changes)
{
    const auto isSided = [](const Change& change) { return change.kind != Change::Kind::Members; };
    if (changes.empty() || !std::all_of(changes.begin(), changes.end(), isSided))
        return "updated";
    if (std::all_of(changes.begin(), changes.end(), [](const Change& change) { return isNothing(change.after); }))
        return "deleted";
    if (std::all_of(changes.begin(), changes.end(), [](const Change& change) { return isNothing(change.before); }))
        return "created";
    return "updated";
}

} // namespace auditlens
