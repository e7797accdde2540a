// SPDX-License-Identifier: MIT
#include "query/chipbar.h"

#include "query/querychip.h"
#include "style/theme.h"
#include "widgets/flowlayout.h"

#include <QAction>
#include <QLineEdit>
#include <QShortcut>
#include <QToolTip>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr int leastEditWidth = 180;

} // namespace

ChipBar::ChipBar(QWidget* parent)
    : QWidget(parent)
    , m_layout(new FlowLayout(6, this))
{
    setObjectName(QStringLiteral("chipBar"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(tr("Conditions of the filter"));
    m_layout->setContentsMargins(12, 6, 12, 6);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void ChipBar::setQuery(const QString& query)
{
    if (query.trimmed() == m_chips.text().trimmed())
        return;
    const ParsedQuery parsed = parseQuery(query);
    m_chips = parsed.error ? QueryChips() : QueryChips(parsed.tree);
    rebuild();
}

void ChipBar::rebuild()
{
    endEdit();
    for (QueryChipButton* button : std::exchange(m_buttons, {})) {
        m_layout->removeWidget(button);
        button->hide();
        button->deleteLater(); // it may be the one that asked
    }
    for (int i = 0; i < int(m_chips.all().size()); ++i)
        addChip(i);
    setVisible(!m_buttons.isEmpty());
    updateGeometry();
}

void ChipBar::addChip(int index)
{
    const QueryChip& chip = m_chips.all()[std::size_t(index)];
    auto* button = new QueryChipButton(chip.text(), chip.enabled, chip.isInverted(), this);
    const auto place = std::size_t(index);
    connect(button, &QueryChipButton::toggleAsked, this, [this, place, index] { change(m_chips.toggled(place), index); });
    connect(button, &QueryChipButton::invertAsked, this, [this, place, index] { change(m_chips.inverted(place), index); });
    connect(button, &QueryChipButton::removeAsked, this, [this, place, index] { change(m_chips.removed(place), index); });
    connect(button, &QueryChipButton::editAsked, this, [this, index] { edit(index); });
    connect(button, &QueryChipButton::moveAsked, this, [this, index](int key) { moveFrom(index, key); });
    connect(button, &QueryChipButton::leaveAsked, this, &ChipBar::left);
    // One stop for Tab: the arrows do the rest.
    button->setFocusPolicy(index == 0 ? Qt::StrongFocus : Qt::ClickFocus);
    m_layout->addWidget(button);
    button->show();
    m_buttons << button;
}

void ChipBar::change(const QueryChips& chips, int focused)
{
    const bool hadFocus = focusWidget() && focusWidget()->hasFocus();
    m_chips = chips;
    rebuild();
    if (hadFocus)
        focusChip(std::min(focused, int(m_buttons.size()) - 1));
    Q_EMIT queryChanged(m_chips.text());
}

void ChipBar::focusChip(int index)
{
    if (index < 0 || index >= m_buttons.size()) {
        Q_EMIT left();
        return;
    }
    m_buttons[index]->setFocus(Qt::OtherFocusReason);
}

void ChipBar::moveFrom(int index, int key)
{
    const int last = int(m_buttons.size()) - 1;
    const int to = key == Qt::Key_Home ? 0 : key == Qt::Key_End ? last : key == Qt::Key_Left ? index - 1 : index + 1;
    focusChip(std::clamp(to, 0, last));
}

/// The chip becomes a field with its text, over its own place.
void ChipBar::edit(int index)
{
    endEdit();
    QueryChipButton* button = m_buttons[index];
    m_editor = new QLineEdit(button->text(), this);
    m_editor->setAccessibleName(tr("Edit this condition"));
    m_editor->setFont(monoFont(12));
    m_editor->setProperty("look", QStringLiteral("chip"));
    const int width = std::min(this->width() - 24, std::max(leastEditWidth, button->width() + 40));
    m_editor->setGeometry(std::min(button->x(), this->width() - width - 12), button->y(), width, button->height());
    connect(m_editor, &QLineEdit::returnPressed, this, [this, index] {
        const ParsedQuery parsed = parseQuery(m_editor->text());
        if (!parsed.error) {
            change(m_chips.replaced(std::size_t(index), parsed.tree), index);
            return;
        }
        QToolTip::showText(m_editor->mapToGlobal(m_editor->rect().bottomLeft()),
            QString(parsed.error->what + QLatin1Char(' ') + parsed.error->help).toHtmlEscaped(), m_editor);
        m_editor->setSelection(int(parsed.error->span.begin), std::max(1, int(parsed.error->span.length)));
    });
    connect(new QShortcut(Qt::Key_Escape, m_editor, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this, [this, index] {
        endEdit();
        focusChip(index);
    });
    m_editor->show();
    m_editor->selectAll();
    m_editor->setFocus(Qt::OtherFocusReason);
    connect(m_editor, &QLineEdit::editingFinished, this, [this] {
        if (m_editor && !m_editor->hasFocus())
            endEdit(); // the focus went elsewhere: nothing was meant
    });
}

void ChipBar::endEdit()
{
    if (QLineEdit* editor = std::exchange(m_editor, nullptr)) {
        editor->hide();
        editor->deleteLater();
    }
}

} // namespace auditlens
