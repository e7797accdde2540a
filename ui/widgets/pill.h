// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

namespace auditlens {

/// A rounded piece of text with an optional small second text: an object of a reference, a tag, a state.
class Pill : public QWidget
{
    Q_OBJECT

public:
    enum class Look { Object, NewObject, Added, Removed, Masked, Note };

    Pill(Look look, const QString& text, const QString& small, QWidget* parent = nullptr);

    QString text() const { return m_text; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int textWidth() const;
    int smallWidth() const;

    Look m_look;
    QString m_text;
    QString m_small;
};

} // namespace auditlens
