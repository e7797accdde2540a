// SPDX-License-Identifier: MIT
#include "sources/viewnamedialog.h"

#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace auditlens {

ViewNameDialog::ViewNameDialog(For purpose, ViewFolder folder, const QString& name, QWidget* parent)
    : QDialog(parent)
    , m_purpose(purpose)
    , m_before(name)
    , m_name(new QLineEdit(name))
    , m_note(makeParagraph({}, "dim"))
    , m_save(makeButton(purpose == For::Saving ? tr("Save") : tr("Rename"), "primary"))
{
    for (const ViewEntry& entry : folder.list())
        m_taken << entry.view.name;
    setWindowTitle(purpose == For::Saving ? tr("Save view") : tr("Rename view"));
    setMinimumWidth(420);
    m_name->setAccessibleName(tr("Name of the view"));
    m_name->setPlaceholderText(tr("Deletes outside hours"));
    m_name->selectAll();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(makeParagraph(purpose == For::Saving ? tr("Keeps the filter, the time range and the zone under a name. A range such as \"last month\" stays relative.")
                                                           : tr("The new name of \"%1\":").arg(name), "dim"));
    layout->addWidget(m_name);
    layout->addWidget(m_note);
    QPushButton* cancel = makeButton(tr("Cancel"), "");
    layout->addLayout(makeButtonRow(cancel, m_save));
    m_save->setDefault(true);
    connect(m_name, &QLineEdit::textChanged, this, &ViewNameDialog::check);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &ViewNameDialog::take);
    check();
}

void ViewNameDialog::check()
{
    const QString name = m_name->text().trimmed();
    const bool taken = m_taken.contains(name, Qt::CaseInsensitive) && name.compare(m_before, Qt::CaseInsensitive) != 0;
    const bool replaces = taken && m_purpose == For::Saving;
    QString note = m_name->text().isEmpty() ? QString() : nameProblem(name);
    if (taken)
        note = replaces ? tr("This replaces the view of that name.") : tr("There is a view of that name already.");
    m_note->setText(note);
    m_save->setText(m_purpose == For::Renaming ? tr("Rename") : replaces ? tr("Replace") : tr("Save"));
    m_save->setEnabled(nameProblem(name).isEmpty() && (!taken || replaces));
}

void ViewNameDialog::take()
{
    Q_EMIT named(m_name->text().trimmed());
    accept();
}

} // namespace auditlens
