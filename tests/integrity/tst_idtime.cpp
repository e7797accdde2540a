// SPDX-License-Identifier: MIT
#include "event/isotime.h"
#include "integrity/idtime.h"

#include <QTest>

using namespace auditlens;

/// Ids that say when they were made.
class TestIdTime : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsWhenAnIdWasMade_data();
    void tellsWhenAnIdWasMade();
};

void TestIdTime::tellsWhenAnIdWasMade_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("time");
    const auto row = [](const char* claim, const char* id, const char* time) { QTest::newRow(claim) << QByteArray(id) << QByteArray(time); };
    row("UUID 1 (RFC 9562, A.1)", "C232AB00-9414-11EC-B3C8-9F6BDECED846", "2022-02-22T19:22:22.000Z");
    row("UUID 6 (RFC 9562, A.5)", "1EC9414C-232A-6B00-B3C8-9F6BDECED846", "2022-02-22T19:22:22.000Z");
    row("UUID 7 (RFC 9562, A.6)", "017F22E2-79B0-7CC3-98C4-DC0C0C07398F", "2022-02-22T19:22:22.000Z");
    row("in lower case", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f", "2022-02-22T19:22:22.000Z");
    row("ObjectId (MongoDB's manual)", "507f1f77bcf86cd799439011", "2012-10-17T21:13:27.000Z");
    row("ULID (its specification)", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "2016-07-30T23:54:10.259Z");
    row("UUID 4 says nothing", "919108f7-52d1-4320-9bac-f847db4148a8", "");
    row("UUID 5 says nothing", "2ed6657d-e927-568b-95e1-2665a8aea6a2", "");
    row("UUID 7 of another variant", "017f22e2-79b0-7cc3-18c4-dc0c0c07398f", "");
    row("UUID 1 of a time nobody meant", "ffffffff-ffff-1fff-b3c8-9f6bdeced846", "");
    row("UUID 7 of a time nobody meant", "ffffffff-ffff-7cc3-98c4-dc0c0c07398f", "");
    row("the nil UUID", "00000000-0000-0000-0000-000000000000", "");
    row("an ObjectId of 1970", "000000010000000000000000", "");
    row("24 letters that are no hex", "507f1f77bcf86cd79943901g", "");
    row("a sign is no digit", "+07f1f77bcf86cd799439011", "");
    row("26 letters that are no ULID", "01ARZ3NDEKTSV4RRFFQ69G5FAU", "");
    row("a ULID beyond its 48 bits", "81ARZ3NDEKTSV4RRFFQ69G5FAV", "");
    row("a number", "20418", "");
    row("nothing", "", "");
}

void TestIdTime::tellsWhenAnIdWasMade()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, time);
    std::string text;
    appendIsoUtc(text, timeOfId(id.toStdString()), 3);
    QCOMPARE(QByteArray::fromStdString(text), time);
}

QTEST_APPLESS_MAIN(TestIdTime)
#include "tst_idtime.moc"
