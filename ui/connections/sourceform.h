// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connection.h"
#include "connections/fieldrow.h"

#include <QWidget>

#include <vector>

class QFormLayout;
class QPushButton;

namespace auditlens {

/// The form of a kind of source, made from its fields: first its own, then, folded away, those that every kind has.
/// Fields that are of no use with what is chosen are hidden.
class SourceForm : public QWidget
{
    Q_OBJECT

public:
    explicit SourceForm(QWidget* parent = nullptr);

    /// What was entered into fields of the same name stays.
    void setKind(const SourceKind& kind);
    void setValues(const std::map<QByteArray, QString>& values);
    /// Of the fields that are shown, without defaults and secrets.
    std::map<QByteArray, QString> values() const;
    /// What was typed into those that are shown.
    GivenSecrets takeSecrets();
    /// The fields whose secrets are kept, and those whose secrets are for another address than the one that is entered.
    void setKept(const QList<QByteArray>& fields, const QList<QByteArray>& forAnother);
    void setPlace(const QString& sentence);

    /// Labels of what is still to be entered.
    QStringList missing() const;
    bool hasSecretFields() const;
    FieldRow* row(const QByteArray& field) const;
    FieldRow* rowLabelled(const QString& label) const;
    QPushButton* moreButton() const { return m_more; }
    void setMoreShown(bool shown);
    /// In their order, for the keyboard.
    QList<QWidget*> editors() const;

Q_SIGNALS:
    void changed();

private:
    void add(const BackendField& field, QFormLayout* form, std::vector<FieldRow*>& rows);
    std::vector<FieldRow*> rows() const;
    bool isShown(const FieldRow* row) const;
    void showFields();

    QFormLayout* m_form;
    QPushButton* m_more;
    QWidget* m_morePart;
    QFormLayout* m_moreForm;
    std::vector<FieldRow*> m_own;
    std::vector<FieldRow*> m_further;
};

} // namespace auditlens
