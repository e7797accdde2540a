// SPDX-License-Identifier: MIT
#pragma once

#include "history/entityhistory.h"

#include <QFrame>
#include <QStyledItemDelegate>

class QLabel;

namespace auditlens {

/// Draws where a row's link to what was before is broken: tinted, with a broken chain in front, and where the row below is
/// what was before, with a torn line between the two. The model says so in its brokenLinkRole.
class BrokenLinkDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    enum class Below { Other, Before }; ///< What the next row is.
    BrokenLinkDelegate(Below below, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_below(below)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;

private:
    Below m_below;
};

/// What does not follow from what was before, up to a moment, newest first. Hidden while everything does.
class BrokenLinkBox : public QFrame
{
    Q_OBJECT

public:
    explicit BrokenLinkBox(QWidget* parent = nullptr);

    void setMoment(const EntityHistory& history, EventIndex moment);
    void clear();
    QString text() const;

private:
    QLabel* m_title;
    QLabel* m_sentences;
};

} // namespace auditlens
