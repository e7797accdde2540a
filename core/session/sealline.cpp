// SPDX-License-Identifier: MIT
#include "session/sealline.h"

#include "seal/sealtext.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Integrity)
};

} // namespace

IntegrityLine sealLine(const SealReport& seal)
{
    IntegrityLine line {IntegrityLine::Question::Set, IntegrityLine::State::Note, Tr::tr("Seal of the archive"), sealWords(seal)};
    if (seal.state == SealState::NotSealed)
        line.value = Tr::tr("not sealed");
    else
        line.state = seal.isWell() ? IntegrityLine::State::Good : IntegrityLine::State::Bad;
    return line;
}

} // namespace auditlens
