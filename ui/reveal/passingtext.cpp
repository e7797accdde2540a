// SPDX-License-Identifier: MIT
#include "reveal/passingtext.h"

namespace auditlens {

namespace {

// Not data(): that would make a copy of a shared text and wipe the copy. Volatile, or the compiler leaves it out.
template <typename Unit>
void overwrite(const Unit* units, qsizetype count)
{
    volatile auto* const bytes = reinterpret_cast<volatile unsigned char*>(const_cast<Unit*>(units));
    for (std::size_t i = 0; i < std::size_t(count) * sizeof(Unit); ++i)
        bytes[i] = 0;
}

} // namespace

PassingText::PassingText(const Secret& secret)
    : m_text(QString::fromUtf8(secret.reveal().data(), qsizetype(secret.size())))
{
}

PassingText::~PassingText()
{
    wipe(m_text);
}

void wipe(QString& text)
{
    if (text.data_ptr().isMutable()) // Not one that is part of the program.
        overwrite(text.constData(), text.size());
    text = QString();
}

Secret secretOf(const QString& text)
{
    const QByteArray utf8 = text.toUtf8();
    Secret secret = Secret::copyOf(std::string_view(utf8.constData(), std::size_t(utf8.size())));
    overwrite(utf8.constData(), utf8.size());
    return secret;
}

} // namespace auditlens
