// SPDX-License-Identifier: MIT
#include "desk.h"
#include "models/facetmodel.h"
#include "query/querybar.h"
#include "sources/facetdialog.h"
#include "sources/facetsection.h"
#include "sources/fielddialog.h"
#include "sources/sidepanel.h"
#include "sources/siderow.h"

#include <QAbstractItemModelTester>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

using namespace auditlens;
using namespace auditlens::test;

/// The counted values of the side panel, by real keys and clicks.
class TestFacets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_desk.reset(); }
    void clicksFilterLeaveOutAndShowOnly_data();
    void clicksFilterLeaveOutAndShowOnly();
    void theMenuShowsOnlyOne();
    void eventsWithoutAValueAreABucket();
    void theMissingBucketTurnsAround();
    void fieldsAreChosenAndRemembered();
    void anyPlaceInThePayloadIsCounted();
    void allValuesAreOpenedAndSearched();
    void aValueIsTakenWithEnter_data();
    void aValueIsTakenWithEnter();
    void theModelKeepsTheContract();

private:
    static QByteArray line(int n, const QByteArray& members);
    FacetSection* section(const QString& field) const { return m_desk->window().sidePanel()->findChild<FacetSection*>(field + QStringLiteral("Section")); }
    SideRow* row(const QString& field, const QString& text) const { return buttonNamed<SideRow>(section(field), text); }
    QMenu* menuOf(SideRow* row, QWidget* parent) const;
    bool shows(const QString& query, int count) const;

    std::unique_ptr<Desk> m_desk;
};

QByteArray TestFacets::line(int n, const QByteArray& members)
{
    return "{\"id\": \"e" + QByteArray::number(n) + "\", \"timestamp\": \"2023-01-01T02:00:00Z\", \"model\": \"policies.Policy\", \"object_id\": \""
        + QByteArray::number(n) + "\", \"diff\": {}, " + members + "}\n";
}

/// 300 events, each of an actor of its own; every third has a tenant, every second a region; actions in turn.
void TestFacets::init()
{
    m_desk = std::make_unique<Desk>();
    QByteArray lines;
    for (int i = 0; i < 300; ++i) {
        const QByteArray n = QByteArray::number(i);
        lines += line(i, "\"action\": \"" + QByteArray(i % 2 ? "create" : "delete") + "\", \"actor\": {\"id\": " + n + ", \"username\": \"user" + n + "\"}"
            + (i % 3 ? QByteArray() : QByteArray(", \"tenant\": \"t1\"")) + (i % 2 ? QByteArray() : i % 4 ? ", \"region\": \"south\"" : ", \"region\": \"north\""));
    }
    QVERIFY(m_desk->open(lines));
    QVERIFY(QTest::qWaitForWindowActive(&m_desk->window()));
    QTRY_VERIFY(section(QStringLiteral("actor")) && row(QStringLiteral("action"), QStringLiteral("create")));
}

QMenu* TestFacets::menuOf(SideRow* row, QWidget* parent) const
{
    QContextMenuEvent asked(QContextMenuEvent::Keyboard, row->rect().center(), row->mapToGlobal(row->rect().center()));
    QCoreApplication::sendEvent(row, &asked);
    return waitFor<QMenu>(parent);
}

bool TestFacets::shows(const QString& query, int count) const
{
    return QTest::qWaitFor([&] { return m_desk->window().answer()->state.query == query && m_desk->window().model()->rowCount() == count; }, 5000);
}

void TestFacets::clicksFilterLeaveOutAndShowOnly_data()
{
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("count");
    const auto row = [](const char* claim, Qt::KeyboardModifiers modifiers, const char* before, const char* query, int count) {
        QTest::newRow(claim) << modifiers << QString::fromLatin1(before) << QString::fromLatin1(query) << count;
    };
    row("a click filters", Qt::NoModifier, "", "action:create", 150);
    row("a click narrows", Qt::NoModifier, "tenant:t1", "tenant:t1 action:create", 50);
    row("Alt leaves out", Qt::AltModifier, "", "-action:create", 150);
    row("Ctrl shows only", Qt::ControlModifier, "action:delete tenant:t1", "tenant:t1 action:create", 50);
    row("Ctrl takes back what was left out", Qt::ControlModifier, "-action:create tenant:t1", "tenant:t1 action:create", 50);
    row("Ctrl takes the place of alternatives", Qt::ControlModifier, "action:(read OR create) tenant:t1", "tenant:t1 action:create", 50);
}

void TestFacets::clicksFilterLeaveOutAndShowOnly()
{
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(QString, before);
    QFETCH(QString, query);
    QFETCH(int, count);
    if (!before.isEmpty()) {
        QSignalSpy counted(m_desk->session().facets(), &FacetCounter::counted);
        m_desk->window().queryBar()->addTerm(before);
        QTRY_COMPARE(m_desk->window().answer()->state.query, before);
        QTRY_VERIFY(counted.count() > 0);
    }
    QTRY_VERIFY(row(QStringLiteral("action"), QStringLiteral("create")));
    QTest::mouseClick(row(QStringLiteral("action"), QStringLiteral("create")), Qt::LeftButton, modifiers);
    QVERIFY2(shows(query, count), qPrintable(m_desk->window().answer()->state.query));
}

void TestFacets::theMenuShowsOnlyOne()
{
    m_desk->window().queryBar()->addTerm(QStringLiteral("action:delete"));
    QVERIFY(shows(QStringLiteral("action:delete"), 150));
    QTRY_VERIFY(row(QStringLiteral("action"), QStringLiteral("create"))); // stays in sight
    QMenu* menu = menuOf(row(QStringLiteral("action"), QStringLiteral("create")), section(QStringLiteral("action")));
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_O);
    QVERIFY(shows(QStringLiteral("action:create"), 150));
}

void TestFacets::eventsWithoutAValueAreABucket()
{
    m_desk->session().facets()->setFields({QStringLiteral("tenant")});
    QTRY_VERIFY(section(QStringLiteral("tenant")) && row(QStringLiteral("tenant"), QStringLiteral("(none)")));
    SideRow* none = row(QStringLiteral("tenant"), QStringLiteral("(none)"));
    QVERIFY2(none->accessibleName().contains(QStringLiteral("200")), qPrintable(none->accessibleName()));
    QVERIFY(none->accessibleDescription().contains(QStringLiteral("counted exactly")));
    QTest::mouseClick(none, Qt::LeftButton);
    QVERIFY(shows(QStringLiteral("-tenant:*"), 200));
}

void TestFacets::theMissingBucketTurnsAround()
{
    m_desk->session().facets()->setFields({QStringLiteral("tenant")});
    QTRY_VERIFY(section(QStringLiteral("tenant")) && row(QStringLiteral("tenant"), QStringLiteral("(none)")));
    QTest::mouseClick(row(QStringLiteral("tenant"), QStringLiteral("(none)")), Qt::LeftButton, Qt::AltModifier);
    QVERIFY(shows(QStringLiteral("tenant:*"), 100));
}

void TestFacets::fieldsAreChosenAndRemembered()
{
    auto* choose = m_desk->window().sidePanel()->findChild<SideRow*>(QStringLiteral("fieldsRow"));
    QVERIFY(choose);
    for (const char* title : {"Tenant", "Action"}) { // one more, one less
        choose->setFocus(Qt::TabFocusReason);
        QTest::keyClick(choose, Qt::Key_Space);
        auto* menu = waitFor<QMenu>(m_desk->window().sidePanel());
        QVERIFY(menu && menu->objectName() == QLatin1String("fieldMenu"));
        for (QAction* action : menu->actions()) {
            if (action->text() == QLatin1String(title))
                QTest::mouseClick(menu, Qt::LeftButton, Qt::NoModifier, menu->actionGeometry(action).center());
        }
        QTRY_VERIFY(!m_desk->window().sidePanel()->findChild<QMenu*>());
    }
    const QStringList chosen {QStringLiteral("actor"), QStringLiteral("entity"), QStringLiteral("changed"), QStringLiteral("tenant")};
    QCOMPARE(m_desk->session().facets()->fields(), chosen);
    QTRY_VERIFY(section(QStringLiteral("tenant")) && section(QStringLiteral("tenant"))->isVisible());
    QTRY_VERIFY(!section(QStringLiteral("action"))->isVisible()); // the count without it may still be on its way
    QSettings settings(m_desk->folder().path(QStringLiteral("settings.ini")), QSettings::IniFormat);
    settings.sync();
    MainWindow next(&m_desk->session(), &settings, QString());
    QCOMPARE(m_desk->session().facets()->fields(), chosen);
}

void TestFacets::anyPlaceInThePayloadIsCounted()
{
    auto* choose = m_desk->window().sidePanel()->findChild<SideRow*>(QStringLiteral("fieldsRow"));
    QTest::keyClick(choose, Qt::Key_Space);
    auto* menu = waitFor<QMenu>(m_desk->window().sidePanel());
    QVERIFY(menu);
    QTest::keyClick(menu, Qt::Key_A);
    auto* dialog = waitFor<FieldDialog>(m_desk->window().sidePanel());
    QVERIFY(dialog);
    auto* edit = dialog->findChild<QLineEdit*>();
    auto* count = buttonNamed<QPushButton>(dialog, QStringLiteral("Count"));
    QTest::keyClicks(edit, QStringLiteral("region"));
    QVERIFY(!count->isEnabled()); // no place in the payload
    edit->clear();
    QTest::keyClicks(edit, QStringLiteral("extra.region"));
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(section(QStringLiteral("extra.region")) && row(QStringLiteral("extra.region"), QStringLiteral("north")));
    QVERIFY(m_desk->session().facets()->fields().contains(QStringLiteral("extra.region")));
    QTest::mouseClick(row(QStringLiteral("extra.region"), QStringLiteral("north")), Qt::LeftButton);
    QVERIFY(shows(QStringLiteral("extra.region:north"), 75));
    QTRY_VERIFY(row(QStringLiteral("extra.region"), QStringLiteral("south"))); // its other values stay in sight
}

void TestFacets::allValuesAreOpenedAndSearched()
{
    auto* more = m_desk->window().sidePanel()->findChild<SideRow*>(QStringLiteral("actorMore"));
    QVERIFY(more);
    QCOMPARE(more->text(), QStringLiteral("294 more…"));
    QTest::mouseClick(more, Qt::LeftButton);
    auto* dialog = waitFor<FacetDialog>(&m_desk->window());
    QVERIFY(dialog);
    auto* table = dialog->findChild<QTableView*>();
    QTRY_COMPARE(table->model()->rowCount(), 300);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("USER29"));
    QTRY_COMPARE(table->model()->rowCount(), 11); // user29 and user290 to user299
    dialog->close();
}

void TestFacets::aValueIsTakenWithEnter_data()
{
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("count");
    QTest::newRow("Enter filters") << Qt::KeyboardModifiers() << QStringLiteral("tenant:t1 actor:user297") << 1;
    QTest::newRow("Alt leaves out") << Qt::KeyboardModifiers(Qt::AltModifier) << QStringLiteral("tenant:t1 -actor:user297") << 99;
    QTest::newRow("Ctrl shows only") << Qt::KeyboardModifiers(Qt::ControlModifier) << QStringLiteral("tenant:t1 actor:user297") << 1;
}

void TestFacets::aValueIsTakenWithEnter()
{
    QFETCH(Qt::KeyboardModifiers, modifiers);
    QFETCH(QString, query);
    QFETCH(int, count);
    m_desk->window().queryBar()->addTerm(QStringLiteral("tenant:t1"));
    QVERIFY(shows(QStringLiteral("tenant:t1"), 100));
    Q_EMIT m_desk->window().sidePanel()->allValuesAsked(QStringLiteral("actor"));
    auto* dialog = waitFor<FacetDialog>(&m_desk->window());
    QVERIFY(dialog);
    auto* table = dialog->findChild<QTableView*>();
    QTRY_COMPARE(table->model()->rowCount(), 100);
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("user297"));
    QTRY_COMPARE(table->model()->rowCount(), 1);
    QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return, modifiers);
    QVERIFY2(shows(query, count), qPrintable(m_desk->window().answer()->state.query));
}

void TestFacets::theModelKeepsTheContract()
{
    FacetModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFacet({QStringLiteral("actor"), {{QStringLiteral("ann"), 1234}, {QStringLiteral("bob"), 1}}, 2, 0, 1235});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.value(1), QStringLiteral("bob"));
    model.setFacet({});
    QCOMPARE(model.rowCount(), 0);
}

QTEST_MAIN(TestFacets)
#include "tst_facets.moc"
