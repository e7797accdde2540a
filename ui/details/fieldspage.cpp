// SPDX-License-Identifier: MIT
#include "details/fieldspage.h"

#include "base/text.h"
#include "event/redaction.h"
#include "integrity/coveredfields.h"
#include "json/document.h"
#include "models/timetext.h"
#include "style/theme.h"
#include "widgets/labels.h"

#include <QEvent>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    constexpr int maxRows = 1000;

    QString coverText(Cover cover)
    {
        switch (cover) {
        case Cover::Whole:
            return FieldsPage::tr("covered by the signature");
        case Cover::Part:
            return FieldsPage::tr("covered in part by the signature");
        case Cover::None:
            break;
        }
        return FieldsPage::tr("not covered by the signature");
    }

} // namespace

FieldsPage::FieldsPage(QWidget* parent)
    : QWidget(parent)
    , m_legend(makeParagraph(tr("Green: the signature covers it. Blue: it covers a part. Without a tint: it does not, or the field is no member of the record."), "dim"))
    , m_table(new QTableWidget(0, 2))
{
    m_table->setHorizontalHeaderLabels({tr("Field"), tr("Value")});
    m_table->setAccessibleName(tr("Fields of the event"));
    m_table->setEditTriggers(QTableWidget::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(26);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->setColumnWidth(0, 150);
    m_table->setTextElideMode(Qt::ElideRight);
    m_legend->setContentsMargins(16, 8, 16, 8);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_legend);
    layout->addWidget(m_table, 1);
    setFocusProxy(m_table);
}

void FieldsPage::add(const QString& name, const QString& value)
{
    if (value.isEmpty() || m_table->rowCount() >= maxRows)
        return;
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    auto* key = new QTableWidgetItem(name);
    key->setForeground(theme().dim);
    const bool redacted = isRedaction(toUtf8(value));
    auto* text = new QTableWidgetItem(redacted ? tr("(redacted)") : value);
    if (redacted)
        text->setForeground(theme().dim);
    const std::optional<Cover> cover = coverOfField(toUtf8(name), m_coverage);
    const QString said = cover ? coverText(*cover) : QString();
    text->setToolTip(QString(value.left(2000) + (said.isEmpty() ? said : u'\n' + said)).toHtmlEscaped());
    if (cover)
        text->setData(Qt::AccessibleDescriptionRole, said);
    for (QTableWidgetItem* item : {key, text}) {
        if (cover && *cover != Cover::None)
            item->setBackground(*cover == Cover::Whole ? theme().addBg : theme().accentWeak);
    }
    m_table->setItem(row, 0, key);
    m_table->setItem(row, 1, text);
}

void FieldsPage::setEvent(const StoredEvent& stored, const std::vector<CoveredMember>& coverage)
{
    m_stored = stored;
    m_coverage = coverage;
    m_legend->setVisible(!coverage.empty());
    fill();
}

void FieldsPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fill();
}

void FieldsPage::fill()
{
    m_table->setRowCount(0);
    const AuditEvent& event = m_stored.event;
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
    addExtra();
}

void FieldsPage::addExtra()
{
    const std::string& members = m_stored.event.extra;
    json::Document extra;
    if (members.empty() || !extra.parseCopy(members))
        return;
    for (const json::Value member : extra.root())
        add(QStringLiteral("extra.") + toQString(member.key()), toQString(member.text()).left(10000));
}

} // namespace auditlens
