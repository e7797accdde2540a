// SPDX-License-Identifier: MIT
#include "net/httprequest.h"

namespace auditlens {

QByteArray methodName(HttpMethod method)
{
    return method == HttpMethod::Get ? QByteArrayLiteral("GET") : QByteArrayLiteral("POST");
}

QByteArray headerValue(const std::vector<HttpHeader>& headers, QByteArrayView name)
{
    for (const HttpHeader& header : headers) {
        if (header.name.compare(name, Qt::CaseInsensitive) == 0)
            return header.value;
    }
    return {};
}

QByteArray formEncoded(const std::vector<std::pair<QByteArray, QByteArray>>& parameters)
{
    QByteArray text;
    for (const auto& [name, value] : parameters) {
        if (!text.isEmpty())
            text += '&';
        text += name.toPercentEncoding() + '=' + value.toPercentEncoding();
    }
    return text;
}

} // namespace auditlens
