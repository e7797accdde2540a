// SPDX-License-Identifier: MIT
#include "session/requestlines.h"

#include "net/httptrace.h"

#include <QCoreApplication>
#include <QLocale>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::RequestLines)
};

QString headerText(const std::vector<HttpHeader>& headers)
{
    QString text;
    for (const auto& [name, value] : headers)
        text += u"    "_s + QString::fromUtf8(name) + u": "_s + QString::fromUtf8(value) + u'\n';
    return text;
}

QString bytesText(qint64 bytes)
{
    return Tr::tr("%1 bytes").arg(QLocale().toString(bytes));
}

QString answerText(const TraceEntry& entry, const RequestLine& line)
{
    if (entry.status == 0)
        return Tr::tr("No answer, after %1").arg(line.duration) + u'\n';
    QString text = Tr::tr("Answer %1 after %2, a body of %3").arg(line.status, line.duration, line.size) + u'\n';
    return text + headerText(entry.answerHeaders);
}

RequestLine lineOf(const TraceEntry& entry)
{
    RequestLine line;
    line.time = entry.time.toUTC().toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s);
    line.method = QString::fromUtf8(entry.method);
    line.address = QString::fromUtf8(entry.url);
    line.status = entry.status == 0 ? QString() : QString::number(entry.status);
    line.duration = Tr::tr("%1 ms").arg(QLocale().toString(qlonglong(entry.duration.count())));
    line.size = entry.status == 0 ? QString() : bytesText(entry.answerBytes);
    line.attempt = entry.attempt == 1 ? QString() : Tr::tr("attempt %1").arg(entry.attempt);
    line.problem = entry.outcome;
    QStringList sent {line.time + u" UTC"_s};
    if (!line.attempt.isEmpty())
        sent << line.attempt;
    if (entry.requestBytes > 0)
        sent << Tr::tr("a body of %1").arg(bytesText(entry.requestBytes));
    line.details = line.method + u' ' + line.address + u'\n' + sent.join(u", "_s) + u'\n' + headerText(entry.requestHeaders) + u'\n' + answerText(entry, line);
    if (!line.problem.isEmpty())
        line.details += u'\n' + line.problem + u'\n';
    return line;
}

} // namespace

std::vector<RequestLine> requestLines(const HttpTrace& trace)
{
    std::vector<RequestLine> lines;
    for (const TraceEntry& entry : trace.entries())
        lines.push_back(lineOf(entry));
    return lines;
}

QString requestsText(const std::vector<RequestLine>& lines)
{
    QStringList texts;
    for (const RequestLine& line : lines)
        texts << line.details;
    return texts.join(u'\n');
}

} // namespace auditlens
