// SPDX-License-Identifier: MIT
#include "reveal/maskquery.h"

#include "query/binder.h"
#include "support/importing.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray ssnEvent(const QByteArray& id, const QByteArray& before, const QByteArray& after)
{
    return R"({"model":"policies.Policy","object_id":"7","timestamp":"2025-03-01T09:00:00+00:00","diff":{"ssn":{"field":"ssn",)"
           R"("field_type":"CharField","relation":"field","before":)"
        + before + R"(,"after":)" + after + R"(}},"actor":{"username":"alice","id":42},"summary":"","event_type":"updated","event_id":")" + id
        + "\"}\n";
}

Secret secret(std::string_view text)
{
    return Secret::copyOf(text);
}

} // namespace

/// Finding the events that hold a known value, without a key.
class TestMaskQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theQueryHasTheDigestAndNotTheValue();
    void findsBothSidesAndNothingElse();
    void theCautionSaysWhatTheAnswerIsWorth();
};

void TestMaskQuery::theQueryHasTheDigestAndNotTheValue()
{
    QCOMPARE(knownValueQuery(secret("123-45-6789")), u"from:\"masked:01a54629\" OR to:\"masked:01a54629\""_s);
    QCOMPARE(knownValueQuery(secret("True")), maskQuery("masked:3cbc87c7"));
    QCOMPARE(knownValueQuery(secret("\u00e9")), maskQuery("masked:4a99557e"));
    QCOMPARE(knownValueQuery(Secret()), maskQuery("masked:e3b0c442"));
}

void TestMaskQuery::findsBothSidesAndNothingElse()
{
    const ImportFolder folder;
    const QString file = folder.write(u"a.jsonl"_s,
        ssnEvent("new", "null", "\"masked:01a54629\"") + ssnEvent("old", "\"masked:01a54629\"", "\"masked:9f86d081\"")
            + ssnEvent("other", "\"masked:9f86d081\"", "null") + ssnEvent("plain", "null", "\"masked:01a5462\""));
    QVERIFY(folder.import({file}));
    const auto archive = folder.open();
    const BoundOutcome bound = readQuery(knownValueQuery(secret("123-45-6789")), TimeContext::current(QTimeZone::utc()));
    QVERIFY(!bound.error);
    const RowSet rows = archive->find(bound.query, Cancellation()).rows;
    QStringList found;
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        found << QString::fromStdString(archive->event(rows.at(i))->event.id);
    found.sort();
    QCOMPARE(found, QStringList({u"new"_s, u"old"_s}));
}

void TestMaskQuery::theCautionSaysWhatTheAnswerIsWorth()
{
    QVERIFY(maskQueryCaution().contains(u"another value can have the same one"_s));
    QVERIFY(maskQueryCaution().contains(u"can guess"_s));
}

QTEST_GUILESS_MAIN(TestMaskQuery)
#include "tst_maskquery.moc"
