// SPDX-License-Identifier: MIT
#include "connections/connectionnamedialog.h"

#include "session/connectiondesk.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace auditlens {

ConnectionNameDialog::ConnectionNameDialog(For purpose, const ConnectionDesk* desk, const QString& name, QWidget* parent)
    : QDialog(parent)
    , m_purpose(purpose)
    , m_desk(desk)
    , m_before(name)
    , m_name(new QLineEdit(purpose == For::Renaming ? name : tr("%1 (copy)").arg(name)))
    , m_note(makeParagraph({}, "error"))
    , m_save(makeButton(purpose == For::Renaming ? tr("Rename") : tr("Duplicate"), "primary"))
{
    setWindowTitle(purpose == For::Renaming ? tr("Rename a source") : tr("Duplicate a source"));
    setMinimumWidth(420);
    m_name->setAccessibleName(tr("Name of the source"));
    m_name->selectAll();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(makeParagraph(purpose == For::Renaming ? tr("The new name of \"%1\":").arg(name)
                                                             : tr("A copy of \"%1\" with its secrets, and with an archive of its own. Its name:").arg(name),
        "dim"));
    layout->addWidget(m_name);
    layout->addWidget(m_note);
    QPushButton* cancel = makeButton(tr("Cancel"), "");
    layout->addLayout(makeButtonRow(cancel, m_save));
    m_save->setDefault(true);
    connect(m_name, &QLineEdit::textChanged, this, &ConnectionNameDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, [this] {
        Q_EMIT named(m_name->text().trimmed());
        accept();
    });
    check();
}

void ConnectionNameDialog::check()
{
    const QString name = m_name->text().trimmed();
    const ConnectionEntry* other = m_desk->find(name);
    const bool isOwn = m_purpose == For::Renaming && other == m_desk->find(m_before);
    m_note->setText(other && !isOwn ? tr("There is a source of that name already.") : connectionNameProblem(name));
    m_save->setEnabled(m_note->text().isEmpty());
}

} // namespace auditlens
