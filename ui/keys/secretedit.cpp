// SPDX-License-Identifier: MIT
#include "keys/secretedit.h"

#include "reveal/passingtext.h"

namespace auditlens {

SecretEdit::SecretEdit(QWidget* parent) : QLineEdit(parent)
{
    setEchoMode(Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
}

Secret SecretEdit::take()
{
    QString typed = text();
    clear();
    Secret secret = secretOf(typed);
    wipe(typed);
    return secret;
}

} // namespace auditlens
