// SPDX-License-Identifier: MIT
#pragma once

#include "access/accesspolicy.h"
#include "reveal/revealask.h"
#include "secrets/keyring.h"

#include <QWidget>

#include <map>

class QButtonGroup;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace auditlens {

class KeyChoice;
class SecretEdit;

/// What a reveal is asked with: how much, by which key, and why; and who asks.
class RevealForm : public QWidget
{
    Q_OBJECT

public:
    explicit RevealForm(QWidget* parent = nullptr);

    void setStanding(const AccessPolicy& policy, const std::string& user);
    /// The keys that unmask values; the one that was chosen stays chosen. Without a keychain that is told.
    void setKeys(const Keyring& keyring, bool isStoreKnown);

    QPushButton* stepButton(LedgerStep step) const { return m_steps.at(step); }
    KeyChoice* keys() const { return m_keys; }
    QLineEdit* reason() const { return m_reason; }
    QLineEdit* caseName() const { return m_case; }
    SecretEdit* known() const { return m_known; }
    QPushButton* thisRunButton() const { return m_thisRun; }
    QPushButton* askSecondButton() const { return m_askSecond; }
    QPushButton* agreementButton() const { return m_agree; }

    RevealAsk ask() const;
    QString key() const; ///< Its name; empty when there is none.
    /// The file of the challenge that a second person has signed; empty until there is one.
    void setAgreement(const QString& file);
    const QString& agreement() const { return m_agreement; }

Q_SIGNALS:
    void keysAsked(); ///< To add one.
    void thisRunAsked(); ///< To keep keys without a keychain.
    void secondAsked(); ///< To write a challenge.
    void agreementAsked(); ///< To choose one that was signed.
    void changed();

private:
    QWidget* makeSteps();
    QWidget* makeKeyRow();
    QWidget* makeSecondRow();
    void showSecond();
    void addRow(const QString& text, QWidget* field, QWidget* buddy = nullptr);
    void stepChosen();

    QButtonGroup* m_group;
    std::map<LedgerStep, QPushButton*> m_steps;
    QLabel* m_standing;
    QFormLayout* m_form;
    KeyChoice* m_keys;
    QLabel* m_store;
    QPushButton* m_thisRun;
    SecretEdit* m_known;
    QLineEdit* m_reason;
    QLineEdit* m_case;
    QLabel* m_second;
    QPushButton* m_askSecond;
    QPushButton* m_agree;
    bool m_needsSecond = false;
    QString m_agreement;
};

} // namespace auditlens
