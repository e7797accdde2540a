// SPDX-License-Identifier: MIT
#include "history/samevalue.h"
#include "history/stories.h"

#include <QTest>

#include <map>
#include <random>
#include <set>

using namespace auditlens;
using namespace auditlens::test;

namespace {

/// An object as a plain map, and the events that a source would have written about it.
class Simulation
{
public:
    struct Truth
    {
        bool exists = false;
        std::map<std::string, std::string> values;
        std::set<std::string> tags;
    };

    /// `gaps`: sides are left out. `secret`: some changes are written nowhere.
    Simulation(std::uint32_t seed, bool gaps, bool secret) : m_random(seed), m_gaps(gaps), m_secret(secret)
    {
        if (below(2) == 0)
            startInTheMiddle();
        m_truths.push_back(m_now);
        const std::uint32_t steps = below(25);
        for (std::uint32_t i = 0; i < steps; ++i) {
            step();
            m_truths.push_back(m_now);
        }
    }

    const std::vector<Truth>& truths() const { return m_truths; }
    std::size_t expectedBreaks() const { return m_breaks; }

    /// In any order: rows and times say which is right.
    std::vector<HistoryEvent> shuffled()
    {
        std::vector<HistoryEvent> events = m_story.events();
        Nanoseconds time = 0;
        for (HistoryEvent& event : events)
            event.event.time.ns = time += Nanoseconds(below(2)) * 1'000'000'000;
        std::ranges::shuffle(events, m_random);
        return events;
    }

private:
    std::uint32_t below(std::uint32_t limit) { return std::uint32_t(m_random() % limit); }
    std::string value() { return std::array {"a", "b", "c", "null", "x y", ""}[below(6)]; }
    std::string field() { return std::array {"status", "owner", "premium", "note"}[below(4)]; }
    std::string tag() { return std::to_string(below(5)) + " Tag"; }
    std::string kept(const std::string& side) { return m_gaps && below(4) == 0 ? "-" : side; }

    void startInTheMiddle()
    {
        m_now.exists = true;
        for (int i = 0; i < 3; ++i)
            m_now.values[field()] = value();
        for (int i = 0; i < 3; ++i)
            m_now.tags.insert(tag());
    }

    void step()
    {
        if (m_secret && m_now.exists && below(4) == 0)
            m_now.values[field()] = value();
        if (!m_now.exists)
            return m_deleted && below(3) == 0 ? look() : m_deleted && below(2) == 0 ? restore() : create();
        switch (below(12)) {
        case 0:
            return remove();
        case 1:
            return look();
        case 2:
            return fail();
        default:
            return update();
        }
    }

    void look() { m_story.then(Verb::Read); }
    void fail() { m_story.then(Verb::Update, {scalar(field(), "?", "?"), members("tags", {"9 Bad"}, {"0 Tag"})}, Outcome::Failure); }

    void create()
    {
        m_now = {true, {}, {}};
        m_recorded.clear();
        m_toldAtTheEnd.clear();
        m_deleted = false;
        std::vector<Change> changes;
        for (int i = 0; i < 2; ++i) {
            const std::string name = field();
            if (m_now.values.contains(name))
                continue;
            m_now.values[name] = value();
            changes.push_back(written(name, "null", m_now.values[name]));
        }
        m_story.create(changes);
    }

    void remove()
    {
        std::vector<Change> changes;
        for (const auto& [name, last] : m_now.values) {
            if (below(2) == 0)
                changes.push_back(told(name, last));
        }
        m_story.remove(changes);
        m_now.exists = false;
        m_deleted = true;
    }

    void restore()
    {
        m_story.restore();
        m_now.exists = true;
        m_deleted = false;
    }

    Change written(const std::string& name, const std::string& before, const std::string& after)
    {
        Change change = scalar(name, before, after);
        const auto recorded = m_recorded.find(name);
        const bool rewritten = m_toldAtTheEnd.erase(name) > 0 && before == "null";
        if (recorded != m_recorded.end() && change.before.exists() && recorded->second != before && !rewritten)
            ++m_breaks;
        m_recorded.erase(name);
        if (change.after.exists())
            m_recorded[name] = after;
        return change;
    }

    Change told(const std::string& name, const std::string& last)
    {
        const auto recorded = m_recorded.find(name);
        if (recorded != m_recorded.end() && recorded->second != last)
            ++m_breaks;
        m_toldAtTheEnd.insert(name);
        return scalar(name, last, "null");
    }

    void update()
    {
        std::vector<Change> changes;
        const std::string name = field();
        const auto old = m_now.values.find(name);
        const std::string before = kept(old == m_now.values.end() ? "-" : old->second);
        m_now.values[name] = value();
        changes.push_back(written(name, before, kept(m_now.values[name])));
        if (below(2) == 0)
            changes.push_back(retag());
        m_story.update(changes);
    }

    Change retag()
    {
        const std::string one = tag();
        if (m_now.tags.erase(one) > 0)
            return members("tags", {}, {one});
        m_now.tags.insert(one);
        return members("tags", {one}, {});
    }

    std::mt19937 m_random;
    bool m_gaps;
    bool m_secret;
    bool m_deleted = false;
    Truth m_now;
    std::vector<Truth> m_truths;
    std::map<std::string, std::string> m_recorded; ///< What the last event about a field said.
    std::set<std::string> m_toldAtTheEnd; ///< Of a deletion: a restored object may write them from nothing.
    std::size_t m_breaks = 0;
    Story m_story;
};

} // namespace

class TestHistoryReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithAMapThatLivedThroughIt_data();
    void agreesWithAMapThatLivedThroughIt();
    void findsEveryChangeThatNobodyWrote();

private:
    void compare(const FieldState& field, const Simulation::Truth& truth) const;
    void compareTags(const FieldState& field, const Simulation::Truth& truth) const;
};

void TestHistoryReplay::agreesWithAMapThatLivedThroughIt_data()
{
    QTest::addColumn<bool>("gaps");
    QTest::newRow("every side is written") << false;
    QTest::newRow("some sides are missing") << true;
}

void TestHistoryReplay::compareTags(const FieldState& field, const Simulation::Truth& truth) const
{
    std::set<std::string> tags;
    for (const MemberState& member : field.members)
        QVERIFY(tags.insert(member.value.text + " " + member.value.label).second);
    if (field.allMembers)
        QCOMPARE(tags, truth.tags);
    QVERIFY(std::ranges::includes(truth.tags, tags));
}

void TestHistoryReplay::compare(const FieldState& field, const Simulation::Truth& truth) const
{
    const auto real = truth.values.find(field.field);
    if (field.known == FieldState::Known::Members)
        compareTags(field, truth);
    else if (field.known == FieldState::Known::Value)
        QVERIFY2(real != truth.values.end() && textOf(field.value) == real->second, field.field.c_str());
}

void TestHistoryReplay::agreesWithAMapThatLivedThroughIt()
{
    QFETCH(bool, gaps);
    int known = 0;
    for (std::uint32_t seed = 0; seed < 3000; ++seed) {
        Simulation life(seed, gaps, false);
        const std::size_t events = life.truths().size() - 1;
        const EntityHistory history({"T", "1"}, life.shuffled(), events);
        QVERIFY2(history.breaks().empty(), describe(history.breaks()).c_str());
        for (std::size_t count = 0; count <= events; ++count) {
            const EntityState state = history.stateAfter(EventIndex(count));
            const Simulation::Truth& truth = life.truths()[count];
            if (state.existence == EntityState::Existence::Exists || state.existence == EntityState::Existence::Gone)
                QCOMPARE(state.existence == EntityState::Existence::Exists, truth.exists);
            for (const FieldState& field : state.fields) {
                compare(field, truth);
                known += field.known == FieldState::Known::Value;
                const bool written = !gaps && field.setBy && field.known == FieldState::Known::Nothing;
                QVERIFY2(!written, field.field.c_str());
            }
            if (QTest::currentTestFailed())
                qFatal("seed %u, after %zu events: %s", seed, count, describe(state).c_str());
        }
    }
    QVERIFY2(known > 100'000, qPrintable(QString::number(known)));
}

void TestHistoryReplay::findsEveryChangeThatNobodyWrote()
{
    std::size_t found = 0;
    for (std::uint32_t seed = 0; seed < 3000; ++seed) {
        Simulation life(seed, seed % 2 == 0, true);
        const EntityHistory history({"T", "1"}, life.shuffled(), life.truths().size() - 1);
        if (history.breaks().size() != life.expectedBreaks())
            qFatal("seed %u: %s", seed, describe(history.breaks()).c_str());
        found += history.breaks().size();
    }
    QVERIFY(found > 1000);
}

QTEST_GUILESS_MAIN(TestHistoryReplay)
#include "tst_historyreplay.moc"
