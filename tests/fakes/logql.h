// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <optional>

namespace auditlens::test {

/// What a log query sees of an entry.
struct LogEntry
{
    QHash<QString, QString> labels; ///< Of the stream.
    QHash<QString, QString> metadata;
    QString line;
};

using LogFilter = std::function<bool(const LogEntry&)>;

/// The part of LogQL that a log query without parsers has: selector, line filters, label filters with "and", "or" and
/// brackets. Nothing, and Loki's sentence in `problem`, for what is not that.
std::optional<LogFilter> parseLogQl(const QString& query, QByteArray& problem);

} // namespace auditlens::test
