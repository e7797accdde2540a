// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/arguments.h"
#include "cli/exitcode.h"
#include "connections/connectionfolder.h"
#include "connections/sourcequestion.h"
#include "query/binder.h"
#include "query/treetext.h"
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

QString indent(int depth)
{
    return QString(2 * depth + 2, u' ');
}

QString joinName(QueryNode::Kind kind)
{
    return kind == QueryNode::Kind::And ? Tr::tr("all of") : kind == QueryNode::Kind::Or ? Tr::tr("any of") : Tr::tr("none of");
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

/// What the source of that name would be asked; the exit code after a complaint.
std::optional<int> tellQuestion(const QString& name, const BoundQuery& query, Console& console)
{
    const Result<Connection> connection = ConnectionFolder::ofThisUser().named(name);
    const Result<SourceQuestion> question = connection ? questionTo(*connection, query) : connection.error();
    if (!question)
        return tellTrouble(question.error(), console);
    console.write(Tr::tr("Asked of \"%1\":").arg(connection->name) + u'\n' + questionText(*question, {query.begin, query.end}, {}));
    return {};
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
    Arguments arguments(u"explain [--zone Z] [--source NAME] QUERY"_s,
        Tr::tr("Says how a query is read and by what an archive answers each of its conditions."));
    arguments.addOption({u"zone"_s}, u"ZONE"_s, Tr::tr("Zone in which times are read: UTC (the default), local, Europe/Berlin."));
    arguments.addOption({u"source"_s}, u"NAME"_s, Tr::tr("Also what this connection would be asked, and what is evaluated here. Nothing is sent."));
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
    console.write(Tr::tr("Answered by:") + u'\n' + treeText(bound.query.root, 1, [](const Node& node) { return howText(answeredBy(node)); }));
    const auto complaint = arguments.has(u"source"_s) ? tellQuestion(arguments.value(u"source"_s), bound.query, console) : std::nullopt;
    return complaint.value_or(ExitDone);
}

} // namespace auditlens
