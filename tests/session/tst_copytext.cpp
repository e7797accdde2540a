// SPDX-License-Identifier: MIT
#include "session/copytext.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace auditlens;

namespace {

StoredEvent premiumChange(const std::string& id)
{
    StoredEvent stored;
    stored.source = SourceId(3);
    stored.raw = "{\"id\": \"" + id + "\"}";
    AuditEvent& event = stored.event;
    event.id = id;
    event.time = {1'774'360'931'482'000'000, TimeOrigin::Stated, 3}; // 2026-03-24T14:02:11.482Z
    event.action = "update";
    event.verb = Verb::Update;
    event.actor.name = "ann|bob";
    event.entity = {"policies.Policy", "42", "POL-42"};
    Change& change = event.changes.emplace_back();
    change.field = "ssn";
    change.before = {Value::Kind::Masked, "masked:01a54629", {}, {}, "enc:gAAAsecret"};
    change.after = {Value::Kind::Masked, "masked:77aa0011", {}, {}, "enc:gAAAother"};
    return stored;
}

CopyContext context(const QTimeZone& zone = QTimeZone::utc())
{
    StoredSource source;
    source.id = SourceId(3);
    source.info.name = "policies.jsonl";
    return {QStringLiteral("march.auditlens"), {source}, zone};
}

QString copied(CopyFormat format, std::size_t count = 1, const QTimeZone& zone = QTimeZone::utc())
{
    std::vector<StoredEvent> events;
    for (std::size_t i = 0; i < count; ++i)
        events.push_back(premiumChange("e" + std::to_string(i)));
    return copyText(events, format, context(zone));
}

} // namespace

/// What rows look like on the clipboard.
class TestCopyText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneEventIsAnObjectAndMoreAreAnArray()
    {
        const auto one = QJsonDocument::fromJson(copied(CopyFormat::Json).toUtf8());
        QVERIFY(one.isObject());
        QCOMPARE(one.object().value(QStringLiteral("id")).toString(), QStringLiteral("e0"));
        QCOMPARE(one.object().value(QStringLiteral("source")).toString(), QStringLiteral("policies.jsonl"));
        const auto three = QJsonDocument::fromJson(copied(CopyFormat::Json, 3).toUtf8());
        QVERIFY(three.isArray());
        QCOMPARE(three.array().size(), 3);
    }

    void aTableHasALineForEveryEvent()
    {
        const QStringList lines = copied(CopyFormat::Markdown, 2).split(u'\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY(lines[1].startsWith(QStringLiteral("| ---")));
        QVERIFY(lines[2].contains(QStringLiteral("2026-03-24T14:02:11.482Z")));
        QVERIFY(lines[2].contains(QStringLiteral("ann\\|bob"))); // no column of its own
    }

    void aSentenceSaysWhen()
    {
        const QString text = copied(CopyFormat::Sentence);
        QVERIFY2(text.startsWith(QStringLiteral("2026-03-24T14:02:11.482Z: ann|bob")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("POL-42")));
        QCOMPARE(copied(CopyFormat::Sentence, 3).count(u'\n'), 2);
    }

    void aCitationNamesArchiveEventTimeSourceAndHash()
    {
        const QString text = copied(CopyFormat::Citation);
        for (const char* part : {"Event e0", "2026-03-24T14:02:11.482Z", "\"policies.jsonl\"", "\"march.auditlens\""})
            QVERIFY2(text.contains(QString::fromLatin1(part)), part);
        QVERIFY(text.endsWith(QString::fromLatin1(QCryptographicHash::hash("{\"id\": \"e0\"}", QCryptographicHash::Sha256).toHex())));
    }

    void timesAreInTheZoneThatIsShown_data()
    {
        QTest::addColumn<CopyFormat>("format");
        QTest::newRow("table") << CopyFormat::Markdown;
        QTest::newRow("sentence") << CopyFormat::Sentence;
        QTest::newRow("citation") << CopyFormat::Citation;
    }

    void timesAreInTheZoneThatIsShown()
    {
        QFETCH(CopyFormat, format);
        QVERIFY(copied(format, 1, QTimeZone("Asia/Tokyo")).contains(QStringLiteral("2026-03-24T23:02:11.482+09:00")));
    }

    void aGuessedTimeIsSaidToBeOne()
    {
        StoredEvent stored = premiumChange("e1");
        stored.event.time.origin = TimeOrigin::Neighbours;
        QVERIFY(copyText({stored}, CopyFormat::Citation, context()).contains(QStringLiteral("not stated by the record")));
    }

    void maskedStaysMasked_data()
    {
        QTest::addColumn<CopyFormat>("format");
        QTest::newRow("json") << CopyFormat::Json;
        QTest::newRow("table") << CopyFormat::Markdown;
        QTest::newRow("sentence") << CopyFormat::Sentence;
        QTest::newRow("citation") << CopyFormat::Citation;
    }

    void maskedStaysMasked()
    {
        QFETCH(CopyFormat, format);
        QVERIFY(!copied(format, 2).contains(QStringLiteral("gAAA")));
    }
};

QTEST_GUILESS_MAIN(TestCopyText)
#include "tst_copytext.moc"
