// SPDX-License-Identifier: MIT
#include "session/navigation.h"
#include "session/recentqueries.h"

#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;

namespace {

ViewState asked(const char* query)
{
    return {QString::fromLatin1(query), {}, QTimeZone::utc()};
}

QString queryOf(const std::optional<Place>& place)
{
    return place ? place->state.query : QStringLiteral("nowhere");
}

class Settings
{
private:
    QTemporaryDir m_dir;

public:
    QSettings settings {m_dir.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
};

} // namespace

/// Where somebody was, and what was asked before.
class TestNavigation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void backAndForwardGoThroughThePlaces()
    {
        Navigation places;
        QVERIFY(!places.canGoBack() && !places.canGoForward());
        for (const char* query : {"", "a", "b"})
            places.visit(asked(query), false);
        QCOMPARE(queryOf(places.back()), QStringLiteral("a"));
        QCOMPARE(queryOf(places.back()), QString());
        QCOMPARE(queryOf(places.back()), QStringLiteral("nowhere"));
        QCOMPARE(queryOf(places.forward()), QStringLiteral("a"));
        places.visit(asked("a"), false); // the answer of the place that was gone to
        QVERIFY(places.canGoForward());
        places.visit(asked("c"), false);
        QVERIFY(!places.canGoForward());
        QCOMPARE(queryOf(places.back()), QStringLiteral("a"));
    }

    void aRangeChosenWhileTypingIsAPlaceOfItsOwn()
    {
        Navigation places;
        places.visit(asked(""), false);
        places.visit(asked("pol"), true);
        places.visit({QStringLiteral("pol"), {10, 20}, QTimeZone::utc()}, true);
        QCOMPARE(queryOf(places.back()), QStringLiteral("pol"));
        QCOMPARE(queryOf(places.back()), QString());
    }

    void theLettersOfAWordAreOnePlace()
    {
        Navigation places;
        places.visit(asked(""), false);
        for (const char* query : {"p", "po", "pol"})
            places.visit(asked(query), true);
        places.settle();
        places.visit(asked("pol x"), true);
        QCOMPARE(queryOf(places.back()), QStringLiteral("pol"));
        QCOMPARE(queryOf(places.back()), QString());
    }

    void everyPlaceKeepsItsEvent()
    {
        Navigation places;
        places.visit(asked(""), false);
        places.select(QStringLiteral("e1"));
        places.leap();
        places.select(QStringLiteral("e9"));
        places.visit(asked("a"), false);
        places.select(QStringLiteral("e3"));
        QCOMPARE(places.back()->eventId, QStringLiteral("e9"));
        QCOMPARE(places.back()->eventId, QStringLiteral("e1"));
        QCOMPARE(places.forward()->eventId, QStringLiteral("e9"));
    }

    void aLeapFromNowhereIsNoPlace()
    {
        Navigation places;
        places.leap();
        places.select(QStringLiteral("e1"));
        QVERIFY(!places.canGoBack());
        places.visit(asked(""), false);
        places.leap();
        QVERIFY(!places.canGoBack());
    }

    void theOldestPlacesAreForgotten()
    {
        Navigation places;
        for (std::size_t i = 0; i < Navigation::mostPlaces + 10; ++i)
            places.visit({QString::number(i), {}, QTimeZone::utc()}, false);
        std::size_t steps = 0;
        for (; places.canGoBack(); ++steps)
            places.back();
        QCOMPARE(steps, Navigation::mostPlaces - 1);
    }

    void aClosedArchiveLeavesNothing()
    {
        Navigation places;
        places.visit(asked(""), false);
        places.visit(asked("a"), false);
        places.clear();
        QVERIFY(!places.canGoBack());
        places.visit(asked("b"), false);
        QVERIFY(!places.canGoBack());
    }

    void queriesAreKeptNewestFirstAndOnce()
    {
        Settings kept;
        RecentQueries queries(&kept.settings);
        for (const char* query : {"actor:ann", " action:update ", "actor:ann"})
            queries.add(QString::fromLatin1(query));
        QCOMPARE(queries.list(), (QStringList {QStringLiteral("actor:ann"), QStringLiteral("action:update")}));
        queries.clear();
        QVERIFY(queries.list().isEmpty());
    }

    void whatIsNoQueryIsNotKept_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << QString();
        QTest::newRow("blanks") << QStringLiteral("   ");
        QTest::newRow("an open quote") << QStringLiteral("\"half");
        QTest::newRow("an unknown field") << QStringLiteral("acton:update");
        QTest::newRow("no time") << QStringLiteral("after:soon");
    }

    void whatIsNoQueryIsNotKept()
    {
        QFETCH(QString, text);
        Settings kept;
        RecentQueries queries(&kept.settings);
        queries.add(text);
        QVERIFY(queries.list().isEmpty());
    }

    void onlyTheNewestFiftyAreKept()
    {
        Settings kept;
        RecentQueries queries(&kept.settings);
        for (int i = 0; i < 60; ++i)
            queries.add(QStringLiteral("actor:a%1").arg(i));
        QCOMPARE(queries.list().size(), RecentQueries::mostQueries);
        QCOMPARE(queries.list().front(), QStringLiteral("actor:a59"));
        QCOMPARE(queries.list().back(), QStringLiteral("actor:a10"));
    }
};

QTEST_GUILESS_MAIN(TestNavigation)
#include "tst_navigation.moc"
