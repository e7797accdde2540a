// SPDX-License-Identifier: MIT
#include "details/fieldspage.h"

#include "base/text.h"
#include "json/document.h"
#include "models/timetext.h"
#include "style/theme.h"

#include <QHeaderView>

namespace auditlens {

namespace {

    constexpr int maxRows = 1000;

} // namespace

FieldsPage::FieldsPage(QWidget* parent)
    : QTableWidget(0, 2, parent)
{
    setHorizontalHeaderLabels({tr("Field"), tr("Value")});
    setAccessibleName(tr("Fields of the event"));
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(NoFrame);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(26);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setColumnWidth(0, 150);
    setTextElideMode(Qt::ElideRight);
}

void FieldsPage::add(const QString& name, const QString& value)
{
    if (value.isEmpty() || rowCount() >= maxRows)
        return;
    const int row = rowCount();
    insertRow(row);
    auto* key = new QTableWidgetItem(name);
    key->setForeground(theme().dim);
    auto* text = new QTableWidgetItem(value);
    text->setToolTip(value.left(2000).toHtmlEscaped());
    setItem(row, 0, key);
    setItem(row, 1, text);
}

void FieldsPage::setEvent(const StoredEvent& stored)
{
    setRowCount(0);
    const AuditEvent& event = stored.event;
    const std::pair<const char*, QString> fields[] = {{"id", toQString(event.id)},
        {"time", stampText(event.time, QTimeZone::utc())}, {"action", toQString(event.action)},
        {"verb", toQString(verbName(event.verb))},
        {"outcome", event.outcome == Outcome::Unknown ? QString() : toQString(outcomeName(event.outcome))},
        {"outcome reason", toQString(event.outcomeReason)}, {"actor.id", toQString(event.actor.id)},
        {"actor.name", toQString(event.actor.name)}, {"actor.full_name", toQString(event.actor.fullName)},
        {"actor.email", toQString(event.actor.email)}, {"actor.kind", toQString(event.actor.kind)},
        {"actor.on_behalf_of", toQString(event.actor.onBehalfOf)}, {"entity.type", toQString(event.entity.type)},
        {"entity.id", toQString(event.entity.id)}, {"entity.label", toQString(event.entity.label)},
        {"tenant", toQString(event.tenant)}, {"ip", toQString(event.ip)}, {"request_id", toQString(event.requestId)},
        {"user agent", toQString(event.userAgent)}, {"signature", toQString(event.signature.text)},
        {"summary", toQString(event.summary)}};
    for (const auto& [name, value] : fields)
        add(QString::fromLatin1(name), value);
    for (const OtherClock& clock : event.clocks)
        add(toQString(clock.name), stampText({clock.ns, TimeOrigin::Stated, 3}, QTimeZone::utc()));
    json::Document extra;
    if (event.extra.empty() || !extra.parseCopy(event.extra))
        return;
    for (const json::Value member : extra.root())
        add(QStringLiteral("extra.") + toQString(member.key()), toQString(member.text()).left(10000));
}

} // namespace auditlens
