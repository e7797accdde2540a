// SPDX-License-Identifier: MIT
#include "store/pieces.h"

#include <QTest>

using namespace auditlens;

class TestPieces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyAreJoinedInOrder();
    void theirOwnersAreKeptUntilTheyGo();
    void withoutAnOwnerTheyAreCopied();
};

namespace {

std::string joined(const Pieces& pieces)
{
    std::string out;
    pieces.appendTo(out);
    return out;
}

} // namespace

void TestPieces::theyAreJoinedInOrder()
{
    const auto first = std::make_shared<const std::string>("abcdef");
    const auto second = std::make_shared<const std::string>("uvwxyz");
    const std::string_view a(*first);
    const std::string_view b(*second);
    Pieces pieces;
    QCOMPARE(joined(pieces), std::string());
    pieces.add(a.substr(0, 2), first);
    pieces.add(a.substr(2, 2), first); // Behind the one before it,
    pieces.add(a.substr(0, 1), first); // in front of it,
    pieces.add(b.substr(3), second);
    pieces.add({}, second);
    pieces.add(a.substr(5), first); // and somewhere else.
    QCOMPARE(joined(pieces), std::string("abcdaxyzf"));
    QCOMPARE(pieces.size(), std::size_t(9));
}

void TestPieces::theirOwnersAreKeptUntilTheyGo()
{
    auto owner = std::make_shared<const std::string>("a text that is no part of the string itself");
    const std::weak_ptr<const std::string> watched = owner;
    Pieces pieces;
    pieces.add(*owner, owner);
    pieces.add(*owner, owner);
    owner.reset();
    QVERIFY(!watched.expired());
    QCOMPARE(pieces.size(), std::size_t(2 * 43));
    pieces = {};
    QVERIFY(watched.expired());
}

void TestPieces::withoutAnOwnerTheyAreCopied()
{
    Pieces pieces;
    std::string text = "first";
    pieces.add(text, nullptr);
    text = "other";
    pieces.add(text, nullptr);
    text = "third";
    QCOMPARE(joined(pieces), std::string("firstother"));
}

QTEST_GUILESS_MAIN(TestPieces)
#include "tst_pieces.moc"
