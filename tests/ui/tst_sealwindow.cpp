// SPDX-License-Identifier: MIT
#include "desk.h"
#include "seal/redactdialog.h"
#include "seal/sealarchive.h"
#include "seal/sealchip.h"
#include "seal/sealdialog.h"
#include "seal/sealguide.h"
#include "seal/sealreportdialog.h"
#include "secrets/keymaterial.h"
#include "secrets/keysettings.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// What the window says of a sealed archive.
class TestSealWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void anIntactSealIsShown();
    void anUnknownKeyIsShown();
    void aChangeIsShownAndExplained();
    void anArchiveWithoutASealShowsNothing();
    void whatIsClosedIsNoLongerShown();
    void anImportIntoASealedArchiveIsRefused();
    void theOpenArchiveIsSealedWithAKeyFile();
    void whatTheFilterShowsIsSealedIntoANewFile();
    void aRedactedCopyIsMade();
    void aKeyFileThatOthersMayReadIsRefused();

private:
    SealChip* chip() const { return m_desk->window().seal()->chip(); }
    QString archive() const { return m_desk->folder().archivePath(); }
    void makeSealed() const;
    void know() const;
    bool open() const;

    std::unique_ptr<Desk> m_desk;
};

void TestSealWindow::init()
{
    m_desk = std::make_unique<Desk>();
}

void TestSealWindow::makeSealed() const
{
    const ImportFolder& folder = m_desk->folder();
    QVERIFY(folder.import({folder.write(u"in.jsonl"_s, tigerLines(30))}).ok());
    QVERIFY(sealArchive({archive(), {}, u"Ann Auditor"_s, u"case 17"_s}, Secret::copyOf(std::string(32, 's'))).ok());
}

void TestSealWindow::know() const
{
    QSettings settings(m_desk->folder().path(u"settings.ini"_s), QSettings::IniFormat);
    const auto key = Ed25519PublicKey::ofPrivateKey(Secret::copyOf(std::string(32, 's')));
    const QByteArray pem = QByteArray::fromStdString(key->pem());
    const KeyGeneration generation{newKeyId(), publicFingerprint(pem), QDateTime::currentDateTimeUtc(), pem};
    QVERIFY(storeKey(settings, {newKeyId(), u"the auditor"_s, KeyKind::Public, {}, {generation}}).ok());
}

bool TestSealWindow::open() const
{
    QSignalSpy looked(m_desk->window().seal(), &SealGuide::looked);
    m_desk->session().open({archive()});
    return QTest::qWaitFor([&] { return looked.count() > 0; }, 20000);
}

void TestSealWindow::anIntactSealIsShown()
{
    makeSealed();
    know();
    QVERIFY(open());
    QVERIFY(chip()->isVisible() && chip()->isEnabled());
    QCOMPARE(chip()->text(), u"sealed, intact"_s);
    QCOMPARE(chip()->accessibleName(), u"sealed, intact"_s);
    QVERIFY(chip()->accessibleDescription().contains(u"the auditor"_s));
}

void TestSealWindow::anUnknownKeyIsShown()
{
    makeSealed();
    QVERIFY(open());
    QCOMPARE(chip()->text(), u"seal by unknown key"_s);
}

void TestSealWindow::aChangeIsShownAndExplained()
{
    makeSealed();
    know();
    QByteArray bytes = readFile(archive());
    bytes[27] = char(bytes[27] ^ 1);
    m_desk->folder().write(u"out.auditlens"_s, bytes);
    QVERIFY(open());
    QCOMPARE(chip()->text(), u"changed after sealing"_s);
    QCOMPARE(chip()->property("look").toString(), u"alarm"_s);
    chip()->setFocus();
    QTest::keyClick(chip(), Qt::Key_Space);
    const auto* dialog = waitFor<SealReportDialog>(&m_desk->window());
    QVERIFY(dialog);
    QVERIFY2(dialog->text().contains(u"The file is not as it was sealed."_s), qPrintable(dialog->text()));
    QVERIFY2(dialog->text().contains(u"Ann Auditor"_s), qPrintable(dialog->text()));
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void TestSealWindow::anArchiveWithoutASealShowsNothing()
{
    const ImportFolder& folder = m_desk->folder();
    QVERIFY(folder.import({folder.write(u"in.jsonl"_s, tigerLines(30))}).ok());
    QVERIFY(open());
    QVERIFY(!chip()->isVisible());
}

void TestSealWindow::whatIsClosedIsNoLongerShown()
{
    makeSealed();
    QVERIFY(open());
    QVERIFY(chip()->isVisible());
    m_desk->session().closeArchive();
    QVERIFY(QTest::qWaitFor([this] { return !chip()->isVisible(); }, 10000));
    QVERIFY(!m_desk->window().seal()->report());
}

void TestSealWindow::anImportIntoASealedArchiveIsRefused()
{
    makeSealed();
    const QByteArray before = readFile(archive());
    QVERIFY(open());
    QSignalSpy problems(&m_desk->session(), &Session::problem);
    m_desk->session().addFiles({m_desk->folder().write(u"more.jsonl"_s, tigerLine(99) + '\n')});
    QVERIFY(QTest::qWaitFor([&] { return problems.count() > 0; }, 20000));
    QVERIFY(problems.first().first().value<Error>().why.contains(u"under a seal"_s));
    QCOMPARE(readFile(archive()), before);
}

static SealDialog* askedDialog(Desk& desk)
{
    desk.window().seal()->askForSeal();
    return waitFor<SealDialog>(&desk.window());
}

static QString keyFile(const ImportFolder& folder, QFile::Permissions rights)
{
    const auto pem = ed25519KeyToPem(Secret::copyOf(std::string(32, 's')));
    const QString path = folder.write(u"key.pem"_s, QByteArray::fromStdString(std::string(pem->reveal())));
    QFile::setPermissions(path, rights);
    return path;
}

void TestSealWindow::theOpenArchiveIsSealedWithAKeyFile()
{
    know();
    QVERIFY(m_desk->open(tigerLines(30)));
    QSignalSpy looked(m_desk->window().seal(), &SealGuide::looked);
    SealDialog* dialog = askedDialog(*m_desk);
    QVERIFY(dialog);
    QVERIFY(!dialog->sealButton()->isEnabled());
    QVERIFY(!dialog->by()->text().isEmpty());
    dialog->by()->selectAll();
    QTest::keyClicks(dialog->by(), u"Ann Auditor"_s);
    QTest::keyClicks(dialog->file(), keyFile(m_desk->folder(), QFile::ReadOwner | QFile::WriteOwner));
    dialog->note()->setText(QString(QChar(0x202e)) + u"turned"_s);
    QVERIFY(!dialog->sealButton()->isEnabled() && !dialog->message().isEmpty());
    dialog->note()->clear();
    QTest::keyClicks(dialog->note(), u"case 17"_s);
    QVERIFY(dialog->sealButton()->isEnabled() && dialog->message().isEmpty());
    dialog->sealButton()->setFocus();
    looked.clear();
    QTest::keyClick(dialog->sealButton(), Qt::Key_Space);
    QVERIFY(QTest::qWaitFor([&] { return looked.count() > 0; }, 20000));
    QCOMPARE(chip()->text(), u"sealed, intact"_s);
    QCOMPARE(m_desk->window().seal()->report()->statement->by, "Ann Auditor");
    QCOMPARE(m_desk->window().seal()->report()->statement->note, "case 17");
    m_desk->window().seal()->askForSeal(); // It has one already.
    QVERIFY(waitFor<SealReportDialog>(&m_desk->window()));
}

void TestSealWindow::whatTheFilterShowsIsSealedIntoANewFile()
{
    know();
    QVERIFY(m_desk->open(tigerLines(30)));
    SealDialog* whole = askedDialog(*m_desk);
    QVERIFY(whole);
    QCOMPARE(whole->what()->count(), 1); // no filter
    QTest::keyClick(whole, Qt::Key_Escape);
    QVERIFY(QTest::qWaitFor([&] { return !m_desk->window().findChild<SealDialog*>(); }, 10000));
    QSignalSpy answered(&m_desk->session(), &Session::answered);
    ViewState state = m_desk->session().state();
    state.query = u"id:e7 OR id:e12"_s;
    m_desk->session().look(state);
    QVERIFY(QTest::qWaitFor([&] { return answered.count() > 0 && !answered.last().first().value<QueryAnswer>().running; }, 20000));
    SealDialog* dialog = askedDialog(*m_desk);
    QVERIFY(dialog);
    QCOMPARE(dialog->what()->count(), 2);
    dialog->file()->setText(keyFile(m_desk->folder(), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(dialog->sealButton()->isEnabled() && !dialog->target()->isEnabled());
    dialog->what()->setCurrentIndex(1);
    QVERIFY(!dialog->sealButton()->isEnabled() && dialog->target()->isEnabled());
    const QString part = m_desk->folder().path(u"part.auditlens"_s);
    QTest::keyClicks(dialog->target(), part);
    QTest::keyClick(dialog->redactable(), Qt::Key_Space);
    QTest::mouseClick(dialog->sealButton(), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return dialog->doneText().contains(part); }, 20000));
    const auto report = checkSeal(part, {});
    QVERIFY(report.ok() && report->statement);
    QCOMPARE(report->statement->query.text, "id:e7 OR id:e12");
    QCOMPARE(report->statement->events, 2u);
    QCOMPARE(report->statement->ofEvents, 30u);
    QCOMPARE(report->statement->leaves, 9u); // seven parts, the fields, a segment
    QVERIFY(!chip()->isVisible()); // The archive that is open is not sealed.
}

void TestSealWindow::aRedactedCopyIsMade()
{
    const ImportFolder& folder = m_desk->folder();
    QVERIFY(folder.import({folder.write(u"in.jsonl"_s, tigerLines(30))}).ok());
    SealRequest request{archive(), {}, u"Ann Auditor"_s, {}};
    request.redactable = true;
    QVERIFY(sealArchive(request, Secret::copyOf(std::string(32, 's'))).ok());
    know();
    QVERIFY(open());
    m_desk->window().seal()->askForCopy();
    auto* dialog = waitFor<RedactDialog>(&m_desk->window());
    QVERIFY(dialog);
    const QString copy = folder.path(u"copy.auditlens"_s);
    QTest::keyClicks(dialog->target(), copy);
    QVERIFY(!dialog->copyButton()->isEnabled());
    QTest::keyClicks(dialog->fields(), u"timestamp"_s);
    QTest::mouseClick(dialog->copyButton(), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return !dialog->message().isEmpty(); }, 20000)); // Without it there is no event.
    dialog->fields()->clear();
    QTest::keyClicks(dialog->fields(), u"actor.username, object_repr"_s);
    QTest::mouseClick(dialog->copyButton(), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return dialog->doneText().contains(copy); }, 20000));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QSignalSpy looked(m_desk->window().seal(), &SealGuide::looked);
    m_desk->session().open({copy});
    QVERIFY(QTest::qWaitFor([&] { return looked.count() > 0; }, 20000));
    QCOMPARE(chip()->text(), u"redacted twin, all that is left is as sealed"_s);
    QCOMPARE(m_desk->window().seal()->report()->twin->values, 60u);
}

void TestSealWindow::aKeyFileThatOthersMayReadIsRefused()
{
    QVERIFY(m_desk->open(tigerLines(30)));
    SealDialog* dialog = askedDialog(*m_desk);
    QVERIFY(dialog);
    dialog->file()->setText(keyFile(m_desk->folder(), QFile::ReadOwner | QFile::ReadOther));
    QTest::mouseClick(dialog->sealButton(), Qt::LeftButton);
    QVERIFY(QTest::qWaitFor([&] { return !dialog->message().isEmpty(); }, 20000));
    QVERIFY(dialog->isVisible() && dialog->sealButton()->isEnabled()); // for another try
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY(QTest::qWaitFor([&] { return !m_desk->window().findChild<SealDialog*>(); }, 10000));
}

QTEST_MAIN(TestSealWindow)
#include "tst_sealwindow.moc"
