// SPDX-License-Identifier: MIT
#pragma once

#include "session/comparisonreader.h"

#include <QDialog>
#include <QTimeZone>

class QCheckBox;
class QScrollArea;

namespace auditlens {

/// Two events, or two moments of an object, side by side: a card per difference, and on demand what is equal.
class CompareDialog : public QDialog
{
    Q_OBJECT

public:
    CompareDialog(const ComparisonDetail& detail, const QTimeZone& zone, QWidget* parent = nullptr);

    QCheckBox* equalToggle() const { return m_equal; }
    QScrollArea* cards() const { return m_cards; }

private:
    QWidget* makeHead() const;
    void fill();

    ComparisonDetail m_detail;
    QTimeZone m_zone;
    QCheckBox* m_equal;
    QScrollArea* m_cards;
    std::size_t m_shown;
};

} // namespace auditlens
