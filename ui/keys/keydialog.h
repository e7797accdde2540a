// SPDX-License-Identifier: MIT
#pragma once

#include "session/revealer.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace auditlens {

class SecretEdit;

/// Adds a key, gives a name a new one, or changes a name and its note. A key is typed without being shown, or comes from
/// a file.
class KeyDialog : public QDialog
{
    Q_OBJECT

public:
    enum class For { Adding, Replacing, Describing };

    /// Of Adding without a key. The revealer outlives this.
    KeyDialog(For purpose, Revealer* revealer, const std::optional<KnownKey>& key, QWidget* parent = nullptr);

    QLineEdit* name() const { return m_name; }
    QComboBox* kind() const { return m_kind; }
    QLineEdit* note() const { return m_note; }
    SecretEdit* typed() const { return m_typed; }
    QPushButton* saveButton() const { return m_save; }
    QString message() const;
    void setFile(const QString& path); ///< Takes the key from there.

private:
    void fillForm(QFormLayout* form);
    void addRow(QFormLayout* form, const QString& text, QWidget* field);
    void chooseFile();
    void check();
    void save();
    void saveKey(Secret key);
    void describe();
    Result<Secret> takeKey();
    void tell(const Error& error);
    void finish(const Result<KnownKey>& result);

    For m_purpose;
    Revealer* m_revealer;
    QString m_before; ///< The name it has.
    QLineEdit* m_name;
    QComboBox* m_kind;
    QLineEdit* m_note;
    SecretEdit* m_typed;
    QPushButton* m_browse;
    QLabel* m_from;
    QLabel* m_message;
    QPushButton* m_save;
    QString m_file;
};

} // namespace auditlens
