// SPDX-License-Identifier: MIT
#pragma once

#include "diff/documentdiff.h"
#include "diff/worddiff.h"
#include "integrity/eventintegrity.h"
#include "store/archive.h"
#include "summary/summary.h"

#include <QString>

#include <memory>
#include <vector>

namespace auditlens {

/// A change and how its two sides differ, ready to be shown.
struct ChangeDetail
{
    Change change;
    /// Both sides as text; empty when they cannot be compared word by word (a side is absent, null or empty).
    WordDiff words;
    /// Rows only for two documents, or one and nothing.
    DocumentDiff document;
    std::vector<WordDiff> documentWords; ///< One for every row of `document`.
};

/// Everything the detail pane shows of one event.
struct EventDetail
{
    std::shared_ptr<const Archive> archive; ///< Whose row it is; null where it was made without one.
    StoredEvent stored;
    Summary summary;
    std::vector<ChangeDetail> changes;
    EventEvidence evidence;
    QString prettyRaw; ///< The record with line breaks; empty when it is not JSON, or too long to be read by people.
};

/// More of a value than this is not shown, and the text ends with "…": the raw record has all of it.
constexpr std::size_t maxShownValueBytes = 50'000;
constexpr std::size_t maxPrettyBytes = 1u << 20;

/// Compares the sides of every change. Takes time with large documents: any thread but the window's.
EventDetail eventDetail(StoredEvent stored);

ChangeDetail changeDetail(const Change& change);

/// A side as the cards write it: the label of a reference, the text of everything else, cut to what is shown.
std::string shownText(const Value& value);
/// False for what has no text of its own: absent, null, empty text.
bool hasText(const Value& value);

} // namespace auditlens
