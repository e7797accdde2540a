// SPDX-License-Identifier: MIT
#include "store/database.h"
#include "store/storesupport.h"

#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using test::must;

class TestDatabase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void statementStartsAnewAfterItsUser();
    void sameTextCanBeInUseTwice();
    void moreStatementsThanAreKept();
    void statementFollowsAChangedTable();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Database> m_database;
};

void TestDatabase::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_database = must(Database::open(m_folder->filePath(QStringLiteral("numbers.db")), Database::Mode::Create));
    must(m_database->execute("CREATE TABLE numbers (n INTEGER); INSERT INTO numbers VALUES (1), (2), (3);"));
}

void TestDatabase::statementStartsAnewAfterItsUser()
{
    constexpr const char* sql = "SELECT n FROM numbers WHERE n > coalesce(?, 0) ORDER BY n";
    {
        Statement first = must(m_database->prepare(sql));
        first.bind(1, 1);
        QVERIFY(must(first.step()));
        QCOMPARE(first.number(0), std::int64_t(2));
    }
    Statement second = must(m_database->prepare(sql));
    QVERIFY(must(second.step()));
    QCOMPARE(second.number(0), std::int64_t(1)); // Neither the place nor the bound value of the first.
}

void TestDatabase::sameTextCanBeInUseTwice()
{
    constexpr const char* sql = "SELECT n FROM numbers ORDER BY n";
    Statement outer = must(m_database->prepare(sql));
    std::int64_t sum = 0;
    while (must(outer.step())) {
        Statement inner = must(m_database->prepare(sql));
        while (must(inner.step()))
            sum += outer.number(0) * inner.number(0);
    }
    QCOMPARE(sum, std::int64_t(36));
}

void TestDatabase::moreStatementsThanAreKept()
{
    for (int turn = 0; turn < 2; ++turn) {
        for (int i = 0; i < 100; ++i)
            QCOMPARE(must(m_database->number("SELECT count(*) + " + std::to_string(i) + " FROM numbers")), std::int64_t(3 + i));
    }
}

void TestDatabase::statementFollowsAChangedTable()
{
    constexpr const char* sql = "SELECT * FROM numbers ORDER BY n";
    QVERIFY(must(must(m_database->prepare(sql)).step()));
    must(m_database->execute("DROP TABLE numbers; CREATE TABLE numbers (word TEXT, n INTEGER); INSERT INTO numbers VALUES ('seven', 7);"));
    Statement statement = must(m_database->prepare(sql));
    QVERIFY(must(statement.step()));
    QCOMPARE(statement.text(0), std::string_view("seven"));
}

QTEST_APPLESS_MAIN(TestDatabase)
#include "tst_database.moc"
