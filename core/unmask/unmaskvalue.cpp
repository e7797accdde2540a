// SPDX-License-Identifier: MIT
#include "unmask/unmaskvalue.h"

#include "event/mask.h"

namespace auditlens {

namespace {

Result<const Cipher*, RevealProblem> cipherOfValue(const Value& value)
{
    if (value.kind != Value::Kind::Masked)
        return RevealProblem::NoCiphertext;
    if (value.cipher.empty())
        return isMask(value.text) ? RevealProblem::HashOnly : RevealProblem::NoCiphertext;
    if (const Cipher* cipher = cipherOf(value.cipher))
        return cipher;
    return RevealProblem::NotThisCipher;
}

} // namespace

Result<CipherFacts, RevealProblem> inspectValue(const Value& value)
{
    const auto cipher = cipherOfValue(value);
    if (!cipher)
        return cipher.error();
    return cipher.value()->inspect(value.cipher);
}

Result<Secret, RevealProblem> unmaskValue(const Value& value, const Secret& key)
{
    const auto cipher = cipherOfValue(value);
    if (!cipher)
        return cipher.error();
    return cipher.value()->reveal(value.cipher, key);
}

} // namespace auditlens
