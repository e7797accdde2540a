// SPDX-License-Identifier: MIT
#include "details/historypage.h"

#include "base/text.h"
#include "details/brokenlink.h"
#include "history/historytext.h"
#include "models/historymodel.h"
#include "models/timetext.h"
#include "query/timerange.h"
#include "summary/words.h"
#include "widgets/labels.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QSlider>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    QTableView* makeTable(QAbstractItemModel* model, const QString& name)
    {
        auto* table = new QTableView;
        table->setModel(model);
        table->setAccessibleName(name);
        table->setEditTriggers(QTableView::NoEditTriggers);
        table->setSelectionBehavior(QTableView::SelectRows);
        table->setSelectionMode(QTableView::SingleSelection);
        table->setShowGrid(false);
        table->setWordWrap(false);
        table->setFrameShape(QFrame::NoFrame);
        table->setTabKeyNavigation(false);
        table->setTextElideMode(Qt::ElideRight);
        table->verticalHeader()->hide();
        table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        table->verticalHeader()->setDefaultSectionSize(26);
        table->horizontalHeader()->setStretchLastSection(true);
        table->horizontalHeader()->setHighlightSections(false);
        table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        return table;
    }

} // namespace

HistoryPage::HistoryPage(QWidget* parent)
    : QWidget(parent)
    , m_eventModel(new HistoryModel(this))
    , m_stateModel(new StateModel(this))
    , m_note(makeParagraph({}, "dim"))
    , m_events(makeTable(m_eventModel, tr("Events of this entity")))
    , m_slider(new QSlider(Qt::Horizontal))
    , m_time(new QLineEdit)
    , m_compare(makeButton(tr("Compare"), "soft"))
    , m_momentRow(makeMomentRow())
    , m_stateNote(makeParagraph({}, "dim"))
    , m_state(makeTable(m_stateModel, tr("Fields at this moment")))
    , m_broken(new BrokenLinkBox)
{
    m_events->setItemDelegate(new BrokenLinkDelegate(BrokenLinkDelegate::Below::Before, this));
    m_state->setItemDelegate(new BrokenLinkDelegate(BrokenLinkDelegate::Below::Other, this));
    m_events->setColumnWidth(HistoryModel::When, 168);
    m_events->setColumnWidth(HistoryModel::Who, 90);
    m_state->setColumnWidth(StateModel::Field, 90);
    m_state->setColumnWidth(StateModel::ValueThen, 110);
    m_state->setColumnWidth(StateModel::SetBy, 80);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->setSpacing(6);
    layout->addWidget(m_note);
    layout->addWidget(m_events, 1);
    layout->addWidget(m_momentRow);
    layout->addWidget(m_stateNote);
    layout->addWidget(m_broken);
    layout->addWidget(m_state, 1);

    for (QTableView* table : {m_events, m_state}) {
        table->installEventFilter(this);
        connect(table, &QTableView::clicked, this, [this, table] { askChosen(table); });
    }
    connect(m_events->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& index) {
        if (index.isValid() && !m_moving)
            setMoment(EventIndex(m_eventModel->rowCount() - index.row()));
    });
    connect(m_slider, &QSlider::valueChanged, this, [this](int count) { setMoment(EventIndex(count)); });
    connect(m_time, &QLineEdit::returnPressed, this, &HistoryPage::takeTypedTime);
    addStateMenu();
    clear({});
}

void HistoryPage::addStateMenu()
{
    auto* same = new QAction(tr("Find the same value"), m_state);
    same->setEnabled(false);
    m_state->addAction(same);
    m_state->setContextMenuPolicy(Qt::ActionsContextMenu);
    const auto mask = [this] { return m_stateModel->maskOf(m_state->currentIndex().row()); };
    connect(m_state->selectionModel(), &QItemSelectionModel::currentRowChanged, same, [same, mask] { same->setEnabled(!mask().isEmpty()); });
    connect(same, &QAction::triggered, this, [this, mask] { Q_EMIT sameAsked(mask()); });
}

QWidget* HistoryPage::makeMomentRow()
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(makeLabel(tr("State at"), "section"));
    m_slider->setAccessibleName(tr("Moment, by events"));
    layout->addWidget(m_slider, 1);
    m_time->setAccessibleName(tr("Moment, as a time"));
    m_time->setPlaceholderText(tr("a time, or -7d"));
    m_time->setMinimumWidth(80);
    m_time->setMaximumWidth(150);
    layout->addWidget(m_time);
    m_compare->setToolTip(tr("Compare this moment with that of the chosen event, or with the newest (Ctrl+D)"));
    connect(m_compare, &QPushButton::clicked, this, &HistoryPage::compareMoments);
    layout->addWidget(m_compare);
    return row;
}

void HistoryPage::clear(const QString& why)
{
    m_history.reset();
    m_eventModel->setHistory(nullptr, m_zone);
    m_stateModel->setState(nullptr, {}, m_zone);
    m_note->setText(why);
    m_stateNote->clear();
    m_broken->clear();
    m_slider->setRange(0, 0);
    m_momentRow->setEnabled(false);
}

void HistoryPage::setHistory(std::shared_ptr<const EntityHistory> history)
{
    m_history = std::move(history);
    m_eventModel->setHistory(m_history, m_zone);
    const QString name = oneLine(m_history->entity().text(), 100);
    QStringList sentences {m_history->complete() ? tr("%n event(s) of %1", nullptr, int(m_history->total())).arg(name)
                                                 : tr("The newest %1 of %n events of %2", nullptr, int(m_history->total())).arg(numberText(m_history->events().size()), name)};
    if (!m_history->breaks().empty())
        sentences << tr("%n value(s) do not follow from the one before", nullptr, int(m_history->breaks().size()));
    if (m_history->tenants().size() > 1)
        sentences << tr("of %n tenants, which may each have an object of this name", nullptr, int(m_history->tenants().size()));
    m_note->setText(sentences.join(QString::fromUtf8(" · ")));
    m_momentRow->setEnabled(true);
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(0, int(m_history->events().size()));
    setMoment(EventIndex(m_history->events().size()));
    markCurrent();
}

void HistoryPage::setZone(const QTimeZone& zone)
{
    m_zone = zone;
    if (!m_history)
        return;
    const EventIndex moment = m_moment;
    m_eventModel->setHistory(m_history, m_zone);
    markCurrent();
    setMoment(moment);
}

void HistoryPage::setCurrentEvent(const std::string& id)
{
    m_current = id;
    markCurrent();
}

void HistoryPage::markCurrent()
{
    if (!m_history)
        return;
    const auto& events = m_history->events();
    const auto found = std::ranges::find(events, m_current, [](const HistoryEvent& event) -> const std::string& { return event.event.id; });
    const bool known = found != events.end();
    m_eventModel->setMarked(known ? rowOf(EventIndex(found - events.begin())) : -1);
    if (known)
        setMoment(EventIndex(found - events.begin()) + 1);
}

int HistoryPage::rowOf(EventIndex event) const
{
    return m_eventModel->rowCount() - 1 - int(event);
}

void HistoryPage::setMoment(EventIndex count)
{
    if (!m_history)
        return;
    m_moment = count;
    const QSignalBlocker quietSlider(m_slider);
    const QScopedValueRollback moving(m_moving, true);
    const int field = m_state->currentIndex().row();
    m_slider->setValue(int(count));
    const QModelIndex index = count == 0 ? QModelIndex() : m_eventModel->index(rowOf(count - 1), 0);
    m_events->setCurrentIndex(index);
    EntityState state = m_history->stateAfter(count);
    tellMoment(state);
    m_stateModel->setState(m_history, std::move(state), m_zone);
    m_state->setCurrentIndex(m_stateModel->index(field, 0));
}

void HistoryPage::tellMoment(const EntityState& state)
{
    QStringList sentences;
    if (m_moment == 0)
        sentences << tr("Before the first of these events.");
    else
        sentences << tr("After event %1 of %2, %3.", "number, of how many, time")
                         .arg(numberText(m_moment), numberText(m_history->events().size()), stampText(m_history->events()[m_moment - 1].event.time, m_zone));
    sentences << existenceText(*m_history, state, [this](const EventTime& time) { return stampText(time, m_zone); });
    m_stateNote->setText(sentences.join(QLatin1Char(' ')));
    m_broken->setMoment(*m_history, m_moment);
}

void HistoryPage::takeTypedTime()
{
    const Result<TimeSpan> span = parseTime(m_time->text(), TimeContext::current(m_zone));
    if (!span) {
        m_stateNote->setText(span.error().what + QLatin1Char(' ') + span.error().help);
        return;
    }
    if (m_history)
        setMoment(m_history->countUntil(span->lastMoment()));
}

void HistoryPage::compareMoments()
{
    if (!m_history || m_history->events().empty())
        return;
    const EventIndex newest = EventIndex(m_history->events().size());
    const EventIndex chosen = m_eventModel->marked() < 0 ? newest : newest - EventIndex(m_eventModel->marked());
    const EventIndex other = chosen == m_moment ? newest : chosen;
    Q_EMIT compareAsked(std::min(m_moment, other), std::max(m_moment, other));
}

void HistoryPage::askEvent(EventIndex event)
{
    if (m_history && event < m_history->events().size())
        Q_EMIT eventAsked(m_history->events()[event].row);
}

void HistoryPage::askChosen(const QTableView* table)
{
    const int row = table->currentIndex().row();
    if (row < 0)
        return;
    if (table == m_events)
        askEvent(EventIndex(m_eventModel->rowCount() - 1 - row));
    else if (const auto blamed = m_stateModel->blamed(row))
        askEvent(*blamed);
}

bool HistoryPage::eventFilter(QObject* watched, QEvent* event)
{
    const auto* key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event) : nullptr;
    if (key && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        askChosen(static_cast<QTableView*>(watched));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void HistoryPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    Q_EMIT wanted();
}

} // namespace auditlens
