// SPDX-License-Identifier: MIT
#include "profiles/profilecheck.h"

#include "base/text.h"
#include "event/eventjson.h"
#include "profiles/profileformat.h"

#include <QCoreApplication>

#include <nlohmann/json.hpp>

namespace auditlens {

namespace {

using Json = nlohmann::ordered_json;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::ProfileCheck)
};

class FirstEvent final : public EventSink
{
public:
    AuditEvent& next(std::string_view) override
    {
        ++m_count;
        return m_count == 1 ? m_event : m_other;
    }
    void refuse(std::string_view, DecodeProblem) override { }
    std::size_t count() const { return m_count; }
    const AuditEvent& event() const { return m_event; }

private:
    std::size_t m_count = 0;
    AuditEvent m_event;
    AuditEvent m_other;
};

/// Compares the members that `expected` has; gives the place of the first difference.
QString difference(const Json& expected, const Json& got, const QString& place)
{
    if (expected.is_object() && got.is_object()) {
        for (const auto& [key, value] : expected.items()) {
            const QString inside = place.isEmpty() ? toQString(key) : place + u'.' + toQString(key);
            const auto found = got.find(key);
            const Json absent = Json::value_t::discarded;
            if (const QString text = difference(value, found == got.end() ? absent : *found, inside); !text.isEmpty())
                return text;
        }
        return {};
    }
    if (expected.is_array() && got.is_array() && expected.size() == got.size()) {
        for (std::size_t i = 0; i < expected.size(); ++i) {
            if (const QString text = difference(expected[i], got[i], place + u'.' + QString::number(i)); !text.isEmpty())
                return text;
        }
        return {};
    }
    if (!got.is_discarded() && expected == got)
        return {};
    const QString was = got.is_discarded() ? Tr::tr("nothing") : toQString(got.dump());
    return Tr::tr("%1 should be %2 but is %3.").arg(place, toQString(expected.dump()), was);
}

QString sampleProblem(const Format& format, const MappingProfile::Sample& sample)
{
    json::Document document;
    if (!document.parseCopy(sample.record))
        return Tr::tr("its record is not valid JSON.");
    const json::Value root = document.root();
    if (format.fit({&root, 1}) < 50 && !profileOf(format)->rest.known())
        return Tr::tr("its record does not match the profile.");
    FirstEvent sink;
    if (const DecodeProblem problem = format.decode(root, {}, sink); !problem.empty())
        return toQString(problem) + u'.';
    if (sink.count() != 1)
        return Tr::tr("it gives %n events, not one.", nullptr, int(sink.count()));
    std::string text;
    appendEventJson(text, sink.event());
    return difference(Json::parse(sample.event, nullptr, false), Json::parse(text, nullptr, false), {});
}

} // namespace

QString sampleMismatch(const MappingProfile& profile)
{
    const auto format = makeProfileFormat(profile);
    for (std::size_t i = 0; i < profile.samples.size(); ++i) {
        const auto& sample = profile.samples[i];
        if (const QString problem = sampleProblem(*format, sample); !problem.isEmpty())
            return Tr::tr("Sample %1 (\"%2\"): %3").arg(QString::number(i + 1), toQString(sample.name), problem);
    }
    return {};
}

} // namespace auditlens
