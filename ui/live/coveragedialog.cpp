// SPDX-License-Identifier: MIT
#include "live/coveragedialog.h"

#include "models/coveragemodel.h"
#include "widgets/labels.h"
#include "widgets/table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

namespace auditlens {

CoverageDialog::CoverageDialog(QWidget* parent)
    : QDialog(parent)
    , m_heading(makeParagraph({}, "heading"))
    , m_model(new CoverageModel(this))
    , m_table(new QTableView)
{
    setWindowTitle(tr("Is everything here?"));
    resize(1000, 420);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(m_heading);
    layout->addWidget(makeParagraph(tr("What the services handed out of the time that is shown. Complete means all that a service had when it was asked; "
                                       "what it never kept, hides or was given later is not known here."), "dim"));
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Ledger of completeness"));
    dressTable(m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setColumnWidth(CoverageModel::Source, 150);
    m_table->setColumnWidth(CoverageModel::From, 185);
    m_table->setColumnWidth(CoverageModel::To, 185);
    m_table->setColumnWidth(CoverageModel::State, 100);
    layout->addWidget(m_table, 1);
    QPushButton* close = makeButton(tr("Close"), "primary");
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* foot = new QHBoxLayout;
    foot->addStretch();
    foot->addWidget(close);
    layout->addLayout(foot);
}

void CoverageDialog::setCoverage(const CoverageView& ledger, const QTimeZone& zone)
{
    m_heading->setText(ledger.lines.empty() ? tr("Nothing of this time was fetched from a service.")
            : ledger.isComplete()           ? tr("All of the time that is shown is complete.")
                                            : tr("Of the time that is shown: %1.").arg(ledger.words()));
    m_model->setCoverage(ledger, zone);
}

QString CoverageDialog::heading() const
{
    return m_heading->text();
}

} // namespace auditlens
