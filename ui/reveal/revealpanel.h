// SPDX-License-Identifier: MIT
#pragma once

#include "reveal/revealtimes.h"
#include "unmask/secret.h"

#include <QFrame>
#include <QTimer>

class QLabel;
class QScrollArea;

namespace auditlens {

class SecretView;

/// What stands in the place of a value; for a set time, counted down, what was revealed of it.
class RevealPanel : public QFrame
{
    Q_OBJECT

public:
    RevealPanel(const QString& mask, const RevealTimes& times, QWidget* parent = nullptr);

    void showSecret(Secret text);
    void hideSecret(); ///< At once; says hidden() when something was shown.
    bool isShowing() const;
    SecretView* view() const { return m_view; }
    QString countdown() const;

Q_SIGNALS:
    void hidden();

private:
    void tick();

    RevealTimes m_times;
    QLabel* m_mask;
    SecretView* m_view;
    QScrollArea* m_scroll;
    QLabel* m_countdown;
    QTimer m_tick;
    std::chrono::milliseconds m_until {};
};

} // namespace auditlens
