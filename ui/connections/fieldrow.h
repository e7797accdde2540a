// SPDX-License-Identifier: MIT
#pragma once

#include "connections/sourcekind.h"
#include "unmask/secret.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace auditlens {

class SecretEdit;

/// One field of a form that is made from data: what is entered, and below it a sentence about it.
class FieldRow : public QWidget
{
    Q_OBJECT

public:
    /// Of the column of labels, so that forms below each other stand in one line.
    static constexpr int labelWidth = 170;
    /// Of the secret that a connection has already.
    enum class Keep { Nothing, Kept, GivenForAnother };

    explicit FieldRow(const BackendField& field, QWidget* parent = nullptr);

    const BackendField& field() const { return m_field; }
    QLabel* label() const { return m_label; } ///< For the other column.
    QWidget* editor() const { return m_editor; }
    QList<QWidget*> stops() const; ///< What the keyboard stops at, in order.

    /// Of every kind but a secret; empty where the default counts.
    QString value() const;
    void setValue(const QString& value);
    /// A required field is, and a secret when it was typed or is kept.
    bool isFilled() const;
    /// A secret that is not for the address that is entered now.
    bool isWantedAgain() const { return m_keep == Keep::GivenForAnother; }

    /// What was typed so far, or null. The line is empty then; the secret stays here until another one is typed.
    std::shared_ptr<const Secret> takeSecret();
    void setKeep(Keep keep);
    /// Takes the path, or the secret that is in the file.
    void setFile(const QString& path);
    /// Where a secret will be.
    void setPlace(const QString& sentence);

Q_SIGNALS:
    void changed();

private:
    QWidget* makeEditor();
    void chooseFile();
    void showState();

    BackendField m_field;
    QLabel* m_label;
    QLineEdit* m_line = nullptr;
    SecretEdit* m_secretLine = nullptr;
    QComboBox* m_choice = nullptr;
    QWidget* m_editor;
    QPushButton* m_browse = nullptr; ///< Of a field that is a file.
    QLabel* m_help;
    QString m_trouble; ///< With the file.
    Keep m_keep = Keep::Nothing;
    QString m_place;
    std::shared_ptr<const Secret> m_secret;
};

} // namespace auditlens
