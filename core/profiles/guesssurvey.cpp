// SPDX-License-Identifier: MIT
#include "profiles/guesssurvey.h"

#include "base/fold.h"
#include "event/event.h"
#include "formats/text/timetext.h"

#include <algorithm>
#include <unordered_map>

namespace auditlens {

namespace {

constexpr std::size_t maxRecords = 200;
constexpr std::size_t maxPaths = 400;
constexpr std::size_t maxDistinct = 200;
constexpr int maxLevel = 4;

bool consistsOf(std::string_view text, std::string_view characters)
{
    return text.find_first_not_of(characters) == std::string_view::npos;
}

bool looksLikeIp(std::string_view text)
{
    const auto dots = std::count(text.begin(), text.end(), '.');
    const auto colons = std::count(text.begin(), text.end(), ':');
    const bool four = dots == 3 && text.size() <= 21 && consistsOf(text, "0123456789.:");
    const bool six = colons >= 2 && text.size() <= 48 && consistsOf(text, "0123456789abcdefABCDEF:.[]");
    return four || six;
}

bool looksLikeUuid(std::string_view text)
{
    return text.size() == 36 && text[8] == '-' && text[13] == '-' && text[18] == '-' && text[23] == '-';
}

bool looksLikeEmail(std::string_view text)
{
    const std::size_t at = text.find('@');
    return at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos
        && text.find(' ') == std::string_view::npos;
}

/// A number is a time only when it is one since 1990: 12 is a count, 1700000000 is a time.
bool looksLikeTime(json::Value value)
{
    constexpr Nanoseconds since = 631152000LL * 1000000000LL;
    const std::string_view text = value.text();
    if (value.isNumber() ? text.size() < 9 : text.size() < 8)
        return false;
    const EventTime time = parseTime(value, TimeRules());
    return time.origin != TimeOrigin::Missing && time.ns > since;
}

class Surveyor
{
public:
    void look(json::Value record)
    {
        ++m_survey.records;
        lookInside(record, {}, {}, 0);
    }
    Survey take() { return std::move(m_survey); }

private:
    void lookInside(json::Value object, const std::string& prefix, const std::string& parent, int level)
    {
        for (const json::Value value : object) {
            const std::string path = prefix + std::string(value.key());
            const std::string name = plainName(value.key());
            if (!value.scalar().empty())
                count(value, path, name, parent);
            const std::string_view text = value.text();
            if (value.isObject() || value.isArray() || (value.isString() && (text[0] == '{' || text[0] == '[')))
                remember(value, path, name);
            if (value.isObject() && level + 1 < maxLevel)
                lookInside(value, path + '.', name, level + 1);
        }
    }

    void count(json::Value value, const std::string& path, const std::string& name, const std::string& parent)
    {
        const auto [known, isNew] = m_places.try_emplace(path, m_survey.paths.size());
        if (isNew) {
            if (m_survey.paths.size() == maxPaths) {
                m_places.erase(known);
                return;
            }
            SurveyedPath& added = m_survey.paths.emplace_back();
            added.path = path;
            added.name = name;
            added.parent = parent;
        }
        tally(value, m_survey.paths[known->second]);
    }

    static void tally(json::Value value, SurveyedPath& seen)
    {
        const std::string_view text = value.text();
        const bool oneWord = text.find(' ') == std::string_view::npos;
        ++seen.count;
        seen.times += looksLikeTime(value);
        seen.ips += looksLikeIp(text);
        seen.emails += looksLikeEmail(text);
        seen.uuids += looksLikeUuid(text);
        seen.words += value.isString() && oneWord && text.size() <= 48;
        seen.verbs += value.isString() && text.size() <= 48 && verbFromAction(text) != Verb::Other;
        seen.sentences += value.isString() && !oneWord;
        if (seen.distinct.size() < maxDistinct)
            seen.distinct.emplace(text);
    }

    void remember(json::Value value, const std::string& path, const std::string& name)
    {
        for (SurveyedContainer& known : m_survey.containers) {
            if (known.path != path)
                continue;
            ++known.count;
            if (known.first.size() == 0)
                known.first = value;
            return;
        }
        if (m_survey.containers.size() < maxPaths)
            m_survey.containers.push_back({path, name, value, 1});
    }

    Survey m_survey;
    std::unordered_map<std::string, std::size_t> m_places;
};

} // namespace

std::string plainName(std::string_view name)
{
    std::string plain = folded(name);
    std::erase_if(plain, [](unsigned char c) { return c < 0x80 && !std::isalnum(c); });
    return plain;
}

Survey surveyRecords(std::span<const json::Value> sample)
{
    Surveyor surveyor;
    for (const json::Value record : sample.first(std::min(sample.size(), maxRecords)))
        surveyor.look(record);
    return surveyor.take();
}

} // namespace auditlens
