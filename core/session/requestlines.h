// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace auditlens {

class HttpTrace;

/// One request to a service as a table and a page show it, without secrets.
struct RequestLine
{
    QString time; ///< UTC
    QString method;
    QString address;
    QString status; ///< Empty when no answer came.
    QString duration;
    QString size; ///< Of the answer as it was received.
    QString attempt; ///< Empty for the first one.
    QString problem; ///< Empty when all was well.
    QString details; ///< All that is known of it, in lines.
};

/// What was sent, oldest first.
std::vector<RequestLine> requestLines(const HttpTrace& trace);
/// All of it for the clipboard, for a colleague.
QString requestsText(const std::vector<RequestLine>& lines);

} // namespace auditlens
