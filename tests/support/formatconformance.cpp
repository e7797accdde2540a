// SPDX-License-Identifier: MIT
#include "support/formatconformance.h"

#include "event/eventjson.h"
#include "formats/text/fields.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <random>

namespace auditlens::test {

namespace {

struct Decoded
{
    DecodeProblem problem;
    CollectingSink sink;
};

Decoded decoded(const Format& format, json::Value record, const DecodeOptions& options = {})
{
    Decoded result;
    result.problem = format.decode(record, options, result.sink);
    return result;
}

Decoded decodedText(const Format& format, const std::string& record, const DecodeOptions& options = {})
{
    json::Document document;
    if (!document.parseCopy(record))
        qFatal("a test wrote JSON that is none: %s", record.c_str());
    return decoded(format, document.root(), options);
}

std::string canonical(const AuditEvent& event)
{
    std::string out;
    appendEventJson(out, event);
    return out;
}

std::string canonical(const CollectingSink& sink)
{
    std::string out;
    for (const AuditEvent& event : sink.events)
        (out += canonical(event)) += '\n';
    for (const auto& [raw, problem] : sink.refused)
        (out += raw) += '\n';
    return out;
}

bool isDefault(std::string_view key, json::Value value, unsigned depth)
{
    if (depth == 1 && key != "before" && key != "after")
        return value.isNull() || (key == "masked" && value.text() == "false");
    if (depth != 0)
        return false;
    return value.isNull() || ((value.isArray() || value.isObject()) && value.size() == 0)
        || (key == "verb" && value.text() == "other") || (key == "outcome" && value.text() == "unknown")
        || (key == "time_origin" && value.text() == "stated");
}

/// Canonical JSON without what a sample leaves out: at the top, inside of actor and entity, inside of a change.
void appendPruned(std::string& out, json::Value object, unsigned depth)
{
    out += '{';
    bool first = true;
    for (const json::Value member : object) {
        if (isDefault(member.key(), member, depth))
            continue;
        if (!first)
            out += ',';
        first = false;
        appendJsonString(out, member.key());
        out += ':';
        if (depth == 0 && (member.key() == "actor" || member.key() == "entity")) {
            appendPruned(out, member, 1);
        } else if (depth == 0 && member.key() == "changes") {
            out += '[';
            for (const json::Value change : member) {
                out += out.back() == '[' ? "" : ",";
                appendPruned(out, change, 1);
            }
            out += ']';
        } else {
            appendJson(out, member);
        }
    }
    out += '}';
}

std::string pruned(const std::string& canonicalJson)
{
    json::Document document;
    if (!document.parseCopy(canonicalJson))
        return "not JSON: " + canonicalJson;
    std::string out;
    appendPruned(out, document.root(), 0);
    return out;
}

std::string compact(const std::string& json)
{
    std::string out;
    appendCompactJson(out, json);
    return out;
}

/// Writes a value again; `instead` may write something else for a node and then says true.
using Instead = std::function<bool(std::string& out, json::Value value)>;
/// Called behind the last member of every object.
using AtEnd = std::function<void(std::string& out, json::Value object)>;

void render(std::string& out, json::Value value, const Instead& instead, const AtEnd& atEnd, bool reversed = false)
{
    if (instead(out, value))
        return;
    if (!value.isObject() && !value.isArray()) {
        appendJson(out, value);
        return;
    }
    std::vector<json::Value> children;
    for (const json::Value child : value)
        children.push_back(child);
    if (reversed && value.isObject())
        std::reverse(children.begin(), children.end());
    out += value.isObject() ? '{' : '[';
    for (std::size_t i = 0; i < children.size(); ++i) {
        out += i > 0 ? "," : "";
        if (value.isObject()) {
            appendJsonString(out, children[i].key());
            out += ':';
        }
        render(out, children[i], instead, atEnd, reversed);
    }
    if (value.isObject())
        atEnd(out, value);
    out += value.isObject() ? '}' : ']';
}

bool never(std::string&, json::Value)
{
    return false;
}

void nothing(std::string&, json::Value) { }

bool isExtendedJson(json::Value object)
{
    return object.size() > 0 && (*object.begin()).key().starts_with('$');
}

} // namespace

AuditEvent& CollectingSink::next(std::string_view raw)
{
    raws.emplace_back(raw);
    return events.emplace_back();
}

void CollectingSink::refuse(std::string_view raw, DecodeProblem problem)
{
    refused.emplace_back(raw, std::move(problem));
}

std::unique_ptr<FormatRegistry> FormatConformance::rivals() const
{
    auto registry = std::make_unique<FormatRegistry>();
    addBuiltinFormats(*registry);
    return registry;
}

void FormatConformance::sampleRows()
{
    QTest::addColumn<int>("index");
    const std::vector<FormatSample> all = samples();
    for (std::size_t i = 0; i < all.size(); ++i)
        QTest::newRow(all[i].claim) << int(i);
}

FormatSample FormatConformance::sample() const
{
    QFETCH(int, index);
    return samples()[std::size_t(index)];
}

void FormatConformance::samplesAreReadAsWritten()
{
    const FormatSample expected = sample();
    const Decoded result = decodedText(format(), expected.record);
    QCOMPARE(QString::fromStdString(result.problem), QString());
    QCOMPARE(result.sink.events.size(), expected.events.size());
    for (std::size_t i = 0; i < expected.events.size(); ++i) {
        const std::string found = pruned(canonical(result.sink.events[i]));
        if (found != compact(expected.events[i]))
            qInfo("found    %s\nexpected %s", found.c_str(), compact(expected.events[i]).c_str());
        QCOMPARE(QString::fromStdString(found), QString::fromStdString(compact(expected.events[i])));
    }
}

void FormatConformance::samplesAreRecognised()
{
    json::Document document;
    QVERIFY(document.parseCopy(sample().record));
    const json::Value record = document.root();
    const int fit = format().fit({&record, 1});
    QVERIFY2(fit >= 50 && fit <= 100, qPrintable(QString::number(fit)));
    const std::unique_ptr<FormatRegistry> registry = rivals();
    const Format* best = registry->bestFit({&record, 1});
    QVERIFY(best != nullptr);
    QCOMPARE(QString::fromStdString(best->info().id), QString::fromStdString(format().info().id));
    QCOMPARE(format().fit({}), 0);
}

void FormatConformance::eventsSayWhenAndWhat()
{
    const Decoded result = decodedText(format(), sample().record);
    for (const AuditEvent& event : result.sink.events) {
        QVERIFY((event.time.origin == TimeOrigin::Missing) == (event.time.ns == noTime));
        QVERIFY(event.time.origin != TimeOrigin::Neighbours);
        QVERIFY(event.time.fractionDigits <= 9);
        QVERIFY(!event.action.empty() || !alwaysHasAction());
        QVERIFY(event.signature.scheme.empty() == event.signature.text.empty());
    }
    for (const std::string& raw : result.sink.raws)
        QVERIFY(!raw.empty());
}

void FormatConformance::theBulkPathDiffersOnlyInExtra()
{
    const FormatSample one = sample();
    Decoded full = decodedText(format(), one.record);
    Decoded again = decodedText(format(), one.record);
    const Decoded bulk = decodedText(format(), one.record, {.extra = false});
    QVERIFY(full.sink.events == again.sink.events);
    for (AuditEvent& event : full.sink.events)
        event.extra.clear();
    QVERIFY(full.sink.events == bulk.sink.events);
}

void FormatConformance::changesAloneAreTheSame()
{
    const Decoded full = decodedText(format(), sample().record);
    const Decoded narrow = decodedText(format(), sample().record, {.extra = false, .changesOnly = true});
    QCOMPARE(narrow.problem, full.problem);
    QCOMPARE(narrow.sink.events.size(), full.sink.events.size());
    for (std::size_t i = 0; i < full.sink.events.size(); ++i) {
        const AuditEvent& event = narrow.sink.events[i];
        const AuditEvent& whole = full.sink.events[i];
        QCOMPARE(event.action, whole.action);
        QCOMPARE(int(event.verb), int(whole.verb));
        QCOMPARE(int(event.outcome), int(whole.outcome));
        QCOMPARE(event.tenant, whole.tenant);
        QVERIFY(event.changes == whole.changes);
    }
}

void FormatConformance::theOrderOfMembersDoesNotMatter()
{
    const FormatSample one = sample();
    json::Document document;
    QVERIFY(document.parseCopy(one.record));
    std::string reversed;
    render(reversed, document.root(), never, nothing, true);
    const auto fields = [this](const std::string& record) {
        Decoded result = decodedText(format(), record, {.extra = false});
        for (AuditEvent& event : result.sink.events) {
            std::sort(event.clocks.begin(), event.clocks.end(), [](auto& a, auto& b) { return a.name < b.name; });
            std::sort(event.changes.begin(), event.changes.end(), [](auto& a, auto& b) { return a.field < b.field; });
            for (Change& change : event.changes) {
                for (Value* value : {&change.before, &change.after})
                    value->text = value->kind == Value::Kind::Document ? std::string() : value->text;
            }
        }
        return canonical(result.sink);
    };
    QCOMPARE(QString::fromStdString(fields(reversed)), QString::fromStdString(fields(one.record)));
}

void FormatConformance::unknownMembersAreKept()
{
    json::Document document;
    QVERIFY(document.parseCopy(sample().record));
    int probes = 0;
    std::string probed;
    render(probed, document.root(), never, [&probes](std::string& out, json::Value object) {
        if (!isExtendedJson(object))
            out += (object.size() > 0 ? "," : "") + std::string("\"zzprobe\":\"probe") + std::to_string(++probes) + "!\"";
    });
    const Decoded result = decodedText(format(), probed);
    QCOMPARE(QString::fromStdString(result.problem), QString());
    const std::string out = canonical(result.sink);
    for (int i = 1; i <= probes; ++i) {
        const std::string probe = "probe" + std::to_string(i) + "!";
        QVERIFY2(out.find(probe) != std::string::npos, (probe + " of " + probed + " is not in " + out).c_str());
    }
}

void FormatConformance::wrongTypesAreKeptOrNamed()
{
    json::Document document;
    QVERIFY(document.parseCopy(sample().record));
    const std::vector<std::string> ignored = passedOver();
    for (const char* wrong : {"null", "true", "17", "1e400", "\"probe!\"", "\"\"", "[]", "[\"probe!\"]", "{}", "{\"a\":\"probe!\"}"}) {
        for (std::uint32_t node = 1; node < document.nodes().size(); ++node) {
            const std::string key(document.nodes()[node].key);
            if (key.starts_with('$') || std::find(ignored.begin(), ignored.end(), key) != ignored.end())
                continue;
            std::string changed;
            render(changed, document.root(), [&](std::string& out, json::Value value) {
                return value.index() == node && !(out += wrong).empty(); }, nothing);
            const Decoded result = decodedText(format(), changed);
            if (!result.problem.empty()) {
                QVERIFY2(result.problem.find('"') != std::string::npos || node == 0, result.problem.c_str());
                QVERIFY2(result.problem.find("probe") == std::string::npos, "a problem must not quote values");
                continue;
            }
            const std::string out = canonical(result.sink);
            json::Document check;
            for (const AuditEvent& event : result.sink.events)
                QVERIFY2(check.parseCopy(canonical(event)), changed.c_str());
            const bool wanted = std::string_view(wrong).find("probe!") != std::string_view::npos;
            QVERIFY2(!wanted || out.find("probe!") != std::string::npos || out.find("\"encrypted\":true") != std::string::npos,
                (changed + "\n gives " + out).c_str());
        }
    }
}

void FormatConformance::ciphertextsStayInside()
{
    const Decoded result = decodedText(format(), sample().record);
    const std::string out = canonical(result.sink);
    for (const AuditEvent& event : result.sink.events) {
        for (const Change& change : event.changes) {
            for (const Value* value : {&change.before, &change.after})
                QVERIFY(value->cipher.empty() || out.find(value->cipher) == std::string::npos);
        }
    }
}

void FormatConformance::damagedRecordsNeverCrash()
{
    const std::string original = sample().record;
    std::mt19937 random(20240607);
    constexpr std::string_view bytes = "{}[]\",:\\0123456789.eE-+nulltruefalse \xc3\xa9";
    json::Document document;
    int parsed = 0;
    for (int round = 0; round < 3000; ++round) {
        std::string text = original;
        for (unsigned edits = 1 + random() % 4; edits > 0; --edits) {
            const std::size_t at = random() % text.size();
            const std::size_t length = std::min<std::size_t>(random() % 12, text.size() - at);
            switch (random() % 4) {
            case 0: text[at] = bytes[random() % bytes.size()]; break;
            case 1: text.insert(at, 1, bytes[random() % bytes.size()]); break;
            case 2: text.erase(at, length); break;
            default: text.insert(random() % text.size(), text.substr(at, length)); break;
            }
            if (text.empty())
                text = " ";
        }
        if (!document.parseCopy(text))
            continue;
        ++parsed;
        const json::Value record = document.root();
        const int fit = format().fit({&record, 1});
        QVERIFY(fit >= 0 && fit <= 100);
        const Decoded result = decoded(format(), record);
        json::Document check;
        for (const AuditEvent& event : result.sink.events)
            QVERIFY2(!result.problem.empty() || check.parseCopy(canonical(event)), text.c_str());
    }
    QVERIFY(parsed > 0);
}

void FormatConformance::anyJsonIsAnsweredWithEventsOrASentence()
{
    for (const char* text : {"null", "true", "1", "\"x\"", "[]", "[[]]", "{}", "{\"a\":1}", "{\"\":{}}", "[{\"action\":1}]"}) {
        const Decoded result = decodedText(format(), text);
        QVERIFY2(!result.problem.empty() || !result.sink.events.empty(), text);
        QVERIFY2(result.problem.empty() || result.problem.ends_with('.'), result.problem.c_str());
        json::Document document;
        QVERIFY(document.parseCopy(text));
        const json::Value record = document.root();
        QVERIFY2(format().fit({&record, 1}) < 50, text);
    }
    QVERIFY(!format().info().id.empty());
    QVERIFY(!format().info().title.isEmpty());
    QVERIFY(format().info().needs.endsWith(QLatin1Char('.')));
}

} // namespace auditlens::test
