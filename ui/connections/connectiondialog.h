// SPDX-License-Identifier: MIT
#pragma once

#include "connections/sourcekind.h"
#include "session/connectiondesk.h"
#include "session/requestlines.h"

#include <QDialog>
#include <QPointer>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace auditlens {

class SourceForm;
class TestSteps;

/// Adds a source, or changes one: its kind, its name, the fields of that kind, and a test that says what is wrong.
class ConnectionDialog : public QDialog
{
    Q_OBJECT

public:
    enum class For { Adding, Editing };

    /// Of Adding `connection` is what the form is filled with at first, or nothing. The desk outlives
    /// all of this but its end.
    ConnectionDialog(For purpose, ConnectionDesk* desk, const std::optional<Connection>& connection, QWidget* parent = nullptr);
    ~ConnectionDialog() override;

    QComboBox* kind() const { return m_kind; }
    QLineEdit* name() const { return m_name; }
    SourceForm* form() const { return m_form; }
    QLineEdit* archive() const { return m_archive; }
    TestSteps* steps() const { return m_steps; }
    QPushButton* testButton() const { return m_test; }
    QPushButton* saveButton() const { return m_save; }
    QPushButton* requestsButton() const { return m_requests; }
    QPushButton* thisRunButton() const { return m_thisRun; }
    QString message() const; ///< What is wrong.
    QString hint() const; ///< What is still to be done.

Q_SIGNALS:
    void saved(const QString& name);

private:
    enum class State { Untested, Testing, Passed, Failed, Saving };

    QWidget* makeBody();
    QWidget* makeFoot();
    void addRow(QVBoxLayout* into, const QString& title, QWidget* field, QLabel* below = nullptr);
    void connectParts();
    void orderTabs();
    void fill(const Connection& connection);
    Connection entered() const;
    void kindChosen();
    void edited();
    void showStore();
    void showState();
    QString storeText(const Error& trouble) const;
    QString nameProblem() const;
    QString hintText() const;
    void testOrStop();
    void scrollTo(QWidget* part);
    void showProgress(ConnectionStep at);
    void takeTest(const ConnectionTrial& trial);
    void save();
    void finish(const Result<Connection>& result);
    void tell(const Error& error);
    void chooseArchive();

    For m_purpose;
    QPointer<ConnectionDesk> m_desk;
    std::vector<SourceKind> m_kinds;
    Connection m_before; ///< As it was when the dialog was opened.
    State m_state = State::Untested;
    bool m_isSendable = true; ///< The last test had settings that could be used.
    std::vector<RequestLine> m_sent; ///< By the last test.
    QScrollArea* m_scroll;
    QComboBox* m_kind;
    QLabel* m_about;
    QLineEdit* m_name;
    SourceForm* m_form;
    QLineEdit* m_archive;
    QPushButton* m_browse;
    QLabel* m_store;
    QPushButton* m_thisRun;
    TestSteps* m_steps;
    QPushButton* m_requests;
    QLabel* m_hint;
    QLabel* m_message;
    QPushButton* m_test;
    QPushButton* m_save;
};

} // namespace auditlens
