// SPDX-License-Identifier: MIT
#include "query/treetext.h"

#include "base/text.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

using Node = BoundQuery::Node;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Query)
};

constexpr int placeOfRemark = 44; // Column.

QString indent(int depth)
{
    return QString(2 * depth, QLatin1Char(' '));
}

QString joinName(Node::Kind kind)
{
    return kind == Node::Kind::And ? Tr::tr("all of") : kind == Node::Kind::Or ? Tr::tr("any of") : Tr::tr("none of");
}

} // namespace

QString treeText(const Node& node, int depth, const std::function<QString(const Node&)>& remark)
{
    if (node.kind == Node::Kind::All)
        return indent(depth) + Tr::tr("everything") + QLatin1Char('\n');
    if (node.kind == Node::Kind::Term || node.kind == Node::Kind::SameChange) {
        const QString text = indent(depth) + toQString(describe(node));
        return (remark ? text.leftJustified(placeOfRemark) + QStringLiteral("  ") + remark(node) : text) + QLatin1Char('\n');
    }
    QString text = indent(depth) + joinName(node.kind) + QLatin1Char('\n');
    for (const Node& child : node.children)
        text += treeText(child, depth + 1, remark);
    return text;
}

} // namespace auditlens
