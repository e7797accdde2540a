// SPDX-License-Identifier: MIT
#include "integrity/continuity.h"
#include "trail.h"

#include <QRandomGenerator>
#include <QTest>

#include <map>
#include <set>

using namespace auditlens;
using namespace auditlens::test;

namespace {

using FieldKey = std::pair<int, int>; // object, field

/// A small world whose tables are kept, with a service that records most of what happens. What it does not record is
/// counted in the plainest way there is: the last recorded text of every field, compared with the next one.
class World
{
public:
    explicit World(quint32 seed) : m_random(seed) { }

    void run(int events)
    {
        while (m_events < events) {
            if (m_random.bounded(12) == 0)
                writeSilently();
            else
                record();
        }
    }

    const Trail& trail() const { return m_trail; }
    const std::set<QByteArray>& broken() const { return m_broken; }
    int breaks() const { return m_breaks; }

private:
    static QByteArray name(int field) { return "f" + QByteArray::number(field); }
    static QByteArray text(int value) { return '"' + QByteArray::number(value) + '"'; }
    FieldKey anyField() { return {int(m_random.bounded(8)), int(m_random.bounded(3))}; }

    QByteArray time()
    {
        const int second = m_events;
        return "2025-03-01T" + QByteArray::number(100 + second / 3600).last(2) + ':' + QByteArray::number(100 + second / 60 % 60).last(2) + ':'
            + QByteArray::number(100 + second % 60).last(2) + 'Z';
    }

    /// Somebody writes to the table past the service.
    void writeSilently() { m_table[anyField()] = int(m_random.bounded(5)); }

    void record()
    {
        const int object = int(m_random.bounded(8));
        const bool exists = m_existing.contains(object);
        const bool remove = exists && m_random.bounded(6) == 0;
        QByteArrayList diff;
        for (int number = 0; number < 3; ++number) {
            const FieldKey key {object, number};
            if (exists && !remove && m_random.bounded(2) == 0)
                continue;
            const QByteArray before = exists ? text(m_table[key]) : QByteArray("null");
            if (!remove)
                m_table[key] = int(m_random.bounded(5));
            const QByteArray after = remove ? QByteArray("null") : text(m_table[key]);
            compare(key, before, after, exists);
            diff << field(name(number), before, after);
        }
        if (diff.isEmpty())
            return;
        m_trail.add(time(), exists ? remove ? "deleted" : "updated" : "created", QByteArray::number(object), diff.join(", "));
        ++m_events;
        if (remove)
            m_existing.erase(object);
        else
            m_existing.insert(object);
    }

    /// `m_events` events were written before the one that is being made.
    void compare(const FieldKey& key, const QByteArray& before, const QByteArray& after, bool exists)
    {
        const QByteArray event = Trail::eventId(m_events + 1);
        const auto last = m_last.find(key);
        if (exists && last != m_last.end() && last->second.first != before) {
            ++m_breaks;
            m_broken.insert(event);
            m_broken.insert(last->second.second);
        }
        m_last[key] = {after, event};
    }

    QRandomGenerator m_random;
    Trail m_trail;
    int m_events = 0;
    int m_breaks = 0;
    std::set<int> m_existing;
    std::map<FieldKey, int> m_table;
    std::map<FieldKey, std::pair<QByteArray, QByteArray>> m_last; ///< Text and event.
    std::set<QByteArray> m_broken;
};

} // namespace

/// Continuity against a recount that knows nothing of it.
class TestContinuityRecount : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWhatAPlainRecountFinds_data();
    void findsWhatAPlainRecountFinds();
};

void TestContinuityRecount::findsWhatAPlainRecountFinds_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestContinuityRecount::findsWhatAPlainRecountFinds()
{
    QFETCH(quint32, seed);
    World world(seed);
    world.run(400);
    const auto archive = world.trail().archive();
    const ContinuityReport report = checkContinuity(*archive, {}, {});
    QVERIFY(report.scan.complete());
    QVERIFY(world.breaks() > 10);
    QCOMPARE(report.breakCount, std::uint64_t(world.breaks()));
    QCOMPARE(report.undecided, std::uint64_t(0));
    std::set<QByteArray> broken;
    for (std::uint32_t i = 0; i < report.broken.size(); ++i)
        broken.insert(QByteArray::fromStdString(archive->event(report.broken.at(i))->event.id));
    QVERIFY(broken == world.broken());
}

QTEST_GUILESS_MAIN(TestContinuityRecount)
#include "tst_continuityrecount.moc"
