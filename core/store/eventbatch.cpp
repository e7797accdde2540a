// SPDX-License-Identifier: MIT
#include "base/fold.h"
#include "base/slice.h"
#include "event/columntexts.h"
#include "store/batchdata.h"
#include "store/bytes.h"
#include "store/bytesearch.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace auditlens {

namespace {

using Data = EventBatch::Data;
using Values = std::span<const std::string_view>;

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
    data.fields.erase(std::unique(data.fields.begin(), data.fields.end()), data.fields.end());
    data.key.clear();
    for (const std::uint32_t field : data.fields)
        appendNumber(data.key, field);
    return data.dictionary(DictionaryKind::ChangeSet).intern(data.key);
}

// One of 64 bits by size and ends.
std::uint64_t markOf(std::string_view text)
{
    const auto code = [](char c) { return unsigned(static_cast<unsigned char>(c)); };
    const unsigned hash = text.empty() ? 0 : unsigned(text.size()) * 5 + code(text.front()) * 3 + code(text.back());
    return std::uint64_t(1) << (hash & 63);
}

/// Looks texts up among others, quickly when both come in the same order: a record is read from front to back.
class TextFinder
{
public:
    /// An event may have a hundred thousand texts: more than a few are looked up in a sorted copy.
    TextFinder(Values texts, std::vector<std::string_view>& sorted) : m_texts(texts), m_isSorted(texts.size() > fewTexts)
    {
        if (m_isSorted) {
            sorted.assign(texts.begin(), texts.end());
            std::ranges::sort(sorted);
            m_texts = sorted;
        }
    }

    bool has(std::string_view text) { return m_isSorted ? std::ranges::binary_search(m_texts, text) : isAhead(text); }

private:
    static constexpr std::size_t fewTexts = 64;

    // Behind the text found last, or else in front of it.
    bool isAhead(std::string_view text)
    {
        for (std::size_t i = 0; i < m_texts.size(); ++i) {
            m_next = m_next < m_texts.size() ? m_next : 0;
            if (m_texts[m_next++] == text)
                return true;
        }
        return false;
    }

    Values m_texts;
    bool m_isSorted;
    std::size_t m_next = 0;
};

// Short texts are folded together: a call for each would cost more than the folding.
bool appendAscii(std::string& to, Values texts)
{
    const std::size_t begin = to.size();
    std::size_t size = 0;
    for (const std::string_view text : texts)
        size += text.size() + 1;
    to.resize(begin + size);
    char* at = to.data() + begin;
    for (const std::string_view text : texts) {
        std::memcpy(at, text.data(), text.size());
        at += text.size() + 1;
    }
    if (!foldAsciiInPlace(to.data() + begin, size)) {
        to.resize(begin);
        return false;
    }
    at = to.data() + begin;
    for (const std::string_view text : texts) {
        at += text.size();
        *at++ = valueEnd;
    }
    return true;
}

void appendTexts(std::string& to, Values texts)
{
    if (appendAscii(to, texts))
        return;
    for (const std::string_view text : texts) {
        appendFolded(to, text);
        to.push_back(valueEnd);
    }
}

// A UUID is found in its column; any other id is text like the values, if it is not one of them.
void takeId(Data& data, const StoredId& stored, const std::string& text, Values values)
{
    if (stored.kind == StoredId::Kind::Uuid)
        data.known.push_back(text);
    else if (!text.empty() && std::ranges::find(values, text) == values.end())
        data.kept.push_back(text);
}

// The values of the record without those the columns hold: queries find these there.
void appendValues(Data& data, const AuditEvent& event, const EventRow& row, Values values)
{
    data.known.clear();
    data.kept.clear();
    takeId(data, row.id, event.id, values);
    appendColumnTexts(event, data.known);
    takeId(data, row.request, event.requestId, values);
    TextFinder known(data.known, data.sorted);
    std::uint64_t marks = 0; // Most values have another than all that is known.
    for (const std::string_view text : data.known)
        marks |= markOf(text);
    for (const std::string_view value : values) {
        if ((marks & markOf(value)) == 0 || !known.has(value))
            data.kept.push_back(value);
    }
    appendTexts(data.bytes->text, data.kept);
}

/// Adds to an event's line what a query may ask for and the record's values do not already hold.
class FactsAppender
{
public:
    FactsAppender(Data& data, std::size_t begin, Values values)
        : m_text(data.bytes->text), m_values(values, data.sorted), m_begin(begin)
    {
    }

    void add(std::string_view fact)
    {
        if (fact.empty() || m_values.has(fact))
            return; // Nearly every fact is a value of the record as it is.
        const std::size_t at = m_text.size();
        begin();
        const std::size_t factAt = m_text.size();
        appendFolded(m_text, fact);
        const std::string_view line = std::string_view(m_text).substr(m_begin, at - m_begin);
        if (line.size() < searchedLine && findBytes(line, std::string_view(m_text).substr(factAt)) != std::string_view::npos)
            return m_text.resize(at);
        m_text.push_back(valueEnd);
        m_any = true;
    }

    /// JSON inside of a text may write its letters otherwise, which nobody does without a backslash.
    void markUnlessPlain(bool complete)
    {
        const std::string_view line = std::string_view(m_text).substr(m_begin);
        if (complete && line.find('\\') == std::string_view::npos)
            return;
        begin();
        m_text += openLineMark;
        m_text.push_back(valueEnd);
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
    static constexpr std::size_t searchedLine = 64 << 10; ///< In longer lines a repeated fact costs less than the search.

    void begin()
    {
        if (!m_any)
            m_text.push_back(factsBegin);
    }

    std::string& m_text;
    TextFinder m_values;
    std::size_t m_begin; ///< Of the line.
    bool m_any = false;
    bool m_null = false; ///< "null" was added; a new record has as many as it has fields.
};

void appendFacts(Data& data, std::size_t begin, const AuditEvent& event, const RecordText& text)
{
    FactsAppender facts(data, begin, text.values);
    facts.add(event.entity.label);
    for (const Change& change : event.changes) {
        facts.add(change.before);
        facts.add(change.after);
        for (const auto* members : {&change.added, &change.removed}) {
            for (const Value& value : *members)
                facts.add(value);
        }
    }
    facts.add(event.summary);
    facts.markUnlessPlain(text.complete);
}

Data::Place placeOf(BatchBytes& bytes, std::string_view raw)
{
    const std::string_view shared(bytes.shared.constData(), std::size_t(bytes.shared.size()));
    if (liesInside(raw, shared))
        return {true, std::size_t(raw.data() - shared.data()), raw.size()};
    bytes.raw += raw;
    return {false, bytes.raw.size() - raw.size(), raw.size()};
}

std::uint32_t recordNumber(Data& data, std::string_view raw, std::uint32_t part)
{
    const bool same = part > 0 && !data.records.empty() && data.lastRaw.data() == raw.data() && data.lastRaw.size() == raw.size();
    if (!same) {
        data.records.push_back(placeOf(*data.bytes, raw));
        data.recordBytes += raw.size();
        data.lastRaw = raw;
    }
    return std::uint32_t(data.records.size() - 1);
}

} // namespace

std::string_view EventBatch::Data::record(std::uint32_t i) const
{
    const Place& place = records[i];
    return {(place.isShared ? bytes->shared.constData() : bytes->raw.data()) + place.begin, place.size};
}

std::string_view EventBatch::Data::line(std::size_t row) const
{
    const std::uint64_t begin = row == 0 ? 0 : textEnds[row - 1];
    return std::string_view(bytes->text).substr(begin, textEnds[row] - begin);
}

EventBatch::EventBatch() : m_data(std::make_unique<Data>()) { }
EventBatch::~EventBatch() = default;
EventBatch::EventBatch(EventBatch&&) noexcept = default;
EventBatch& EventBatch::operator=(EventBatch&&) noexcept = default;

void EventBatch::add(const AuditEvent& event, SourceId source, std::uint64_t ordinal, std::uint32_t part,
    std::string_view raw, const RecordText& text)
{
    Data& data = *m_data;
    EventRow& row = data.rows.emplace_back(); // Filled in its place: a copy would wait for each of its numbers.
    row.time = event.time.ns;
    row.ordinal = ordinal;
    row.part = part;
    row.source = std::uint16_t(source);
    row.id = event.id.empty() ? data.contentIds.of(raw, part) : storedId(event.id);
    row.request = storedId(event.requestId);
    row.flags = flagsOf(event, row);
    row.action = data.dictionary(DictionaryKind::Action).intern(event.action);
    row.tenant = data.dictionary(DictionaryKind::Tenant).intern(event.tenant);
    row.ip = data.dictionary(DictionaryKind::Ip).intern(event.ip);
    row.actor = internActor(data, event.actor);
    row.entity = internEntity(data, event.entity);
    row.changes = internChanges(data, event.changes);
    row.record = recordNumber(data, raw, part);

    const std::size_t begin = data.bytes->text.size();
    appendValues(data, event, row, text.values);
    appendFacts(data, begin, event, text);
    data.bytes->text.push_back(lineEnd);
    data.textEnds.push_back(data.bytes->text.size());
}

// The text has no keys and no punctuation, so it is shorter than the records; room not used is never touched.
void EventBatch::share(QByteArray bytes)
{
    m_data->bytes->text.reserve(std::size_t(bytes.size()));
    m_data->bytes->shared = std::move(bytes);
}

std::size_t EventBatch::size() const
{
    return m_data->rows.size();
}

// Blocks may still need the bytes. Other memory of the usual size is kept for the next records, that of a huge one is not.
void EventBatch::clear()
{
    constexpr std::size_t keptBytes = std::size_t(16) << 20;
    Data& data = *m_data;
    if (data.bytes->raw.size() + data.bytes->text.size() > keptBytes) {
        data = Data();
        return;
    }
    data.bytes = std::make_shared<BatchBytes>();
    data.rows.clear();
    for (Dictionary& dictionary : data.dictionaries)
        dictionary.clear();
    data.records.clear();
    data.recordBytes = 0;
    data.textEnds.clear();
    data.lastRaw = {};
    data.contentIds.forget();
}

} // namespace auditlens
