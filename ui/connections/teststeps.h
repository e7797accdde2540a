// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connectionsteps.h"

#include <QWidget>

class QGridLayout;

namespace auditlens {

/// What a test of a connection comes to: each step with its sign as it is finished, why one failed and what to do, and
/// what a person should know of the service.
class TestSteps : public QWidget
{
    Q_OBJECT

public:
    explicit TestSteps(QWidget* parent = nullptr);

    void clear();
    /// The steps before `at` went well or, as in `soFar`, there is nothing to test of them.
    void showRunning(const ConnectionTest& soFar, ConnectionStep at);
    void showTest(const ConnectionTest& test);
    /// All of it, as it is read out: a line for each step and sentence.
    QStringList lines() const { return m_lines; }

private:
    void begin();
    void addStep(ConnectionStep step, StepOutcome outcome);
    void addLine(const QString& text, const char* look, QWidget* sign, const QString& spoken);
    void addRule();

    QWidget* m_table = nullptr;
    QGridLayout* m_grid = nullptr;
    QStringList m_lines;
};

} // namespace auditlens
