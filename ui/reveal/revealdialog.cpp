// SPDX-License-Identifier: MIT
#include "reveal/revealdialog.h"

#include "base/text.h"
#include "keys/secretedit.h"
#include "reveal/maskactions.h"
#include "reveal/policypage.h"
#include "reveal/revealform.h"
#include "reveal/revealpanel.h"
#include "reveal/revealtext.h"
#include "reveal/secretclipboard.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <utility>

namespace auditlens {

RevealDialog::RevealDialog(Revealer* revealer, SecretClipboard* clipboard, RevealSubject subject, const RevealTimes& times, QWidget* parent)
    : QDialog(parent)
    , m_revealer(revealer)
    , m_clipboard(clipboard)
    , m_subject(std::move(subject))
    , m_pages(new QStackedWidget)
    , m_policy(new PolicyPage(toQString(revealer->user())))
    , m_form(new RevealForm)
    , m_panel(new RevealPanel(toQString(m_subject.value.text), times))
    , m_message(makeParagraph({}, "error"))
    , m_note(makeParagraph({}, "dim"))
    , m_hides(new QCheckBox(tr("Hide when another program is used")))
    , m_copy(makeButton(tr("Copy (clears in %1 s)").arg(std::chrono::duration_cast<std::chrono::seconds>(times.copied).count()), ""))
    , m_reveal(makeButton(tr("Reveal"), "primary"))
{
    setWindowTitle(tr("Reveal \"%1\"").arg(toQString(m_subject.target.field)));
    setMinimumWidth(620);
    m_message->setAccessibleName(tr("Why it is not shown"));
    m_message->hide();
    m_hides->setChecked(revealer->hidesWhenInactive());
    m_reveal->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBody(), 1);
    layout->addWidget(makeFoot());
    connect(m_policy, &PolicyPage::policyAsked, this, &RevealDialog::choosePolicy);
    connect(m_policy, &PolicyPage::investigatorChosen, this, [this] { m_revealer->chooseInvestigator(); showStanding(); });
    connect(m_form, &RevealForm::keysAsked, this, &RevealDialog::keysAsked);
    connect(m_form, &RevealForm::thisRunAsked, m_revealer, &Revealer::keepKeysForThisRun);
    connect(m_form, &RevealForm::secondAsked, this, &RevealDialog::chooseChallenge);
    connect(m_form, &RevealForm::agreementAsked, this, &RevealDialog::chooseAgreement);
    connect(m_form, &RevealForm::changed, this, &RevealDialog::showState);
    connect(m_panel, &RevealPanel::hidden, this, [this] { m_showsAll = false; showState(); });
    connect(m_hides, &QCheckBox::toggled, m_revealer, &Revealer::setHidesWhenInactive);
    connect(m_reveal, &QPushButton::clicked, this, &RevealDialog::toggle);
    connect(m_copy, &QPushButton::clicked, this, [this] { ask(LedgerStep::Copy); });
    connect(m_revealer, &Revealer::keysChanged, this, &RevealDialog::fillKeys);
    m_note->setText(maskFacts(m_subject.value));
    fillKeys();
    showStanding();
    m_revealer->findKeys();
    resize(minimumWidth(), layout->totalHeightForWidth(minimumWidth()));
}

QWidget* RevealDialog::makeBody()
{
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    column->addWidget(m_form);
    column->addWidget(m_panel);
    column->addWidget(m_message);
    column->addWidget(m_note);
    column->addStretch();
    m_pages->addWidget(m_policy);
    m_pages->addWidget(form);
    QWidget* body = makeDialogBody();
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(20, 16, 20, 18);
    layout->setSpacing(14);
    layout->addWidget(makeParagraph(m_subject.place, "dim"));
    layout->addWidget(m_pages, 1);
    return body;
}

QWidget* RevealDialog::makeFoot()
{
    auto* foot = new QWidget;
    QHBoxLayout* layout = makeDialogFoot(foot);
    QPushButton* close = makeButton(tr("Close"), "");
    layout->insertWidget(0, m_hides);
    layout->addWidget(close);
    layout->addWidget(m_copy);
    layout->addWidget(m_reveal);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return foot;
}

QString RevealDialog::message() const
{
    return m_message->text();
}

QString RevealDialog::note() const
{
    return m_note->text();
}

void RevealDialog::showStanding()
{
    const bool decided = m_revealer->policySource().isDecided();
    m_pages->setCurrentIndex(decided ? 1 : 0);
    if (decided)
        m_revealer->fetchPolicy(m_subject.service, this, [this](const AccessPolicy& policy) { takePolicy(policy); });
    showState();
}

/// What the service says of the person is asked for anew with every dialog.
void RevealDialog::takePolicy(const AccessPolicy& policy)
{
    m_form->setStanding(policy, m_revealer->user());
    if (!policy.asksForToken(m_revealer->user(), m_subject.service) || std::exchange(m_serviceAsked, true))
        return;
    tell({}, tr("Asking %1 what you may…").arg(toQString(m_subject.service)));
    m_revealer->askService(m_subject.service, this, [this](const Result<void>& asked) {
        tell(asked ? QString() : errorParagraph(asked.error()), maskFacts(m_subject.value));
        showStanding();
    });
}

QFileDialog* RevealDialog::choose(const QString& title, const QString& filter)
{
    auto* chooser = new QFileDialog(this, title, {}, filter);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    return chooser;
}

void RevealDialog::choosePolicy()
{
    QFileDialog* chooser = choose(tr("Choose an access policy"), tr("Access policies (*.json)"));
    connect(chooser, &QFileDialog::fileSelected, this, &RevealDialog::usePolicy);
    chooser->open();
}

void RevealDialog::usePolicy(const QString& file)
{
    m_revealer->choosePolicy(file);
    showStanding();
    if (!QFileInfo::exists(file + QStringLiteral(".sig")) || !m_revealer->policySource().administratorKey.isEmpty())
        return;
    QFileDialog* chooser = choose(tr("The policy is signed: choose the administrator's public key"), tr("Public keys (*.pem)"));
    connect(chooser, &QFileDialog::fileSelected, this, [this, file](const QString& key) { m_revealer->choosePolicy(file, key); showStanding(); });
    connect(chooser, &QFileDialog::rejected, this, [this] { tell({}, tr("The policy's signature is not checked: no key was chosen.")); });
    chooser->open();
}

void RevealDialog::chooseChallenge()
{
    QFileDialog* chooser = choose(tr("Write a challenge for a second person"), tr("Challenges (*.json)"));
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setFileMode(QFileDialog::AnyFile);
    chooser->setDefaultSuffix(QStringLiteral("json"));
    chooser->selectFile(QStringLiteral("challenge.json"));
    connect(chooser, &QFileDialog::fileSelected, this, &RevealDialog::askSecondPerson);
    chooser->open();
}

void RevealDialog::askSecondPerson(const QString& file)
{
    RevealAsk ask = m_form->ask();
    ask.step = LedgerStep::Full;
    m_revealer->askSecondPerson(m_subject.target, m_subject.service, ask, file, this, [this, file](const Result<QString>& until) {
        if (!until)
            return tell(errorParagraph(until.error()), maskFacts(m_subject.value));
        tell({}, tr("The challenge counts until %1, for this reason and case. Have a second person read and sign it into \"%2.sig\", then choose it as the agreement.")
                     .arg(*until, QFileInfo(file).fileName()));
    });
}

void RevealDialog::chooseAgreement()
{
    QFileDialog* chooser = choose(tr("Choose the challenge that was signed"), tr("Challenges (*.json)"));
    connect(chooser, &QFileDialog::fileSelected, m_form, &RevealForm::setAgreement);
    chooser->open();
}

void RevealDialog::fillKeys()
{
    m_form->setKeys(m_revealer->keyring(), m_revealer->isStoreKnown());
}

void RevealDialog::toggle()
{
    if (m_panel->isShowing())
        hideValue();
    else
        ask(m_form->ask().step);
}

void RevealDialog::ask(LedgerStep step)
{
    RevealRequest request {m_subject.target, m_subject.value, m_form->key(), m_form->ask(), {}, isWholeValue(step) ? m_form->agreement() : QString(), m_subject.service};
    request.ask.step = step;
    if (step == LedgerStep::Equal)
        request.known = m_form->known()->take();
    m_busy = true;
    tell({}, tr("Writing to the ledger…"));
    showState();
    m_revealer->reveal(std::move(request), this, [this, ticket = ++m_ticket](RevealAnswer answer) { take(std::move(answer), ticket); });
}

void RevealDialog::take(RevealAnswer answer, quint64 ticket)
{
    m_busy = false;
    QStringList notes;
    if (answer.revealed) {
        if (isWholeValue(answer.revealed->step))
            m_form->setAgreement({}); // Good for one reveal.
        notes << tr("Written to the ledger as entry %1 before it was shown.").arg(answer.revealed->entry.sequence);
        if (answer.revealed->step == LedgerStep::Copy)
            notes << tr("It is on the clipboard and leaves it by itself.");
        if (answer.revealed->contradictsMask)
            notes << tr("The value does not give the mask beside it: one of the two was exchanged.");
    }
    notes << maskFacts(m_subject.value) << answer.remarks;
    if (!answer.revealed)
        tell(errorParagraph(answer.revealed.error()), notes.join(QLatin1Char(' ')));
    else if (ticket != m_ticket || m_away)
        tell(tr("It is not shown: the window was left before it was there. The ledger has the entry."), notes.join(QLatin1Char(' ')));
    else {
        tell({}, notes.join(QLatin1Char(' ')));
        give(*std::move(answer.revealed));
    }
    showState();
    if (!m_panel->isShowing())
        m_reveal->setFocus(Qt::OtherFocusReason);
}

void RevealDialog::give(Revealed revealed)
{
    if (revealed.step == LedgerStep::Copy) {
        m_clipboard->put(revealed.text);
        return;
    }
    m_showsAll = revealed.step == LedgerStep::Full;
    m_panel->showSecret(revealedText(revealed));
}

void RevealDialog::tell(const QString& problem, const QString& note)
{
    m_message->setText(problem);
    m_message->setVisible(!problem.isEmpty());
    m_note->setText(note);
}

void RevealDialog::hideValue()
{
    ++m_ticket;
    m_panel->hideSecret();
}

void RevealDialog::setAway(bool away)
{
    m_away = away;
    if (away)
        m_panel->hideSecret();
}

void RevealDialog::showState()
{
    const bool asks = m_pages->currentIndex() == 1;
    const bool shows = m_panel->isShowing();
    m_reveal->setText(shows ? tr("Hide now") : tr("Reveal"));
    m_reveal->setEnabled(asks && !m_busy && (shows || !m_form->key().isEmpty()));
    m_copy->setEnabled(asks && !m_busy && m_showsAll);
}

void RevealDialog::hideEvent(QHideEvent* event)
{
    hideValue();
    QDialog::hideEvent(event);
}

} // namespace auditlens
