// SPDX-License-Identifier: MIT
#include "integrity/integritypills.h"

namespace auditlens {

Pill::Look pillLook(IntegrityLine::State state)
{
    switch (state) {
    case IntegrityLine::State::Good:
        return Pill::Look::Added;
    case IntegrityLine::State::Bad:
        return Pill::Look::Removed;
    case IntegrityLine::State::Unknown:
    case IntegrityLine::State::Note:
        break;
    }
    return Pill::Look::Note;
}

Pill* makeAnswerPill(IntegrityLine::State state, const QString& word)
{
    QString sign;
    if (state == IntegrityLine::State::Good)
        sign = QString::fromUtf8("✓ ");
    else if (state == IntegrityLine::State::Bad)
        sign = QString::fromUtf8("✕ ");
    return new Pill(pillLook(state), sign + word, {});
}

} // namespace auditlens
