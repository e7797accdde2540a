// SPDX-License-Identifier: MIT
#include "input/inflate.h"

#include "support/inputtext.h"

#include <QTest>

#include <zstd.h>

using namespace auditlens;
using test::TextSource;

class TestInflate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void smallReadsGiveEverything_data();
    void smallReadsGiveEverything();
};

namespace {

QByteArray zstdOf(const QByteArray& text)
{
    QByteArray out(qsizetype(ZSTD_compressBound(std::size_t(text.size()))), '\0');
    out.resize(qsizetype(ZSTD_compress(out.data(), std::size_t(out.size()), text.constData(), std::size_t(text.size()), 3)));
    return out;
}

} // namespace

void TestInflate::smallReadsGiveEverything_data()
{
    QTest::addColumn<int>("cut");
    QTest::addColumn<std::size_t>("piece");
    for (const std::size_t piece : {1u, 7u, 1000u, 1'000'000u}) {
        QTest::addRow("whole, %zu bytes at a time", piece) << 0 << piece;
        QTest::addRow("cut, %zu bytes at a time", piece) << 4 << piece;
    }
}

void TestInflate::smallReadsGiveEverything()
{
    QFETCH(int, cut);
    QFETCH(std::size_t, piece);
    const QByteArray text(300'000, 'x');
    QByteArray packed = zstdOf(text);
    packed.chop(cut);
    const auto source = unzstd(std::make_unique<TextSource>(packed, 1'000'000), QStringLiteral("x.zst"));
    std::string buffer(piece, '\0');
    qsizetype seen = 0;
    auto got = source->read(buffer.data(), buffer.size());
    for (; got.ok() && *got > 0; got = source->read(buffer.data(), buffer.size()))
        seen += qsizetype(*got);
    QCOMPARE(got.ok(), cut == 0);
    QVERIFY(cut > 0 ? seen <= text.size() : seen == text.size());
}

QTEST_GUILESS_MAIN(TestInflate)
#include "tst_inflate.moc"
