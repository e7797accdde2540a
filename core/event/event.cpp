// SPDX-License-Identifier: MIT
#include "event/event.h"

#include "base/fold.h"

#include <array>
#include <utility>

namespace auditlens {

namespace {

using namespace std::string_view_literals;

constexpr std::array<std::string_view, 8> verbNames
    = {"other", "create", "read", "update", "delete", "login", "logout", "export"};

// The leading word of the action, folded; longer words stand before their beginnings.
constexpr std::array verbWords = {
    std::pair{"create"sv, Verb::Create},
    std::pair{"insert"sv, Verb::Create},
    std::pair{"add"sv, Verb::Create},
    std::pair{"new"sv, Verb::Create},
    std::pair{"put"sv, Verb::Create},
    std::pair{"register"sv, Verb::Create},
    std::pair{"update"sv, Verb::Update},
    std::pair{"change"sv, Verb::Update},
    std::pair{"modify"sv, Verb::Update},
    std::pair{"modified"sv, Verb::Update},
    std::pair{"edit"sv, Verb::Update},
    std::pair{"patch"sv, Verb::Update},
    std::pair{"set"sv, Verb::Update},
    std::pair{"delete"sv, Verb::Delete},
    std::pair{"remove"sv, Verb::Delete},
    std::pair{"destroy"sv, Verb::Delete},
    std::pair{"drop"sv, Verb::Delete},
    std::pair{"terminate"sv, Verb::Delete},
    std::pair{"read"sv, Verb::Read},
    std::pair{"view"sv, Verb::Read},
    std::pair{"access"sv, Verb::Read},
    std::pair{"get"sv, Verb::Read},
    std::pair{"list"sv, Verb::Read},
    std::pair{"describe"sv, Verb::Read},
    std::pair{"watch"sv, Verb::Read},
    std::pair{"logout"sv, Verb::Logout},
    std::pair{"log_out"sv, Verb::Logout},
    std::pair{"signout"sv, Verb::Logout},
    std::pair{"login"sv, Verb::Login},
    std::pair{"log_in"sv, Verb::Login},
    std::pair{"signin"sv, Verb::Login},
    std::pair{"userlog"sv, Verb::Login},
    std::pair{"consolelogin"sv, Verb::Login},
    std::pair{"export"sv, Verb::Export},
    std::pair{"download"sv, Verb::Export},
};

// How sources write a verb as the whole action.
constexpr std::array createWords
    = {"create"sv, "created"sv, "obj_create"sv, "c"sv, "+"sv, "insert"sv, "inserted"sv, "add"sv};
constexpr std::array readWords = {"read"sv, "r"sv, "view"sv, "viewed"sv, "access"sv, "accessed"sv};
constexpr std::array updateWords
    = {"update"sv, "updated"sv, "obj_update"sv, "u"sv, "~"sv, "modify"sv, "modified"sv, "change"sv, "changed"sv};
constexpr std::array deleteWords
    = {"delete"sv, "deleted"sv, "obj_delete"sv, "d"sv, "-"sv, "remove"sv, "removed"sv, "destroy"sv};
constexpr std::array loginWords = {"login"sv, "user_login"sv, "user.login"sv, "log_in"sv, "signin"sv, "userloggedin"sv};
constexpr std::array logoutWords = {"logout"sv, "user_logout"sv, "user.logout"sv, "log_out"sv, "signout"sv};
constexpr std::array exportWords = {"export"sv, "exported"sv, "download"sv};

std::string_view withoutPrefix(std::string_view word)
{
    for (const auto prefix : {"obj_"sv, "user_"sv, "user."sv, "http_"sv}) {
        if (word.starts_with(prefix))
            return word.substr(prefix.size());
    }
    return word;
}

Verb wordVerb(std::string_view word)
{
    for (const auto& [start, verb] : verbWords) {
        if (!word.empty() && word.front() == start.front() && word.starts_with(start))
            return verb;
    }
    return Verb::Other;
}

} // namespace

const std::string& Actor::display() const
{
    for (const std::string* text : {&fullName, &name, &email}) {
        if (!text->empty())
            return *text;
    }
    return id;
}

void AuditEvent::clear()
{
    for (std::string* text : {&id, &action, &outcomeReason, &tenant, &requestId, &ip, &userAgent, &summary, &extra,
             &actor.id, &actor.name, &actor.fullName, &actor.email, &actor.kind, &actor.onBehalfOf, &entity.type,
             &entity.id, &entity.label, &signature.scheme, &signature.text})
        text->clear();
    time = {};
    clocks.clear();
    verb = Verb::Other;
    outcome = Outcome::Unknown;
    changes.clear();
}

std::string_view verbName(Verb verb)
{
    return verbNames[std::size_t(verb)];
}

std::span<const std::string_view> actionWords(Verb verb)
{
    switch (verb) {
    case Verb::Create:
        return createWords;
    case Verb::Read:
        return readWords;
    case Verb::Update:
        return updateWords;
    case Verb::Delete:
        return deleteWords;
    case Verb::Login:
        return loginWords;
    case Verb::Logout:
        return logoutWords;
    case Verb::Export:
        return exportWords;
    case Verb::Other:
        return {};
    }
    return {};
}

Verb verbFromAction(std::string_view action)
{
    if (action == "+" || action == "c" || action == "I")
        return Verb::Create;
    if (action == "~" || action == "u" || action == "U")
        return Verb::Update;
    if (action == "-" || action == "d" || action == "D")
        return Verb::Delete;
    if (action == "r")
        return Verb::Read;
    const std::string word = folded(action.substr(0, 40));
    if (const Verb verb = wordVerb(withoutPrefix(word)); verb != Verb::Other)
        return verb;
    // "user.login", "policy:update": the last part often is the verb.
    const std::size_t cut = word.find_last_of(".:/ ");
    return cut == std::string::npos ? Verb::Other : wordVerb(std::string_view(word).substr(cut + 1));
}

std::string_view outcomeName(Outcome outcome)
{
    constexpr std::array names = {"unknown"sv, "success"sv, "failure"sv};
    return names[std::size_t(outcome)];
}

std::string_view timeOriginName(TimeOrigin origin)
{
    constexpr std::array names = {"stated"sv, "zone_assumed"sv, "neighbours"sv, "missing"sv};
    return names[std::size_t(origin)];
}

} // namespace auditlens
