// SPDX-License-Identifier: MIT
#include "query/timedialog.h"

#include "models/timeaxis.h"
#include "models/timetext.h"
#include "models/zonemodel.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QVBoxLayout>

namespace auditlens {

TimeDialog::TimeDialog(const QTimeZone& zone, QWidget* parent)
    : QDialog(parent)
    , m_zone(zone)
    , m_edit(new QLineEdit)
    , m_reading(makeParagraph({}, "dim"))
    , m_go(makeButton({}, "primary"))
{
    setMinimumWidth(420);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(8);
    column->addWidget(makeLabel(tr("Time, in %1").arg(zoneLongName(zone)), "strong"));
    auto* row = new QHBoxLayout;
    row->addWidget(m_edit, 1);
    row->addWidget(m_go);
    column->addLayout(row);
    column->addWidget(m_reading);
    m_edit->setPlaceholderText(tr("2025-03-01 14:30, yesterday, -7d, 2025-03-01T12:30:00Z"));
    m_reading->setAccessibleName(tr("How it is read"));
    m_go->setDefault(true);
    connect(m_edit, &QLineEdit::textChanged, this, &TimeDialog::read);
    connect(m_go, &QPushButton::clicked, this, &TimeDialog::choose);
    askFor(tr("Go to a time"), tr("Go"), tr("Selects the event that is nearest to it in the list."));
    m_edit->setFocus();
}

void TimeDialog::askFor(const QString& title, const QString& button, const QString& hint)
{
    setWindowTitle(title);
    m_edit->setAccessibleName(title);
    m_go->setText(button);
    m_hint = hint;
    read();
}

QString TimeDialog::reading() const
{
    return m_reading->text();
}

void TimeDialog::read()
{
    m_span.reset();
    const QString text = m_edit->text().trimmed();
    QString reading = m_hint;
    if (!text.isEmpty()) {
        const Result<TimeSpan> span = parseTime(text, TimeContext::current(m_zone));
        if (span)
            m_span = *span;
        if (!span)
            reading = span.error().what + QLatin1Char(' ') + span.error().help;
        else
            reading = span->isInstant() ? stampText({span->begin, TimeOrigin::Stated, 0}, m_zone)
                                        : tr("the beginning of %1").arg(periodText(span->begin, span->end, m_zone));
    }
    m_reading->setText(reading);
    m_go->setEnabled(m_span.has_value());
}

void TimeDialog::choose()
{
    if (!m_span)
        return;
    const Nanoseconds time = m_span->begin;
    accept();
    Q_EMIT chosen(time);
}

} // namespace auditlens
