// SPDX-License-Identifier: MIT
#include "revealwindow.h"

#include "trust/ed25519.h"

#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

/// A window under a policy by which a full value takes bob's agreement, with a reveal that is open.
class AgreementDesk : public RevealWindow
{
public:
    bool begin()
    {
        const QJsonObject officer {{u"steps"_s, QJsonArray {u"shape"_s, u"full"_s}}, {u"full_needs"_s, QJsonArray {u"reason"_s, u"second_person"_s}}};
        const QJsonObject policy {{u"auditlens_policy"_s, 1}, {u"name"_s, u"claims-eu"_s}, {u"roles"_s, QJsonObject {{u"officer"_s, officer}}},
            {u"users"_s, QJsonObject {{u"alice"_s, u"officer"_s}}},
            {u"second_persons"_s, QJsonObject {{u"bob"_s, QString::fromStdString(publicLedgerKey('b').pem())}}}};
        revealer().choosePolicy(folder().write(u"policy.json"_s, QJsonDocument(policy).toJson()));
        return addKey() && choose(0) && openReveal() && QTest::qWaitFor([this] { return form()->askSecondButton()->isVisible(); });
    }

    QString challenge() const { return folder().path(u"challenge.json"_s); }

    /// Types the reason and writes the challenge.
    bool askBob()
    {
        press(form()->stepButton(LedgerStep::Full));
        form()->reason()->clear();
        QTest::keyClicks(form()->reason(), u"ticket 7"_s);
        dialog()->askSecondPerson(challenge());
        return QTest::qWaitFor([this] { return QFile::exists(challenge()); });
    }

    void sign(char letter)
    {
        const Ed25519Signature signature = *signEd25519(ledgerKey(letter), readFile(challenge()).toStdString());
        folder().write(u"challenge.json.sig"_s, QByteArray(reinterpret_cast<const char*>(signature.data()), qsizetype(signature.size())));
        form()->setAgreement(challenge());
    }
};

} // namespace

/// What one person may not see alone.
class TestSecondPerson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aloneItIsDenied();
    void withAnAgreementItIsShownOnce();
    void aStrangersSignatureIsNone();
    void anotherReasonIsAnotherQuestion();
    void aMissingSignatureIsToldAndOpensNothing();
    void whoeverNeedsNobodyIsNotAsked();
    void theKeyOfASignedPolicyIsAskedFor();
};

void TestSecondPerson::aloneItIsDenied()
{
    AgreementDesk desk;
    QVERIFY(desk.begin());
    QVERIFY(desk.ask(LedgerStep::Full));
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QCOMPARE(int(desk.entries().back().outcome), int(LedgerOutcome::Denied));
    QVERIFY(desk.ask(LedgerStep::Shape));
    QVERIFY(desk.dialog()->panel()->isShowing());
}

void TestSecondPerson::withAnAgreementItIsShownOnce()
{
    AgreementDesk desk;
    QVERIFY(desk.begin() && desk.askBob());
    QTRY_VERIFY2(desk.dialog()->note().contains(u"The challenge counts until"_s), qPrintable(desk.dialog()->note()));
    QVERIFY(!readFile(desk.challenge()).contains(RevealWindow::mask));
    desk.sign('b');
    QVERIFY(desk.ask(LedgerStep::Full));
    QVERIFY2(desk.dialog()->panel()->isShowing(), qPrintable(desk.dialog()->message()));
    QCOMPARE(desk.entries().back().secondPerson, "bob");
    QVERIFY(desk.form()->agreement().isEmpty());
    desk.press(desk.dialog()->revealButton());
    desk.form()->setAgreement(desk.challenge());
    QVERIFY(desk.ask(LedgerStep::Full));
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QVERIFY2(desk.dialog()->message().contains(u"was used already"_s), qPrintable(desk.dialog()->message()));
}

void TestSecondPerson::aStrangersSignatureIsNone()
{
    AgreementDesk desk;
    QVERIFY(desk.begin() && desk.askBob());
    desk.sign('x');
    QVERIFY(desk.ask(LedgerStep::Full));
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QVERIFY2(desk.dialog()->message().contains(u"No second person has agreed to this."_s), qPrintable(desk.dialog()->message()));
    QCOMPARE(int(desk.entries().back().outcome), int(LedgerOutcome::Denied));
}

void TestSecondPerson::anotherReasonIsAnotherQuestion()
{
    AgreementDesk desk;
    QVERIFY(desk.begin() && desk.askBob());
    desk.sign('b');
    QVERIFY(desk.ask(LedgerStep::Full, u"curiosity"_s));
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QVERIFY2(desk.dialog()->message().contains(u"for another person, value"_s), qPrintable(desk.dialog()->message()));
}

void TestSecondPerson::aMissingSignatureIsToldAndOpensNothing()
{
    AgreementDesk desk;
    QVERIFY(desk.begin() && desk.askBob());
    desk.form()->setAgreement(desk.challenge());
    QVERIFY(desk.ask(LedgerStep::Full));
    QVERIFY(!desk.dialog()->panel()->isShowing());
    QVERIFY2(desk.dialog()->message().contains(u"challenge.json.sig"_s), qPrintable(desk.dialog()->message()));
}

void TestSecondPerson::whoeverNeedsNobodyIsNotAsked()
{
    RevealWindow desk;
    QVERIFY(desk.begin());
    QVERIFY(!desk.form()->askSecondButton()->isVisible());
    QVERIFY(!desk.form()->agreementButton()->isVisible());
}

void TestSecondPerson::theKeyOfASignedPolicyIsAskedFor()
{
    RevealWindow desk;
    const QByteArray text = R"({"auditlens_policy": 1, "name": "claims-eu", "default_role": "clerk", "roles": {"clerk": {"steps": ["shape"]}}, "users": {}})";
    const QString file = desk.folder().write(u"policy.json"_s, text);
    const Ed25519Signature signature = *signEd25519(ledgerKey('m'), text.toStdString());
    desk.folder().write(u"policy.json.sig"_s, QByteArray(reinterpret_cast<const char*>(signature.data()), qsizetype(signature.size())));
    const QString right = desk.folder().write(u"right.pem"_s, QByteArray::fromStdString(publicLedgerKey('m').pem()));
    const QString wrong = desk.folder().write(u"wrong.pem"_s, QByteArray::fromStdString(publicLedgerKey('w').pem()));
    QVERIFY(desk.addKey() && desk.choose(0) && desk.openReveal());
    desk.dialog()->usePolicy(file);
    auto* chooser = waitFor<QFileDialog>(desk.dialog());
    QVERIFY(chooser);
    Q_EMIT chooser->fileSelected(wrong);
    static_cast<QDialog*>(chooser)->done(QDialog::Accepted);
    QVERIFY(desk.ask(LedgerStep::Shape));
    QVERIFY(!desk.dialog()->panel()->isShowing());
    desk.revealer().choosePolicy(file, right);
    QVERIFY(desk.ask(LedgerStep::Shape));
    QVERIFY2(desk.dialog()->panel()->isShowing(), qPrintable(desk.dialog()->message()));
}

QTEST_MAIN(TestSecondPerson)
#include "tst_secondperson.moc"
