// SPDX-License-Identifier: MIT
#pragma once

#include "unmask/secret.h"

#include <QWidget>

class QTextLayout;

namespace auditlens {

/// Paints a text that must not get about: it is in a Secret, cannot be selected or dragged, and is wiped by clear().
/// Screen readers are told it while it is there. Control characters and marks that turn the reading direction are
/// written out (\u202e), so that it cannot look like another text.
class SecretView : public QWidget
{
    Q_OBJECT

public:
    explicit SecretView(QWidget* parent = nullptr);

    void setSecret(Secret text);
    void clear();
    bool isEmpty() const { return m_text.empty(); }
    const Secret& secret() const { return m_text; }

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void changed();

    Secret m_text;
};

} // namespace auditlens
