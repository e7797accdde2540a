// SPDX-License-Identifier: MIT
#include "reveal/keychoice.h"

namespace auditlens {

void KeyChoice::setKeys(const Keyring& keyring, bool isStoreKnown)
{
    const QString chosen = key();
    clear();
    for (const KnownKey& one : keyring.list().keys) {
        if (one.kind == KeyKind::TigerSensitive)
            addItem(one.name + QString::fromUtf8(" · ") + one.generations.front().fingerprint, one.name);
    }
    setCurrentIndex(std::max(findData(chosen), count() > 0 ? 0 : -1));
    setPlaceholderText(isStoreKnown ? tr("No key that unmasks values is listed") : tr("Looking for the keychain…"));
}

QString KeyChoice::key() const
{
    return currentData().toString();
}

} // namespace auditlens
