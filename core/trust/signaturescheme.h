// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"
#include "trust/signaturecheck.h"

#include <QFlags>

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// Whether the content of one event is as it was signed. It says nothing about events that are missing.
enum class SignatureState : std::uint8_t {
    Valid,
    Invalid, ///< Signed with none of the given keys, or changed since: a signature cannot say which.
    Unsigned,
    NoKey, ///< Signed, but nothing was given to check it with.
    UnknownScheme, ///< The record claims a signature that nobody here can check.
};

/// How the record had to be read until its signature matched; nothing set is "as written".
enum class SignatureReading : std::uint8_t {
    OlderLabels = 1, ///< Without the label kb_id, which older versions of the kit do not know.
    SetLabelsOnly = 2, ///< Without the labels that are not set.
    EscapesResolved = 4, ///< A Loki before 3.5 kept \u escapes as they were sent.
    EarlierTime = 8, ///< Loki moved the time by some nanoseconds, to make it the only one.
    PlainNumbers = 16, ///< {"$numberDouble": …} was taken as an object, not as MongoDB's number.
};
Q_DECLARE_FLAGS(SignatureReadings, SignatureReading)
Q_DECLARE_OPERATORS_FOR_FLAGS(SignatureReadings)

struct SignatureVerdict
{
    SignatureState state = SignatureState::Unsigned;
    std::size_t key = 0; ///< Of a valid one: which of the keys given to the check.
    SignatureReadings readings; ///< Of a valid one.
    friend bool operator==(const SignatureVerdict&, const SignatureVerdict&) = default;
};

enum class Cover : std::uint8_t {
    Whole,
    Part, ///< A change that keeps the covered part is not noticed: the second of a time, but not its fraction.
    None,
};

/// One member of the record and whether a change of it would break the signature.
struct CoveredMember
{
    std::string path; ///< Place in the record, dotted: "details", "stream.kb_id"; for Loki's lines "line", "time".
    Cover cover = Cover::None;
    friend bool operator==(const CoveredMember&, const CoveredMember&) = default;
};

/// The events of a record that are meant, in the order in which its format hands them out.
struct RecordParts
{
    std::uint32_t first = 0;
    std::uint32_t count = std::numeric_limits<std::uint32_t>::max();

    static RecordParts only(std::uint32_t part) { return {part, 1}; }
    bool contains(std::uint32_t part) const { return part >= first && part - first < count; }
};

/// How one kind of service signs its events. Knows which text was signed and where the signature stands, and no
/// cryptography; stateless, any thread. Records are read with json::Document::parseExactCopy(): what was mended can
/// no longer be verified. Records that were rows of a table have lost what was a text and what a number.
class SignatureScheme
{
public:
    using Each = std::function<void(std::uint32_t part, const SignatureVerdict&)>;

    virtual ~SignatureScheme() = default;
    virtual std::string_view id() const = 0; ///< As in SignatureClaim::scheme: "santura-hmac".
    virtual SignatureAlgorithm algorithm() const = 0;
    /// Formats whose records may be signed like this.
    virtual std::span<const std::string_view> formats() const = 0;
    /// Whether this record has a signature of this scheme anywhere.
    virtual bool isIn(json::Value record) const = 0;

    /// One verdict for each of the events that are meant. `check` may be null: then what is signed is NoKey.
    virtual void verify(json::Value record, RecordParts parts, SignatureCheck* check, const Each& each) const = 0;
    /// What a valid signature of this event proves, member by member in written order; empty for an unsigned one.
    virtual std::vector<CoveredMember> coverage(json::Value record, std::uint32_t part) const = 0;
};

std::span<const SignatureScheme* const> signatureSchemes();
/// The scheme of a record that was decoded by this format, or null: then it is unsigned, or its SignatureClaim is one
/// of SignatureState::UnknownScheme.
const SignatureScheme* signatureSchemeOf(std::string_view format, json::Value record);

} // namespace auditlens
