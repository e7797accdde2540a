// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connectionfolder.h"
#include "connections/sourcequestion.h"

#include <QDialog>

#include <vector>

class QLabel;
class QScrollArea;

namespace auditlens {

/// What each source would be asked for the query that is shown, what would be evaluated here, and what that costs.
class QuestionDialog : public QDialog
{
    Q_OBJECT

public:
    /// One source, and what is known of it where its archive is the one that is shown.
    struct Asked
    {
        Connection connection;
        BoundQuery query;
        TimeRange window;
        std::optional<quint64> found = {}; ///< Events that the query finds.
        std::optional<quint64> there = {}; ///< Events of that time.
    };

    explicit QuestionDialog(QWidget* parent = nullptr);

    /// `query` as it is written, for the head.
    void setSources(const QString& query, const std::vector<Asked>& sources);

private:
    QWidget* makeCard(const Asked& asked) const;

    QLabel* m_query;
    QScrollArea* m_cards;
};

} // namespace auditlens
