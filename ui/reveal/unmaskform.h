// SPDX-License-Identifier: MIT
#pragma once

#include "session/revealer.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;

namespace auditlens {

class KeyChoice;

/// Part of the export: whether values that are masked are written unmasked, by which key and why. For those who may not
/// it is read-only and says why.
class UnmaskForm : public QWidget
{
    Q_OBJECT

public:
    /// The revealer outlives this.
    explicit UnmaskForm(Revealer* revealer, QWidget* parent = nullptr);

    bool isAsked() const;
    /// Nothing is missing for what is asked.
    bool isReady() const;
    /// Without the archive.
    UnmaskAsk ask() const;

    QCheckBox* box() const { return m_box; }
    KeyChoice* keys() const { return m_keys; }
    QLineEdit* reason() const { return m_reason; }
    QLineEdit* caseName() const { return m_case; }
    QString standing() const; ///< As whom the person asks, or why they may not.

Q_SIGNALS:
    void changed();
    void keysAsked(); ///< To add one.

private:
    QWidget* makeFields();
    void refresh();
    void takePolicy(const AccessPolicy& policy);
    void forbid(const QString& why);
    void fillKeys();

    Revealer* m_revealer;
    QCheckBox* m_box;
    QLabel* m_standing;
    KeyChoice* m_keys;
    QLineEdit* m_reason;
    QLineEdit* m_case;
    QWidget* m_fields;
    bool m_needsCase = false;
};

} // namespace auditlens
