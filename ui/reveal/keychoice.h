// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/keyring.h"

#include <QComboBox>

namespace auditlens {

/// The keys that unmask values, by name and fingerprint.
class KeyChoice : public QComboBox
{
    Q_OBJECT

public:
    using QComboBox::QComboBox;

    /// The one that was chosen stays chosen.
    void setKeys(const Keyring& keyring, bool isStoreKnown);
    QString key() const; ///< Its name; empty when there is none.
};

} // namespace auditlens
