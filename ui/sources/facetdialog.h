// SPDX-License-Identifier: MIT
#pragma once

#include "session/facetcounter.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QLineEdit;
class QTableView;

namespace auditlens {

class FacetModel;

/// Every value of a field, with a search in all of them. Enter filters for the chosen one, Alt+Enter leaves it out,
/// Ctrl+Enter shows it only.
class FacetDialog : public QDialog
{
    Q_OBJECT

public:
    FacetDialog(FacetCounter* counter, const QString& field, QWidget* parent = nullptr);

Q_SIGNALS:
    void termAsked(const QString& term);
    void onlyAsked(const QString& term);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showFacet(const Facet& facet, const QString& containing);
    void choose(Qt::KeyboardModifiers modifiers);

    FacetCounter* m_counter;
    QString m_field;
    FacetModel* m_model;
    QLineEdit* m_search;
    QLabel* m_note;
    QTableView* m_table;
    QTimer m_pause;
};

} // namespace auditlens
