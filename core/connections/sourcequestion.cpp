// SPDX-License-Identifier: MIT
#include "connections/sourcequestion.h"

#include "backends/backend.h"
#include "connections/connectionfields.h"
#include "query/treetext.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SourceQuestion)
};

quint64 rounds(quint64 all, quint64 each)
{
    return each == 0 ? 0 : (all + each - 1) / each;
}

/// By the length of the time; 0 where that has no end, or the service no limit.
quint64 requestsForTime(const SourceQuestion& question, const TimeRange& window)
{
    const bool isOpen = window.begin == std::numeric_limits<Nanoseconds>::min() || window.end == std::numeric_limits<Nanoseconds>::max();
    const auto longest = std::chrono::duration_cast<std::chrono::nanoseconds>(question.longestWindow).count();
    return isOpen || window.end <= window.begin ? 0 : rounds(quint64(window.end) - quint64(window.begin), quint64(longest));
}

QString indented(const QString& text, int depth)
{
    QString lines;
    for (const QString& line : text.split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        lines += QString(2 * depth, QLatin1Char(' ')) + line + QLatin1Char('\n');
    return lines;
}

} // namespace

Result<SourceQuestion> questionTo(const Connection& connection, const BoundQuery& query)
{
    const Result<std::unique_ptr<Backend>> backend = makeBackend(connection, withStandIns(connection, {}));
    if (!backend)
        return backend.error();
    const BackendCaps& caps = (*backend)->descriptor().caps;
    return SourceQuestion {(*backend)->compile(query), caps.pageRecords, caps.longestWindow};
}

QString coverageText(Coverage coverage)
{
    switch (coverage) {
    case Coverage::Complete:
        return Tr::tr("Complete: the service answers all of it.");
    case Coverage::Partial:
        return Tr::tr("Partial: the service narrows it down, and the rest is evaluated here.");
    case Coverage::None:
        return Tr::tr("None: everything of that time is fetched and evaluated here.");
    }
    return {};
}

QString evaluatedHere(const SourceQuestion& question)
{
    const bool isAll = question.pushed.left.kind == BoundQuery::Node::Kind::All;
    return isAll ? Tr::tr("nothing") : treeText(question.pushed.left, 0);
}

QStringList costSentences(const SourceQuestion& question, const TimeRange& window, std::optional<quint64> records)
{
    QStringList sentences;
    if (question.pageRecords > 0)
        sentences << Tr::tr("At most %1 records in one answer.").arg(QLocale().toString(question.pageRecords));
    if (question.longestWindow.count() > 0)
        sentences << Tr::tr("At most %n day(s) of time in one question.", nullptr, int(question.longestWindow.count() / 24));
    const quint64 forRecords = records ? rounds(*records, quint64(question.pageRecords)) : 0;
    const quint64 requests = std::max(forRecords, requestsForTime(question, window));
    if (requests > 0)
        sentences << Tr::tr("At least %n request(s) for this time.", nullptr, int(std::min<quint64>(requests, std::numeric_limits<int>::max())));
    if (!records)
        sentences << Tr::tr("How many records that brings is unknown.");
    return sentences;
}

QString questionText(const SourceQuestion& question, const TimeRange& window, std::optional<quint64> records)
{
    const QString sent = question.pushed.sent.isEmpty() ? Tr::tr("nothing of it") : question.pushed.sent;
    return indented(coverageText(question.pushed.coverage), 1) + indented(Tr::tr("Sent:"), 1) + indented(sent, 2) + indented(Tr::tr("Evaluated here:"), 1)
        + indented(evaluatedHere(question), 2) + indented(Tr::tr("Cost:"), 1)
        + indented(costSentences(question, window, records).join(QLatin1Char('\n')), 2);
}

} // namespace auditlens
