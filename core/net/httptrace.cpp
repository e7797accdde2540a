// SPDX-License-Identifier: MIT
#include "net/httptrace.h"

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

const QByteArray concealedValue = "[secret]";

bool namesSecret(const QByteArray& name)
{
    static constexpr std::array words {"auth", "token", "secret", "passw", "signature", "credential", "cookie", "api-key",
        "api_key", "apikey", "session"};
    const QByteArray lower = QByteArray::fromPercentEncoding(name).toLower();
    return lower == "key" || lower == "sig" || std::ranges::any_of(words, [&](const char* word) { return lower.contains(word); });
}

QByteArray redactedQuery(const QByteArray& query)
{
    QByteArrayList parts = query.split('&');
    for (QByteArray& part : parts) {
        const qsizetype equals = part.indexOf('=');
        if (equals > 0 && namesSecret(part.left(equals)))
            part = part.left(equals + 1) + concealedValue;
    }
    return parts.join('&');
}

QByteArray shortened(QByteArray text)
{
    if (text.size() > HttpTrace::maxTextBytes)
        text = text.left(HttpTrace::maxTextBytes) + "…";
    return text;
}

} // namespace

void HttpTrace::add(TraceEntry entry)
{
    entry.url = shortened(std::move(entry.url));
    for (std::vector<HttpHeader>* headers : {&entry.requestHeaders, &entry.answerHeaders}) {
        headers->resize(std::min(headers->size(), maxHeaders));
        for (HttpHeader& header : *headers)
            header = {shortened(std::move(header.name)), shortened(std::move(header.value))};
    }
    m_entries.push_back(std::move(entry));
    while (m_entries.size() > m_capacity) {
        m_entries.pop_front();
        ++m_forgotten;
    }
}

QByteArray redactedUrl(const QUrl& url)
{
    QByteArray text = url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment);
    if (url.hasQuery())
        text += '?' + redactedQuery(url.query(QUrl::FullyEncoded).toLatin1());
    return text;
}

std::vector<HttpHeader> redactedHeaders(const std::vector<HttpHeader>& headers, const std::vector<HttpHeader>& secret)
{
    std::vector<HttpHeader> redacted = headers;
    for (HttpHeader& header : redacted) {
        const bool isAddress = header.name.compare("location", Qt::CaseInsensitive) == 0;
        if (namesSecret(header.name) || !headerValue(secret, header.name).isEmpty())
            header.value = concealedValue;
        else if (isAddress)
            header.value = redactedUrl(QUrl::fromEncoded(header.value));
    }
    return redacted;
}

} // namespace auditlens
