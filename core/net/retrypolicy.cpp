// SPDX-License-Identifier: MIT
#include "net/retrypolicy.h"

#include <QLocale>
#include <QRandomGenerator>
#include <QTimeZone>

#include <algorithm>

namespace auditlens {

namespace {

/// "Sun, 06 Nov 1994 08:49:37 GMT"; the two older forms of RFC 9110 are no longer sent.
QDateTime parseHttpDate(const QByteArray& text)
{
    QDateTime time = QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    time.setTimeZone(QTimeZone::utc());
    return time;
}

} // namespace

RandomShare systemRandomShare()
{
    return [] { return QRandomGenerator::global()->generateDouble(); };
}

std::chrono::milliseconds RetryPolicy::backoff(int failed, const RandomShare& random) const
{
    const int doublings = std::clamp(failed - 1, 0, 20);
    const auto most = std::min(cap, base * (1 << doublings));
    return std::chrono::milliseconds(qint64(double(most.count()) * random()));
}

std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray& value, const QDateTime& now)
{
    constexpr qint64 day = 86'400'000;
    const QByteArray text = value.trimmed();
    bool isNumber = false;
    const qulonglong seconds = text.toULongLong(&isNumber);
    if (isNumber)
        return std::chrono::milliseconds(qint64(std::min<qulonglong>(seconds, day / 1000)) * 1000);
    const QDateTime time = parseHttpDate(text);
    if (!time.isValid())
        return {};
    return std::chrono::milliseconds(std::clamp<qint64>(now.msecsTo(time), 0, day));
}

} // namespace auditlens
