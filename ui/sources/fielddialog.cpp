// SPDX-License-Identifier: MIT
#include "sources/fielddialog.h"

#include "base/text.h"
#include "query/payloadpath.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace auditlens {

FieldDialog::FieldDialog(const QStringList& shown, QWidget* parent)
    : QDialog(parent)
    , m_shown(shown)
    , m_field(new QLineEdit)
    , m_note(makeParagraph({}, "dim"))
    , m_count(makeButton(tr("Count"), "primary"))
{
    setObjectName(QStringLiteral("fieldDialog"));
    setWindowTitle(tr("Count another field"));
    setMinimumWidth(440);
    m_field->setAccessibleName(tr("Field to count"));
    m_field->setPlaceholderText(QStringLiteral("extra.region"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(makeParagraph(tr("extra.NAME is a member of the record that AuditLens gives no meaning; changes.FIELD.after and "
                                       "changes.FIELD.before are the values of a changed field. Counting them reads every event that the "
                                       "query finds, which takes about a second for a million."), "dim"));
    layout->addWidget(m_field);
    layout->addWidget(m_note);
    QPushButton* cancel = makeButton(tr("Cancel"), "");
    layout->addLayout(makeButtonRow(cancel, m_count));
    m_count->setDefault(true);
    connect(m_field, &QLineEdit::textChanged, this, &FieldDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_count, &QPushButton::clicked, this, &FieldDialog::take);
    check();
}

void FieldDialog::check()
{
    const QString field = m_field->text().trimmed();
    const bool shown = m_shown.contains(field);
    const bool place = isPayloadPath(toUtf8(field)) && !field.contains(QLatin1Char(' '));
    if (field.isEmpty())
        m_note->clear();
    else
        m_note->setText(shown ? tr("This field is counted already.") : place ? QString() : tr("Write extra. or changes. and a name."));
    m_count->setEnabled(place && !shown);
}

void FieldDialog::take()
{
    Q_EMIT chosen(m_field->text().trimmed());
    accept();
}

} // namespace auditlens
