// SPDX-License-Identifier: MIT
#include "secrets/knownkey.h"

#include "base/hex.h"
#include "base/personalname.h"
#include "base/text.h"

#include <QCoreApplication>
#include <QUuid>

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::KnownKey)
};

constexpr qsizetype maxNoteLength = 500;
constexpr std::array allKinds = {KeyKind::TigerSensitive, KeyKind::SanturaSigning, KeyKind::RedactoSigning, KeyKind::Sealing, KeyKind::Public};

} // namespace

QString kindWord(KeyKind kind)
{
    switch (kind) {
    case KeyKind::TigerSensitive:
        return u"tiger"_s;
    case KeyKind::SanturaSigning:
        return u"santura"_s;
    case KeyKind::RedactoSigning:
        return u"redacto"_s;
    case KeyKind::Sealing:
        return u"seal"_s;
    case KeyKind::Public:
        return u"public"_s;
    }
    return {};
}

std::optional<KeyKind> kindOf(const QString& word)
{
    const auto* const found = std::ranges::find(allKinds, word, kindWord);
    return found == allKinds.end() ? std::nullopt : std::optional(*found);
}

std::span<const KeyKind> allKeyKinds()
{
    return allKinds;
}

QString kindText(KeyKind kind)
{
    switch (kind) {
    case KeyKind::TigerSensitive:
        return Tr::tr("tiger sensitive key");
    case KeyKind::SanturaSigning:
        return Tr::tr("santura signing key");
    case KeyKind::RedactoSigning:
        return Tr::tr("Redacto signing key");
    case KeyKind::Sealing:
        return Tr::tr("sealing key");
    case KeyKind::Public:
        return Tr::tr("public key");
    }
    return {};
}

QString keyNameProblem(const QString& name)
{
    return personalNameProblem(name, Tr::tr("A key needs a name."));
}

QString keyNoteProblem(const QString& note)
{
    if (note.size() > maxNoteLength)
        return Tr::tr("The note has more than %1 characters.").arg(maxNoteLength);
    return isFitForNames(note) ? QString() : Tr::tr("The note has control characters or several lines.");
}

bool isSameKeyName(const QString& a, const QString& b)
{
    return a.normalized(QString::NormalizationForm_C).compare(b.normalized(QString::NormalizationForm_C), Qt::CaseInsensitive) == 0;
}

QString newKeyId()
{
    return QUuid::createUuid().toString(QUuid::Id128);
}

bool isKeyId(const QString& text)
{
    return text.size() == 32 && isLowerHex(toUtf8(text));
}

} // namespace auditlens
