// SPDX-License-Identifier: MIT
#pragma once

#include <QFrame>
#include <QMap>

class QLabel;
class QPushButton;

namespace auditlens {

/// Says which saved views found events that came in, until it is dismissed.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    /// Adds to what it says already.
    void add(const QString& view, quint64 events);
    QString text() const;
    QPushButton* openButton() const { return m_open; }
    QPushButton* closeButton() const { return m_close; }

Q_SIGNALS:
    void viewAsked(const QString& view); ///< The one that was told last.

private:
    void dismiss();

    QMap<QString, quint64> m_found;
    QString m_last;
    QLabel* m_text;
    QPushButton* m_open;
    QPushButton* m_close;
};

/// "Deletes outside hours: 2 new events": nothing of the events themselves.
QString viewNotice(const QString& view, quint64 events);

} // namespace auditlens
