// SPDX-License-Identifier: MIT
#pragma once

#include "reveal/revealtimes.h"
#include "session/revealer.h"

#include <QDialog>

class QCheckBox;
class QFileDialog;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace auditlens {

class PolicyPage;
class RevealForm;
class RevealPanel;
class SecretClipboard;

/// Which masked value a dialog is about.
struct RevealSubject
{
    RevealTarget target;
    Value value;
    QString place; ///< "Policy POL-20418 · after · 2026-03-24 14:02:11 UTC"
    std::string service; ///< That the event came from; see Revealer::serviceOf().
};

/// Asks how much of one masked value to show, by which key and why, and shows it for a set time. What is shown is gone
/// at once when somebody says so, and what comes later than that is not shown.
class RevealDialog : public QDialog
{
    Q_OBJECT

public:
    /// The revealer and the clipboard outlive this.
    RevealDialog(Revealer* revealer, SecretClipboard* clipboard, RevealSubject subject, const RevealTimes& times, QWidget* parent);

    /// Hides what is shown, and what is on its way.
    void hideValue();
    /// Whether somebody works with another program now: what is shown is hidden, and what arrives is not shown before
    /// that is over. (A keychain that asks for its password is another program too.)
    void setAway(bool away);
    /// Of a policy that is signed the administrator's public key is asked for.
    void usePolicy(const QString& file);
    /// Writes a challenge about the full value, for this reason and case, to a file.
    void askSecondPerson(const QString& file);

    RevealForm* form() const { return m_form; }
    RevealPanel* panel() const { return m_panel; }
    PolicyPage* policyPage() const { return m_policy; }
    QPushButton* revealButton() const { return m_reveal; }
    QPushButton* copyButton() const { return m_copy; }
    QCheckBox* hidesWhenInactive() const { return m_hides; }
    QString message() const; ///< What went wrong, or nothing.
    QString note() const; ///< What is known of the value and its entry.

Q_SIGNALS:
    void keysAsked();

protected:
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* makeBody();
    QWidget* makeFoot();
    void showStanding();
    void takePolicy(const AccessPolicy& policy);
    void choosePolicy();
    void chooseChallenge();
    void chooseAgreement();
    QFileDialog* choose(const QString& title, const QString& filter);
    void fillKeys();
    void toggle();
    void ask(LedgerStep step);
    void take(RevealAnswer answer, quint64 ticket);
    void give(Revealed revealed);
    void tell(const QString& problem, const QString& note);
    void showState();

    Revealer* m_revealer;
    SecretClipboard* m_clipboard;
    RevealSubject m_subject;
    QStackedWidget* m_pages;
    PolicyPage* m_policy;
    RevealForm* m_form;
    RevealPanel* m_panel;
    QLabel* m_message;
    QLabel* m_note;
    QCheckBox* m_hides;
    QPushButton* m_copy;
    QPushButton* m_reveal;
    bool m_busy = false;
    bool m_serviceAsked = false;
    bool m_away = false;
    bool m_showsAll = false; ///< The panel has the whole value.
    quint64 m_ticket = 0; ///< An answer with an older one comes too late.
};

} // namespace auditlens
