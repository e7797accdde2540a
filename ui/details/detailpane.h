// SPDX-License-Identifier: MIT
#pragma once

#include "ledger/ledgerline.h"
#include "session/eventdetail.h"

#include <QTimeZone>
#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;
class QLabel;
class QScrollArea;
class QStackedWidget;
class QTabBar;

namespace auditlens {

class ChangeCard;
class FieldsPage;
class FlowLayout;
class HistoryPage;
class IntegrityPage;
class RawPage;

/// Everything about one event: who, what, when, and the change cards.
class DetailPane : public QWidget
{
    Q_OBJECT

public:
    explicit DetailPane(QWidget* parent = nullptr);

    void setEvent(const EventDetail& detail, const QString& sourceName, const QTimeZone& zone);
    void setZone(const QTimeZone& zone);
    void clear();
    /// The tabs, in their order; Ctrl+1 and so on choose them.
    enum Tab { ChangesTab, HistoryTab, RawTab, FieldsTab, IntegrityTab };
    QTabBar* tabs() const { return m_tabs; }
    RawPage* rawPage() const { return m_raw; }
    HistoryPage* historyPage() const { return m_history; }
    IntegrityPage* integrityPage() const { return m_integrity; }
    /// How many events there are about the entity; nothing when that is not known, or there is no entity.
    void setHistoryCount(std::optional<quint64> events);
    void showHistory(); ///< Opens that tab and gives it the focus.
    /// What the last check found, and in which archive; null when nothing is known.
    void setReport(std::shared_ptr<const IntegrityReport> report, std::shared_ptr<const Archive> archive);
    /// What a check does at the moment; empty when none is running.
    void setCheck(const QString& running);
    QString whenText() const; ///< In UTC, in the zone of this machine and in the window's zone.

Q_SIGNALS:
    void revealAsked(const auditlens::Change& change, auditlens::LedgerPosition position);
    void sameAsked(const QString& mask); ///< For the events that hold the same masked value.
    void checkAsked(); ///< Of the whole archive.
    void eventAsked(auditlens::Row row); ///< Of the report's archive.

private:
    ChangeCard* makeCard(const ChangeDetail& detail);
    void fillHead();
    void fillCards();
    void setFacts(const QStringList& values); ///< In the order of the names; an empty one is not shown.
    const AuditEvent& event() const { return m_detail->stored.event; }
    QString actorLine() const;
    QString entityLine() const;
    void fillIntegrity();
    QWidget* makeHead();
    QGridLayout* makeFacts();

    std::optional<EventDetail> m_detail;
    QString m_source;
    QTimeZone m_zone = QTimeZone::utc();
    QStackedWidget* m_whole; ///< Nothing chosen, or the event.
    QLabel* m_headline;
    QLabel* m_sentence;
    struct Fact
    {
        QLabel* name;
        QLabel* value;
    };
    std::vector<Fact> m_facts;
    QTabBar* m_tabs;
    QStackedWidget* m_pages;
    QScrollArea* m_cards;
    HistoryPage* m_history;
    RawPage* m_raw;
    FieldsPage* m_fields;
    IntegrityPage* m_integrity;
    FlowLayout* m_pills; ///< Of the head: both answers, apart.
    std::shared_ptr<const IntegrityReport> m_report;
    std::shared_ptr<const Archive> m_reportArchive;
    std::size_t m_shownCards = 0;
};

} // namespace auditlens
