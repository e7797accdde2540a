// SPDX-License-Identifier: MIT
#include "profiles/mappingguess.h"

#include "base/text.h"
#include "profiles/guesschanges.h"
#include "profiles/guesssurvey.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::MappingGuess)
};

/// How a field is recognised: by the member's name (best first), by its parent's, and by the look of its values.
struct Rule
{
    const char* field;
    std::vector<std::string_view> names;
    std::vector<std::string_view> parents; ///< With these, a bare "id", "name", "type" counts.
    std::vector<std::string_view> inParent;
    std::size_t SurveyedPath::*look; ///< What its values look like, or null.
    bool lookIsNeeded;
};

const std::vector<Rule>& rules()
{
    static const std::vector<Rule> all = {
        {"time",
            {"timestamp", "time", "eventtime", "ts", "occurredat", "createdat", "datetime", "eventdatetime", "when",
                "date", "logged", "loggedat", "at"},
            {}, {}, &SurveyedPath::times, true},
        {"action",
            {"action", "eventaction", "eventname", "operation", "eventtype", "activity", "verb", "event", "method",
                "what", "op", "type", "command"},
            {"event", "action"}, {"name", "type", "action"}, &SurveyedPath::verbs, false},
        {"ip",
            {"ip", "sourceip", "clientip", "ipaddress", "remoteaddr", "remoteaddress", "sourceipaddress", "host"},
            {}, {}, &SurveyedPath::ips, true},
        {"actor.email", {"useremail", "actoremail", "email", "mail"}, {}, {}, &SurveyedPath::emails, true},
        {"actor.name",
            {"username", "actorname", "user", "actor", "login", "who", "principal", "author", "initiator", "account",
                "performedby", "createdby", "operator", "employee", "person", "owner"},
            {"user", "actor", "initiator", "principal", "by", "who"}, {"name", "login", "username"}, nullptr, false},
        {"actor.id",
            {"userid", "actorid", "actoruuid", "useruuid", "uid", "principalid", "authorid", "accountid"},
            {"user", "actor", "initiator", "principal", "by", "who"}, {"id", "uuid"}, nullptr, false},
        {"entity.type",
            {"entitytype", "resourcetype", "targettype", "objecttype", "model", "table", "contenttype", "collection",
                "kind", "module"},
            {"entity", "resource", "target", "object"}, {"type", "kind", "model"}, nullptr, false},
        {"entity.id",
            {"entityid", "resourceid", "targetid", "objectid", "objectpk", "recordid", "documentid", "pk", "rowid"},
            {"entity", "resource", "target", "object"}, {"id", "uuid", "pk"}, nullptr, false},
        {"entity.label",
            {"entityname", "resourcename", "targetname", "objectname", "objectrepr", "entity", "resource", "target",
                "object"},
            {"entity", "resource", "target", "object"}, {"name", "label", "title"}, nullptr, false},
        {"request_id", {"requestid", "correlationid", "traceid", "transactionid", "cid"}, {}, {}, nullptr, false},
        {"tenant",
            {"tenant", "tenantid", "organization", "organizationid", "orgid", "org", "workspace", "companyid"},
            {"tenant", "organization", "org"}, {"id", "name"}, nullptr, false},
        {"user_agent", {"useragent", "agent", "browser", "requestuseragent"}, {}, {}, nullptr, false},
        {"outcome", {"outcome", "result", "status", "success", "resultstatus"}, {}, {}, nullptr, false},
        {"event_id", {"id", "eventid", "uuid", "logid", "guid"}, {"event"}, {"id"}, &SurveyedPath::uuids, false},
        {"summary", {"summary", "message", "description", "msg", "text", "details"}, {}, {},
            &SurveyedPath::sentences, false},
    };
    return all;
}

struct Candidate
{
    const SurveyedPath* path = nullptr;
    int nameScore = 0;
    int lookScore = 0;
    int score() const { return nameScore + lookScore; }
};

bool isIn(const std::vector<std::string_view>& names, const std::string& name)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

int nameScore(const Rule& rule, const SurveyedPath& path)
{
    if (isIn(rule.parents, path.parent) && isIn(rule.inParent, path.name))
        return 62;
    const auto known = std::find(rule.names.begin(), rule.names.end(), path.name);
    if (known == rule.names.end())
        return 0;
    const int depth = int(std::count(path.path.begin(), path.path.end(), '.'));
    return std::max(60 - 2 * int(known - rule.names.begin()) - 4 * depth, 20);
}

Candidate judged(const Rule& rule, const SurveyedPath& path)
{
    Candidate candidate {&path, nameScore(rule, path), 0};
    if (rule.look && path.count > 0)
        candidate.lookScore = int(35 * (path.*rule.look) / path.count);
    if (rule.lookIsNeeded && candidate.lookScore < 30)
        return {};
    return candidate;
}

QString reasonFor(const Rule& rule, const Candidate& candidate, std::size_t records)
{
    const QString path = toQString(candidate.path->path);
    const QString count = Tr::tr("%1 of %2 records have it.").arg(candidate.path->count).arg(records);
    if (rule.look == &SurveyedPath::times)
        return Tr::tr("The values of \"%1\" are times.").arg(path) + u' ' + count;
    if (rule.look == &SurveyedPath::ips)
        return Tr::tr("The values of \"%1\" are IP addresses.").arg(path) + u' ' + count;
    if (rule.look == &SurveyedPath::emails)
        return Tr::tr("The values of \"%1\" are e-mail addresses.").arg(path) + u' ' + count;
    if (candidate.nameScore == 0) {
        return Tr::tr("\"%1\" has a few words that come again and again: %n different ones.", nullptr,
                   int(candidate.path->distinct.size()))
                   .arg(path)
            + u' ' + count;
    }
    return Tr::tr("\"%1\" is a usual name for it.").arg(path) + u' ' + count;
}

class Guesser
{
public:
    explicit Guesser(std::span<const json::Value> sample) : m_survey(surveyRecords(sample)) { }

    GuessedMapping guess()
    {
        for (const Rule& rule : rules())
            decide(rule);
        decideChanges();
        finishProfile();
        return std::move(m_result);
    }

private:
    void decide(const Rule& rule)
    {
        Candidate best;
        for (const SurveyedPath& path : m_survey.paths) {
            const Candidate candidate = judged(rule, path);
            const bool named = candidate.nameScore > 0 || rule.lookIsNeeded;
            if (candidate.path && named && !isTaken(path.path) && candidate.score() > best.score())
                best = candidate;
        }
        if (!best.path && std::string_view(rule.field) == "action")
            best = repeatedWords();
        if (best.path)
            accept(rule, best);
    }

    /// For an action without a usual name: the member with few different words that are verbs most often.
    Candidate repeatedWords() const
    {
        Candidate best;
        for (const SurveyedPath& path : m_survey.paths) {
            const std::size_t few = std::max<std::size_t>(2, path.count / 2);
            if (isTaken(path.path) || path.words < path.count || path.distinct.size() > few)
                continue;
            const Candidate candidate {&path, 0, int(10 + 30 * path.verbs / path.count)};
            if (path.verbs > 0 && candidate.score() > best.score())
                best = candidate;
        }
        return best;
    }

    void accept(const Rule& rule, const Candidate& candidate)
    {
        const std::string& path = candidate.path->path;
        const int everywhere = int(5 * candidate.path->count / std::max<std::size_t>(m_survey.records, 1));
        const int confidence = std::clamp(candidate.score() + everywhere, 10, 99);
        m_result.fields.push_back({rule.field, path, reasonFor(rule, candidate, m_survey.records), confidence});
        m_taken.push_back(path);
        place(rule.field, path);
        if (candidate.path->count == m_survey.records && m_result.profile.match.empty())
            m_result.profile.match.push_back({{path}, {}, {}});
    }

    void place(std::string_view field, const std::string& path)
    {
        MappingProfile& p = m_result.profile;
        if (p.entity.empty() && field.starts_with("entity."))
            p.entity.emplace_back();
        const std::vector<std::pair<std::string_view, MappingProfile::Paths*>> places = {
            {"time", &p.time.paths}, {"action", &p.action.paths}, {"ip", &p.ip}, {"actor.email", &p.actor.email},
            {"actor.name", &p.actor.name}, {"actor.id", &p.actor.id}, {"request_id", &p.requestId},
            {"tenant", &p.tenant}, {"user_agent", &p.userAgent}, {"outcome", &p.outcome.paths},
            {"event_id", &p.eventId}, {"summary", &p.summary},
            {"entity.type", p.entity.empty() ? nullptr : &p.entity[0].type},
            {"entity.id", p.entity.empty() ? nullptr : &p.entity[0].id},
            {"entity.label", p.entity.empty() ? nullptr : &p.entity[0].label}};
        for (const auto& [name, paths] : places) {
            if (name == field)
                paths->push_back(path);
        }
    }

    void decideChanges()
    {
        if (std::optional<GuessedChanges> changes = guessChanges(m_survey)) {
            m_result.profile.changes = std::move(changes->changes);
            m_result.fields.push_back(std::move(changes->field));
        }
    }

    void finishProfile()
    {
        MappingProfile& p = m_result.profile;
        p.id = "guessed";
        p.title = toUtf8(Tr::tr("Guessed mapping"));
        p.needs = toUtf8(Tr::tr("Records like those that the mapping was guessed from."));
        p.fit = 60;
        if (!p.outcome.paths.empty()) {
            p.outcome.success = {"success*", "Success*", "SUCCESS*", "ok", "OK", "true", "allowed", "2*"};
            p.outcome.failure = {"fail*", "Fail*", "FAIL*", "error*", "denied", "false", "4*", "5*"};
        }
        if (p.match.empty() && !m_result.fields.empty())
            p.match.push_back({{m_result.fields.front().path}, {}, {}});
        else if (p.match.empty())
            p.match.push_back({{"."}, {}, {}});
    }

    bool isTaken(const std::string& path) const
    {
        return std::find(m_taken.begin(), m_taken.end(), path) != m_taken.end();
    }

    Survey m_survey;
    GuessedMapping m_result;
    std::vector<std::string> m_taken;
};

} // namespace

GuessedMapping guessMapping(std::span<const json::Value> sample)
{
    return Guesser(sample).guess();
}

} // namespace auditlens
