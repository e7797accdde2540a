// SPDX-License-Identifier: MIT
#include "cli/verifykeys.h"

#include "base/settingsfile.h"
#include "base/text.h"
#include "cli/keyaccess.h"
#include "cli/secretinput.h"
#include "integrity/integritytext.h"
#include "query/fields.h"
#include "secrets/signingkeys.h"
#include "summary/words.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Error noSuchKey(const QString& name, const KeyList& list)
{
    QStringList names;
    for (const KnownKey& key : list.keys)
        names << key.name;
    const QString nearest = nearestWord(name, names);
    return {Tr::tr("There is no key \"%1\".").arg(name),
        nearest.isEmpty() ? Tr::tr("No key of that name was added.") : Tr::tr("The nearest name is \"%1\".").arg(nearest), {},
        Tr::tr("\"auditlens keys list\" lists the keys, \"auditlens keys add\" adds one.")};
}

Result<void> addNamed(std::vector<SchemeKeys>& all, const QString& name, const Keyring& keyring, const Console& console)
{
    const std::optional<KnownKey> known = keyring.find(name);
    if (!known)
        return noSuchKey(name, keyring.list());
    const std::string_view scheme = schemeOfKey(known->kind);
    if (scheme.empty()) {
        return Error {Tr::tr("The key \"%1\" checks no signatures.").arg(known->name), Tr::tr("It is a %1.").arg(kindText(known->kind)), {},
            Tr::tr("Name the key that the service signs its events with.")};
    }
    Awaited<Result<std::vector<Secret>>> read;
    keyring.read(known->name, read.receiver(), read.callback());
    std::optional<Result<std::vector<Secret>>> generations = read.wait(console.cancellation());
    if (!generations)
        return Error {Tr::tr("Interrupted while the keychain was asked."), {}, {}, Tr::tr("Try again.")};
    if (!*generations)
        return generations->error();
    for (Secret& key : **generations)
        addKey(all, scheme, known->name, std::move(key));
    return {};
}

Result<void> addAllNamed(std::vector<SchemeKeys>& all, const QStringList& names, const Console& console)
{
    if (names.isEmpty())
        return {};
    const std::shared_ptr<SecretStore> store = findStore(console);
    if (!store)
        return Error {Tr::tr("Interrupted while the keychain was asked."), {}, {}, Tr::tr("Try again.")};
    QSettings settings(settingsFile(), QSettings::IniFormat);
    const Keyring keyring(&settings, store);
    for (const QString& name : names) {
        if (const auto done = addNamed(all, name, keyring, console); !done)
            return done.error();
    }
    return {};
}

struct SchemeWord
{
    QString word;
    std::string_view scheme;
};

const std::vector<SchemeWord>& schemeWords()
{
    static const std::vector<SchemeWord> words {
        {u"santura"_s, "santura-hmac"}, {u"redacto"_s, "redacto-hmac"}, {u"redacto-rsa"_s, "redacto-rsa-pss"}};
    return words;
}

/// "santura=3", or "3" where only one scheme can be meant.
Result<SchemeWord> schemeMeant(const QString& text, const ArchiveInfo& info)
{
    const qsizetype sign = text.indexOf(u'=');
    std::vector<SchemeWord> possible;
    for (const SchemeWord& each : schemeWords()) {
        const auto schemes = possibleSchemes(info);
        const bool here = std::ranges::find(schemes, each.scheme, &SignatureScheme::id) != schemes.end();
        if (sign < 0 ? here : text.left(sign) == each.word)
            possible.push_back(each);
    }
    if (possible.size() == 1)
        return possible.front();
    QStringList words;
    for (const SchemeWord& each : possible.empty() ? schemeWords() : possible)
        words << each.word;
    return Error {Tr::tr("What is the key of --key-fd %1 for?").arg(text), Tr::tr("It can be for %1.").arg(listText(words)), {},
        Tr::tr("Say it before the number: --key-fd %1=3.").arg(words.front())};
}

Result<void> addFromDescriptor(std::vector<SchemeKeys>& all, const QString& text, const ArchiveInfo& info, const Console& console)
{
    const Result<SchemeWord> meant = schemeMeant(text, info);
    if (!meant)
        return meant.error();
    Result<Secret> key = secretFromDescriptor(text.mid(text.indexOf(u'=') + 1), console);
    if (!key)
        return key.error();
    addKey(all, meant->scheme, Tr::tr("key of --key-fd %1").arg(text), *std::move(key));
    return {};
}

} // namespace

void addVerifyKeyOptions(Arguments& arguments)
{
    arguments.addOption({u"key"_s}, u"NAME"_s, Tr::tr("A signing key of the keychain, see \"auditlens keys\". May be given several times."));
    arguments.addOption({u"key-fd"_s}, u"[FOR=]N"_s,
        Tr::tr("File descriptor from which a key is read, and what it is for: santura, redacto or redacto-rsa (a public key as PEM). May be given several times."));
}

Result<std::vector<SchemeKeys>> readVerifyKeys(const Arguments& arguments, const ArchiveInfo& info, const Console& console)
{
    std::vector<SchemeKeys> all;
    if (const auto done = addAllNamed(all, arguments.values(u"key"_s), console); !done)
        return done.error();
    for (const QString& text : arguments.values(u"key-fd"_s)) {
        if (const auto done = addFromDescriptor(all, text, info, console); !done)
            return done.error();
    }
    return all;
}

} // namespace auditlens
