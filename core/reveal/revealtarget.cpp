// SPDX-License-Identifier: MIT
#include "reveal/revealtarget.h"

#include "base/text.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::RevealTarget)
};

constexpr qsizetype mostNamed = 20;

QString maskedFields(const AuditEvent& event)
{
    QStringList names;
    for (const Change& change : event.changes) {
        if (change.isMasked() && names.size() < mostNamed)
            names << u'"' + toQString(change.field) + u'"';
    }
    return names.isEmpty() ? Tr::tr("The event has no masked values.") : Tr::tr("Its masked fields are %1.").arg(names.join(u", "_s));
}

} // namespace

Result<Value> valueAt(const AuditEvent& event, const RevealTarget& target)
{
    const auto change = std::ranges::find(event.changes, target.field, &Change::field);
    if (change == event.changes.end())
        return Error {Tr::tr("The event does not change the field \"%1\".").arg(toQString(target.field)), {}, {}, maskedFields(event)};
    const Value& value = target.position == LedgerPosition::Before ? change->before : change->after;
    if (value.kind != Value::Kind::Masked)
        return Error {Tr::tr("This value of \"%1\" is not masked.").arg(toQString(target.field)), {}, {},
            change->isMasked() ? Tr::tr("Its other side is: choose the other position.") : maskedFields(event)};
    return value;
}

} // namespace auditlens
