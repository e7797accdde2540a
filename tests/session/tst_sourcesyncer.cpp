// SPDX-License-Identifier: MIT
#include "connections/connectionsecrets.h"
#include "net/httptrace.h"
#include "sync/livesources.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QSignalSpy>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Longer than a service that fails is asked again before it is given up for the moment.
constexpr int patienceMs = 30'000;

class TestSourceSyncer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsFetchedIsCountedAndCalledComplete();
    void theLedgerIsReadAgain();
    void aTimeCanBeChosen();
    void stoppingEndsAtOnceAndTheRestFollowsLater();
    void aSecondSourceJoinsTheArchive();
    void whatComesInWhilePausedIsCounted();
    void whatStaysIsNotTriedAgain_data();
    void whatStaysIsNotTriedAgain();
    void aServiceThatIsBackIsAskedAgain();
    void aServiceWithAPasswordIsFollowed();
    void secretsThatAreNowhereAreNamed();
    void aFileThatIsNoArchiveIsLeftAlone();
    void anArchiveThatSomebodyWritesToIsWaitedFor();
    void aDisabledSourceIsNotAsked();
    void newSettingsAreUsedAtOnce();
    void aConnectionThatIsGoneEnds();
    void aFileThatCannotBeReadIsListed();
    void theEndOfTheWindowEndsEverything();
    void wordsSayWhatIsGoingOn();

private:
    const SourceState& state(const QString& id) const;
    SourceActivity activity(const QString& id) const { return state(id).activity; }
    bool isListed(const QString& id) const { return m_syncer->find(id) != nullptr; }
    QString listed(const QString& name = u"prod"_s, const QString& archive = u"a.auditlens"_s);

    std::unique_ptr<FakeProcess> m_fake;
    std::unique_ptr<LiveSources> m_live;
    std::unique_ptr<SourceSyncer> m_syncer;
    std::optional<LokiHistory> m_history;
};

void TestSourceSyncer::init()
{
    m_syncer.reset();
    m_fake = std::make_unique<FakeProcess>(u"fakeloki"_s);
    QVERIFY(m_fake->ok());
    m_history = recentHistory(120);
    m_history->pushTo(*m_fake);
    m_fake->forget();
    m_live = std::make_unique<LiveSources>();
    m_syncer = m_live->makeSyncer();
}

const SourceState& TestSourceSyncer::state(const QString& id) const
{
    static const SourceState none;
    const SourceState* found = m_syncer->find(id);
    return found ? *found : none;
}

QString TestSourceSyncer::listed(const QString& name, const QString& archive)
{
    const QString id = m_live->add(name, *m_fake, archive);
    m_syncer->refresh();
    if (!QTest::qWaitFor([&] { return isListed(id); }, patienceMs))
        qFatal("The connection is not listed.");
    return id;
}

void TestSourceSyncer::whatIsFetchedIsCountedAndCalledComplete()
{
    const QString id = listed();
    QCOMPARE(activityText(state(id)), u"not fetched yet"_s);
    QSignalSpy grew(m_syncer.get(), &SourceSyncer::archiveGrew);
    QSignalSpy changed(m_syncer.get(), &SourceSyncer::changed);
    QElapsedTimer time;
    time.start();
    m_syncer->fetch(id);
    QVERIFY(m_syncer->isBusy());
    QTRY_COMPARE_WITH_TIMEOUT(state(id).events, std::uint64_t(120), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Idle, patienceMs);
    QTRY_VERIFY(!m_syncer->isBusy());
    QVERIFY(changed.count() <= time.elapsed() / 100 + 2);
    QCOMPARE(storedLines(m_live->path(u"a.auditlens"_s)), m_history->lines(m_history->window()));
    QVERIFY(grew.count() >= 1);
    QCOMPARE(grew.front().front().toString(), m_live->path(u"a.auditlens"_s));
    QCOMPARE(sourceLine(state(id), nowNs()), u"fetched · complete · up to date"_s);
    QVERIFY(m_syncer->trace(id) && !m_syncer->trace(id)->entries().empty());
}

void TestSourceSyncer::theLedgerIsReadAgain()
{
    const QString id = listed();
    m_syncer->fetch(id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Idle, patienceMs);
    QTRY_VERIFY(!m_syncer->isBusy());
    m_fake->forget();
    m_syncer = m_live->makeSyncer();
    QTRY_VERIFY(isListed(id));
    QCOMPARE(state(id).events, std::uint64_t(120));
    QCOMPARE(sourceLine(state(id), nowNs()), u"fetched · complete · up to date"_s);
    QVERIFY(m_fake->requests().isEmpty());
}

void TestSourceSyncer::aTimeCanBeChosen()
{
    const LokiHistory old(60);
    old.pushTo(*m_fake);
    const QString id = listed();
    m_syncer->fetch(id, old.window());
    QTRY_COMPARE_WITH_TIMEOUT(state(id).events, std::uint64_t(60), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Idle, patienceMs);
    QCOMPARE(state(id).until, old.window().end);
}

void TestSourceSyncer::stoppingEndsAtOnceAndTheRestFollowsLater()
{
    const QString id = listed();
    m_fake->misbehave("honest", 1);
    m_fake->misbehave("hang", 1);
    m_syncer->fetch(id);
    QTRY_COMPARE_WITH_TIMEOUT(m_fake->requests().size(), 2, patienceMs);
    QElapsedTimer time;
    time.start();
    m_syncer->stop(id);
    QTRY_COMPARE(activity(id), SourceActivity::Idle);
    QVERIFY(time.elapsed() < 2000);
    QVERIFY(!state(id).problem);
    QTRY_VERIFY(!m_syncer->isBusy());
    m_syncer->fetch(id);
    QTRY_COMPARE_WITH_TIMEOUT(state(id).events, std::uint64_t(120), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(sourceLine(state(id), nowNs()), u"fetched · complete · up to date"_s, patienceMs);
}

void TestSourceSyncer::aSecondSourceJoinsTheArchive()
{
    FakeProcess other(u"fakeloki"_s);
    const LokiHistory others(70, 1, m_history->window().begin + LokiHistory::step / 2);
    others.pushTo(other);
    const QString id = listed();
    const QString second = m_live->add(u"second"_s, other, u"a.auditlens"_s);
    m_syncer->refresh();
    QTRY_VERIFY(isListed(second));
    m_syncer->follow(id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Following, patienceMs);
    m_syncer->fetch(second);
    QTRY_COMPARE_WITH_TIMEOUT(state(second).events, std::uint64_t(70), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(activity(second), SourceActivity::Idle, patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Following, patienceMs);
    QCOMPARE(state(id).events, std::uint64_t(120));
    m_syncer->stopAll();
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Idle, patienceMs);
    QTRY_VERIFY(!m_syncer->isBusy());
    QCOMPARE(storedLines(m_live->path(u"a.auditlens"_s)).size(), std::size_t(190));
}

void TestSourceSyncer::whatComesInWhilePausedIsCounted()
{
    const QString id = listed();
    m_syncer->follow(id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Following, patienceMs);
    QSignalSpy grew(m_syncer.get(), &SourceSyncer::archiveGrew);
    m_syncer->setPaused(id, true);
    QTRY_COMPARE(activityText(state(id)), u"paused"_s);
    grew.clear();
    m_history->add(*m_fake, nowNs());
    QTRY_COMPARE_WITH_TIMEOUT(state(id).missed, std::uint64_t(1), patienceMs);
    m_history->add(*m_fake, nowNs());
    QTRY_COMPARE_WITH_TIMEOUT(state(id).missed, std::uint64_t(2), patienceMs);
    QVERIFY(sourceLine(state(id), nowNs()).startsWith(u"paused · 2 new"_s));
    QCOMPARE(grew.count(), 0);
    QCOMPARE(state(id).events, std::uint64_t(122)); // They are stored nevertheless.
    m_syncer->setPaused(id, false);
    QCOMPARE(grew.count(), 1);
    QTRY_COMPARE(activityText(state(id)), u"following"_s);
    QCOMPARE(state(id).missed, std::uint64_t(0));
}

void TestSourceSyncer::whatStaysIsNotTriedAgain_data()
{
    QTest::addColumn<QByteArray>("misbehaviour");
    QTest::addColumn<QByteArray>("argument");
    QTest::newRow("revoked") << QByteArray("status") << QByteArray("401:token expired");
    QTest::newRow("forbidden") << QByteArray("status") << QByteArray("403:no");
}

void TestSourceSyncer::whatStaysIsNotTriedAgain()
{
    QFETCH(QByteArray, misbehaviour);
    QFETCH(QByteArray, argument);
    const QString id = listed();
    m_fake->misbehave("honest", 1);
    m_fake->misbehave(misbehaviour, 1, argument);
    m_syncer->follow(id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Failed, patienceMs);
    QVERIFY(state(id).problem && !state(id).problem->help.isEmpty());
    QVERIFY(!state(id).retry.isValid());
    QVERIFY(sourceSentences(state(id), nowNs()).contains(state(id).problem->help));
    QCOMPARE(state(id).events, std::uint64_t(50)); // What was fetched before stays.
    QVERIFY(sourceLine(state(id), nowNs()).contains(u"gap"_s));
    m_syncer->follow(id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Following, patienceMs);
    QCOMPARE(state(id).events, std::uint64_t(120));
    QVERIFY(!state(id).problem);
}

void TestSourceSyncer::aServiceThatIsBackIsAskedAgain()
{
    const QString id = listed();
    m_fake->misbehave("html", 2); // The login page of a hotel's network.
    m_syncer->follow(id);
    QTRY_VERIFY_WITH_TIMEOUT(state(id).problem, patienceMs);
    QVERIFY(activity(id) == SourceActivity::Failed ? state(id).retry.isValid() : activity(id) == SourceActivity::Waiting);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Following, patienceMs);
    QVERIFY(!state(id).problem);
    QCOMPARE(state(id).events, std::uint64_t(120));
}

/// tiger_audit_trail says 403 to a wrong password, and knows one user who may read.
void TestSourceSyncer::aServiceWithAPasswordIsFollowed()
{
    FakeProcess tiger(u"faketiger"_s);
    QJsonArray events;
    for (int i = 0; i < 30; ++i) {
        const QString time = QDateTime::currentDateTimeUtc().addSecs(i - 600).toString(u"yyyy-MM-dd'T'HH:mm:ss.000000+00:00"_s);
        events.append(QJsonObject {{u"id"_s, QString::number(i)}, {u"model"_s, u"policies.Policy"_s}, {u"object_id"_s, u"7"_s}, {u"timestamp"_s, time},
            {u"summary"_s, u"Event"_s}, {u"actor"_s, QJsonValue()}, {u"diff"_s, QJsonObject()}, {u"context"_s, QJsonObject()}});
    }
    tiger.fill(events);
    m_live->add(u"policies"_s, tiger, u"p.auditlens"_s);
    Connection connection = *m_live->folder().named(u"policies"_s);
    connection.backend = "tiger";
    connection.values = {{"url", tiger.url().toString()}, {"user", u"auditor"_s}, {"proxy", u"none"_s}};
    connection.secrets = {{"password", SecretPlace::Keychain}};
    m_live->save(connection);
    m_syncer->refresh();
    QTRY_VERIFY(isListed(connection.id));
    const auto secret = [](const char* text) { return std::make_shared<const Secret>(Secret::copyOf(std::string_view(text))); };
    m_live->give({{"password", secret("open please")}});
    m_syncer->follow(connection.id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(connection.id), SourceActivity::Failed, patienceMs);
    QVERIFY(state(connection.id).problem && !state(connection.id).retry.isValid());
    m_live->give({{"password", secret("open sesame")}});
    m_syncer->follow(connection.id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(connection.id), SourceActivity::Following, patienceMs);
    QCOMPARE(state(connection.id).events, std::uint64_t(30));
    QVERIFY(sourceLine(state(connection.id), nowNs()).startsWith(u"following · complete"_s));
    for (const TraceEntry& entry : m_syncer->trace(connection.id)->entries()) {
        for (const HttpHeader& header : entry.requestHeaders)
            QVERIFY(!header.value.contains("sesame") && !header.value.contains(QByteArray("auditor:open sesame").toBase64()));
    }
}

void TestSourceSyncer::secretsThatAreNowhereAreNamed()
{
    const QString id = listed();
    m_live->lock({u"The connection cannot be used."_s, u"The keychain is locked."_s, {}, u"Unlock the keychain."_s});
    m_syncer->fetch(id);
    QTRY_COMPARE(activity(id), SourceActivity::Failed);
    QCOMPARE(state(id).problem->why, u"The keychain is locked."_s);
    QVERIFY(!state(id).retry.isValid());
    QVERIFY(m_fake->requests().isEmpty());
    m_live->unlock();
    m_syncer->fetch(id);
    QTRY_COMPARE_WITH_TIMEOUT(state(id).events, std::uint64_t(120), patienceMs);
}

void TestSourceSyncer::aFileThatIsNoArchiveIsLeftAlone()
{
    const QString id = listed();
    const QByteArray bytes(5000, 'x');
    QFile file(m_live->path(u"a.auditlens"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    m_syncer->fetch(id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Failed, patienceMs);
    QVERIFY(!state(id).problem->help.isEmpty());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), bytes);
}

void TestSourceSyncer::anArchiveThatSomebodyWritesToIsWaitedFor()
{
    const QString id = listed();
    auto writer = ArchiveWriter::open(m_live->path(u"a.auditlens"_s));
    QVERIFY(writer.ok());
    m_syncer->fetch(id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Failed, patienceMs);
    QVERIFY(state(id).retry.isValid());
    QVERIFY(activityText(state(id)).contains(u"tries again"_s));
    *writer = nullptr;
    QTRY_COMPARE_WITH_TIMEOUT(state(id).events, std::uint64_t(120), patienceMs);
}

void TestSourceSyncer::aDisabledSourceIsNotAsked()
{
    const QString id = listed();
    m_syncer->follow(id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Following, patienceMs);
    m_syncer->setEnabled(id, false);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Disabled, patienceMs);
    QVERIFY(!m_live->folder().named(u"prod"_s)->enabled);
    QTRY_VERIFY(!m_syncer->isBusy());
    m_fake->forget();
    m_syncer->fetch(id);
    QVERIFY(!m_syncer->isBusy());
    m_syncer->setEnabled(id, true);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Idle, patienceMs);
    QVERIFY(m_fake->requests().isEmpty());
}

void TestSourceSyncer::newSettingsAreUsedAtOnce()
{
    const QString id = listed();
    m_syncer->follow(id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Following, patienceMs);
    Connection changed = *m_live->folder().named(u"prod"_s);
    changed.values["page"] = u"17"_s;
    changed.name = u"production"_s;
    m_live->save(changed);
    m_syncer->refresh();
    QTRY_COMPARE_WITH_TIMEOUT(state(id).name, u"production"_s, patienceMs);
    m_fake->forget();
    const auto asksForSeventeen = [this] {
        const QJsonArray requests = m_fake->requests();
        return !requests.isEmpty() && requests.last().toObject().value(u"target"_s).toString().contains(u"limit=17"_s);
    };
    QTRY_VERIFY_WITH_TIMEOUT(asksForSeventeen(), patienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Following, patienceMs);
}

void TestSourceSyncer::aConnectionThatIsGoneEnds()
{
    const QString id = listed();
    m_syncer->follow(id);
    QTRY_COMPARE_WITH_TIMEOUT(activity(id), SourceActivity::Following, patienceMs);
    QVERIFY(m_live->folder().remove(u"prod"_s).ok());
    m_syncer->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!isListed(id) && !m_syncer->isBusy(), patienceMs);
    QCOMPARE(storedLines(m_live->path(u"a.auditlens"_s)).size(), std::size_t(120));
}

void TestSourceSyncer::aFileThatCannotBeReadIsListed()
{
    const QString id = listed();
    const QString broken = m_live->folder().list().front().file;
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("{") == 1);
    file.close();
    m_syncer->refresh();
    QTRY_VERIFY_WITH_TIMEOUT(isListed(broken), patienceMs);
    QCOMPARE(activity(broken), SourceActivity::Unreadable);
    QVERIFY(state(broken).problem);
    m_syncer->fetch(broken);
    QVERIFY(!m_syncer->isBusy());
}

void TestSourceSyncer::theEndOfTheWindowEndsEverything()
{
    const QString id = listed();
    m_fake->misbehave("honest", 1);
    m_fake->misbehave("hang", 1);
    m_syncer->follow(id);
    QTRY_COMPARE_WITH_TIMEOUT(m_fake->requests().size(), 2, patienceMs);
    QElapsedTimer time;
    time.start();
    m_syncer.reset();
    QVERIFY(time.elapsed() < 2000);
    QCOMPARE(storedLines(m_live->path(u"a.auditlens"_s)).size(), std::size_t(50));
}

void TestSourceSyncer::wordsSayWhatIsGoingOn()
{
    const Nanoseconds hour = 3600 * LokiHistory::step;
    const Nanoseconds noon = 1'772'366'400'000'000'000; // 2026-03-01T12:00:00Z
    SourceState state;
    state.name = u"prod"_s;
    state.archive = u"/archives/prod.auditlens"_s;
    state.activity = SourceActivity::Following;
    state.events = 1'234'567;
    state.until = noon;
    state.coverage = {{{noon - hour, noon}, Completeness::Capped, noon, "More than it hands out."}};
    QCOMPARE(sourceLine(state, noon + hour / 120), u"following · capped"_s);
    QCOMPARE(sourceLine(state, noon + hour / 2), u"following · capped · 30 min behind"_s);
    QCOMPARE(sourceLine(state, noon + 12 * hour), u"following · capped · 12 h behind"_s);
    QCOMPARE(sourceLine(state, noon + 72 * hour), u"following · capped · 3 days behind"_s);
    const QString all = sourceSentences(state, noon).join(u' ');
    QVERIFY(all.contains(u"1,234,567 events of it are in \"prod.auditlens\"."_s));
    QVERIFY(all.contains(u"More than it hands out."_s));
}

QTEST_GUILESS_MAIN(TestSourceSyncer)
#include "tst_sourcesyncer.moc"
