// SPDX-License-Identifier: MIT
#include "sync/faultservice.h"

#include "backends/servicesamples.h"

#include <algorithm>

namespace auditlens::test {

using namespace Qt::StringLiterals;

std::vector<FaultService::Kind> FaultService::kinds()
{
    const auto santura = [](int number, Nanoseconds time) { return santuraEntry(number, time); };
    return {
        {"loki", u"fakeloki"_s, nullptr, {}, {{}, {{u"FAKE_LOKI_OLD=1"_s}, {}}, {{}, {{"page", u"7"_s}}}}},
        {"tiger", u"faketiger"_s, tigerEvent, "id"_L1,
            {{{u"FAKE_TIGER_PAGE=20"_s}, {}}, {{u"FAKE_TIGER_PAGE=20"_s, u"FAKE_TIGER_SESSION=9"_s}, {{"auth", u"session"_s}}}}},
        {"santura", u"fakesantura"_s, santura, "_id"_L1,
            {{}, {{}, {{"read", u"export"_s}}}, {{u"FAKE_SANTURA_LIFE=7"_s}, {{"auth", u"login"_s}}}, {{u"FAKE_SANTURA_RATE=40"_s}, {}}}},
        {"auditframework", u"fakeauditframework"_s, frameworkItem, "audit_id"_L1,
            {{{u"FAKE_FRAMEWORK_PAGE=20"_s}, {}}, {{u"FAKE_FRAMEWORK_PAGE=20"_s}, {{"auth", u"key"_s}}},
                {{u"FAKE_FRAMEWORK_PAGE=20"_s, u"FAKE_FRAMEWORK_OLD=1"_s}, {}}}},
        {"cloudwatch", u"fakecloudwatch"_s, cloudWatchEvent, "eventId"_L1,
            {{}, {{u"FAKE_CLOUDWATCH_EMPTY=1"_s}, {}}, {{u"FAKE_CLOUDWATCH_FORGETS=7"_s}, {}}}},
    };
}

FaultService::Kind FaultService::kindOf(const QByteArray& backend)
{
    const std::vector<Kind> all = kinds();
    return *std::ranges::find(all, backend, &Kind::backend);
}

FaultService::FaultService(const QByteArray& backend, std::mt19937& random)
    : m_kind(kindOf(backend))
    , m_way(m_kind.ways[random() % m_kind.ways.size()])
    , m_history {int(100 + random() % 500), int(1 + random() % 60)}
    , m_names(m_history.entries())
    , m_fake(m_kind.fake, {}, m_way.environment)
{
    if (m_kind.sample)
        fill();
    else
        m_history.pushTo(m_fake);
}

void FaultService::fill()
{
    QJsonArray samples;
    for (auto& [time, name] : m_names) {
        const QJsonObject sample = m_kind.sample(int(samples.size()), time);
        name = sample[m_kind.id].toString().toStdString();
        samples.append(sample);
    }
    m_fake.fill(samples);
}

SyncSource FaultService::source(const QString& archive) const
{
    SyncSource source = impatient(serviceSource(m_kind.backend, m_fake.url(), archive, m_history.window()));
    for (const auto& [field, value] : m_way.values)
        source.settings.values[field] = value;
    return source;
}

QStringList FaultService::wordsOf(const SyncSource& source) const
{
    QStringList words {QString::fromLatin1(m_kind.backend), m_fake.url().toString(), source.archive, QString::number(source.window.begin),
        QString::number(source.window.end)};
    for (const auto& [field, value] : m_way.values)
        words << QString::fromLatin1(field) + u'=' + value;
    return words;
}

std::vector<std::string> FaultService::truth(const TimeRange& range) const
{
    std::vector<std::string> names;
    for (const auto& [time, name] : m_names) {
        if (range.contains(time))
            names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

/// Events of Loki have no ids, but each a line of its own.
std::vector<std::string> FaultService::stored(const QString& archive) const
{
    return storedNames(archive, [&](const StoredEvent& event) { return m_kind.sample ? event.event.id : event.event.summary; });
}

bool FaultService::isTruthful(const QString& archive) const
{
    return keepsItsWord(stored(archive), storedCoverage(archive, m_history.window()), [&](const TimeRange& range) { return truth(range); });
}

bool FaultService::isWhole(const QString& archive) const
{
    return stored(archive) == truth(m_history.window());
}

} // namespace auditlens::test
