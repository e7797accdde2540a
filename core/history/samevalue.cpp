// SPDX-License-Identifier: MIT
#include "history/samevalue.h"

#include "base/fold.h"
#include "diff/documentdiff.h"
#include "event/eventjson.h"
#include "event/redaction.h"
#include "query/decimal.h"

#include <algorithm>

namespace auditlens {

namespace {

using namespace std::string_view_literals;

// Comparing the structure of more than this takes longer than the answer is worth.
constexpr std::size_t longestCompared = 256 * 1024;

// Salted hashes of equal values differ.
bool isRedacted(const Value& value)
{
    if (value.kind == Value::Kind::Document)
        return value.text.find(redactionPrefix) != std::string::npos;
    return isRedaction(value.text);
}

Sameness compareStructures(const std::string& a, const std::string& b)
{
    if (a.size() + b.size() > longestCompared)
        return Sameness::Unknown;
    const DocumentDiff diff = diffDocuments(a, b);
    const auto isSame = [](const DocumentRow& row) { return row.kind == DocumentRow::Kind::Same; };
    if (!diff.readable || diff.rows.empty() || !std::ranges::all_of(diff.rows, isSame))
        return Sameness::Different;
    return diff.truncated ? Sameness::Unknown : Sameness::OtherForm;
}

Sameness compareDocuments(const std::string& a, const std::string& b)
{
    std::string compactA;
    std::string compactB;
    appendCompactJson(compactA, a);
    appendCompactJson(compactB, b);
    return compactA == compactB ? Sameness::Same : compareStructures(compactA, compactB);
}

Sameness compareNull(const Value& other)
{
    if (other.kind == Value::Kind::Null)
        return Sameness::Same;
    const std::string text = folded(other.text);
    return other.kind == Value::Kind::Text && (text == "none" || text == "null") ? Sameness::OtherForm : Sameness::Different;
}

Sameness compareTexts(const Value& a, const Value& b)
{
    if (a.text == b.text)
        return a.kind == b.kind ? Sameness::Same : Sameness::OtherForm;
    const auto numberA = Decimal::read(a.text);
    const auto numberB = numberA ? Decimal::read(b.text) : std::nullopt;
    const bool isNumber = a.kind == Value::Kind::Number || b.kind == Value::Kind::Number;
    if (numberB && isNumber)
        return *numberA == *numberB ? Sameness::OtherForm : Sameness::Different;
    const bool isBool = a.kind == Value::Kind::Bool || b.kind == Value::Kind::Bool;
    return isBool && folded(a.text) == folded(b.text) ? Sameness::OtherForm : Sameness::Different;
}

/// A field may be written as its key by one source and as a reference by another.
Sameness compareReference(const Value& reference, const Value& other)
{
    if (other.kind == Value::Kind::Reference) {
        const bool sameModel = reference.model.empty() || other.model.empty() || reference.model == other.model;
        return reference.text == other.text && sameModel ? Sameness::Same : Sameness::Different;
    }
    return reference.text == other.text || reference.label == other.text ? Sameness::OtherForm : Sameness::Different;
}

} // namespace

Sameness compareValues(const Value& a, const Value& b)
{
    using Kind = Value::Kind;
    if (!a.exists() || !b.exists() || isRedacted(a) || isRedacted(b))
        return Sameness::Unknown;
    if (a.kind == Kind::Null || b.kind == Kind::Null)
        return compareNull(a.kind == Kind::Null ? b : a);
    if (a.kind == Kind::Masked || b.kind == Kind::Masked) {
        if (a.kind != b.kind)
            return Sameness::Unknown;
        return a.text == b.text ? Sameness::Same : Sameness::Different;
    }
    if (a.kind == Kind::Reference || b.kind == Kind::Reference)
        return a.kind == Kind::Reference ? compareReference(a, b) : compareReference(b, a);
    if (a.kind == Kind::Document && b.kind == Kind::Document)
        return compareDocuments(a.text, b.text);
    return compareTexts(a, b);
}

} // namespace auditlens
