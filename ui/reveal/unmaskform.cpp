// SPDX-License-Identifier: MIT
#include "reveal/unmaskform.h"

#include "base/text.h"
#include "reveal/keychoice.h"
#include "reveal/revealtext.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace auditlens {

UnmaskForm::UnmaskForm(Revealer* revealer, QWidget* parent)
    : QWidget(parent)
    , m_revealer(revealer)
    , m_box(new QCheckBox(tr("With unmasked values…")))
    , m_standing(makeParagraph({}, "dim"))
    , m_keys(new KeyChoice)
    , m_reason(new QLineEdit)
    , m_case(new QLineEdit)
    , m_fields(makeFields())
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(9);
    layout->addWidget(m_box);
    layout->addWidget(m_fields);
    layout->addWidget(m_standing);
    m_fields->hide();
    connect(m_box, &QCheckBox::toggled, m_fields, &QWidget::setVisible);
    connect(m_box, &QCheckBox::toggled, this, [this](bool asked) {
        if (asked)
            m_revealer->findKeys();
        Q_EMIT changed();
    });
    connect(m_reason, &QLineEdit::textChanged, this, &UnmaskForm::changed);
    connect(m_case, &QLineEdit::textChanged, this, &UnmaskForm::changed);
    connect(m_keys, &QComboBox::currentIndexChanged, this, &UnmaskForm::changed);
    connect(revealer, &Revealer::keysChanged, this, &UnmaskForm::fillKeys);
    connect(revealer, &Revealer::standingChanged, this, &UnmaskForm::refresh);
    fillKeys();
    refresh();
}

QWidget* UnmaskForm::makeFields()
{
    auto* fields = new QWidget;
    QFormLayout* form = makeForm();
    form->setContentsMargins(0, 0, 0, 0);
    fields->setLayout(form);
    m_reason->setMaxLength(longestReason);
    m_case->setMaxLength(longestReason);
    m_reason->setPlaceholderText(tr("Why the values are needed; it is stored in the ledger"));
    QPushButton* more = makeButton(tr("Keys…"), "");
    auto* keyRow = new QHBoxLayout;
    keyRow->setSpacing(8);
    keyRow->addWidget(m_keys, 1);
    keyRow->addWidget(more);
    form->addRow(makeFieldLabel(tr("Key"), m_keys), keyRow);
    form->addRow(makeFieldLabel(tr("Reason"), m_reason), m_reason);
    form->addRow(makeFieldLabel(tr("Case"), m_case), m_case);
    connect(more, &QPushButton::clicked, this, &UnmaskForm::keysAsked);
    return fields;
}

void UnmaskForm::refresh()
{
    forbid({});
    if (!m_revealer->policySource().isDecided())
        return forbid(tr("Who may unmask is not decided yet: the first reveal of a value asks."));
    m_revealer->fetchPolicy({}, this, [this](const AccessPolicy& policy) { takePolicy(policy); });
}

void UnmaskForm::takePolicy(const AccessPolicy& policy)
{
    // Reason and case are asked for here; there is no second person for very many values at once.
    if (const auto denial = policy.denial({m_revealer->user(), LedgerStep::Export, "a reason", "a case"}))
        return forbid(tr("Masked values stay masked. %1").arg(QString(denial->what + QLatin1Char(' ') + denial->why).trimmed()));
    const AccessRole* role = policy.roleOf(m_revealer->user());
    m_needsCase = role->needsCase;
    m_box->setEnabled(true);
    m_standing->setText(tr("You act as \"%1\". Each value is an entry in the ledger before it is in the file, and is marked there.").arg(toQString(role->name)));
    m_standing->show();
}

void UnmaskForm::forbid(const QString& why)
{
    m_box->setChecked(false);
    m_box->setEnabled(false);
    m_standing->setText(why);
    m_standing->setVisible(!why.isEmpty());
}

void UnmaskForm::fillKeys()
{
    m_keys->setKeys(m_revealer->keyring(), m_revealer->isStoreKnown());
    const std::optional<Error> missing = m_revealer->isStoreKnown() ? m_revealer->keyring().store().unavailable() : std::nullopt;
    if (missing && m_keys->key().isEmpty())
        m_keys->setPlaceholderText(missing->what);
    Q_EMIT changed();
}

bool UnmaskForm::isAsked() const
{
    return m_box->isChecked();
}

bool UnmaskForm::isReady() const
{
    const bool saysWhy = !m_reason->text().trimmed().isEmpty() && (!m_needsCase || !m_case->text().trimmed().isEmpty());
    return !isAsked() || (saysWhy && !m_keys->key().isEmpty());
}

UnmaskAsk UnmaskForm::ask() const
{
    return {m_keys->key(), toUtf8(m_reason->text()), toUtf8(m_case->text()), {}, {}};
}

QString UnmaskForm::standing() const
{
    return m_standing->text();
}

} // namespace auditlens
