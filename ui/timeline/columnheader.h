// SPDX-License-Identifier: MIT
#pragma once

#include "models/timelinemodel.h"

#include <QWidget>

namespace auditlens {

/// The titles above the timeline's columns; there are none as long as no columns are chosen.
class ColumnHeader : public QWidget
{
    Q_OBJECT

public:
    static constexpr int height = 26;

    ColumnHeader(const TimelineModel* model, QWidget* parent);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QString leftOutText() const;

    const TimelineModel* m_model;
};

} // namespace auditlens
