// SPDX-License-Identifier: MIT
#pragma once

#include "session/coverageview.h"

#include <QDialog>
#include <QTimeZone>

class QLabel;
class QTableView;

namespace auditlens {

class CoverageModel;

/// The ledger of completeness of the time that is shown, source by source, stretch by stretch.
class CoverageDialog : public QDialog
{
    Q_OBJECT

public:
    explicit CoverageDialog(QWidget* parent = nullptr);

    void setCoverage(const CoverageView& ledger, const QTimeZone& zone);
    QTableView* table() const { return m_table; }
    QString heading() const;

private:
    QLabel* m_heading;
    CoverageModel* m_model;
    QTableView* m_table;
};

} // namespace auditlens
