// SPDX-License-Identifier: MIT
#include "query/timerangebutton.h"

#include "models/timetext.h"
#include "models/zonemodel.h"
#include "widgets/labels.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QMenu>
#include <QWidgetAction>

#include <limits>

namespace auditlens {

TimeRangeButton::TimeRangeButton(QWidget* parent)
    : QToolButton(parent)
    , m_menu(new QMenu(this))
{
    setProperty("look", QStringLiteral("button"));
    setPopupMode(InstantPopup);
    setFocusPolicy(Qt::StrongFocus);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setAccessibleName(tr("Time range"));
    setMenu(m_menu);
    buildMenu();
    showRange();
}

void TimeRangeButton::buildMenu()
{
    connect(m_menu->addAction(tr("All time")), &QAction::triggered, this, [this] { choose({}); });
    m_menu->addSeparator();
    addNewest(tr("Newest day of the archive"), QStringLiteral("1d"));
    addNewest(tr("Newest 7 days of the archive"), QStringLiteral("7d"));
    addNewest(tr("Newest 30 days of the archive"), QStringLiteral("30d"));
    m_menu->addSeparator();
    addPreset(tr("Today"), QStringLiteral("today"), {});
    addPreset(tr("Yesterday"), QStringLiteral("yesterday"), QStringLiteral("yesterday"));
    addPreset(tr("This week"), QStringLiteral("this week"), {});
    addPreset(tr("Last month"), QStringLiteral("last month"), QStringLiteral("last month"));
    m_menu->addSeparator();
    auto* form = new QWidget;
    auto* grid = new QGridLayout(form);
    grid->setContentsMargins(12, 8, 12, 8);
    grid->setSpacing(6);
    m_from = new QLineEdit;
    m_from->setPlaceholderText(tr("2025-03-01 or -7d"));
    m_from->setAccessibleName(tr("From"));
    m_to = new QLineEdit;
    m_to->setPlaceholderText(tr("2025-03 or now"));
    m_to->setAccessibleName(tr("To"));
    m_problem = makeParagraph({}, "error");
    m_problem->hide();
    QPushButton* apply = makeButton(tr("Apply"), "soft");
    grid->addWidget(makeLabel(tr("From"), "dim"), 0, 0);
    grid->addWidget(m_from, 0, 1);
    grid->addWidget(makeLabel(tr("To"), "dim"), 1, 0);
    grid->addWidget(m_to, 1, 1);
    m_zoneNote = makeLabel({}, "small");
    grid->addWidget(m_zoneNote, 2, 1);
    grid->addWidget(m_problem, 3, 0, 1, 2);
    grid->addWidget(apply, 4, 1);
    auto* action = new QWidgetAction(m_menu);
    action->setDefaultWidget(form);
    m_menu->addAction(action);
    const auto typed = [this] {
        if (applyTyped(m_from->text(), m_to->text()))
            m_menu->close();
    };
    connect(apply, &QPushButton::clicked, this, typed);
    connect(m_from, &QLineEdit::returnPressed, this, typed);
    connect(m_to, &QLineEdit::returnPressed, this, typed);
}

void TimeRangeButton::addPreset(const QString& title, const QString& from, const QString& to)
{
    connect(m_menu->addAction(title), &QAction::triggered, this, [this, from, to] { applyTyped(from, to); });
}

void TimeRangeButton::addNewest(const QString& title, const QString& length)
{
    connect(m_menu->addAction(title), &QAction::triggered, this, [this, length] { choose({{}, {}, length}); });
}

Result<TimeRange> TimeRangeButton::read(const AskedRange& asked) const
{
    return rangeOf(asked, TimeContext::current(m_zone), m_last);
}

bool TimeRangeButton::applyTyped(const QString& from, const QString& to)
{
    const Result<TimeRange> range = read({from, to, {}});
    m_problem->setVisible(!range);
    if (!range) {
        m_problem->setText(range.error().what + QLatin1Char(' ') + range.error().help);
        return false;
    }
    choose({from, to, {}});
    return true;
}

void TimeRangeButton::choose(const AskedRange& asked)
{
    const TimeRange before = m_range;
    setAsked(asked);
    if (m_range != before)
        Q_EMIT rangeChanged(m_range);
}

void TimeRangeButton::setAsked(const AskedRange& asked)
{
    const Result<TimeRange> range = read(asked);
    setRange(range ? *range : TimeRange());
    m_asked = range ? asked : AskedRange();
}

void TimeRangeButton::setRange(const TimeRange& range)
{
    m_range = range;
    m_asked = AskedRange::fixed(range);
    showRange();
}

void TimeRangeButton::setZone(const QTimeZone& zone)
{
    m_zone = zone;
    setAsked(AskedRange(m_asked));
}

void TimeRangeButton::setSpan(Nanoseconds, Nanoseconds last)
{
    m_last = last;
}

/// Days where the range is made of days, else with the time of day.
QString TimeRangeButton::spanText() const
{
    const QString begin = dateText(m_range.begin, m_zone);
    const QString last = dateText(m_range.end - 1, m_zone);
    const QString from = clockText(m_range.begin, m_zone).left(5);
    const QString to = clockText(m_range.end, m_zone).left(5);
    const bool days = from == QLatin1String("00:00") && to == QLatin1String("00:00");
    if (begin != last)
        return days ? tr("%1 – %2").arg(begin, last) : tr("%1 %2 – %3 %4").arg(begin, from, last, to);
    return days ? begin : tr("%1 %2 – %3").arg(begin, from, to);
}

void TimeRangeButton::showRange()
{
    m_zoneNote->setText(tr("Times in %1").arg(zoneLongName(m_zone)));
    const bool fromOpen = m_range.begin == std::numeric_limits<Nanoseconds>::min();
    const bool toOpen = m_range.end == std::numeric_limits<Nanoseconds>::max();
    QString text = tr("All time");
    if (!fromOpen && !toOpen)
        text = spanText();
    else if (!fromOpen)
        text = tr("Since %1").arg(dateText(m_range.begin, m_zone));
    else if (!toOpen)
        text = tr("Until %1").arg(dateText(m_range.end - 1, m_zone));
    setText(text + QString::fromUtf8(" ▾"));
}

} // namespace auditlens
