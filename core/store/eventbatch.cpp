// SPDX-License-Identifier: MIT
#include "base/fold.h"
#include "store/batchdata.h"
#include "store/bytes.h"
#include "store/bytesearch.h"

#include <algorithm>
#include <utility>

namespace auditlens {

namespace {

using Data = EventBatch::Data;

bool isMasked(const Value& value)
{
    return value.kind == Value::Kind::Masked;
}

bool isMasked(const Change& change)
{
    const auto masked = [](const Value& value) { return isMasked(value); };
    return change.isMasked() || std::ranges::any_of(change.added, masked) || std::ranges::any_of(change.removed, masked);
}

std::uint32_t flagsOf(const AuditEvent& event, const EventRow& row)
{
    EventFlags flags;
    flags.origin = event.time.origin;
    flags.fractionDigits = event.time.fractionDigits;
    flags.verb = event.verb;
    flags.outcome = event.outcome;
    flags.masked = std::ranges::any_of(event.changes, [](const Change& change) { return isMasked(change); });
    flags.hasChanges = !event.changes.empty();
    flags.idKind = row.id.kind;
    flags.requestKind = row.request.kind;
    return flags.packed();
}

std::uint32_t internActor(Data& data, const Actor& actor)
{
    data.key.clear();
    for (const std::string* text : {&actor.id, &actor.name, &actor.fullName, &actor.email}) {
        appendVarint(data.key, text->size());
        data.key += *text;
    }
    return data.dictionary(DictionaryKind::Actor).intern(data.key);
}

std::uint32_t internEntity(Data& data, const EntityRef& entity)
{
    data.key.clear();
    appendNumber(data.key, data.dictionary(DictionaryKind::EntityType).intern(entity.type));
    data.key += entity.id;
    return data.dictionary(DictionaryKind::Entity).intern(data.key);
}

std::uint32_t internChanges(Data& data, const std::vector<Change>& changes)
{
    data.fields.clear();
    for (const Change& change : changes)
        data.fields.push_back(data.dictionary(DictionaryKind::FieldName).intern(change.field));
    std::ranges::sort(data.fields);
    const auto repeated = std::ranges::unique(data.fields);
    data.fields.erase(repeated.begin(), repeated.end());
    data.key.clear();
    for (const std::uint32_t field : data.fields)
        appendNumber(data.key, field);
    return data.dictionary(DictionaryKind::ChangeSet).intern(data.key);
}

// Leaves the values, as they were before folding, in data.values.
void appendValues(Data& data, std::string_view searchText)
{
    appendFoldedLines(data.text, searchText, valueEnd);
    if (searchText.ends_with('\n'))
        data.text.pop_back(); // Behind the last value comes a fact or the end of the line.
    data.values.clear();
    while (!searchText.empty()) {
        const std::size_t end = std::min(searchText.find('\n'), searchText.size());
        data.values.push_back(searchText.substr(0, end));
        searchText.remove_prefix(std::min(end + 1, searchText.size()));
    }
}

/// Adds to an event's line what a query may ask for and the record's values do not already hold.
class FactsAppender
{
public:
    FactsAppender(Data& data, std::size_t begin) : m_text(data.text), m_values(data.values), m_begin(begin) { }

    void add(std::string_view fact)
    {
        if (fact.empty() || std::ranges::find(m_values, fact) != m_values.end())
            return; // Nearly every fact is a value of the record as it is.
        const std::size_t at = m_text.size();
        m_text.push_back(m_any ? valueEnd : factsBegin);
        appendFolded(m_text, fact);
        const std::string_view line = std::string_view(m_text).substr(m_begin, at - m_begin);
        if (findBytes(line, std::string_view(m_text).substr(at + 1)) != std::string_view::npos)
            m_text.resize(at);
        else
            m_any = true;
    }

    void add(const Value& value)
    {
        if (value.kind != Value::Kind::Null)
            add(value.text);
        else if (!std::exchange(m_null, true))
            add("null");
        add(value.label);
    }

private:
    std::string& m_text;
    const std::vector<std::string_view>& m_values;
    std::size_t m_begin;
    bool m_any = false;
    bool m_null = false; ///< "null" was added; a new record has as many as it has fields.
};

void appendFacts(Data& data, std::size_t begin, const AuditEvent& event, const EventRow& row)
{
    FactsAppender facts(data, begin);
    if (row.id.kind == StoredId::Kind::Hash)
        facts.add(event.id);
    if (row.request.kind == StoredId::Kind::Hash)
        facts.add(event.requestId);
    facts.add(event.entity.label);
    facts.add(event.summary);
    for (const Change& change : event.changes) {
        facts.add(change.before);
        facts.add(change.after);
        for (const auto* members : {&change.added, &change.removed}) {
            for (const Value& value : *members)
                facts.add(value);
        }
    }
}

std::uint32_t recordNumber(Data& data, std::string_view raw, std::uint32_t part)
{
    const bool same = part > 0 && !data.rawEnds.empty() && data.lastRaw.data() == raw.data() && data.lastRaw.size() == raw.size();
    if (!same) {
        data.raw += raw;
        data.rawEnds.push_back(data.raw.size());
        data.lastRaw = raw;
    }
    return std::uint32_t(data.rawEnds.size() - 1);
}

} // namespace

std::string_view EventBatch::Data::record(std::uint32_t i) const
{
    const std::uint64_t begin = i == 0 ? 0 : rawEnds[i - 1];
    return std::string_view(raw).substr(begin, rawEnds[i] - begin);
}

std::string_view EventBatch::Data::line(std::size_t row) const
{
    const std::uint64_t begin = row == 0 ? 0 : textEnds[row - 1];
    return std::string_view(text).substr(begin, textEnds[row] - begin);
}

EventBatch::EventBatch() : m_data(std::make_unique<Data>()) { }
EventBatch::~EventBatch() = default;
EventBatch::EventBatch(EventBatch&&) noexcept = default;
EventBatch& EventBatch::operator=(EventBatch&&) noexcept = default;

void EventBatch::add(const AuditEvent& event, SourceId source, std::uint64_t ordinal, std::uint32_t part,
    std::string_view raw, std::string_view searchText)
{
    Data& data = *m_data;
    EventRow row;
    row.time = event.time.ns;
    row.ordinal = ordinal;
    row.part = part;
    row.source = std::uint16_t(source);
    row.id = event.id.empty() ? contentId(raw, part) : storedId(event.id);
    row.request = storedId(event.requestId);
    row.flags = flagsOf(event, row);
    row.action = data.dictionary(DictionaryKind::Action).intern(event.action);
    row.tenant = data.dictionary(DictionaryKind::Tenant).intern(event.tenant);
    row.ip = data.dictionary(DictionaryKind::Ip).intern(event.ip);
    row.actor = internActor(data, event.actor);
    row.entity = internEntity(data, event.entity);
    row.changes = internChanges(data, event.changes);
    row.record = recordNumber(data, raw, part);
    data.rows.push_back(row);

    const std::size_t begin = data.text.size();
    appendValues(data, searchText);
    appendFacts(data, begin, event, row);
    data.text.push_back(lineEnd);
    data.textEnds.push_back(data.text.size());
}

// The text has no keys and no punctuation, so it is shorter than the records; room not used is never touched.
void EventBatch::reserve(std::size_t rawBytes)
{
    m_data->raw.reserve(rawBytes);
    m_data->text.reserve(rawBytes);
}

std::size_t EventBatch::size() const
{
    return m_data->rows.size();
}

void EventBatch::clear()
{
    Data& data = *m_data;
    data.rows.clear();
    for (Dictionary& dictionary : data.dictionaries)
        dictionary.clear();
    data.raw.clear();
    data.rawEnds.clear();
    data.text.clear();
    data.textEnds.clear();
    data.lastRaw = {};
}

} // namespace auditlens
