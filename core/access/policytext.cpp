// SPDX-License-Identifier: MIT
#include "access/policytext.h"

#include "base/text.h"
#include "base/utf8.h"
#include "json/document.h"

#include <QChar>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <initializer_list>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::AccessPolicy)
};

constexpr std::size_t maxRoles = 100;
constexpr std::size_t maxTokenClaims = 500;
constexpr std::size_t maxNameBytes = 256;

/// The beginning of a text of the policy, for a sentence that also goes into the ledger.
QString shown(std::string_view text)
{
    QString words = toQString(text.substr(0, 60));
    for (QChar& c : words)
        c = c.isPrint() ? c : QChar(u'.');
    return words;
}

/// Letters, digits and signs that are seen: nothing that hides, turns the reading direction or is no text.
bool isName(std::string_view text)
{
    if (text.empty() || text.size() > maxNameBytes || !isUtf8(text) || text.front() == ' ' || text.back() == ' ')
        return false;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t point = nextCodePoint(text, at);
        if (!QChar::isPrint(point) || (QChar::isSpace(point) && point != U' '))
            return false;
    }
    return true;
}

/// Takes the members of a policy and remembers the first thing that is wrong.
class PolicyReader
{
public:
    const QString& problem() const { return m_problem; }

    PolicyContent read(json::Value root)
    {
        PolicyContent content;
        if (!root.isObject())
            complain(Tr::tr("It is not a JSON object."));
        onlyMembers(root, {"auditlens_policy", "name", "default_role", "roles", "users", "token_claims", "second_persons"});
        readVersion(root["auditlens_policy"]);
        if (root["name"].exists())
            content.name = nameIn(root["name"], "name");
        readRoles(objectIn(root, "roles"), content);
        readUsers(objectIn(root, "users"), content);
        if (root["default_role"].exists())
            content.defaultRole = roleIn(root["default_role"], content);
        if (root["token_claims"].exists())
            readTokenClaims(root["token_claims"], content);
        if (root["second_persons"].exists())
            readSecondPersons(objectIn(root, "second_persons"), content);
        checkSecondPersons(content);
        return content;
    }

private:
    void complain(const QString& problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }

    // A member that nobody knows may be a misspelt restriction: it must not be ignored.
    void onlyMembers(json::Value object, std::initializer_list<std::string_view> known)
    {
        for (const json::Value member : object) {
            if (std::ranges::find(known, member.key()) == known.end())
                complain(Tr::tr("It has the unknown member \"%1\".").arg(shown(member.key())));
        }
    }

    void readVersion(json::Value version)
    {
        if (!version.isNumber())
            complain(Tr::tr("It does not say \"auditlens_policy\": 1."));
        else if (version.text() != "1")
            complain(Tr::tr("It is of version %1, and this program knows version 1.").arg(shown(version.text())));
    }

    json::Value objectIn(json::Value parent, std::string_view name)
    {
        const json::Value object = parent[name];
        if (!object.isObject())
            complain(Tr::tr("\"%1\" is missing or is not an object.").arg(toQString(name)));
        return object;
    }

    std::string nameIn(json::Value value, std::string_view where)
    {
        if (!value.isString() || !isName(value.text()))
            complain(Tr::tr("\"%1\" is not a name: a text of 1 to %2 bytes that can be seen whole.")
                         .arg(shown(where))
                         .arg(maxNameBytes));
        return std::string(value.scalar());
    }

    std::string keyOf(json::Value member)
    {
        if (!isName(member.key()))
            complain(Tr::tr("\"%1\" is not a name: a text of 1 to %2 bytes that can be seen whole.")
                         .arg(shown(member.key()))
                         .arg(maxNameBytes));
        return std::string(member.key());
    }

    std::string roleIn(json::Value value, const PolicyContent& content)
    {
        if (!value.isString() || !content.roles.contains(value.text()))
            complain(Tr::tr("There is no role \"%1\".").arg(shown(value.scalar())));
        return std::string(value.scalar());
    }

    void readRoles(json::Value roles, PolicyContent& content)
    {
        if (roles.size() > maxRoles)
            complain(Tr::tr("It has more than %1 roles.").arg(maxRoles));
        for (const json::Value role : roles)
            content.roles.emplace(role.key(), roleOf(role));
    }

    AccessRole roleOf(json::Value value)
    {
        AccessRole role;
        role.name = keyOf(value);
        if (!value.isObject() || !value["steps"].isArray())
            complain(Tr::tr("The role \"%1\" has no list \"steps\".").arg(shown(role.name)));
        onlyMembers(value, {"steps", "full_needs"});
        for (const json::Value step : value["steps"])
            addStep(role, step);
        if (value["full_needs"].exists())
            readNeeds(value["full_needs"], role);
        return role;
    }

    void addStep(AccessRole& role, json::Value value)
    {
        const auto step = value.isString() ? stepNamed(value.text()) : std::nullopt;
        if (!step)
            return complain(Tr::tr("\"%1\" is not a step.").arg(shown(value.text())));
        if (role.steps.contains(*step))
            complain(Tr::tr("The role \"%1\" has the same thing twice.").arg(shown(role.name)));
        role.steps = role.steps.with(*step);
    }

    void readNeeds(json::Value needs, AccessRole& role)
    {
        if (!needs.isArray())
            complain(Tr::tr("\"full_needs\" is not a list."));
        for (const json::Value need : needs) {
            const std::string_view word = need.isString() ? need.text() : std::string_view();
            bool* flag = word == "reason" ? &role.needsReason
                : word == "case"          ? &role.needsCase
                : word == "second_person" ? &role.needsSecondPerson
                                          : nullptr;
            if (!flag)
                return complain(Tr::tr("\"%1\" is nothing that a step can need.").arg(shown(need.text())));
            if (*flag)
                complain(Tr::tr("The role \"%1\" has the same thing twice.").arg(shown(role.name)));
            *flag = true;
        }
    }

    void readUsers(json::Value users, PolicyContent& content)
    {
        for (const json::Value user : users)
            content.users.emplace(keyOf(user), roleIn(user, content));
    }

    void readTokenClaims(json::Value list, PolicyContent& content)
    {
        if (!list.isArray() || list.size() > maxTokenClaims)
            complain(Tr::tr("\"token_claims\" is not a list of at most %1.").arg(maxTokenClaims));
        for (const json::Value one : list) {
            if (!one.isObject())
                complain(Tr::tr("\"token_claims\" has something else than objects."));
            onlyMembers(one, {"service", "claim", "role"});
            content.tokenClaims.push_back({serviceIn(one["service"]), nameIn(one["claim"], "claim"), roleIn(one["role"], content)});
        }
    }

    /// Written as it is compared, so that nobody takes a path for a limit.
    std::string serviceIn(json::Value value)
    {
        const std::string text(value.isString() ? value.text() : std::string_view());
        if (text.empty() || serviceAddress(QUrl(toQString(text), QUrl::StrictMode)) != text)
            complain(Tr::tr("\"%1\" is not the address of a service: \"https://\" and a host in small letters, without a path.").arg(shown(text)));
        return text;
    }

    void readSecondPersons(json::Value persons, PolicyContent& content)
    {
        for (const json::Value person : persons) {
            const Result<Ed25519PublicKey> key = Ed25519PublicKey::fromPem(person.isString() ? person.text() : std::string_view());
            if (key)
                content.secondPersons.emplace(keyOf(person), *key);
            else
                complain(Tr::tr("The key of \"%1\" is not an Ed25519 public key in PEM form.").arg(shown(person.key())));
        }
    }

    // One key under two names would let a person agree with herself.
    void checkSecondPersons(const PolicyContent& content)
    {
        for (auto a = content.secondPersons.begin(); a != content.secondPersons.end(); ++a) {
            if (std::any_of(std::next(a), content.secondPersons.end(), [&](const auto& b) { return a->second == b.second; }))
                complain(Tr::tr("\"%1\" and somebody else have the same key.").arg(shown(a->first)));
        }
        const bool needed = std::ranges::any_of(content.roles, [](const auto& role) { return role.second.needsSecondPerson; });
        if (needed && content.secondPersons.empty())
            complain(Tr::tr("A role needs a second person, and \"second_persons\" names none."));
    }

    QString m_problem;
};

} // namespace

Result<PolicyContent, QString> readPolicyText(std::string_view text)
{
    if (text.size() > maxPolicyBytes)
        return Tr::tr("It is larger than %1 KiB.").arg(maxPolicyBytes >> 10);
    json::Document document;
    if (!document.parseExactCopy(text)) // Puts nothing in the place of what is no text.
        return Tr::tr("It is not JSON: %1.").arg(toQString(document.errorText()));
    if (document.hasRepeatedKeys())
        return Tr::tr("A member is there twice.");
    PolicyReader reader;
    PolicyContent content = reader.read(document.root());
    if (!reader.problem().isEmpty())
        return reader.problem();
    return content;
}

} // namespace auditlens
