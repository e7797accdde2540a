// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "seal/twincheck.h"

#include <QObject>

class QSettings;

namespace auditlens {

/// Checks the seal of one archive at a time on the pool, with the keys that the settings list. A newer call cancels the
/// older one, whose answer is dropped. Lives on the GUI thread; never waits.
class SealWatch : public QObject
{
    Q_OBJECT

public:
    /// The settings outlive this.
    explicit SealWatch(QSettings* settings, QObject* parent = nullptr)
        : QObject(parent)
        , m_settings(settings)
    {
    }
    ~SealWatch() override { m_cancel.request(); }

    /// checked() or failed() follows.
    void look(std::shared_ptr<const Archive> archive);
    void cancel();

Q_SIGNALS:
    void checked(const auditlens::SealReport& report);
    void failed(const auditlens::Error& error);

private:
    QSettings* m_settings;
    Cancellation m_cancel;
    quint64 m_ticket = 0;
};

} // namespace auditlens
