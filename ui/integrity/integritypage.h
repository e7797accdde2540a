// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/eventintegrity.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace auditlens {

/// Of one event: is its content as it was signed, and does it fit what is around it? Never one answer for both.
class IntegrityPage : public QWidget
{
    Q_OBJECT

public:
    explicit IntegrityPage(QWidget* parent = nullptr);

    void setIntegrity(const EventIntegrity& integrity, const std::vector<CoveredMember>& coverage);
    /// What the check does at the moment; empty while none is running. Without a report the link asks for one.
    void setCheck(const QString& running, bool hasReport);
    QPushButton* link() const { return m_link; }

Q_SIGNALS:
    void checkAsked();
    void eventAsked(auditlens::Row row);

private:
    void addAnswer(const QString& question, const EventAnswer& answer);
    void addCoverage(const std::vector<CoveredMember>& coverage);
    void addFinding(const EventFinding& finding);

    QWidget* m_answers = nullptr; ///< Made anew for every event.
    QVBoxLayout* m_layout;
    QLabel* m_note;
    QPushButton* m_link;
};

} // namespace auditlens
