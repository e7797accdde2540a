// SPDX-License-Identifier: MIT
#pragma once

#include "diff/documentdiff.h"

#include <QWidget>

class QVBoxLayout;

namespace auditlens {

/// A structural diff as indented lines; what did not change is counted and shown on demand.
class DocumentView : public QWidget
{
    Q_OBJECT

public:
    explicit DocumentView(DocumentDiff diff, QWidget* parent = nullptr);

private:
    void fill();
    void addRow(const DocumentRow& row);
    void addIndented(QWidget* widget, unsigned depth);

    DocumentDiff m_diff;
    QVBoxLayout* m_layout;
    bool m_unchanged = false;
    bool m_all = false;
};

} // namespace auditlens
