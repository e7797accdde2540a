// SPDX-License-Identifier: MIT
#include "profiles/guesschanges.h"

#include "base/text.h"
#include "profiles/profilepath.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::MappingGuess)
};

using Style = MappingProfile::Changes::Style;

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> sides = {{
    {"before", "after"},
    {"old", "new"},
    {"oldvalues", "newvalues"},
    {"olddata", "newdata"},
    {"oldvalue", "newvalue"},
    {"previous", "current"},
    {"from", "to"},
    {"original", "updated"},
    {"left", "right"},
    {"was", "is"},
}};
constexpr std::array<std::string_view, 8> fieldNames = {
    "field", "name", "key", "property", "column", "attribute", "fieldname", "displayname"};

/// A member of the object whose plain name is this one; missing when there is none.
json::Value named(json::Value object, std::string_view plain)
{
    for (const json::Value member : object) {
        if (plainName(member.key()) == plain)
            return member;
    }
    return {};
}

bool isPair(json::Value member)
{
    if (member.isArray())
        return member.size() == 2;
    return member.isObject() && std::any_of(sides.begin(), sides.end(), [&](const auto& side) {
        return named(member, side.first).exists() && named(member, side.second).exists();
    });
}

std::string parentOf(const std::string& path)
{
    const std::size_t dot = path.rfind('.');
    return dot == std::string::npos ? std::string() : path.substr(0, dot);
}

std::optional<GuessedChanges> siblingObjects(const Survey& survey)
{
    const auto find = [&](std::string_view name, const std::string* parent) {
        return std::find_if(survey.containers.begin(), survey.containers.end(),
            [&](const auto& c) { return c.name == name && (!parent || parentOf(c.path) == *parent); });
    };
    for (const auto& [before, after] : sides) {
        const auto was = find(before, nullptr);
        if (was == survey.containers.end())
            continue;
        const std::string parent = parentOf(was->path);
        const auto is = find(after, &parent);
        if (is == survey.containers.end())
            continue;
        GuessedChanges guess;
        guess.changes.style = Style::BeforeAfter;
        guess.changes.before = {was->path};
        guess.changes.after = {is->path};
        guess.field = {"changes", was->path,
            Tr::tr("\"%1\" and \"%2\" are the two sides of a change.").arg(toQString(was->path), toQString(is->path)), 85};
        return guess;
    }
    return {};
}

std::optional<GuessedChanges> objectOfPairs(const SurveyedContainer& container, json::Value value)
{
    if (!value.isObject() || value.size() == 0)
        return {};
    for (const json::Value member : value) {
        if (!isPair(member))
            return {};
    }
    GuessedChanges guess;
    guess.changes.style = Style::Pairs;
    guess.changes.path = {container.path};
    guess.field = {"changes", container.path,
        Tr::tr("Every member of \"%1\" has two values, an old and a new one.").arg(toQString(container.path)), 80};
    return guess;
}

std::optional<GuessedChanges> listOfChanges(const SurveyedContainer& container, json::Value value)
{
    const json::Value element = value.isArray() && value.size() > 0 ? *value.begin() : json::Value();
    for (const std::string_view fieldName : fieldNames) {
        const json::Value field = named(element, fieldName);
        if (!field.exists())
            continue;
        for (const auto& [before, after] : sides) {
            const json::Value was = named(element, before);
            const json::Value is = named(element, after);
            if (!was.exists() || !is.exists())
                continue;
            GuessedChanges guess;
            guess.changes.style = Style::List;
            guess.changes.path = {container.path};
            guess.changes.field = {std::string(field.key())};
            guess.changes.oldValue = {std::string(was.key())};
            guess.changes.newValue = {std::string(is.key())};
            guess.field = {"changes", container.path,
                Tr::tr("The elements of \"%1\" have a name, an old and a new value.").arg(toQString(container.path)), 85};
            return guess;
        }
    }
    return {};
}

} // namespace

std::optional<GuessedChanges> guessChanges(const Survey& survey)
{
    if (auto guess = siblingObjects(survey))
        return guess;
    for (const SurveyedContainer& container : survey.containers) {
        ProfileRecord record(container.first);
        const json::Value value = record.opened(container.first);
        if (auto guess = objectOfPairs(container, value))
            return guess;
        if (auto guess = listOfChanges(container, value))
            return guess;
    }
    return {};
}

} // namespace auditlens
