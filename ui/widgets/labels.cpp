// SPDX-License-Identifier: MIT
#include "widgets/labels.h"

#include <QStyle>
#include <QVariant>

namespace auditlens {

namespace {

    /// Can be selected from when the mouse comes on: a label that can be holds a document, which is laid out anew with
    /// every change of style or width. A page of such labels took longer than all else in the window together.
    class Paragraph : public QLabel
    {
    public:
        using QLabel::QLabel;

    protected:
        void enterEvent(QEnterEvent* event) override
        {
            setTextInteractionFlags(textInteractionFlags() | Qt::TextSelectableByMouse);
            QLabel::enterEvent(event);
        }
    };

    void dress(QLabel* label, const QString& text, const char* look)
    {
        label->setTextFormat(Qt::PlainText);
        label->setText(text);
        label->setProperty("look", QString::fromLatin1(look));
    }

} // namespace

QLabel* makeLabel(const QString& text, const char* look, QWidget* parent)
{
    auto* label = new QLabel(parent);
    dress(label, text, look);
    return label;
}

QLabel* makeParagraph(const QString& text, const char* look, QWidget* parent)
{
    auto* label = new Paragraph(parent);
    dress(label, text, look);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignTop); // also where the text runs from the right
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
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
