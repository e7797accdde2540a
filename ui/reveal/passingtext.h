// SPDX-License-Identifier: MIT
#pragma once

#include "unmask/secret.h"

#include <QString>

namespace auditlens {

/// A secret as Qt needs it, for as long as this lives; then its letters are overwritten. What Qt copied of it while
/// it worked is not under our control.
class PassingText
{
public:
    explicit PassingText(const Secret& secret);
    ~PassingText();
    PassingText(const PassingText&) = delete;
    PassingText& operator=(const PassingText&) = delete;

    const QString& text() const { return m_text; }

private:
    QString m_text;
};

/// Overwrites the letters of a text in all its copies that share them: only for a text that nobody else needs.
void wipe(QString& text);
/// The text as UTF-8.
Secret secretOf(const QString& text);

} // namespace auditlens
