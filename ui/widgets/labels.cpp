// SPDX-License-Identifier: MIT
#include "widgets/labels.h"

#include <QStyle>
#include <QVariant>

namespace auditlens {

QLabel* makeLabel(const QString& text, const char* look, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setText(text);
    label->setProperty("look", QString::fromLatin1(look));
    return label;
}

QLabel* makeParagraph(const QString& text, const char* look, QWidget* parent)
{
    QLabel* label = makeLabel(text, look, parent);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignTop); // also where the text runs from the right
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QPushButton* makeButton(const QString& text, const char* look, QWidget* parent)
{
    auto* button = new QPushButton(text, parent);
    button->setProperty("look", QString::fromLatin1(look));
    button->setAutoDefault(false);
    return button;
}

void setLook(QWidget* widget, const char* look)
{
    widget->setProperty("look", QString::fromLatin1(look));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace auditlens
