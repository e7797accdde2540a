// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/arguments.h"
#include "cli/exitcode.h"
#include "query/binder.h"
#include "store/queryplan.h"

#include <QCoreApplication>
#include <QDateTime>

#include <limits>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;
using Node = BoundQuery::Node;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

constexpr int placeOfHow = 44; // Column of what answers a condition.

QString indent(int depth)
{
    return QString(2 * depth + 2, u' ');
}

QString joinName(QueryNode::Kind kind)
{
    return kind == QueryNode::Kind::And ? Tr::tr("all of") : kind == QueryNode::Kind::Or ? Tr::tr("any of") : Tr::tr("none of");
}

QString joinName(Node::Kind kind)
{
    return kind == Node::Kind::And ? Tr::tr("all of") : kind == Node::Kind::Or ? Tr::tr("any of") : Tr::tr("none of");
}

QString parseText(const QueryNode& node, int depth)
{
    if (node.kind == QueryNode::Kind::All)
        return indent(depth) + Tr::tr("everything") + u'\n';
    if (node.kind == QueryNode::Kind::Term)
        return indent(depth) + canonicalText(node) + u'\n';
    QString text = indent(depth) + joinName(node.kind) + u'\n';
    for (const QueryNode& child : node.children)
        text += parseText(child, depth + 1);
    return text;
}

QString howText(AnsweredBy by)
{
    switch (by) {
    case AnsweredBy::Columns:
        return Tr::tr("columns");
    case AnsweredBy::Checks:
        return Tr::tr("what a check of the archive found out");
    case AnsweredBy::Ids:
        return Tr::tr("stored ids, then events for ids that are no UUIDs");
    case AnsweredBy::Text:
        return Tr::tr("text and columns");
    case AnsweredBy::TextThenEvents:
        return Tr::tr("text, then events");
    case AnsweredBy::EntitiesThenEvents:
        return Tr::tr("columns; for labels text, then events");
    case AnsweredBy::ChangesThenEvents:
        return Tr::tr("columns of changes and text, then events");
    case AnsweredBy::Events:
        return Tr::tr("every event that is left");
    }
    return {};
}

QString runText(const Node& node, int depth)
{
    if (node.kind == Node::Kind::All)
        return indent(depth) + Tr::tr("everything") + u'\n';
    if (node.kind == Node::Kind::Term || node.kind == Node::Kind::SameChange)
        return QString(indent(depth) + toQString(describe(node))).leftJustified(placeOfHow) + u"  "_s + howText(answeredBy(node)) + u'\n';
    QString text = indent(depth) + joinName(node.kind) + u'\n';
    for (const Node& child : node.children)
        text += runText(child, depth + 1);
    return text;
}

QString timeText(Nanoseconds time, const QTimeZone& zone)
{
    const QDateTime instant = QDateTime::fromMSecsSinceEpoch(time / 1'000'000, zone);
    return (zone == QTimeZone::utc() ? instant.toUTC() : instant).toString(Qt::ISODateWithMs);
}

QString rangeText(const BoundQuery& query, const QTimeZone& zone)
{
    const bool begins = query.begin != std::numeric_limits<Nanoseconds>::min();
    const bool ends = query.end != std::numeric_limits<Nanoseconds>::max();
    QString text;
    if (begins)
        text += indent(0) + Tr::tr("from %1").arg(timeText(query.begin, zone)) + u'\n';
    if (ends)
        text += indent(0) + Tr::tr("before %1").arg(timeText(query.end, zone)) + u'\n';
    return begins || ends ? text : indent(0) + Tr::tr("any") + u'\n';
}

} // namespace

int runExplain(const QStringList& words, Console& console)
{
    Arguments arguments(u"explain [--zone Z] QUERY"_s,
        Tr::tr("Says how a query is read and by what an archive answers each of its conditions."));
    arguments.addOption({u"zone"_s}, u"ZONE"_s, Tr::tr("Zone in which times are read: UTC (the default), local, Europe/Berlin."));
    if (const auto code = arguments.read(words, console))
        return *code;
    const auto zone = arguments.zone(u"zone"_s);
    if (!zone)
        return arguments.complain(console, Tr::tr("There is no time zone \"%1\".").arg(arguments.value(u"zone"_s)));
    const QString text = arguments.rest().join(u' ');
    ParsedQuery parsed = parseQuery(text);
    const BoundOutcome bound = parsed.error ? BoundOutcome {{}, std::move(parsed.error)} : bindQuery(parsed.tree, TimeContext::current(*zone));
    if (bound.error) {
        console.say(pointAt(text, *bound.error));
        return ExitUsage;
    }
    console.write(Tr::tr("Query:") + u'\n' + indent(0) + canonicalText(parsed.tree.root) + u'\n');
    console.write(Tr::tr("Parse:") + u'\n' + parseText(parsed.tree.root, 0));
    console.write(Tr::tr("Time:") + u'\n' + rangeText(bound.query, *zone));
    console.write(Tr::tr("Answered by:") + u'\n' + runText(bound.query.root, 0));
    return ExitDone;
}

} // namespace auditlens
