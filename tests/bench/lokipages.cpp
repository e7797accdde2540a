// SPDX-License-Identifier: MIT
// lokipages COUNT FILE: a Loki with so many events of Redacto's kit. Its pages are ready in memory before it listens, so
// that a sync from it is measured and not the service. FILE gets the same records as JSON Lines, for an import beside it.

#include "fakes/fakeserver.h"

#include <QFile>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <map>

using namespace auditlens::test;

namespace {

constexpr qint64 firstTime = 1'706'000'000'000'000'000;
constexpr qint64 step = 2'000'000'000; // a million lie within the thirty days of one question
constexpr qint64 pageEntries = 5000;

struct Entry
{
    QByteArray labels;
    QByteArray value; ///< ["ns","line",{…}]
};

/// Chance that is the same on every machine: SplitMix64.
quint64 mixed(quint64 number)
{
    number += 0x9E3779B97F4A7C15;
    number = (number ^ (number >> 30)) * 0xBF58476D1CE4E5B9;
    number = (number ^ (number >> 27)) * 0x94D049BB133111EB;
    return number ^ (number >> 31);
}

QByteArray digits(quint64 number, int width)
{
    return QByteArray::number(number).rightJustified(width, '0');
}

QByteArray hex(quint64 number)
{
    return QByteArray::number(number, 16).rightJustified(16, '0');
}

Entry entryOf(qint64 number)
{
    static constexpr std::array verbs {"create", "update", "update", "update", "read", "delete"};
    static constexpr std::array nouns {"vendor", "policy", "control", "evidence", "risk", "task", "questionnaire", "document"};
    const quint64 chance = mixed(quint64(number));
    const QByteArray verb = verbs[chance % verbs.size()];
    const QByteArray noun = nouns[(chance >> 8) % nouns.size()];
    const QByteArray actor = digits((chance >> 16) % 2000, 4);
    const QByteArray object = digits((chance >> 24) % 200'000, 12);
    const QByteArray organization = digits((chance >> 48) % 8, 2);
    QByteArray signature;
    for (quint64 part = 1; part <= 4; ++part)
        signature += hex(mixed(chance + part));
    Entry entry;
    entry.labels = R"({"kb_id":"null","organization_uuid":"6a1f8c52-0000-4000-8000-0000000000)" + organization
        + R"(","service_name":")" + (chance >> 60 < 8 ? "vrm" : "grc") + R"(","vrm_vendor_id":"null","workspace_uuid":"null"})";
    entry.value = "[\"" + QByteArray::number(firstTime + number * step) + "\",\"User " + actor + ' ' + verb + "d the " + noun + " \\\"" + noun + " number "
        + object + "\\\" of the year " + QByteArray::number(2020 + (chance >> 32) % 6) + R"(",{"structuredMetadata":{"action":")" + verb
        + R"(","actor_name":"User )" + actor + R"(","actor_uuid":"9c0b6f1e-0000-4000-8000-)" + digits((chance >> 16) % 2000, 12)
        + R"(","crud":")" + verb.left(1) + R"(","detected_level":"unknown","event_signature":")" + signature + R"(","resource_name":")" + noun + " number "
        + object + R"(","resource_type":"vrm.)" + noun + R"(","resource_uuid":"3f2504e0-4f89-41d3-9a0c-)" + object + R"(","source_ip":"203.0.113.)"
        + QByteArray::number((chance >> 40) % 256) + R"("},"parsed":{}}])";
    return entry;
}

/// The answers to all questions that a reader of whole pages asks: each begins with the last entry of the one before.
class Pages
{
public:
    Pages(qint64 count, QFile& file)
    {
        for (qint64 first = 0; first < count; first += pageEntries - 1) {
            std::map<QByteArray, QByteArray> streams;
            for (qint64 i = first; i < std::min(first + pageEntries, count); ++i) {
                const Entry entry = entryOf(i);
                QByteArray& values = streams[entry.labels];
                values += (values.isEmpty() ? "" : ",") + entry.value;
                if (i > first || first == 0)
                    file.write("{\"stream\":" + entry.labels + ",\"values\":[" + entry.value + "]}\n");
            }
            QByteArray result;
            for (const auto& [labels, values] : streams)
                result += (result.isEmpty() ? "{\"stream\":" : ",{\"stream\":") + labels + ",\"values\":[" + values + "]}";
            m_bodies.push_back(R"({"status":"success","data":{"resultType":"streams","encodingFlags":["categorize-labels"],"result":[)" + result + "]}}");
        }
    }

    FakeAnswer answer(const FakeRequest& request) const
    {
        const qint64 start = request.parameter("start").value_or("0").toLongLong();
        const qint64 entry = std::max<qint64>(start - firstTime, 0) / step;
        const std::size_t page = std::size_t(entry / (pageEntries - 1));
        const bool isWhole = entry % (pageEntries - 1) == 0 && request.parameter("limit") == QByteArray::number(pageEntries);
        if (request.path() != "/loki/api/v1/query_range" || !isWhole || page >= m_bodies.size())
            return {400, "this service has whole pages only\n", "text/plain", {}};
        return {200, m_bodies[page], "application/json", {}};
    }

private:
    std::vector<QByteArray> m_bodies;
};

} // namespace

int main(int argc, char** argv)
{
    const qint64 count = argc == 3 ? std::atoll(argv[1]) : 0;
    QFile file(argc == 3 ? QString::fromLocal8Bit(argv[2]) : QString());
    if (count <= 0 || !file.open(QIODevice::WriteOnly))
        return std::fprintf(stderr, "lokipages COUNT FILE\n"), 2;
    const Pages pages(count, file);
    file.close();
    return runFake(argc, argv, [&](const FakeRequest& request) { return pages.answer(request); });
}
