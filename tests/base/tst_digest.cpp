// SPDX-License-Identifier: MIT
#include "base/hex.h"
#include "base/sha256.h"

#include <QtTest>

using namespace auditlens;

class TestDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theVectorsOfTheStandardHold()
    {
        // FIPS 180-4, examples of one and of two blocks
        QCOMPARE(toHex(sha256("abc")), std::string("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        QCOMPARE(toHex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
            std::string("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"));
    }

    void piecesAreAsTheWhole()
    {
        Sha256 hash;
        hash.add("ab");
        hash.add("");
        hash.add("c");
        QCOMPARE(toHex(hash.result()), toHex(sha256("abc")));
        QCOMPARE(toHex(hash.result()), toHex(sha256(""))); // begun again
    }

    void hexIsReadInEitherCase()
    {
        using Bytes = std::vector<unsigned char>;
        QCOMPARE(fromHex("00fFa0"), std::optional(Bytes({0, 255, 160})));
        QCOMPARE(fromHex(""), std::optional(Bytes()));
        for (const char* text : {"0", "0g", "g0", "0x", " 0", "00 "})
            QVERIFY2(!fromHex(text), text);
        QVERIFY(isLowerHex("09af"));
        QVERIFY(!isLowerHex("0A"));
    }
};

QTEST_APPLESS_MAIN(TestDigest)
#include "tst_digest.moc"
