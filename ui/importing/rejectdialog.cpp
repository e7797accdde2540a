// SPDX-License-Identifier: MIT
#include "importing/rejectdialog.h"

#include "base/text.h"
#include "models/rejectmodel.h"
#include "models/timetext.h"
#include "style/theme.h"
#include "widgets/labels.h"

#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTableView>
#include <QVBoxLayout>

namespace auditlens {

RejectDialog::RejectDialog(std::vector<Reject> rejects, quint64 total, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Rejected records"));
    resize(860, 520);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(makeLabel(tr("%1 record(s) could not be read", nullptr, int(total)).arg(numberText(total)), "heading"));
    layout->addWidget(makeParagraph(total > rejects.size() ? tr("The first %1 are listed. Nothing is lost: the archive keeps their bytes.").arg(numberText(rejects.size()))
                                                           : tr("Nothing is lost: the archive keeps their bytes."), "dim"));
    auto* table = new QTableView;
    auto* raw = new QPlainTextEdit;
    raw->setReadOnly(true);
    raw->setFont(monoFont(12));
    raw->setMaximumHeight(150);
    raw->setAccessibleName(tr("Bytes of the record"));
    std::vector<std::string> bytes;
    for (const Reject& reject : rejects)
        bytes.push_back(reject.raw);
    table->setModel(new RejectModel(std::move(rejects), table));
    table->setSelectionBehavior(QTableView::SelectRows);
    table->setSelectionMode(QTableView::SingleSelection);
    table->setShowGrid(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->setColumnWidth(RejectModel::Place, 220);
    table->setColumnWidth(RejectModel::Reason, 320);
    connect(table->selectionModel(), &QItemSelectionModel::currentRowChanged, raw, [raw, bytes](const QModelIndex& index) {
        raw->setPlainText(toQString(bytes[std::size_t(index.row())]));
    });
    layout->addWidget(table, 1);
    layout->addWidget(raw);
    table->selectRow(0);
}

} // namespace auditlens
