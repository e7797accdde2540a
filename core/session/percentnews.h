// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

namespace auditlens {

/// How far a piece of work on the pool is, told where this lives ten times a second while it runs.
class PercentNews : public QObject
{
    Q_OBJECT

public:
    explicit PercentNews(QObject* parent = nullptr);

    /// Begins at zero; gives what the work tells its progress to, from any thread and also when this is gone.
    std::function<void(std::uint64_t done, std::uint64_t total)> start();
    void stop() { m_timer.stop(); }
    int percent() const { return *m_percent; }

Q_SIGNALS:
    void progressed();

private:
    std::shared_ptr<std::atomic<int>> m_percent;
    QTimer m_timer;
};

} // namespace auditlens
