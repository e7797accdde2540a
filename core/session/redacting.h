// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "seal/redact.h"
#include "session/percentnews.h"

#include <QObject>

namespace auditlens {

/// Makes a redacted twin on the pool. Lives on the GUI thread; never waits. One at a time; made() or failed() follows
/// every call. When this ends before the work, there is a whole twin or none.
class Redacting : public QObject
{
    Q_OBJECT

public:
    explicit Redacting(QObject* parent = nullptr);
    ~Redacting() override { m_cancel.request(); }

    void run(const RedactRequest& request);
    void cancel() { m_cancel.request(); }
    int percent() const { return m_news.percent(); }

Q_SIGNALS:
    void progressed();
    void made(const auditlens::RedactOutcome& outcome);
    void failed(const auditlens::Error& error);

private:
    Cancellation m_cancel;
    PercentNews m_news;
};

} // namespace auditlens
