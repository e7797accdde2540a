// SPDX-License-Identifier: MIT
#pragma once

#include "session/requestlines.h"

#include <QDialog>

class QPlainTextEdit;
class QPushButton;
class QTableWidget;

namespace auditlens {

/// The requests that were sent to a service, and all about the one that is selected. They have no secrets.
class RequestDialog : public QDialog
{
    Q_OBJECT

public:
    RequestDialog(const QString& source, std::vector<RequestLine> lines, QWidget* parent = nullptr);

    QTableWidget* table() const { return m_table; }
    QPlainTextEdit* details() const { return m_details; }
    QPushButton* copyButton() const { return m_copy; }

private:
    void fillTable();

    std::vector<RequestLine> m_lines;
    QTableWidget* m_table;
    QPlainTextEdit* m_details;
    QPushButton* m_copy;
};

} // namespace auditlens
