// SPDX-License-Identifier: MIT
#include "cli/tablewriter.h"

#include "base/text.h"
#include "exporting/zonedtime.h"
#include "summary/summary.h"
#include "summary/words.h"

#include <QCoreApplication>

#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

constexpr std::array widths = {29, 22, 18, 30};

void appendCells(std::string& out, const std::array<QString, 5>& cells)
{
    QString line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const QString& cell = cells[i];
        const QString shown = cell.size() > widths[i] ? cell.left(widths[i] - 1) + u'…' : cell;
        line += shown.leftJustified(widths[i] + 2);
    }
    line += cells.back();
    while (line.endsWith(u' '))
        line.chop(1);
    out += toUtf8(line) + '\n';
}

} // namespace

void TableWriter::begin(std::string& out)
{
    appendCells(out, {Tr::tr("TIME (%1)").arg(toQString(zoneName(m_zone))), Tr::tr("ACTOR"), Tr::tr("ACTION"),
        Tr::tr("OBJECT"), Tr::tr("DETAIL")});
}

void TableWriter::add(std::string& out, const AuditEvent& event, std::string_view)
{
    std::string time;
    appendZonedTime(time, event.time, m_zone);
    appendCells(out, {toQString(time), actorText(event.actor), oneLine(event.action, 40),
        event.entity.known() ? entityText(event.entity) : QString(), summarize(event).detail});
}

} // namespace auditlens
