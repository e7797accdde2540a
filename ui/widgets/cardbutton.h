// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

namespace auditlens {

/// A button with a title and a sentence: a card, or flat as a row of a list with a note at its right end.
class CardButton : public QAbstractButton
{
    Q_OBJECT

public:
    CardButton(const QString& title, const QString& sentence, QWidget* parent = nullptr);

    void setMain(bool main);
    void setFlat(const QString& note);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    QString m_sentence;
    QString m_note;
    bool m_main = false;
    bool m_flat = false;
    bool m_byKeyboard = false; ///< Only who came by keys needs to see where the focus is.
};

} // namespace auditlens
