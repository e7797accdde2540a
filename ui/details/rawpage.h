// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QWidget>

#include <string>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace auditlens {

/// The record as it was received, or with line breaks to read it by.
class RawPage : public QWidget
{
    Q_OBJECT

public:
    explicit RawPage(QWidget* parent = nullptr);

    /// `pretty` has line breaks; empty when the record is not JSON.
    void setRaw(std::string raw, const QString& pretty);
    QString shownText() const;

private:
    void show();
    void copy() const;

    std::string m_raw;
    QString m_prettyRaw;
    bool m_pretty = true;
    QPlainTextEdit* m_text;
    QPushButton* m_toggle;
    QLabel* m_note;
};

} // namespace auditlens
