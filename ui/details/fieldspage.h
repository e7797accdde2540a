// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"
#include "trust/signaturescheme.h"

#include <QWidget>

#include <vector>

class QLabel;
class QTableWidget;

namespace auditlens {

/// Every field of the event by the name that docs/event.md gives it, and what the record had besides. What the signature
/// of the event covers is tinted.
class FieldsPage : public QWidget
{
    Q_OBJECT

public:
    explicit FieldsPage(QWidget* parent = nullptr);

    /// The coverage is empty for an event that is not signed in a known way.
    void setEvent(const StoredEvent& stored, const std::vector<CoveredMember>& coverage);
    QTableWidget* table() const { return m_table; }
    QLabel* legend() const { return m_legend; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void addExtra();
    void add(const QString& name, const QString& value);

    StoredEvent m_stored;
    std::vector<CoveredMember> m_coverage;
    QLabel* m_legend;
    QTableWidget* m_table;
};

} // namespace auditlens
