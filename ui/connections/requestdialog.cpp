// SPDX-License-Identifier: MIT
#include "connections/requestdialog.h"

#include "style/theme.h"
#include "widgets/labels.h"
#include "widgets/table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QTableWidget>
#include <QVBoxLayout>

namespace auditlens {

namespace {

enum Column { Time, Method, Address, Status, Duration, Size, Attempt, Problem };

} // namespace

RequestDialog::RequestDialog(const QString& source, std::vector<RequestLine> lines, QWidget* parent)
    : QDialog(parent)
    , m_lines(std::move(lines))
    , m_table(makeTable(tr("Requests"),
          {tr("Time (UTC)"), tr("Method"), tr("Address"), tr("Status"), tr("Duration"), tr("Size"), tr("Retry"), tr("Problem")}))
    , m_details(new QPlainTextEdit)
    , m_copy(makeButton(tr("Copy all as text"), ""))
{
    setWindowTitle(source.isEmpty() ? tr("Requests") : tr("Requests to \"%1\"").arg(source));
    resize(980, 560);
    m_details->setReadOnly(true);
    m_details->setFont(monoFont(12));
    m_details->setAccessibleName(tr("The selected request"));
    fillTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(makeParagraph(tr("What was sent, oldest first. Passwords, tokens and keys are not in it; bodies are not kept."), "dim"));
    layout->addWidget(m_table, 3);
    layout->addWidget(m_details, 2);
    auto* buttons = new QHBoxLayout;
    QPushButton* close = makeButton(tr("Close"), "");
    buttons->addWidget(m_copy);
    buttons->addStretch();
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(requestsText(m_lines)); });
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        m_details->setPlainText(row < 0 ? QString() : m_lines[std::size_t(row)].details);
    });
    m_copy->setEnabled(!m_lines.empty());
    if (!m_lines.empty())
        m_table->selectRow(int(m_lines.size()) - 1);
}

void RequestDialog::fillTable()
{
    m_table->setRowCount(int(m_lines.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const RequestLine& line = m_lines[std::size_t(row)];
        const QString texts[] = {line.time, line.method, line.address, line.status, line.duration, line.size, line.attempt, line.problem};
        for (int column = Time; column <= Problem; ++column)
            m_table->setItem(row, column, new QTableWidgetItem(texts[column]));
    }
    m_table->setColumnWidth(Time, 175);
    m_table->setColumnWidth(Method, 65);
    m_table->setColumnWidth(Address, 270);
    m_table->setColumnWidth(Status, 60);
    m_table->setColumnWidth(Duration, 75);
    m_table->setColumnWidth(Size, 100);
    m_table->setColumnWidth(Attempt, 60);
    m_table->horizontalHeader()->setSectionResizeMode(Problem, QHeaderView::Stretch);
}

} // namespace auditlens
