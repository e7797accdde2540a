// SPDX-License-Identifier: MIT
#include "widgets/dialogparts.h"

#include "widgets/labels.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QMessageBox>

namespace auditlens {

QWidget* makeDialogBody()
{
    auto* body = new QWidget;
    body->setObjectName(QStringLiteral("dialogBody"));
    body->setAttribute(Qt::WA_StyledBackground);
    return body;
}

QHBoxLayout* makeDialogFoot(QWidget* foot)
{
    foot->setObjectName(QStringLiteral("dialogFoot"));
    foot->setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QHBoxLayout(foot);
    layout->setContentsMargins(20, 12, 20, 12);
    layout->setSpacing(10);
    layout->addStretch();
    return layout;
}

QHBoxLayout* makeButtonRow(QPushButton* cancel, QPushButton* accept)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(10);
    row->addStretch();
    row->addWidget(cancel);
    row->addWidget(accept);
    return row;
}

QFormLayout* makeForm()
{
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(9);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

QLabel* makeFieldLabel(const QString& text, QWidget* field)
{
    QLabel* label = makeLabel(text, "dim");
    label->setBuddy(field);
    label->setFixedHeight(32);
    return label;
}

void askBeforeLoss(QWidget* parent, const QString& title, const QString& question, const QString& yes, std::function<void()> then)
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, title, question, QMessageBox::Cancel, parent);
    box->setTextFormat(Qt::PlainText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Cancel);
    QObject::connect(box->addButton(yes, QMessageBox::DestructiveRole), &QPushButton::clicked, parent, std::move(then));
    box->open();
}

} // namespace auditlens
