// SPDX-License-Identifier: MIT
#include "reveal/revealform.h"

#include "base/text.h"
#include "keys/secretedit.h"
#include "reveal/keychoice.h"
#include "reveal/revealtext.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QButtonGroup>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    QString standingText(const AccessPolicy& policy, const std::string& user)
    {
        if (policy.problem())
            return policy.problem()->what + QLatin1Char(' ') + policy.problem()->why;
        const AccessRole* role = policy.roleOf(user);
        if (!role)
            return RevealForm::tr("The access policy gives no role to \"%1\".").arg(toQString(user));
        const QString name = toQString(role->name);
        if (policy.name().empty())
            return RevealForm::tr("You act as \"%1\". What you ask for is recorded, also when it is denied.").arg(name);
        return RevealForm::tr("You act as \"%1\" under the policy \"%2\". What you ask for is recorded, also when it is denied.")
            .arg(name, toQString(policy.name()));
    }

} // namespace

RevealForm::RevealForm(QWidget* parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
    , m_standing(makeParagraph({}, "dim"))
    , m_form(makeForm())
    , m_keys(new KeyChoice)
    , m_store(makeParagraph({}, "error"))
    , m_thisRun(makeButton(tr("Keep keys for this run only"), "link"))
    , m_known(new SecretEdit)
    , m_reason(new QLineEdit)
    , m_case(new QLineEdit)
    , m_second(makeLabel({}, "dim"))
    , m_askSecond(makeButton(tr("Ask…"), ""))
    , m_agree(makeButton(tr("Agreement…"), ""))
{
    m_form->setContentsMargins(0, 0, 0, 0);
    m_store->setAccessibleName(tr("Problem with the keychain"));
    m_reason->setMaxLength(longestReason);
    m_case->setMaxLength(longestReason);
    m_reason->setPlaceholderText(tr("Why the value is needed; it is stored in the ledger"));
    m_known->setPlaceholderText(tr("The value to compare with; it is not stored"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeSteps());
    layout->addWidget(m_store);
    layout->addWidget(m_thisRun);
    addRow(tr("Key"), makeKeyRow(), m_keys);
    addRow(tr("Value"), m_known);
    addRow(tr("Reason"), m_reason);
    addRow(tr("Case"), m_case);
    addRow(tr("Second person"), makeSecondRow());
    layout->addLayout(m_form);
    layout->addWidget(m_standing);
    connect(m_thisRun, &QPushButton::clicked, this, &RevealForm::thisRunAsked);
    connect(m_group, &QButtonGroup::idClicked, this, &RevealForm::stepChosen);
    stepChosen();
}

QWidget* RevealForm::makeSteps()
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    const std::pair<LedgerStep, QString> steps[] = {{LedgerStep::Equal, tr("Same or different")}, {LedgerStep::Shape, tr("Length and kind")},
        {LedgerStep::LastFour, tr("Last four")}, {LedgerStep::Full, tr("Full value")}};
    for (const auto& [step, text] : steps) {
        QPushButton* button = makeButton(text, "step");
        button->setCheckable(true);
        m_group->addButton(button, int(step));
        m_steps.emplace(step, button);
        layout->addWidget(button, 1);
    }
    m_steps.at(LedgerStep::Shape)->setChecked(true); // Nobody gets more than was asked for.
    return row;
}

QWidget* RevealForm::makeKeyRow()
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    QPushButton* more = makeButton(tr("Keys…"), "");
    more->setObjectName(QStringLiteral("keysButton"));
    layout->addWidget(m_keys, 1);
    layout->addWidget(more);
    connect(more, &QPushButton::clicked, this, &RevealForm::keysAsked);
    return row;
}

QWidget* RevealForm::makeSecondRow()
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    m_askSecond->setToolTip(tr("Write a challenge for a colleague to sign"));
    m_agree->setToolTip(tr("Choose the challenge that was signed; its signature (.sig) stands beside it"));
    layout->addWidget(m_second, 1);
    layout->addWidget(m_askSecond);
    layout->addWidget(m_agree);
    connect(m_askSecond, &QPushButton::clicked, this, &RevealForm::secondAsked);
    connect(m_agree, &QPushButton::clicked, this, &RevealForm::agreementAsked);
    showSecond();
    return row;
}

void RevealForm::showSecond()
{
    const QString needed = m_agreement.isEmpty() ? tr("required for a full value") : tr("agreed in \"%1\"").arg(QFileInfo(m_agreement).fileName());
    m_second->setText(m_needsSecond ? needed : tr("not required"));
    m_askSecond->setVisible(m_needsSecond);
    m_agree->setVisible(m_needsSecond);
}

void RevealForm::setAgreement(const QString& file)
{
    m_agreement = file;
    showSecond();
}

void RevealForm::addRow(const QString& text, QWidget* field, QWidget* buddy)
{
    QLabel* label = makeLabel(text, "dim");
    label->setBuddy(buddy ? buddy : field);
    label->setMinimumHeight(32);
    field->setAccessibleName(text);
    (buddy ? buddy : field)->setAccessibleName(text);
    m_form->addRow(label, field);
}

void RevealForm::stepChosen()
{
    const bool compares = m_steps.at(LedgerStep::Equal)->isChecked();
    m_known->setVisible(compares);
    m_form->labelForField(m_known)->setVisible(compares);
    Q_EMIT changed();
}

void RevealForm::setStanding(const AccessPolicy& policy, const std::string& user)
{
    m_standing->setText(standingText(policy, user));
    const AccessRole* role = policy.problem() ? nullptr : policy.roleOf(user);
    m_needsSecond = role && role->needsSecondPerson;
    showSecond();
}

void RevealForm::setKeys(const Keyring& keyring, bool isStoreKnown)
{
    m_keys->setKeys(keyring, isStoreKnown);
    const std::optional<Error> missing = isStoreKnown ? keyring.store().unavailable() : std::nullopt;
    m_store->setText(missing ? missing->what + QLatin1Char(' ') + missing->help : QString());
    m_store->setVisible(missing.has_value());
    m_thisRun->setVisible(missing.has_value());
    Q_EMIT changed();
}

RevealAsk RevealForm::ask() const
{
    return {LedgerStep(m_group->checkedId()), toUtf8(m_reason->text()), toUtf8(m_case->text())};
}

QString RevealForm::key() const
{
    return m_keys->key();
}

} // namespace auditlens
