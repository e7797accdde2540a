// SPDX-License-Identifier: MIT
#include "sources/sidesection.h"

#include "models/timetext.h"
#include "sources/siderow.h"
#include "widgets/labels.h"

#include <QLineEdit>
#include <QTextDocument>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr std::size_t foldedLines = 6;
    constexpr std::size_t searchFrom = 12; // fewer lines are found by looking

} // namespace

QString shortNumber(quint64 number)
{
    if (number >= 1'000'000)
        return QStringLiteral("%1M").arg(double(number) / 1e6, 0, 'f', 1);
    return number >= 100'000 ? QStringLiteral("%1k").arg(number / 1000) : numberText(number);
}

SideSection::SideSection(const QString& id, const QString& title, QWidget* parent)
    : QWidget(parent)
    , m_id(id)
    , m_head(new QHBoxLayout)
    , m_search(new QLineEdit)
    , m_body(new QVBoxLayout)
{
    setObjectName(id + QStringLiteral("Section"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_head->setContentsMargins(14, 12, 10, 4);
    m_head->setSpacing(0);
    m_head->addWidget(makeLabel(title.toUpper(), "section"), 1);
    layout->addLayout(m_head);
    m_search->setObjectName(id + QStringLiteral("Search"));
    m_search->setPlaceholderText(tr("Search these"));
    m_search->setAccessibleName(tr("Search the values of %1").arg(title));
    m_search->setProperty("look", QStringLiteral("side"));
    m_search->hide();
    auto* place = new QVBoxLayout;
    place->setContentsMargins(14, 0, 14, 0);
    place->addWidget(m_search);
    layout->addLayout(place);
    m_body->setContentsMargins(0, 0, 0, 0);
    m_body->setSpacing(0);
    layout->addLayout(m_body);
    connect(m_search, &QLineEdit::textChanged, this, &SideSection::search);
}

QToolButton* SideSection::addTool(const QString& sign, const QString& name, const QString& toolTip)
{
    auto* tool = new QToolButton;
    tool->setText(sign);
    tool->setAccessibleName(name);
    tool->setToolTip(toolTip);
    tool->setFocusPolicy(Qt::TabFocus);
    tool->setFixedSize(22, 18);
    m_head->addWidget(tool);
    return tool;
}

void SideSection::setLines(std::vector<SideLine> lines, std::vector<SideLine> always, quint64 total)
{
    const quint64 all = std::max(total, quint64(lines.size()));
    const bool isSame = all == m_total && std::ranges::equal(lines, m_lines, {}, &SideLine::key, &SideLine::key)
        && std::ranges::equal(always, m_always, {}, &SideLine::key, &SideLine::key);
    m_lines = std::move(lines);
    m_always = std::move(always);
    m_total = all;
    m_expanded = m_expanded && m_total == m_lines.size();
    isSame ? refill() : rebuild();
}

void SideSection::reset()
{
    m_expanded = false;
    m_search->clear();
    rebuild();
}

QString SideSection::focusedKey() const
{
    const QWidget* focused = focusWidget();
    return focused && focused->hasFocus() && focused != m_search ? focused->objectName() : QString();
}

void SideSection::focusLine(const QString& key)
{
    const auto row = std::ranges::find(m_rows, key, [](const SideRow* each) { return each->objectName(); });
    if (row != m_rows.end() && !key.isEmpty())
        (*row)->setFocus(Qt::OtherFocusReason); // counts change while somebody works here with the keyboard
}

std::size_t SideSection::shownLines() const
{
    return m_expanded ? m_lines.size() : std::min(foldedLines, m_lines.size());
}

void SideSection::rebuild()
{
    const QString focused = focusedKey();
    for (SideRow* row : m_rows) {
        m_body->removeWidget(row);
        row->setParent(nullptr);
        row->deleteLater(); // its click may be what brought us here
    }
    m_rows.clear();
    for (std::size_t i = 0; i < shownLines(); ++i)
        addRow(m_lines[i]);
    m_search->setVisible(m_expanded && m_lines.size() >= searchFrom);
    addFolding();
    for (const SideLine& line : m_always)
        addRow(line);
    search(m_search->text());
    focusLine(focused);
}

static void fill(SideRow* row, const SideLine& line)
{
    row->setTexts(line.text, line.count);
    row->setShare(line.share);
    row->setNote(line.note);
    row->setDimmed(line.dimmed);
    row->setDot(line.dot);
    const QString tip = line.toolTip.isEmpty() ? line.text : line.toolTip;
    row->setToolTip(Qt::mightBeRichText(tip) ? tip.toHtmlEscaped() : tip); // names come from outside
    if (row->accessibleDescription() != line.toolTip)
        row->setAccessibleDescription(line.toolTip);
}

void SideSection::refill()
{
    for (std::size_t i = 0; i < shownLines(); ++i)
        fill(m_rows[i], m_lines[i]);
    for (std::size_t i = 0; i < m_always.size(); ++i)
        fill(m_rows[m_rows.size() - m_always.size() + i], m_always[i]);
    search(m_search->text());
}

void SideSection::addRow(const SideLine& line)
{
    auto* row = new SideRow(line.text, line.count, line.share);
    row->setObjectName(line.key);
    fill(row, line);
    row->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(row, &SideRow::clicked, this, [this, row, key = line.key] { Q_EMIT chosen(key, row->modifiers()); });
    connect(row, &SideRow::customContextMenuRequested, this,
        [this, row, key = line.key](const QPoint& place) { Q_EMIT menuAsked(key, row->mapToGlobal(place)); });
    m_rows.push_back(row);
    m_body->addWidget(row);
}

void SideSection::addFolding()
{
    if (m_lines.size() <= foldedLines)
        return;
    auto* more = new SideRow(m_expanded ? tr("Show fewer") : tr("%n more…", nullptr, int(m_total - foldedLines)), {}, -1);
    more->setObjectName(m_id + QStringLiteral("More"));
    more->setDimmed(true);
    connect(more, &SideRow::clicked, this, [this] {
        if (m_total > m_lines.size())
            Q_EMIT restAsked();
        else
            setExpanded(!m_expanded);
    });
    m_rows.push_back(more);
    m_body->addWidget(more);
}

void SideSection::setExpanded(bool expanded)
{
    m_expanded = expanded;
    if (!expanded)
        m_search->clear();
    rebuild();
    // Who works with the keyboard goes on from here.
    if (!m_search->isHidden())
        m_search->setFocus(Qt::OtherFocusReason);
    else
        focusLine(m_id + QStringLiteral("More"));
}

void SideSection::search(const QString& text)
{
    for (std::size_t i = 0; i < shownLines(); ++i)
        m_rows[i]->setVisible(m_search->isHidden() || m_lines[i].text.contains(text, Qt::CaseInsensitive));
}

} // namespace auditlens
