// SPDX-License-Identifier: MIT
#pragma once

#include "diff/documentdiff.h"
#include "diff/worddiff.h"

#include <QWidget>

#include <vector>

class QVBoxLayout;

namespace auditlens {

/// A structural diff as indented lines; what did not change is counted and shown on demand.
class DocumentView : public QWidget
{
    Q_OBJECT

public:
    /// `words` has the words of every row.
    DocumentView(DocumentDiff diff, std::vector<WordDiff> words, QWidget* parent = nullptr);

private:
    void fill();
    void addRow(std::size_t index);
    void addIndented(QWidget* widget, unsigned depth);

    DocumentDiff m_diff;
    std::vector<WordDiff> m_words;
    QVBoxLayout* m_layout;
    bool m_unchanged = false;
    bool m_all = false;
};

} // namespace auditlens
