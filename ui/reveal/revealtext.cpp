// SPDX-License-Identifier: MIT
#include "reveal/revealtext.h"

#include "base/text.h"

#include <QCoreApplication>
#include <QStringList>

namespace auditlens {

namespace {

    struct Tr
    {
        Q_DECLARE_TR_FUNCTIONS(auditlens::RevealText)
    };

    Secret sentence(const QString& text)
    {
        return Secret::copyOf(toUtf8(text));
    }

} // namespace

QString shapeSentence(const ValueShape& shape)
{
    const std::pair<std::size_t, QString> parts[] = {{shape.digits, Tr::tr("%n digit(s)", nullptr, int(shape.digits))},
        {shape.upperCase, Tr::tr("%n upper-case letter(s)", nullptr, int(shape.upperCase))},
        {shape.lowerCase, Tr::tr("%n lower-case letter(s)", nullptr, int(shape.lowerCase))},
        {shape.otherLetters, Tr::tr("%n other letter(s)", nullptr, int(shape.otherLetters))},
        {shape.spaces, Tr::tr("%n space(s)", nullptr, int(shape.spaces))}, {shape.others, Tr::tr("%n other(s)", nullptr, int(shape.others))}};
    QStringList known;
    for (const auto& [count, text] : parts) {
        if (count > 0)
            known << text;
    }
    const QString length = Tr::tr("%n character(s)", nullptr, int(shape.length));
    return known.isEmpty() ? length : Tr::tr("%1: %2").arg(length, known.join(QStringLiteral(", ")));
}

Secret revealedText(Revealed& revealed)
{
    switch (revealed.step) {
    case LedgerStep::Equal:
        return sentence(revealed.likeness == Likeness::Same ? Tr::tr("It is the same value.") : Tr::tr("It is a different value."));
    case LedgerStep::Shape:
        return sentence(shapeSentence(revealed.shape));
    default:
        return revealed.text.empty() ? sentence(Tr::tr("(an empty text)")) : std::move(revealed.text);
    }
}

QString errorParagraph(const Error& error)
{
    QStringList sentences {error.what, error.why, error.help};
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

} // namespace auditlens
