// SPDX-License-Identifier: MIT
#pragma once

#include "net/httprequest.h"

#include <QDateTime>
#include <QString>

#include <chrono>
#include <deque>
#include <vector>

namespace auditlens {

/// One request as it was sent and what came of it, without secrets: a person can open it and send it to a colleague.
struct TraceEntry
{
    QDateTime time; ///< UTC, when it was sent.
    QByteArray method;
    QByteArray url;
    std::vector<HttpHeader> requestHeaders;
    qint64 requestBytes = 0; ///< Of its body.
    int attempt = 1;
    int status = 0; ///< 0: no answer came.
    std::vector<HttpHeader> answerHeaders;
    qint64 answerBytes = 0; ///< As received, compressed.
    std::chrono::milliseconds duration {0};
    QString outcome; ///< Empty when all was well; else the sentence of the error.
};

/// The last requests of one client, bounded in number and size. One thread.
class HttpTrace
{
public:
    static constexpr std::size_t defaultCapacity = 500;
    /// Longer addresses and header values are cut.
    static constexpr qsizetype maxTextBytes = 4096;
    static constexpr std::size_t maxHeaders = 64;

    explicit HttpTrace(std::size_t capacity = defaultCapacity) : m_capacity(capacity) { }

    void add(TraceEntry entry);
    const std::deque<TraceEntry>& entries() const { return m_entries; }
    /// How many were forgotten because newer ones came.
    std::size_t forgotten() const { return m_forgotten; }

private:
    std::size_t m_capacity;
    std::size_t m_forgotten = 0;
    std::deque<TraceEntry> m_entries;
};

/// The address with "[secret]" for values whose names say that they are one ("token", "api_key", "X-Amz-Signature").
QByteArray redactedUrl(const QUrl& url);
/// The same for headers ("Authorization", "Cookie", "X-API-Key"), and for all that `secret` names.
std::vector<HttpHeader> redactedHeaders(const std::vector<HttpHeader>& headers, const std::vector<HttpHeader>& secret = {});

} // namespace auditlens
