// SPDX-License-Identifier: MIT
#include "profiles/profileformat.h"

#include "base/text.h"
#include "formats/text/timetext.h"
#include "profiles/profilechanges.h"
#include "profiles/profileextra.h"
#include "profiles/profilepath.h"

#include <algorithm>
#include <unordered_map>

namespace auditlens {

namespace {

EpochUnit epochUnit(std::string_view unit)
{
    if (unit == "s")
        return EpochUnit::Seconds;
    if (unit == "ms")
        return EpochUnit::Milliseconds;
    if (unit == "us")
        return EpochUnit::Microseconds;
    return unit == "ns" ? EpochUnit::Nanoseconds : EpochUnit::Auto;
}

Verb verbNamed(std::string_view name)
{
    for (int i = 0; i <= int(Verb::Export); ++i) {
        if (verbName(Verb(i)) == name)
            return Verb(i);
    }
    return Verb::Other;
}

/// Of records that could be a message key and could be anything: mine when the file is, never a reason to choose.
constexpr int restFit = 10;

/// Change streams write 0 or -1 where they have no time: no audit record is from 1970.
bool isPlaceholder(json::Value value)
{
    return value.isNumber() && (value.text() == "0" || value.text().starts_with('-'));
}

/// "203.0.113.5:24528" and "[2001:db8::1]:6453" without the port.
void dropPort(std::string& ip)
{
    if (const std::size_t close = ip.find(']'); ip.starts_with('[') && close != std::string::npos)
        ip = ip.substr(1, close - 1);
    else if (const std::size_t colon = ip.find(':'); colon == ip.rfind(':') && ip.find('.') < colon)
        ip.resize(std::min(colon, ip.size()));
}

std::unordered_map<std::string, Verb> verbsOf(const MappingProfile::WordMap& words)
{
    std::unordered_map<std::string, Verb> verbs;
    for (const auto& [word, name] : words)
        verbs[word] = verbNamed(name);
    return verbs;
}

class ProfileFormat final : public Format
{
public:
    explicit ProfileFormat(MappingProfile profile);

    const MappingProfile& profile() const { return m_profile; }
    const FormatInfo& info() const override { return m_info; }
    int fit(std::span<const json::Value> records) const override;
    DecodeProblem decode(json::Value record, const DecodeOptions& options, EventSink& sink) const override;
    std::vector<std::string> recordPaths() const override { return m_profile.records; }

private:
    struct MatchPaths
    {
        std::vector<ProfilePath> require;
        std::vector<std::pair<ProfilePath, WordList>> equals;
        WordList has;
    };
    struct EntityPaths
    {
        ProfilePaths type, id, label;
    };

    bool matches(json::Value value) const;
    bool hasFields(const WordList& names, ProfileRecord& record) const;
    EventTime timeAt(const ProfilePaths& paths, ProfileRecord& record, const DecodeOptions& options) const;
    void readEvent(ProfileRecord& record, const DecodeOptions& options, AuditEvent& event) const;
    void readTimes(ProfileRecord& record, const DecodeOptions& options, AuditEvent& event) const;
    void readActor(ProfileRecord& record, Actor& actor) const;
    void readAction(ProfileRecord& record, AuditEvent& event) const;
    void readOutcome(ProfileRecord& record, AuditEvent& event) const;
    void readEntity(ProfileRecord& record, EntityRef& entity) const;

    MappingProfile m_profile;
    FormatInfo m_info;
    EpochUnit m_epoch;
    std::vector<MatchPaths> m_match;
    ProfilePaths m_each, m_time, m_eventId;
    ProfilePaths m_actorId, m_actorName, m_actorFullName, m_actorEmail, m_actorKind, m_onBehalfOf;
    ProfilePaths m_action;
    std::unordered_map<std::string, std::string> m_names;
    std::unordered_map<std::string, Verb> m_verbs;
    ProfilePaths m_outcome, m_reason;
    WordList m_success, m_failure;
    std::vector<EntityPaths> m_entity;
    ProfilePaths m_tenant, m_ip, m_requestId, m_userAgent, m_summary;
    std::vector<std::pair<std::string, ProfilePaths>> m_clocks;
    ProfileChanges m_changes;
};

ProfileFormat::ProfileFormat(MappingProfile profile)
    : m_profile(std::move(profile))
    , m_info {m_profile.id, toQString(m_profile.title), toQString(m_profile.needs), true}
    , m_epoch(epochUnit(m_profile.time.unit))
    , m_each(m_profile.each)
    , m_time(m_profile.time.paths)
    , m_eventId(m_profile.eventId)
    , m_actorId(m_profile.actor.id)
    , m_actorName(m_profile.actor.name)
    , m_actorFullName(m_profile.actor.fullName)
    , m_actorEmail(m_profile.actor.email)
    , m_actorKind(m_profile.actor.kind)
    , m_onBehalfOf(m_profile.actor.onBehalfOf)
    , m_action(m_profile.action.paths)
    , m_names(m_profile.action.names.begin(), m_profile.action.names.end())
    , m_verbs(verbsOf(m_profile.action.verbs))
    , m_outcome(m_profile.outcome.paths)
    , m_reason(m_profile.outcome.reason)
    , m_success(m_profile.outcome.success)
    , m_failure(m_profile.outcome.failure)
    , m_tenant(m_profile.tenant)
    , m_ip(m_profile.ip)
    , m_requestId(m_profile.requestId)
    , m_userAgent(m_profile.userAgent)
    , m_summary(m_profile.summary)
    , m_changes(m_profile.changes)
{
    for (const auto& match : m_profile.match) {
        MatchPaths& paths = m_match.emplace_back();
        paths.has = WordList(match.has);
        for (const std::string& path : match.require)
            paths.require.emplace_back(path);
        for (const auto& [path, words] : match.equals)
            paths.equals.emplace_back(ProfilePath(path), WordList(words));
    }
    for (const auto& entity : m_profile.entity)
        m_entity.push_back({ProfilePaths(entity.type), ProfilePaths(entity.id), ProfilePaths(entity.label)});
    for (const auto& [name, paths] : m_profile.clocks)
        m_clocks.emplace_back(name, ProfilePaths(paths));
}

bool ProfileFormat::matches(json::Value value) const
{
    ProfileRecord record(value);
    const auto isThere = [&](const ProfilePath& path) { return path.find(record, value).exists(); };
    const auto isOne = [&](const auto& rule) { return rule.second.has(rule.first.find(record, value).scalar()); };
    return std::any_of(m_match.begin(), m_match.end(), [&](const MatchPaths& match) {
        return std::all_of(match.require.begin(), match.require.end(), isThere)
            && std::all_of(match.equals.begin(), match.equals.end(), isOne) && hasFields(match.has, record);
    });
}

bool ProfileFormat::hasFields(const WordList& names, ProfileRecord& record) const
{
    std::string text;
    const auto hasText = [&](const ProfilePaths& paths) { return paths.readText(record, text); };
    if (names.has("time") && timeAt(m_time, record, {}).origin == TimeOrigin::Missing)
        return false;
    if (names.has("action") && !hasText(m_action))
        return false;
    return !names.has("actor") || hasText(m_actorId) || hasText(m_actorName) || hasText(m_actorEmail);
}

int ProfileFormat::fit(std::span<const json::Value> records) const
{
    const auto matching = std::count_if(
        records.begin(), records.end(), [this](json::Value record) { return matches(record); });
    if (matching == 0)
        return m_profile.rest.known() ? restFit : 0;
    // A profile that knows what the other records are is at home with few matching ones.
    const auto others = std::ptrdiff_t(records.size()) - matching;
    const auto missing = m_profile.rest.known() ? others / 4 : others;
    return int(m_profile.fit - missing * m_profile.fit / std::ptrdiff_t(records.size()));
}

DecodeProblem ProfileFormat::decode(json::Value value, const DecodeOptions& options, EventSink& sink) const
{
    const bool isEvent = matches(value);
    if (!isEvent && !m_profile.rest.known())
        return "lacks members that the profile " + m_profile.id + " requires";
    ProfileRecord whole(value);
    const json::Value each = isEvent ? m_each.find(whole, value) : json::Value();
    const std::size_t elements = each.size();
    auto element = each.begin();
    for (std::size_t i = 0; i < std::max<std::size_t>(elements, 1); ++i) {
        AuditEvent& event = sink.next(elements > 1 ? (*element).text() : value.text());
        if (elements > 1)
            ++element;
        ProfileRecord record(value, i);
        if (isEvent) {
            readEvent(record, options, event);
        } else {
            event.action = m_profile.rest.action;
            event.summary = m_profile.rest.summary;
        }
        if (options.extra)
            writeProfileExtra(record, event.extra);
    }
    return {};
}

void ProfileFormat::readEvent(ProfileRecord& record, const DecodeOptions& options, AuditEvent& event) const
{
    readTimes(record, options, event);
    m_eventId.readText(record, event.id);
    readActor(record, event.actor);
    readAction(record, event);
    readOutcome(record, event);
    readEntity(record, event.entity);
    m_tenant.readText(record, event.tenant);
    if (m_ip.readText(record, event.ip))
        dropPort(event.ip);
    m_requestId.readText(record, event.requestId);
    m_userAgent.readText(record, event.userAgent);
    m_summary.readText(record, event.summary);
    m_changes.read(record, event);
}

EventTime ProfileFormat::timeAt(
    const ProfilePaths& paths, ProfileRecord& record, const DecodeOptions& options) const
{
    TimeRules rules;
    rules.zone = m_profile.time.zone.empty() ? std::string_view(options.zone) : m_profile.time.zone;
    rules.pattern = m_profile.time.pattern;
    rules.epoch = m_epoch;
    std::string text;
    for (const ProfilePath& path : paths.alternatives()) {
        const json::Value value = path.find(record, record.root());
        if (isPlaceholder(value))
            continue;
        text.clear();
        const bool isText = !value.exists() && path.appendText(record, record.root(), text);
        const EventTime time = isText ? parseTime(text, rules) : parseTime(value, rules);
        if (time.origin == TimeOrigin::Missing)
            continue;
        record.use(value);
        return time;
    }
    return {};
}

void ProfileFormat::readTimes(ProfileRecord& record, const DecodeOptions& options, AuditEvent& event) const
{
    event.time = timeAt(m_time, record, options);
    for (const auto& [name, paths] : m_clocks) {
        if (const EventTime time = timeAt(paths, record, options); time.origin != TimeOrigin::Missing)
            event.clocks.push_back({name, time.ns});
    }
}

void ProfileFormat::readActor(ProfileRecord& record, Actor& actor) const
{
    m_actorId.readText(record, actor.id);
    m_actorName.readText(record, actor.name);
    m_actorFullName.readText(record, actor.fullName);
    m_actorEmail.readText(record, actor.email);
    m_actorKind.readText(record, actor.kind);
    m_onBehalfOf.readText(record, actor.onBehalfOf);
}

void ProfileFormat::readAction(ProfileRecord& record, AuditEvent& event) const
{
    m_action.readText(record, event.action);
    if (const auto named = m_names.find(event.action); named != m_names.end())
        event.action = named->second;
    const auto verb = m_verbs.find(event.action);
    event.verb = verb != m_verbs.end() ? verb->second : verbFromAction(event.action);
}

void ProfileFormat::readOutcome(ProfileRecord& record, AuditEvent& event) const
{
    std::string text;
    const bool stated = m_outcome.readText(record, text);
    const bool success = stated ? m_success.has(text) : m_profile.outcome.absent == "success";
    const bool failure = stated ? m_failure.has(text) : m_profile.outcome.absent == "failure";
    event.outcome = success ? Outcome::Success : failure ? Outcome::Failure : Outcome::Unknown;
    m_reason.readText(record, event.outcomeReason);
}

void ProfileFormat::readEntity(ProfileRecord& record, EntityRef& entity) const
{
    for (const EntityPaths& paths : m_entity) {
        const bool hasId = paths.id.readText(record, entity.id);
        const bool hasLabel = paths.label.readText(record, entity.label);
        const bool named = hasId || hasLabel || (paths.id.empty() && paths.label.empty());
        if (named) {
            paths.type.readText(record, entity.type);
            return;
        }
    }
}

} // namespace

std::unique_ptr<Format> makeProfileFormat(MappingProfile profile)
{
    return std::make_unique<ProfileFormat>(std::move(profile));
}

const MappingProfile* profileOf(const Format& format)
{
    const auto* known = dynamic_cast<const ProfileFormat*>(&format);
    return known ? &known->profile() : nullptr;
}

} // namespace auditlens
