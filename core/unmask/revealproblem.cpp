// SPDX-License-Identifier: MIT
#include "unmask/revealproblem.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::RevealProblem)
};

QString reason(RevealProblem problem)
{
    switch (problem) {
    case RevealProblem::NoCiphertext:
        return Tr::tr("The record has no ciphertext of it.");
    case RevealProblem::HashOnly:
        return Tr::tr("The record keeps a digest of it and no ciphertext.");
    case RevealProblem::NotThisCipher:
        return Tr::tr("It is not encrypted with a known cipher.");
    case RevealProblem::Damaged:
        return Tr::tr("Its ciphertext is damaged.");
    case RevealProblem::WrongKey:
        return Tr::tr("It was encrypted with another key, or its ciphertext was changed.");
    case RevealProblem::KeyUnusable:
        return Tr::tr("The key is not one that this cipher takes.");
    }
    return {};
}

QString help(RevealProblem problem)
{
    switch (problem) {
    case RevealProblem::NoCiphertext:
        return Tr::tr("Look at the record as received to see what stands in its place.");
    case RevealProblem::HashOnly:
        return Tr::tr("It can never be unmasked, but a value that you know can be compared with it.");
    case RevealProblem::NotThisCipher:
        return Tr::tr("Ask the owner of the service how it encrypts sensitive values.");
    case RevealProblem::Damaged:
        return Tr::tr("Compare the record with another copy of it.");
    case RevealProblem::WrongKey:
        return Tr::tr("Try the keys that were in use before and after; if none of them fits, the record was changed.");
    case RevealProblem::KeyUnusable:
        return Tr::tr("Check that the key was copied whole, without blanks or line ends around it.");
    }
    return {};
}

} // namespace

Error revealError(RevealProblem problem)
{
    return {Tr::tr("This value cannot be unmasked."), reason(problem), {}, help(problem)};
}

} // namespace auditlens
