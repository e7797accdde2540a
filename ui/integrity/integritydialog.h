// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"

#include <QDialog>
#include <QTimeZone>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QProgressBar;
class QPushButton;
class QTableView;

namespace auditlens {

class FindingModel;

/// Whether the archive can be believed: two questions side by side, each with its answers, and below them every finding.
/// Stays open beside the main window, which shows the events that are asked for.
class IntegrityDialog : public QDialog
{
    Q_OBJECT

public:
    explicit IntegrityDialog(QWidget* parent = nullptr);

    /// A check is on its way; the sentence says what it does.
    void showProgress(const QString& sentence, int percent);
    /// `remarks` are whole sentences about keys.
    void showReport(const IntegrityReport& report, const QStringList& remarks, const QTimeZone& zone);
    /// No check is running, and there is nothing to show of one.
    void showProblem(const QString& sentence);

    QLabel* heading() const { return m_heading; }
    QLabel* remarks() const { return m_remarks; }
    QTableView* findings() const { return m_findings; }
    QComboBox* kinds() const { return m_kinds; }
    QLabel* sentence() const { return m_sentence; }
    QProgressBar* progress() const { return m_progress; }
    QPushButton* cancelButton() const { return m_cancel; }
    QPushButton* againButton() const { return m_again; }
    QPushButton* otherButton() const { return m_goOther; }

Q_SIGNALS:
    void cancelAsked();
    void checkAsked();
    void keysAsked();
    void eventAsked(auditlens::Row row);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeBody();
    QWidget* makeFoot();
    QWidget* makeFilterRow();
    void fillResults();
    void connectParts();
    void showRunning(bool running);
    void fillAnswers(const IntegrityReport& report);
    void fillKinds();
    void showKind();
    void showFinding();
    const IntegrityFinding* current() const;
    void go();
    void goOther();
    void copy();

    QLabel* m_heading;
    QLabel* m_remarks;
    QProgressBar* m_progress;
    QWidget* m_results;
    QHBoxLayout* m_columns;
    QComboBox* m_kinds;
    FindingModel* m_model;
    QTableView* m_findings;
    QLabel* m_sentence;
    QPushButton* m_copy;
    QPushButton* m_go;
    QPushButton* m_goOther;
    QPushButton* m_keys;
    QPushButton* m_cancel;
    QPushButton* m_again;
    QPushButton* m_close;
};

} // namespace auditlens
