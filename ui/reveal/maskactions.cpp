// SPDX-License-Identifier: MIT
#include "reveal/maskactions.h"

#include "base/text.h"
#include "event/mask.h"
#include "models/timetext.h"
#include "unmask/unmaskvalue.h"
#include "widgets/flowlayout.h"
#include "widgets/labels.h"

#include <QAction>
#include <QVBoxLayout>

namespace auditlens {

QString maskFacts(const Value& value)
{
    const Result<CipherFacts, RevealProblem> facts = inspectValue(value);
    if (!facts)
        return revealError(facts.error()).why;
    const QString bytes = facts->leastBytes == facts->mostBytes
        ? MaskActions::tr("The value has %n byte(s).", nullptr, int(facts->mostBytes))
        : MaskActions::tr("The value has %1 to %2 bytes.").arg(facts->leastBytes).arg(facts->mostBytes);
    if (facts->created == noTime)
        return bytes;
    const QString time = stampText({facts->created, TimeOrigin::Stated, 0}, QTimeZone::utc());
    return MaskActions::tr("Encrypted %1 (read from the token, without a key).").arg(time) + QLatin1Char(' ') + bytes;
}

const Value& sideOf(const Change& change, LedgerPosition position)
{
    return position == LedgerPosition::Before ? change.before : change.after;
}

MaskActions::MaskActions(const Change& change, QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_buttons(new FlowLayout(12))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    const bool both = change.before.kind == Value::Kind::Masked && change.after.kind == Value::Kind::Masked;
    for (const LedgerPosition position : {LedgerPosition::Before, LedgerPosition::After}) {
        const Value& value = sideOf(change, position);
        if (value.kind == Value::Kind::Masked)
            addSide(value, position, !both);
    }
    m_layout->addLayout(m_buttons);
}

void MaskActions::addSide(const Value& value, LedgerPosition position, bool alone)
{
    const bool before = position == LedgerPosition::Before;
    const QString side = QString::fromLatin1(before ? "Before" : "After");
    if (!value.cipher.empty()) {
        const QString facts = maskFacts(value);
        m_layout->addWidget(makeParagraph(alone ? facts : before ? tr("Before: %1").arg(facts) : tr("After: %1").arg(facts), "small"));
        add(alone ? tr("Reveal…") : before ? tr("Reveal before…") : tr("Reveal after…"), QStringLiteral("reveal") + side,
            [this, position] { Q_EMIT revealAsked(position); });
    }
    if (isMask(value.text)) {
        add(alone ? tr("Find the same value") : before ? tr("Find the same as before") : tr("Find the same as after"),
            QStringLiteral("same") + side, [this, mask = toQString(value.text)] { Q_EMIT sameAsked(mask); });
    }
}

void MaskActions::add(const QString& text, const QString& name, std::function<void()> act)
{
    auto* action = new QAction(text, this);
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
    QPushButton* button = makeButton(text, "link");
    button->setObjectName(name);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_buttons->addWidget(button);
}

} // namespace auditlens
