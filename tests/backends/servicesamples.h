// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>

namespace auditlens::test {

/// Records as the services write them, of which the backends hand on the same bytes; each number is another one.

/// As the list writes one: without an event type, the actor as Python's repr.
QJsonObject tigerEvent(int number, Nanoseconds time);

/// As Python's json.dumps writes it: ASCII only.
QString cloudWatchMessage(int number, Nanoseconds time);
/// Pushed three seconds later, in batches of seven of one time.
QJsonObject cloudWatchEvent(int number, Nanoseconds time);

QJsonObject frameworkItem(int number, Nanoseconds time);

/// As the list writes one, to the second.
QJsonObject santuraEntry(int number, Nanoseconds time, const char* signature = "ab12");

} // namespace auditlens::test
