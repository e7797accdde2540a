// SPDX-License-Identifier: MIT
#pragma once

#include "history/entityhistory.h"

#include <QTimeZone>
#include <QWidget>

#include <memory>

class QLabel;
class QLineEdit;
class QPushButton;
class QSlider;
class QTableView;

namespace auditlens {

class BrokenLinkBox;
class HistoryModel;
class StateModel;

/// The events of one object, and below them what its fields were at a chosen moment and who had set them. The slider
/// and the arrow keys choose the moment; a click or Enter goes to the event.
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPage(QWidget* parent = nullptr);

    void setHistory(std::shared_ptr<const EntityHistory> history);
    /// Nothing to show yet, or never: the sentence says why.
    void clear(const QString& why);
    /// Marks the event that the window shows and takes its moment.
    void setCurrentEvent(const std::string& id);
    void setZone(const QTimeZone& zone);

    const std::shared_ptr<const EntityHistory>& history() const { return m_history; }
    /// How many events lead to the moment that is shown.
    EventIndex moment() const { return m_moment; }
    QTableView* events() const { return m_events; }
    QTableView* state() const { return m_state; }
    QSlider* slider() const { return m_slider; }
    QLineEdit* timeEdit() const { return m_time; }
    /// Asks to compare the moment with that of the chosen event; where these are one, with the newest.
    void compareMoments();
    QPushButton* compareButton() const { return m_compare; }
    QLabel* stateNote() const { return m_stateNote; }
    BrokenLinkBox* brokenLinks() const { return m_broken; }

Q_SIGNALS:
    void wanted(); ///< It became visible.
    void eventAsked(auditlens::Row row);
    void sameAsked(const QString& mask); ///< For the events that hold the same masked value.
    void compareAsked(auditlens::EventIndex left, auditlens::EventIndex right); ///< Counts of events, the smaller first.

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeMomentRow();
    void addStateMenu();
    void setMoment(EventIndex count);
    void takeTypedTime();
    void askEvent(EventIndex event);
    void askChosen(const QTableView* table);
    int rowOf(EventIndex event) const;
    void markCurrent();
    void tellMoment(const EntityState& state);

    std::shared_ptr<const EntityHistory> m_history;
    QTimeZone m_zone = QTimeZone::utc();
    std::string m_current; ///< Id of the event.
    EventIndex m_moment = 0;
    bool m_moving = false; ///< The page itself sets the moment.
    HistoryModel* m_eventModel;
    StateModel* m_stateModel;
    QLabel* m_note;
    QTableView* m_events;
    QSlider* m_slider;
    QLineEdit* m_time;
    QPushButton* m_compare;
    QWidget* m_momentRow; ///< The three above.
    QLabel* m_stateNote;
    QTableView* m_state;
    BrokenLinkBox* m_broken;
};

} // namespace auditlens
