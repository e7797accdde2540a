// SPDX-License-Identifier: MIT
#include "revealwindow.h"

#include "importing/exportdialog.h"
#include "reveal/keychoice.h"
#include "reveal/unmaskform.h"

#include <QCheckBox>
#include <QTranslator>

#include <algorithm>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray plain(RevealWindow::plainText.data(), qsizetype(RevealWindow::plainText.size()));

QByteArray policyWith(const QByteArray& steps, const QByteArray& needs = {}, const QByteArray& more = {})
{
    return R"({"auditlens_policy": 1, "default_role": "clerk", "roles": {"clerk": {"steps": [)" + steps + "]" + needs + R"(}}, "users": {})" + more + '}';
}

/// The export of the window, of two events with one masked value each.
class ExportWindow : public RevealWindow
{
public:
    ExportDialog* openExport()
    {
        if (!RevealWindow::Desk::press(QKeySequence(Qt::CTRL | Qt::Key_E)))
            return nullptr;
        auto* opened = waitFor<ExportDialog>(&window());
        if (opened)
            opened->setFile(file());
        return opened;
    }

    /// The same with the box set and a reason.
    ExportDialog* openUnmasking()
    {
        ExportDialog* opened = openExport();
        if (!opened || !QTest::qWaitFor([&] { return form(opened)->box()->isEnabled(); }))
            return nullptr;
        QTest::mouseClick(form(opened)->box(), Qt::LeftButton, {}, QPoint(8, form(opened)->box()->height() / 2));
        if (!QTest::qWaitFor([&] { return !form(opened)->keys()->key().isEmpty(); }))
            return nullptr;
        QTest::keyClicks(form(opened)->reason(), u"ticket 9"_s);
        return opened;
    }

    bool write(ExportDialog* opened)
    {
        QTest::mouseClick(opened->startButton(), Qt::LeftButton);
        return QTest::qWaitFor([&] { return opened->startButton()->isEnabled(); }, 10000);
    }

    static UnmaskForm* form(ExportDialog* opened) { return opened->findChild<UnmaskForm*>(); }
    QString file() const { return folder().path(u"events.csv"_s); }
    bool hasFile() const { return QFile::exists(file()); }
};

} // namespace

/// Unmasked values in a file, from the window: for those who may, on the record, and marked.
class TestUnmaskedExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyValueHasItsEntry();
    void unlessAskedForValuesStayMasked();
    void withoutADecisionItIsReadOnly();
    void whoMayNotIsToldWhy_data();
    void whoMayNotIsToldWhy();
    void whatThePolicyAsksForIsNeeded();
    void whatTheKeyDoesNotOpenStaysMasked();
    void aPolicyThatChangesMeanwhileDenies();
    void withoutALedgerThereIsNoFile();

private:
    QTranslator m_plurals;
};

void TestUnmaskedExport::initTestCase()
{
    QVERIFY(m_plurals.load(u":/translations/auditlens_en.qm"_s));
    QCoreApplication::installTranslator(&m_plurals);
}

void TestUnmaskedExport::everyValueHasItsEntry()
{
    ExportWindow desk;
    desk.revealer().chooseInvestigator();
    QVERIFY(desk.addKey());
    ExportDialog* dialog = desk.openUnmasking();
    QVERIFY(dialog);
    QCOMPARE(dialog->startButton()->text(), u"Export unmasked"_s);
    QTest::keyClicks(desk.form(dialog)->caseName(), u"C-17"_s);
    QVERIFY(desk.write(dialog));
    QVERIFY2(dialog->status().contains(u"2 values unmasked, each with an entry in the ledger."_s), qPrintable(dialog->status()));
    const QByteArray file = readFile(desk.file());
    QCOMPARE(file.count(QByteArray("{\"\"unmasked\"\":\"\"" + plain)), 2);
    QVERIFY2(file.contains("\"\"ledger_entry\"\":1}") && file.contains("\"\"ledger_entry\"\":2}"), file.constData());
    const std::vector<LedgerEntry> entries = desk.entries();
    QCOMPARE(entries.size(), std::size_t(2));
    for (const LedgerEntry& entry : entries) {
        QCOMPARE(int(entry.step), int(LedgerStep::Export));
        QCOMPARE(int(entry.outcome), int(LedgerOutcome::Shown));
        QCOMPARE(entry.user, "alice");
        QCOMPARE(entry.reason, "ticket 9");
        QCOMPARE(entry.caseName, "C-17");
    }
    QCOMPARE(entries[0].event, "e1");
    QCOMPARE(entries[1].event, "e2");
}

void TestUnmaskedExport::unlessAskedForValuesStayMasked()
{
    ExportWindow desk;
    desk.revealer().chooseInvestigator();
    QVERIFY(desk.addKey());
    ExportDialog* dialog = desk.openExport();
    QVERIFY(dialog);
    QCOMPARE(dialog->startButton()->text(), u"Export"_s);
    QVERIFY(desk.write(dialog));
    const QByteArray file = readFile(desk.file());
    QVERIFY2(file.count("ssn: null -> (masked)") == 2, file.constData());
    QVERIFY(!file.contains(plain));
    QVERIFY(desk.entries().empty());
}

void TestUnmaskedExport::withoutADecisionItIsReadOnly()
{
    ExportWindow desk;
    QVERIFY(desk.addKey());
    ExportDialog* dialog = desk.openExport();
    QVERIFY(dialog);
    QVERIFY(!desk.form(dialog)->box()->isEnabled());
    QVERIFY2(desk.form(dialog)->standing().contains(u"is not decided yet"_s), qPrintable(desk.form(dialog)->standing()));
    QVERIFY(dialog->startButton()->isEnabled());
}

void TestUnmaskedExport::whoMayNotIsToldWhy_data()
{
    QTest::addColumn<QByteArray>("policy");
    QTest::addColumn<QString>("said");
    QTest::newRow("a role without the step") << policyWith(R"("full", "copy")") << u"The role \"clerk\" does not have this step."_s;
    QTest::newRow("a second person is needed") << policyWith(R"("export")", R"(, "full_needs": ["second_person"])",
        R"(, "second_persons": {"bob": ")" + QByteArray::fromStdString(publicLedgerKey('b').pem()).replace('\n', "\\n") + "\"}") << u"It asks for a second person."_s;
    QTest::newRow("a policy that cannot be read") << QByteArray("{") << u"Masked values stay masked."_s;
}

void TestUnmaskedExport::whoMayNotIsToldWhy()
{
    QFETCH(QByteArray, policy);
    QFETCH(QString, said);
    ExportWindow desk;
    desk.revealer().choosePolicy(desk.folder().write(u"policy.json"_s, policy));
    QVERIFY(desk.addKey());
    ExportDialog* dialog = desk.openExport();
    QVERIFY(dialog);
    QTRY_VERIFY2(desk.form(dialog)->standing().contains(said), qPrintable(desk.form(dialog)->standing()));
    QVERIFY(!desk.form(dialog)->box()->isEnabled());
}

void TestUnmaskedExport::whatThePolicyAsksForIsNeeded()
{
    ExportWindow desk;
    desk.revealer().choosePolicy(desk.folder().write(u"policy.json"_s, policyWith(R"("export")", R"(, "full_needs": ["reason", "case"])")));
    QVERIFY(desk.addKey());
    ExportDialog* dialog = desk.openUnmasking();
    QVERIFY(dialog);
    QVERIFY(!dialog->startButton()->isEnabled());
    QTest::keyClicks(desk.form(dialog)->caseName(), u"C-17"_s);
    QVERIFY(dialog->startButton()->isEnabled());
    desk.form(dialog)->reason()->clear();
    QVERIFY(!dialog->startButton()->isEnabled());
}

void TestUnmaskedExport::whatTheKeyDoesNotOpenStaysMasked()
{
    ExportWindow desk;
    desk.revealer().chooseInvestigator();
    QVERIFY(desk.addKey("another key"));
    ExportDialog* dialog = desk.openUnmasking();
    QVERIFY(dialog && desk.write(dialog));
    QVERIFY2(dialog->status().contains(u"2 masked values stayed masked"_s), qPrintable(dialog->status()));
    QCOMPARE(readFile(desk.file()).count("ssn: null -> (masked)"), 2);
    const std::vector<LedgerEntry> entries = desk.entries();
    QCOMPARE(entries.size(), std::size_t(2));
    QVERIFY(std::ranges::all_of(entries, [](const LedgerEntry& entry) { return entry.outcome == LedgerOutcome::Failed; }));
}

void TestUnmaskedExport::aPolicyThatChangesMeanwhileDenies()
{
    ExportWindow desk;
    desk.revealer().choosePolicy(desk.folder().write(u"policy.json"_s, policyWith(R"("export")")));
    QVERIFY(desk.addKey());
    ExportDialog* dialog = desk.openUnmasking();
    QVERIFY(dialog);
    desk.folder().write(u"policy.json"_s, policyWith(R"("shape")"));
    QVERIFY(desk.write(dialog));
    QVERIFY2(dialog->status().contains(u"does not have this step"_s), qPrintable(dialog->status()));
    QVERIFY(!desk.hasFile());
    QCOMPARE(desk.entries().size(), std::size_t(1));
    QCOMPARE(int(desk.entries().front().outcome), int(LedgerOutcome::Denied));
}

void TestUnmaskedExport::withoutALedgerThereIsNoFile()
{
    ExportWindow desk;
    desk.revealer().chooseInvestigator();
    QVERIFY(QDir().mkpath(desk.ledger()));
    QVERIFY(desk.addKey());
    ExportDialog* dialog = desk.openUnmasking();
    QVERIFY(dialog && desk.write(dialog));
    QVERIFY(!desk.hasFile());
    QVERIFY2(dialog->status().contains(u"Cannot write \"ledger.jsonl\""_s), qPrintable(dialog->status()));
    QVERIFY2(!dialog->status().contains(u"each with an entry"_s), qPrintable(dialog->status()));
}

QTEST_MAIN(TestUnmaskedExport)
#include "tst_unmaskedexport.moc"
