// SPDX-License-Identifier: MIT
#include "profiles/mappingprofile.h"

#include "base/text.h"
#include "event/event.h"
#include "profiles/profilecheck.h"
#include "profiles/profilemembers.h"
#include "profiles/profilepath.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

#include <nlohmann/json.hpp>

namespace auditlens {

namespace {

using Json = nlohmann::ordered_json;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::MappingProfile)
};

constexpr qint64 maxProfileBytes = 4 << 20;

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1] ? 1 : 0)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

/// Fills a profile from JSON and remembers the first thing that is wrong, with its place.
class Reader
{
public:
    Reader(const Json& object, std::string place, QString& problem)
        : m_object(object), m_place(std::move(place)), m_problem(problem)
    {
    }

    void text(const char* name, std::string& to)
    {
        const Json* value = member(name);
        if (value && !value->is_string())
            return say(name, Tr::tr("must be a text."));
        if (value)
            to = value->get<std::string>();
    }
    void number(const char* name, int& to)
    {
        const Json* value = member(name);
        if (value && !value->is_number_integer())
            return say(name, Tr::tr("must be a whole number."));
        if (value)
            to = value->get<int>();
    }
    void words(const char* name, std::vector<std::string>& to) { readWords(name, member(name), to); }
    void paths(const char* name, std::vector<std::string>& to)
    {
        words(name, to);
        for (const std::string& path : to) {
            if (const std::string problem = ProfilePath::problem(path); !problem.empty())
                say(name, Tr::tr("\"%1\": %2.").arg(toQString(path), toQString(problem)));
        }
    }
    void map(const char* name, MappingProfile::WordMap& to)
    {
        const Json* value = member(name);
        if (!value)
            return;
        if (!value->is_object())
            return say(name, Tr::tr("must be an object."));
        for (const auto& [key, word] : value->items()) {
            if (!word.is_string())
                return say(name, Tr::tr("must have texts only."));
            to.emplace_back(key, word.get<std::string>());
        }
    }
    void lists(const char* name, std::vector<std::pair<std::string, std::vector<std::string>>>& to)
    {
        const Json* value = member(name);
        if (!value)
            return;
        if (!value->is_object())
            return say(name, Tr::tr("must be an object."));
        for (const auto& [key, list] : value->items())
            readWords(name, &list, to.emplace_back(key, std::vector<std::string>()).second);
    }
    template <typename Value, typename Names>
    void word(const char* name, Value& to, const Names& names)
    {
        std::string text;
        this->text(name, text);
        for (const auto& [known, value] : names) {
            if (known == text) {
                to = value;
                return;
            }
        }
        if (!text.empty())
            say(name, Tr::tr("has the unknown word \"%1\".").arg(toQString(text)));
    }
    template <typename Members>
    void object(const char* name, Members members)
    {
        if (const Json* value = member(name))
            readObject(name, *value, members);
    }
    template <typename Item, typename Members>
    void objects(const char* name, std::vector<Item>& to, Members members)
    {
        const Json* value = member(name);
        if (!value)
            return;
        const Json list = value->is_array() ? *value : Json::array({*value});
        for (const Json& object : list)
            readObject(name, object, [&](Reader& in) { members(in, to.emplace_back()); });
    }
    void samples(const char* name, std::vector<MappingProfile::Sample>& to)
    {
        objects(name, to, [](Reader& in, MappingProfile::Sample& sample) {
            in.text("name", sample.name);
            in.any("record", sample.record);
            in.any("event", sample.event);
        });
    }
    void any(const char* name, std::string& to)
    {
        const Json* value = member(name);
        if (!value)
            return say(name, Tr::tr("is missing."));
        to = value->dump();
    }
    /// Tells a member that nobody asked for: a misspelt name must not be ignored.
    void finish()
    {
        for (const auto& [key, value] : m_object.items()) {
            if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
                sayUnknown(key);
        }
    }

private:
    const Json* member(const char* name)
    {
        m_known.emplace_back(name);
        const auto found = m_object.find(name);
        return found == m_object.end() ? nullptr : &*found;
    }
    void readWords(const char* name, const Json* value, std::vector<std::string>& to)
    {
        if (!value)
            return;
        const Json list = value->is_array() ? *value : Json::array({*value});
        for (const Json& word : list) {
            if (!word.is_string())
                return say(name, Tr::tr("must be a text or a list of texts."));
            to.push_back(word.get<std::string>());
        }
    }
    template <typename Members>
    void readObject(const char* name, const Json& object, Members members)
    {
        if (!object.is_object())
            return say(name, Tr::tr("must be an object."));
        Reader in(object, m_place + name + ".", m_problem);
        members(in);
        in.finish();
    }
    void say(std::string_view name, const QString& what)
    {
        if (m_problem.isEmpty())
            m_problem = Tr::tr("\"%1\" %2").arg(toQString(m_place + std::string(name)), what);
    }
    void sayUnknown(const std::string& key)
    {
        const auto nearest = std::min_element(m_known.begin(), m_known.end(),
            [&](const auto& a, const auto& b) { return editDistance(a, key) < editDistance(b, key); });
        const bool near = nearest != m_known.end() && editDistance(*nearest, key) <= 3;
        say(key, near ? Tr::tr("is not known. Did you mean \"%1\"?").arg(toQString(*nearest)) : Tr::tr("is not known."));
    }

    const Json& m_object;
    std::string m_place;
    QString& m_problem;
    std::vector<std::string> m_known;
};

/// The other direction; members that are empty are left out.
class Writer
{
public:
    void text(const char* name, const std::string& from)
    {
        if (!from.empty())
            m_json[name] = from;
    }
    void number(const char* name, int from) { m_json[name] = from; }
    void words(const char* name, const std::vector<std::string>& from)
    {
        if (from.size() == 1)
            m_json[name] = from.front();
        else if (!from.empty())
            m_json[name] = from;
    }
    void paths(const char* name, const std::vector<std::string>& from) { words(name, from); }
    void map(const char* name, const MappingProfile::WordMap& from)
    {
        for (const auto& [key, word] : from)
            m_json[name][key] = word;
    }
    void lists(const char* name, const std::vector<std::pair<std::string, std::vector<std::string>>>& from)
    {
        for (const auto& [key, list] : from)
            m_json[name][key] = list;
    }
    template <typename Value, typename Names>
    void word(const char* name, const Value& from, const Names& names)
    {
        for (const auto& [known, value] : names) {
            if (value == from && from != Value())
                m_json[name] = std::string(known);
        }
    }
    template <typename Members>
    void object(const char* name, Members members)
    {
        Writer inner;
        members(inner);
        if (!inner.m_json.empty())
            m_json[name] = std::move(inner.m_json);
    }
    template <typename Item, typename Members>
    void objects(const char* name, const std::vector<Item>& from, Members members)
    {
        for (const Item& item : from) {
            Writer inner;
            members(inner, item);
            m_json[name].push_back(std::move(inner.m_json));
        }
    }
    void samples(const char* name, const std::vector<MappingProfile::Sample>& from)
    {
        objects(name, from, [](Writer& out, const MappingProfile::Sample& sample) {
            out.text("name", sample.name);
            out.m_json["record"] = Json::parse(sample.record, nullptr, false);
            out.m_json["event"] = Json::parse(sample.event, nullptr, false);
        });
    }
    std::string written() const { return m_json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

private:
    Json m_json = Json::object();
};

bool isId(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
}

bool isVerb(std::string_view name)
{
    for (int i = 0; i <= int(Verb::Export); ++i) {
        if (verbName(Verb(i)) == name)
            return true;
    }
    return false;
}

/// Which part makes the profile unusable although each member is well formed; empty when none.
QString contradiction(const MappingProfile& profile)
{
    using Style = MappingProfile::Changes::Style;
    const auto& changes = profile.changes;
    if (!isId(profile.id))
        return Tr::tr("\"id\" must have lower-case letters, digits and dashes only.");
    if (profile.title.empty() || profile.needs.empty())
        return Tr::tr("\"title\" and \"needs\" must say what the profile is for.");
    const auto isEmpty = [](const MappingProfile::Match& m) { return m.require.empty() && m.equals.empty() && m.has.empty(); };
    if (profile.match.empty() || std::any_of(profile.match.begin(), profile.match.end(), isEmpty))
        return Tr::tr("\"match\" must name at least one member that a record has.");
    if (profile.fit < 50 || profile.fit > 100)
        return Tr::tr("\"fit\" must be 50 to 100.");
    for (const auto& [word, verb] : profile.action.verbs) {
        if (!isVerb(verb))
            return Tr::tr("\"action.verbs\" has the unknown verb \"%1\".").arg(toQString(verb));
    }
    static const std::vector<std::string> units = {"", "s", "ms", "us", "ns"};
    if (std::find(units.begin(), units.end(), profile.time.unit) == units.end())
        return Tr::tr("\"time.unit\" must be \"s\", \"ms\", \"us\" or \"ns\".");
    if ((changes.style == Style::Pairs || changes.style == Style::List) && changes.path.empty())
        return Tr::tr("\"changes.path\" is missing.");
    if (changes.style == Style::List && (changes.field.empty() || (changes.oldValue.empty() && changes.newValue.empty())))
        return Tr::tr("\"changes\" needs \"field\" and \"old\" or \"new\".");
    if ((changes.style == Style::Row || changes.style == Style::OldNew) && changes.after.empty())
        return Tr::tr("\"changes.after\" is missing.");
    if (changes.style == Style::BeforeAfter && changes.before.empty() && changes.after.empty())
        return Tr::tr("\"changes\" needs \"before\" or \"after\".");
    return {};
}

Error unusable(const QString& name, const QString& why)
{
    return Error {Tr::tr("The mapping profile \"%1\" cannot be used.").arg(name), why, name,
        Tr::tr("Correct the file; docs/mapping-profiles.md describes every member.")};
}

} // namespace

Result<MappingProfile> MappingProfile::parse(std::string_view json, const QString& name)
{
    const Json object = Json::parse(json, nullptr, false, true);
    if (!object.is_object())
        return unusable(name, Tr::tr("It is not a JSON object."));
    QString problem;
    MappingProfile profile;
    Reader reader(object, {}, problem);
    profileMembers(reader, profile);
    reader.finish();
    if (problem.isEmpty())
        problem = contradiction(profile);
    if (!problem.isEmpty())
        return unusable(name, problem);
    return profile;
}

Result<MappingProfile> MappingProfile::load(const QString& path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        return Error {Tr::tr("Cannot read the mapping profile \"%1\".").arg(name), file.errorString(), path,
            Tr::tr("Check that the file exists and that you may read it.")};
    }
    if (file.size() > maxProfileBytes)
        return unusable(name, Tr::tr("It is larger than a profile can be."));
    Result<MappingProfile> profile = parse(file.readAll().toStdString(), name);
    if (!profile.ok())
        return profile;
    if (const QString mismatch = sampleMismatch(*profile); !mismatch.isEmpty())
        return unusable(name, mismatch);
    return profile;
}

std::string MappingProfile::json() const
{
    Writer writer;
    profileMembers(writer, *this);
    return writer.written();
}

} // namespace auditlens
