// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connectionsteps.h"

#include <QWidget>

class QGridLayout;

namespace auditlens {

/// What a test of a connection came to: each step with its sign, why one failed and what to do, and what a person should
/// know of the service. Also says that a test runs.
class TestSteps : public QWidget
{
    Q_OBJECT

public:
    explicit TestSteps(QWidget* parent = nullptr);

    void clear();
    void showRunning();
    void showTest(const ConnectionTest& test);
    /// All of it, as it is read out: a line for each step and sentence.
    QStringList lines() const { return m_lines; }

private:
    void addLine(const QString& text, const char* look, QWidget* sign, const QString& spoken);
    void addRule();

    QWidget* m_table = nullptr;
    QGridLayout* m_grid = nullptr;
    QStringList m_lines;
};

} // namespace auditlens
