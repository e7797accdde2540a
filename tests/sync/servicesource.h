// SPDX-License-Identifier: MIT
#pragma once

#include "sync/sync.h"

#include <QUrl>

namespace auditlens::test {

/// The fake of this kind of source, with what it believes, retries and timeouts of a test's length, and pages of fifty where
/// the client says how many.
SyncSource serviceSource(const QByteArray& backend, const QUrl& url, const QString& archive, const TimeRange& window);

/// Waits for a silent service no longer than one that is under way needs on an idle machine: for who tries again whatever
/// happens.
SyncSource impatient(SyncSource source);

inline SyncSource lokiSource(const QUrl& url, const QString& archive, const TimeRange& window)
{
    return serviceSource("loki", url, archive, window);
}

} // namespace auditlens::test
