// SPDX-License-Identifier: MIT
#include "store/storesupport.h"

#include "base/fold.h"

#include <QtTest>

#include <array>
#include <nlohmann/json.hpp>

namespace auditlens::test {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array kinds = {"absent", "null", "bool", "number", "text", "document", "reference", "masked"};

Json valueJson(const Value& value)
{
    return {{"kind", kinds[std::size_t(value.kind)]}, {"text", value.text}, {"label", value.label}};
}

Value valueFrom(json::Value from)
{
    Value value;
    const auto found = std::ranges::find(kinds, from["kind"].text());
    value.kind = Value::Kind(found - kinds.begin());
    value.text = from["text"].text();
    value.label = from["label"].text();
    return value;
}

Json changeJson(const Change& change)
{
    Json added = Json::array();
    for (const Value& value : change.added)
        added.push_back(valueJson(value));
    return {{"field", change.field}, {"before", valueJson(change.before)}, {"after", valueJson(change.after)}, {"added", added}};
}

Change changeFrom(json::Value from)
{
    Change change;
    change.field = from["field"].text();
    change.before = valueFrom(from["before"]);
    change.after = valueFrom(from["after"]);
    for (const json::Value value : from["added"])
        change.added.push_back(valueFrom(value));
    change.kind = change.added.empty() ? Change::Kind::Scalar : Change::Kind::Members;
    return change;
}

class TestFormat : public Format
{
public:
    TestFormat() { m_info.id = "store-test"; }
    const FormatInfo& info() const override { return m_info; }
    int fit(std::span<const json::Value>) const override { return 100; }

    DecodeProblem decode(json::Value record, const DecodeOptions&, EventSink& sink) const override
    {
        if (!record.isArray())
            return readEvent(record, sink);
        for (const json::Value element : record)
            readEvent(element, sink);
        return {};
    }

private:
    static DecodeProblem readEvent(json::Value from, EventSink& sink)
    {
        AuditEvent& event = sink.next(from.text());
        event.id = from["id"].text();
        event.actor = {std::string(from["actor_id"].text()), std::string(from["actor"].text()),
            std::string(from["full"].text()), std::string(from["mail"].text()), {}, {}};
        event.action = from["action"].text();
        event.verb = verbFromAction(event.action);
        event.outcome = from["failed"].text() == "true" ? Outcome::Failure : Outcome::Success;
        event.entity = {std::string(from["type"].text()), std::string(from["key"].text()), std::string(from["label"].text())};
        event.tenant = from["tenant"].text();
        event.requestId = from["request"].text();
        event.ip = from["ip"].text();
        event.summary = from["summary"].text();
        for (const json::Value change : from["changes"])
            event.changes.push_back(changeFrom(change));
        event.extra = from["extra"].text();
        return {};
    }

    FormatInfo m_info;
};

void addTexts(std::vector<std::string>& values, const Json& json)
{
    if (json.is_structured()) {
        for (const Json& child : json)
            addTexts(values, child);
    } else {
        values.push_back(json.is_string() ? json.get<std::string>() : json.dump());
    }
}

const std::array<std::string, 14> words = {"status", "Renewal", "broker", "POL-20418", "Straße", "İstanbul", "two\nlines", "x",
    "premium", "OPEN", "a.b@example.com", "naïve", "42", "quarantine"};

} // namespace

Record recordOf(const AuditEvent& event)
{
    Json changes = Json::array();
    for (const Change& change : event.changes)
        changes.push_back(changeJson(change));
    Json json = {{"id", event.id}, {"actor_id", event.actor.id}, {"actor", event.actor.name}, {"full", event.actor.fullName},
        {"mail", event.actor.email}, {"action", event.action}, {"failed", event.outcome == Outcome::Failure},
        {"type", event.entity.type}, {"key", event.entity.id}, {"label", event.entity.label}, {"tenant", event.tenant},
        {"request", event.requestId}, {"ip", event.ip}, {"summary", event.summary}, {"changes", changes},
        {"time", event.time.ns}};
    Record record;
    if (!event.extra.empty())
        json["extra"] = Json::parse(event.extra);
    addTexts(record.values, json);
    record.raw = json.dump();
    record.event = event;
    return record;
}

std::shared_ptr<const FormatRegistry> testFormats()
{
    auto registry = std::make_shared<FormatRegistry>();
    registry->add(std::make_unique<TestFormat>());
    return registry;
}

SourceInfo testSource(const std::string& name)
{
    SourceInfo info;
    info.name = name;
    info.origin = "/tmp/" + name;
    info.format = "store-test";
    return info;
}

const std::string& RandomEvents::word()
{
    return words[below(std::uint32_t(words.size()))];
}

std::string RandomEvents::uuid()
{
    std::string text;
    for (int i = 0; i < 36; ++i)
        text += i == 8 || i == 13 || i == 18 || i == 23 ? '-' : "0123456789abcdef"[below(16)];
    return text;
}

Value RandomEvents::value()
{
    Value value;
    value.kind = Value::Kind(below(8));
    if (value.kind != Value::Kind::Absent && value.kind != Value::Kind::Null)
        value.text = word();
    if (value.kind == Value::Kind::Reference)
        value.label = word();
    return value;
}

AuditEvent RandomEvents::next()
{
    ++m_count;
    AuditEvent event;
    const std::uint32_t idKind = below(4);
    event.id = idKind == 0 ? std::string() : idKind == 1 ? "EV-" + std::to_string(m_count) : uuid();
    event.time = {Nanoseconds(below(5000)) * 1'000'000'000, TimeOrigin(below(3)), std::uint8_t(below(10))};
    event.actor = {std::to_string(below(20)), below(3) ? word() : "", below(2) ? word() : "", below(2) ? word() : "", {}, {}};
    event.action = std::array {"update", "create", "DELETE", "login"}[below(4)];
    event.verb = verbFromAction(event.action);
    event.outcome = below(5) ? Outcome::Success : Outcome::Failure;
    event.entity = {below(4) ? "policies." + word() : word(), std::to_string(below(30)), below(2) ? word() + " " + word() : ""};
    event.tenant = below(3) ? word() : "";
    event.requestId = below(3) ? uuid() : below(2) ? word() : "";
    event.ip = "10.0.0." + std::to_string(below(9));
    event.summary = below(2) ? word() + " changed " + word() : "";
    for (std::uint32_t i = below(3); i > 0; --i) {
        Change change;
        change.field = word();
        change.before = value();
        change.after = value();
        if (below(4) == 0) {
            change.kind = Change::Kind::Members;
            change.added = {value(), value()};
        }
        event.changes.push_back(change);
    }
    if (below(3) == 0)
        event.extra = R"({"region":")" + std::string(below(2) ? "north" : "south") + R"(","n":)" + std::to_string(m_count) + "}";
    return event;
}

std::vector<AuditEvent> RandomEvents::take(std::size_t count)
{
    std::vector<AuditEvent> events;
    while (events.size() < count)
        events.push_back(next());
    return events;
}

BoundQuery::Node RandomEvents::term()
{
    BoundQuery::Node node;
    node.kind = BoundQuery::Node::Kind::Term;
    do
        node.field = Field(below(std::uint32_t(Field::Path) + 1));
    while (!factsOf(node.field).empty()); // No check was made of these archives; tests/query asks for what checks find out.
    node.match = Match(below(4));
    const std::array<std::string, 10> extra = {"policies", "update", "failure", "true", "EV-1", "policies.Renewal#7", "null",
        "10.0.0.3", "1f", "sha256:a"};
    node.text = folded(below(2) ? word() : extra[below(std::uint32_t(extra.size()))]);
    if (below(4) == 0)
        node.text = node.text.substr(0, 1 + below(5));
    if (node.field == Field::Path)
        node.path = std::array<std::string, 4> {"extra.region", "extra.n", "changes.status.after", "changes.premium"}[below(4)];
    if (node.match == Match::Exists)
        node.text.clear();
    return node;
}

BoundQuery::Node RandomEvents::node(int depth)
{
    using Kind = BoundQuery::Node::Kind;
    if (depth == 0 || below(3) == 0)
        return term();
    BoundQuery::Node node;
    node.kind = std::array {Kind::And, Kind::Or, Kind::Not, Kind::And, Kind::All}[below(5)];
    const std::uint32_t children = node.kind == Kind::All ? 0 : node.kind == Kind::Not ? 1 : 1 + below(3);
    for (std::uint32_t i = 0; i < children; ++i)
        node.children.push_back(this->node(depth - 1));
    return node;
}

BoundQuery RandomEvents::query()
{
    BoundQuery query;
    query.root = node(3);
    if (below(3) == 0) {
        query.begin = Nanoseconds(below(3000)) * 1'000'000'000;
        query.end = query.begin + Nanoseconds(below(3000)) * 1'000'000'000;
    }
    return query;
}

void addRecord(EventBatch& batch, const Record& record, SourceId source, std::uint64_t ordinal, std::uint32_t part)
{
    const std::vector<std::string_view> values(record.values.begin(), record.values.end());
    batch.add(record.event, source, ordinal, part, record.raw, {values});
}

AppendOutcome appendEvents(ArchiveWriter& writer, SourceId source, const std::vector<AuditEvent>& events, std::size_t perBatch)
{
    AppendOutcome sum;
    EventBatch batch;
    for (std::size_t i = 0; i < events.size(); ++i) {
        const Record record = recordOf(events[i]);
        addRecord(batch, record, source, i, 0);
        if (batch.size() < perBatch && i + 1 < events.size())
            continue;
        const auto outcome = writer.append(batch);
        if (!outcome)
            qFatal("%s", qPrintable(outcome.error().oneLine()));
        sum.added += outcome->added;
        sum.duplicates += outcome->duplicates;
    }
    return sum;
}

} // namespace auditlens::test
