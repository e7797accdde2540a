// SPDX-License-Identifier: MIT
#include "reveal/policypage.h"

#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace auditlens {

PolicyPage::PolicyPage(const QString& user, QWidget* parent) : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeParagraph(tr("Who may see masked values here?"), "heading"));
    layout->addWidget(makeParagraph(tr("There is no access policy on this machine. You can choose to act as investigator:"), ""));
    const QStringList points {
        tr("every step is open to you, and a full value asks for a reason;"),
        tr("each reveal, denial and failed try is written to a signed ledger, under your login name \"%1\", before anything is shown;").arg(user),
        tr("it guides and records honest work. Whoever has the key can decrypt without AuditLens and without a trace.")};
    for (const QString& point : points)
        layout->addWidget(makeParagraph(QChar(0x2022) + QStringLiteral(" ") + point, ""));
    layout->addWidget(makeParagraph(tr("If your organisation has a policy, use its file instead. The choice is remembered."), "dim"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    QPushButton* policy = makeButton(tr("Use an access policy…"), "");
    QPushButton* investigator = makeButton(tr("Act as investigator"), "soft");
    investigator->setObjectName(QStringLiteral("investigator"));
    buttons->addWidget(investigator);
    buttons->addWidget(policy);
    buttons->addStretch();
    layout->addLayout(buttons);
    layout->addStretch();
    connect(investigator, &QPushButton::clicked, this, &PolicyPage::investigatorChosen);
    connect(policy, &QPushButton::clicked, this, &PolicyPage::policyAsked);
}

} // namespace auditlens
