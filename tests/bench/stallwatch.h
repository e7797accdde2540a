// SPDX-License-Identifier: MIT
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <algorithm>

namespace auditlens::test {

/// The watchdog of the event loop: a heartbeat that comes late tells for how long nothing else could run either. What
/// a person feels as a window that does not answer.
class StallWatch : public QObject
{
public:
    StallWatch()
    {
        m_beat.setTimerType(Qt::PreciseTimer);
        m_beat.setInterval(beatMilliseconds);
        connect(&m_beat, &QTimer::timeout, this, [this] { note(); });
        m_since.start();
        m_beat.start();
    }

    /// Forgets what was until now; the next heartbeat counts from here.
    void restart()
    {
        m_longest = 0;
        m_since.restart();
    }

    /// Milliseconds of the longest time without a heartbeat, the running one included.
    double longest()
    {
        note();
        return m_longest;
    }

private:
    void note()
    {
        constexpr double nanosecondsPerMillisecond = 1e6;
        const double late = double(m_since.nsecsElapsed()) / nanosecondsPerMillisecond - beatMilliseconds;
        m_longest = std::max(m_longest, late);
        m_since.restart();
    }

    static constexpr int beatMilliseconds = 5;
    QTimer m_beat;
    QElapsedTimer m_since;
    double m_longest = 0;
};

} // namespace auditlens::test
