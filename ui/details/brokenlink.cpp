// SPDX-License-Identifier: MIT
#include "details/brokenlink.h"

#include "base/text.h"
#include "history/historytext.h"
#include "models/historymodel.h"
#include "style/glyphs.h"
#include "style/theme.h"
#include "summary/words.h"
#include "widgets/labels.h"

#include <QPainter>
#include <QVBoxLayout>

#include <ranges>

namespace auditlens {

namespace {

constexpr int toldBreaks = 3;
constexpr int signSize = 16;

bool isBroken(const QModelIndex& index)
{
    return index.data(brokenLinkRole).toBool();
}

QIcon brokenSign()
{
    constexpr int sharp = 2; // for screens with two pixels where one is meant
    QPixmap picture(signSize * sharp, signSize * sharp);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.scale(sharp, sharp);
    paintBrokenLink(painter, QRectF(0, 0, signSize, signSize), theme().remove);
    return QIcon(picture);
}

} // namespace

void BrokenLinkDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (!isBroken(index))
        return;
    option->backgroundBrush = theme().removeBg;
    if (index.column() != 0)
        return;
    option->features |= QStyleOptionViewItem::HasDecoration;
    option->decorationSize = QSize(signSize, signSize);
    option->icon = brokenSign();
}

void BrokenLinkDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyledItemDelegate::paint(painter, option, index);
    if (m_below != Below::Before || !isBroken(index))
        return;
    painter->save();
    painter->setPen(QPen(theme().remove, 1, Qt::DashLine));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    painter->restore();
}

BrokenLinkBox::BrokenLinkBox(QWidget* parent)
    : QFrame(parent)
    , m_title(makeParagraph({}, "error"))
    , m_sentences(makeParagraph({}, "plain"))
{
    setObjectName(QStringLiteral("brokenLink"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(14, 10, 14, 10);
    layout->setSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_sentences);
    clear();
}

void BrokenLinkBox::clear()
{
    m_title->clear();
    m_sentences->clear();
    hide();
}

QString BrokenLinkBox::text() const
{
    return m_sentences->text();
}

void BrokenLinkBox::setMoment(const EntityHistory& history, EventIndex moment)
{
    QStringList fields;
    QStringList sentences;
    int more = 0;
    for (const HistoryBreak& found : std::views::reverse(history.breaks())) {
        if (found.foundBy >= moment)
            continue;
        if (sentences.size() == toldBreaks) {
            ++more;
            continue;
        }
        const QString field = oneLine(found.field, 60);
        if (!fields.contains(field))
            fields << field;
        sentences << breakText(history, found);
    }
    if (more > 0)
        sentences << tr("%n more before that", "broken links", more);
    m_title->setText(tr("Broken link: %1").arg(listText(fields)));
    m_sentences->setText(sentences.join(QLatin1Char('\n')));
    setVisible(!sentences.isEmpty());
}

} // namespace auditlens
