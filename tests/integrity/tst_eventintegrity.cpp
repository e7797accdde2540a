// SPDX-License-Identifier: MIT
#include "integrity/coveredfields.h"
#include "integrity/eventintegrity.h"
#include "integrity/rowmarks.h"
#include "integrity/trail.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

using State = IntegrityLine::State;

// The vector of santura's signature, key "test-log-signing-key".
const QByteArray login = R"({"_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3301", "timestamp": {"$date": "2025-05-18T09:35:00Z"}, "action": "login", )"
                         R"("user_id": "7", "details": {"ip": "192.168.1.1", "n": 1, "ok": true, "none": null, "f": 1.5, "name": "Zoë", )"
                         R"("nested": {"b": 2, "a": [1, "x"]}}, "signature": "adb550eed2c9e21da4d092df49abd3a18dfd61acdf662c109cb62f0514350b80"})"
                         "\n";

/// An archive with a report, as the window has them.
class Checked
{
public:
    explicit Checked(std::shared_ptr<const Archive> archive, const std::string& key = {}) : m_archive(std::move(archive))
    {
        std::vector<SchemeKeys> keys(1);
        keys[0].scheme = "santura-hmac";
        if (!key.empty()) {
            keys[0].names.push_back("log");
            keys[0].keys.push_back(Secret::copyOf(key));
        }
        auto report = checkIntegrity(*m_archive, keys, {}, {});
        if (!report)
            qFatal("%s", qPrintable(report.error().oneLine()));
        m_report = *std::move(report);
    }

    EventIntegrity of(std::uint32_t row, bool isChecked = true) const
    {
        const StoredEvent event = stored(row);
        return eventIntegrity(isChecked ? &m_report : nullptr, event, eventEvidence(m_archive->info(), event));
    }
    EventEvidence evidence(std::uint32_t row) const { return eventEvidence(m_archive->info(), stored(row)); }
    IntegrityReport& report() { return m_report; }
    const IntegrityReport& report() const { return m_report; }

private:
    StoredEvent stored(std::uint32_t row) const { return m_archive->event(Row(row)).value(); }

    std::shared_ptr<const Archive> m_archive;
    IntegrityReport m_report;
};

} // namespace

/// What is known of one event.
class TestEventIntegrity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<ImportFolder>(); }
    void aMatchNamesTheKey();
    void aChangedEventDoesNotMatch();
    void withoutAKeyNothingIsSaid();
    void withoutACheckNothingIsSaid();
    void whatACheckDidNotReachIsNotCalledKeyless();
    void bothSidesOfABreakHaveIt();
    void whatIsNotListedIsSaidAllTheSame();
    void anEventThatFitsProvesLittle();
    void fieldsAreCoveredAsTheirMembers();
    void aFieldWithoutAMemberHasNoTint();

private:
    std::shared_ptr<const Archive> santura(const QByteArray& lines)
    {
        ImportRequest request;
        request.format = u"santura"_s;
        if (!m_folder->import({m_folder->write(u"santura.jsonl"_s, lines)}, request))
            qFatal("the records were not imported");
        return m_folder->open();
    }

    std::unique_ptr<ImportFolder> m_folder;
};

void TestEventIntegrity::aMatchNamesTheKey()
{
    const EventIntegrity known = Checked(santura(login), "test-log-signing-key").of(0);
    QCOMPARE(known.content.state, State::Good);
    QCOMPARE(known.content.word, u"matches the shared key"_s);
    QVERIFY2(known.content.sentences.join(u' ').contains(u"“log”"_s), qPrintable(known.content.sentences.join(u' ')));
}

void TestEventIntegrity::aChangedEventDoesNotMatch()
{
    const EventIntegrity known = Checked(santura(QByteArray(login).replace("Zoë", "Ann")), "test-log-signing-key").of(0);
    QCOMPARE(known.content.state, State::Bad);
    QCOMPARE(known.content.word, u"does not match"_s);
    QVERIFY(known.content.sentences.join(u' ').contains(u"not what was changed"_s));
}

void TestEventIntegrity::withoutAKeyNothingIsSaid()
{
    const EventIntegrity known = Checked(santura(login)).of(0);
    QCOMPARE(known.content.state, State::Unknown);
    QCOMPARE(known.content.word, u"no key"_s);
}

void TestEventIntegrity::withoutACheckNothingIsSaid()
{
    const EventIntegrity known = Checked(santura(login), "test-log-signing-key").of(0, false);
    QCOMPARE(known.content.state, State::Unknown);
    QCOMPARE(known.content.word, u"signed, not checked yet"_s);
    QCOMPARE(known.set.state, State::Unknown);
    QVERIFY(known.findings.empty());
}

void TestEventIntegrity::whatACheckDidNotReachIsNotCalledKeyless()
{
    Checked checked(santura(login));
    checked.report().signatures.scan.cancelled = true;
    QCOMPARE(checked.of(0).content.word, u"signed, not checked"_s);
}

void TestEventIntegrity::bothSidesOfABreakHaveIt()
{
    Trail trail;
    trail.add("2025-01-01T10:00:00Z", "update", "1", field("premium", "1", "2"));
    trail.add("2025-01-02T10:00:00Z", "update", "1", field("premium", "3", "4"));
    const Checked checked(trail.archive());
    for (const std::uint32_t row : {0u, 1u}) {
        const EventIntegrity known = checked.of(row);
        QCOMPARE(known.set.state, State::Bad);
        QCOMPARE(known.set.word, u"1 broken link(s)"_s);
        QCOMPARE(known.findings.size(), std::size_t(1));
        QCOMPARE(known.findings[0].other->id, row == 0 ? std::string("e2") : std::string("e1"));
        QCOMPARE(known.content.word, u"not signed"_s);
        QCOMPARE(rowMarks(checked.report(), Row(row)), QStringList(u"broken link"_s));
    }
}

void TestEventIntegrity::whatIsNotListedIsSaidAllTheSame()
{
    Trail trail;
    trail.add("2025-01-01T10:00:00Z", "update", "1", field("premium", "1", "2"));
    trail.add("2025-01-02T10:00:00Z", "update", "1", field("premium", "3", "4"));
    Checked checked(trail.archive());
    checked.report().continuity.breaks.clear(); // as of the 1,001st
    QCOMPARE(checked.of(1).set.state, State::Bad);
    QCOMPARE(checked.of(1).findings.size(), std::size_t(1));
}

void TestEventIntegrity::anEventThatFitsProvesLittle()
{
    Trail trail;
    trail.add("2025-01-01T10:00:00Z", "update", "1", field("premium", "1", "2"));
    const Checked checked(trail.archive());
    QCOMPARE(checked.of(0).set.state, State::Note);
    QCOMPARE(checked.of(0).set.word, u"no broken link found"_s);
    QVERIFY(checked.of(0).set.sentences.join(u' ').contains(u"does not prove that nothing is missing"_s));
    QCOMPARE(Checked(santura(login)).of(0).set.word, u"nothing to compare"_s);
}

void TestEventIntegrity::fieldsAreCoveredAsTheirMembers()
{
    const std::vector<CoveredMember> santura = Checked(this->santura(login)).evidence(0).coverage;
    QCOMPARE(coverOfField("action", santura), std::optional(Cover::Whole));
    QCOMPARE(coverOfField("time", santura), std::optional(Cover::Part));
    QCOMPARE(coverOfField("signature", santura), std::optional(Cover::None));
    QCOMPARE(coverOfField("ip", santura), std::optional(Cover::Whole)); // in "details", as all that is left
    const std::vector<CoveredMember> redacto {{"stream.organization_uuid", Cover::Whole}, {"stream.region", Cover::None},
        {"stream.action", Cover::None}, {"structuredMetadata.action", Cover::Whole}, {"line", Cover::Whole}};
    QCOMPARE(coverOfField("tenant", redacto), std::optional(Cover::Whole));
    QCOMPARE(coverOfField("action", redacto), std::optional(Cover::Whole));
    QCOMPARE(coverOfField("extra.region", redacto), std::optional(Cover::None));
}

void TestEventIntegrity::aFieldWithoutAMemberHasNoTint()
{
    QVERIFY(!coverOfField("ip", {{"line", Cover::Whole}, {"stream.region", Cover::None}}));
    QVERIFY(!coverOfField("action", {}));
    QVERIFY(isSignatureMember("stream.event_signature"));
    QVERIFY2(!isSignatureMember("stream.signature"), "a label of that name");
}

QTEST_GUILESS_MAIN(TestEventIntegrity)
#include "tst_eventintegrity.moc"
