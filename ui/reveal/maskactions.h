// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "ledger/ledgerline.h"

#include <QWidget>

#include <functional>

class QVBoxLayout;

namespace auditlens {

class FlowLayout;

/// What everybody may know of a masked value, in one sentence: what stands in its place, and when it was encrypted.
QString maskFacts(const Value& value);
/// One side of a change; there is always one of the two.
const Value& sideOf(const Change& change, LedgerPosition position);

/// Below a masked change: what is known of its values without a key, and what can be done with them. Every button is an
/// action of this widget too, for a context menu.
class MaskActions : public QWidget
{
    Q_OBJECT

public:
    explicit MaskActions(const Change& change, QWidget* parent = nullptr);

Q_SIGNALS:
    void revealAsked(auditlens::LedgerPosition position);
    void sameAsked(const QString& mask);

private:
    void addSide(const Value& value, LedgerPosition position, bool alone);
    void add(const QString& text, const QString& name, std::function<void()> act);

    QVBoxLayout* m_layout;
    FlowLayout* m_buttons;
};

} // namespace auditlens
