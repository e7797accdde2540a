// SPDX-License-Identifier: MIT
#include "reveal/knownvaluedialog.h"

#include "keys/secretedit.h"
#include "reveal/maskquery.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QVBoxLayout>

namespace auditlens {

KnownValueDialog::KnownValueDialog(QWidget* parent)
    : QDialog(parent)
    , m_edit(new SecretEdit)
    , m_find(makeButton(tr("Find"), "primary"))
{
    setWindowTitle(tr("Find a known value"));
    setMinimumWidth(460);
    m_edit->setAccessibleName(tr("Known value"));
    m_edit->setPlaceholderText(tr("As the service writes it: 123-45-6789, True, 990.00"));
    m_find->setDefault(true);
    m_find->setEnabled(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(makeParagraph(tr("Finds the events that hold this value under a mask. Nothing is unmasked, and no key is needed: the filter gets the digest and not the value."), ""));
    layout->addWidget(m_edit);
    layout->addWidget(makeParagraph(maskQueryCaution(), "dim"));
    layout->addStretch();
    QPushButton* cancel = makeButton(tr("Cancel"), "");
    layout->addLayout(makeButtonRow(cancel, m_find));
    connect(m_edit, &QLineEdit::textChanged, this, [this](const QString& text) { m_find->setEnabled(!text.isEmpty()); });
    connect(m_find, &QPushButton::clicked, this, &KnownValueDialog::find);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    m_edit->setFocus();
    resize(minimumWidth(), layout->totalHeightForWidth(minimumWidth()));
}

void KnownValueDialog::find()
{
    const QString query = knownValueQuery(m_edit->take());
    accept();
    Q_EMIT queryAsked(query);
}

} // namespace auditlens
