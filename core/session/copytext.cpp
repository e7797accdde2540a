// SPDX-License-Identifier: MIT
#include "session/copytext.h"

#include "base/hex.h"
#include "base/sha256.h"
#include "base/text.h"
#include "event/eventjson.h"
#include "exporting/zonedtime.h"
#include "summary/summary.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CopyText)
};

QString timeText(const AuditEvent& event, const QTimeZone& zone)
{
    const QString time = zonedTimeText(event.time, zone);
    return event.time.origin == TimeOrigin::Stated ? time : Tr::tr("%1 (%2)").arg(time, Tr::tr("not stated by the record"));
}

QString jsonOf(const StoredEvent& stored, const CopyContext& context)
{
    const std::string source = sourceName(context.sources, stored.source);
    std::string json;
    appendEventJson(json, stored.event, {source});
    return toQString(json);
}

/// A record must not become a link, an image or another column.
QString markdownCell(QString text)
{
    static const QRegularExpression marks(QStringLiteral("([\\\\`*_{}\\[\\]<>|#!&~])"));
    return text.simplified().replace(marks, QStringLiteral("\\\\1"));
}

QString markdownRow(const QStringList& cells)
{
    return QStringLiteral("| ") + cells.join(QStringLiteral(" | ")) + QStringLiteral(" |");
}

QString markdownTable(const std::vector<StoredEvent>& events, const CopyContext& context)
{
    QStringList lines {markdownRow({Tr::tr("Time"), Tr::tr("Action"), Tr::tr("Event"), Tr::tr("Detail"), Tr::tr("Id")}),
        QStringLiteral("| --- | --- | --- | --- | --- |")};
    for (const StoredEvent& stored : events) {
        const Summary summary = summarize(stored.event);
        QStringList cells;
        for (const QString& text : {timeText(stored.event, context.zone), toQString(stored.event.action), summary.headline, summary.detail, toQString(stored.event.id)})
            cells << markdownCell(text);
        lines << markdownRow(cells);
    }
    return lines.join(u'\n');
}

QString sentenceOf(const StoredEvent& stored, const CopyContext& context)
{
    //: When, and a sentence about what happened.
    return Tr::tr("%1: %2").arg(timeText(stored.event, context.zone), summarySentence(stored.event).simplified());
}

QString citationOf(const StoredEvent& stored, const CopyContext& context)
{
    const QString hash = toQString(toHex(sha256(stored.raw)));
    const QString id = toQString(stored.event.id).simplified();
    return Tr::tr("Event %1 of %2, source \"%3\", archive \"%4\", SHA-256 of the record %5")
        .arg(id, timeText(stored.event, context.zone), toQString(sourceName(context.sources, stored.source)).simplified(), context.archive, hash);
}

template <typename Line>
QStringList linesOf(const std::vector<StoredEvent>& events, const CopyContext& context, Line line)
{
    QStringList lines;
    for (const StoredEvent& stored : events)
        lines << line(stored, context);
    return lines;
}

} // namespace

QString copyText(const std::vector<StoredEvent>& events, CopyFormat format, const CopyContext& context)
{
    switch (format) {
    case CopyFormat::Json: {
        const QString all = linesOf(events, context, jsonOf).join(QStringLiteral(",\n"));
        return events.size() == 1 ? all : QStringLiteral("[\n") + all + QStringLiteral("\n]");
    }
    case CopyFormat::Markdown:
        return markdownTable(events, context);
    case CopyFormat::Sentence:
        return linesOf(events, context, sentenceOf).join(u'\n');
    case CopyFormat::Citation:
        break;
    }
    return linesOf(events, context, citationOf).join(u'\n');
}

} // namespace auditlens
