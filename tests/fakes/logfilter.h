// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>
#include <optional>

namespace auditlens::test {

using MessageFilter = std::function<bool(const QString& message)>;

/// The part of CloudWatch's filter patterns that compares members of a JSON message with regular expressions:
/// "{ ($.a.b = %x%) && ($.c = %y%) }". Nothing for another pattern, a third expression, or one with a character that
/// the service does not allow.
std::optional<MessageFilter> parseFilterPattern(const QString& pattern);

/// The part of Logs Insights that is asked: fields, filters of "@message like /…/" and "@logStream = …", a sort.
/// `stream` becomes the wanted stream.
std::optional<MessageFilter> parseInsights(const QString& query, QString& stream);

} // namespace auditlens::test
