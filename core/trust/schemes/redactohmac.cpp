// SPDX-License-Identifier: MIT
#include "trust/schemes/redactohmac.h"

#include "formats/text/lokilines.h"
#include "trust/pythonjson.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace auditlens {

namespace {

constexpr std::string_view signatureName = "event_signature";
constexpr std::string_view newestLabel = "kb_id";
constexpr std::array<std::string_view, 5> labelNames
    = {newestLabel, "organization_uuid", "service_name", "vrm_vendor_id", "workspace_uuid"};
constexpr std::array<std::string_view, 8> metadataNames = {"action", "actor_name", "actor_uuid", "crud", "resource_name",
    "resource_type", "resource_uuid", "source_ip"};

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& names, std::string_view name)
{
    return std::ranges::find(names, name) != names.end();
}

bool isNothing(json::Value value)
{
    return !value.exists() || value.isNull() || (value.isString() && value.text().empty());
}

/// As the format decides it: what is verified is what is shown.
json::Value metadataOf(const LokiLine& line, std::string_view name)
{
    const json::Value own = line.metadata[name];
    return isNothing(own) ? line.labels[name] : own;
}

/// Loki stores a label that was sent as null as these four letters; missing means null, too.
json::Value labelOf(const LokiLine& line, std::string_view name)
{
    const json::Value label = name == "organization_uuid" ? metadataOf(line, name) : line.labels[name];
    return label.isNull() || (label.isString() && label.text() == "null") ? json::Value() : label;
}

json::Value signatureOf(const LokiLine& line)
{
    const json::Value signature = metadataOf(line, signatureName);
    return isNothing(signature) || signature.text() == "null" ? json::Value() : signature;
}

enum class Labels : std::uint8_t { All, Older, Set };

/// The texts that may have been signed for one line; the likeliest is made first, the others when they are needed.
class SignedLine
{
public:
    explicit SignedLine(const LokiLine& line) : m_line(line)
    {
        m_body = m_json.ofString(line.line.text());
        m_metadata = metadata(false);
        if (hasEscapes())
            m_unescaped = metadata(true);
    }

    SignatureVerdict verdict(SignatureCheck& check)
    {
        constexpr std::int64_t mostMoved = 10;
        for (std::int64_t moved = 0; moved <= mostMoved; ++moved) {
            const SignatureReadings reading = moved == 0 ? SignatureReadings() : SignatureReading::EarlierTime;
            if (const auto found = at(m_line.time.ns - moved, m_metadata, reading, check))
                return *found;
            if (m_unescaped.empty())
                continue;
            if (const auto found = at(m_line.time.ns - moved, m_unescaped, reading | SignatureReading::EscapesResolved, check))
                return *found;
        }
        return {SignatureState::Invalid, 0, {}};
    }

private:
    std::optional<SignatureVerdict> at(Nanoseconds time, std::string_view metadata, SignatureReadings reading, SignatureCheck& check)
    {
        if (const auto key = keyOf(time, Labels::All, metadata, check))
            return SignatureVerdict {SignatureState::Valid, *key, reading};
        if (!labelOf(m_line, newestLabel).exists()) {
            if (const auto key = keyOf(time, Labels::Older, metadata, check))
                return SignatureVerdict {SignatureState::Valid, *key, reading | SignatureReading::OlderLabels};
        }
        if (const auto key = keyOf(time, Labels::Set, metadata, check))
            return SignatureVerdict {SignatureState::Valid, *key, reading | SignatureReading::SetLabelsOnly};
        return {};
    }

    std::optional<std::size_t> keyOf(Nanoseconds time, Labels which, std::string_view metadata, SignatureCheck& check)
    {
        std::string& labels = m_labels[std::size_t(which)];
        if (labels.empty())
            labels = labelsText(which);
        const std::string number = std::to_string(time);
        const std::array<PythonJson::Member, 4> members
            = {{{"body", {}, m_body}, {"labels", {}, labels}, {"structured_metadata", {}, metadata}, {"timestamp", {}, number}}};
        const std::string_view text = m_json.ofObject(members);
        return text.empty() ? std::nullopt : check.keyOf(text, signatureOf(m_line).text());
    }

    std::string labelsText(Labels which)
    {
        std::vector<PythonJson::Member> members;
        for (const std::string_view name : labelNames) {
            const json::Value label = labelOf(m_line, name);
            if (label.exists())
                members.push_back({name, label, {}});
            else if (which == Labels::All || (which == Labels::Older && name != newestLabel))
                members.push_back({name, {}, "null"});
        }
        return std::string(m_json.ofObject(members));
    }

    bool hasEscapes() const
    {
        return std::ranges::any_of(metadataNames, [this](std::string_view name) {
            return metadataOf(m_line, name).scalar().find('\\') != std::string_view::npos;
        });
    }

    std::string metadata(bool unescaped)
    {
        std::array<std::string, metadataNames.size()> texts;
        std::vector<PythonJson::Member> members;
        for (std::size_t i = 0; i < metadataNames.size(); ++i) {
            const json::Value value = metadataOf(m_line, metadataNames[i]);
            if (!value.exists() || value.isNull())
                continue;
            members.push_back({metadataNames[i], value, {}});
            if (const auto text = unescaped && value.isString() ? jsonUnescaped(value.text()) : std::nullopt) {
                texts[i] = m_json.ofString(*text);
                members.back() = {metadataNames[i], {}, texts[i]};
            }
        }
        return std::string(m_json.ofObject(members));
    }

    const LokiLine& m_line;
    PythonJson m_json {pythonCompact};
    std::string m_body;
    std::string m_metadata;
    std::string m_unescaped; ///< Empty when there is nothing to resolve.
    std::array<std::string, 3> m_labels;
};

SignatureVerdict verdictOn(const LokiLine& line, SignatureCheck* check)
{
    const json::Value signature = signatureOf(line);
    if (!signature.exists())
        return {SignatureState::Unsigned, 0, {}};
    if (!check)
        return {SignatureState::NoKey, 0, {}};
    if (!signature.isString() || !line.line.isString() || line.time.origin == TimeOrigin::Missing)
        return {SignatureState::Invalid, 0, {}};
    return SignedLine(line).verdict(*check);
}

void forEachMeant(json::Value record, RecordParts parts, const std::function<void(std::uint32_t, const LokiLine&)>& each)
{
    std::uint32_t next = 0;
    const auto skip = [&] {
        const bool meant = parts.contains(next);
        next += meant ? 0 : 1;
        return !meant;
    };
    // Every record that gave an event has lines, so there is no problem to tell here.
    [[maybe_unused]] const DecodeProblem none
        = forEachLokiLine(record, skip, [&](const LokiLine& line) { each(next++, line); });
}

/// Of a name that stands twice, among the labels and in the metadata, one is read and the other is not.
bool isRead(const LokiLine& line, json::Value member)
{
    const std::string_view name = member.key();
    const bool label = contains(labelNames, name);
    if (!label && !contains(metadataNames, name))
        return false;
    const json::Value read = label && name != "organization_uuid" ? line.labels[name] : metadataOf(line, name);
    return read.index() == member.index();
}

void addMembers(std::vector<CoveredMember>& to, std::string_view path, const LokiLine& line, json::Value members)
{
    for (const json::Value member : members)
        to.push_back({std::string(path).append(1, '.').append(member.key()), isRead(line, member) ? Cover::Whole : Cover::None});
}

std::vector<CoveredMember> coverageOf(json::Value record, const LokiLine& line)
{
    std::vector<CoveredMember> members;
    if (!signatureOf(line).exists())
        return members;
    addMembers(members, record["stream"].isObject() ? "stream" : "labels", line, line.labels);
    addMembers(members, "structuredMetadata", line, line.metadata);
    for (const json::Value member : line.parsed)
        members.push_back({"parsed." + std::string(member.key()), Cover::None});
    members.push_back({"time", Cover::Whole});
    members.push_back({"line", Cover::Whole});
    for (const json::Value other : line.others)
        members.push_back({std::string(other.key()), Cover::None});
    return members;
}

} // namespace

std::span<const std::string_view> RedactoHmac::formats() const
{
    static constexpr std::array<std::string_view, 1> formats {"redacto"};
    return formats;
}

bool RedactoHmac::isIn(json::Value record) const
{
    const auto isSigned = [](json::Value members) { return !isNothing(members[signatureName]); };
    return isLokiRecord(record) && (isSigned(record.firstOf({"stream", "labels"})) || anyLokiMetadata(record, isSigned));
}

void RedactoHmac::verify(json::Value record, RecordParts parts, SignatureCheck* check, const Each& each) const
{
    forEachMeant(record, parts, [&](std::uint32_t part, const LokiLine& line) { each(part, verdictOn(line, check)); });
}

std::vector<CoveredMember> RedactoHmac::coverage(json::Value record, std::uint32_t part) const
{
    std::vector<CoveredMember> members;
    forEachMeant(record, RecordParts::only(part),
        [&](std::uint32_t, const LokiLine& line) { members = coverageOf(record, line); });
    return members;
}

} // namespace auditlens
