// SPDX-License-Identifier: MIT
#include "details/documentview.h"

#include "base/text.h"
#include "details/diffline.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr std::size_t firstRows = 60;

} // namespace

DocumentView::DocumentView(DocumentDiff diff, std::vector<WordDiff> words, QWidget* parent)
    : QWidget(parent)
    , m_diff(std::move(diff))
    , m_words(std::move(words))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(3);
    fill();
}

void DocumentView::fill()
{
    while (QLayoutItem* item = m_layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    std::size_t shown = 0;
    int unchanged = 0;
    std::size_t left = 0;
    for (std::size_t i = 0; i < m_diff.rows.size(); ++i) {
        if (m_diff.rows[i].kind == DocumentRow::Kind::Same && !m_unchanged)
            ++unchanged;
        else if (shown >= firstRows && !m_all)
            ++left;
        else
            addRow(i), ++shown;
    }
    const auto addLink = [this](const QString& text, bool DocumentView::*flag) {
        QPushButton* link = makeButton(text, "link");
        m_layout->addWidget(link);
        connect(link, &QPushButton::clicked, this, [this, flag] { this->*flag = true; fill(); }, Qt::QueuedConnection);
    };
    if (left > 0)
        addLink(tr("Show %n more line(s)", nullptr, int(left)), &DocumentView::m_all);
    if (unchanged > 0)
        addLink(tr("Show %n unchanged member(s)", nullptr, unchanged), &DocumentView::m_unchanged);
    if (m_diff.truncated)
        m_layout->addWidget(makeParagraph(tr("There are more differences; the raw tab has all of the record."), "small"));
}

void DocumentView::addIndented(QWidget* widget, unsigned depth)
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(int(std::min(depth, 12u)) * 14, 0, 0, 0);
    layout->addWidget(widget);
    m_layout->addWidget(row);
}

void DocumentView::addRow(std::size_t index)
{
    const DocumentRow& row = m_diff.rows[index];
    const WordDiff& words = m_words[index];
    if (row.kind == DocumentRow::Kind::Inside) {
        addIndented(makeLabel(toQString(row.key), "value"), row.depth);
        return;
    }
    if (row.kind == DocumentRow::Kind::Same) {
        addIndented(new DiffLine(DiffLine::Side::Neutral, words.before, false), row.depth);
        return;
    }
    if (row.kind != DocumentRow::Kind::Added)
        addIndented(new DiffLine(DiffLine::Side::Before, words.before, false), row.depth);
    if (row.kind != DocumentRow::Kind::Removed)
        addIndented(new DiffLine(DiffLine::Side::After, words.after, false), row.depth);
}

} // namespace auditlens
