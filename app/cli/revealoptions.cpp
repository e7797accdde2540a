// SPDX-License-Identifier: MIT
#include "cli/revealoptions.h"

#include "access/policyfile.h"
#include "cli/keyaccess.h"
#include "cli/secretinput.h"
#include "ledger/signingkeyfile.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

constexpr int longestReason = 2000;

} // namespace

void addRevealOptions(Arguments& arguments)
{
    arguments.addOption({u"reason"_s}, u"TEXT"_s, Tr::tr("Why the value is needed. Without a policy it has to be given."));
    arguments.addOption({u"case"_s}, u"TEXT"_s, Tr::tr("The case it is needed for."));
    arguments.addOption({u"policy"_s}, u"FILE"_s, Tr::tr("The access policy."));
    arguments.addOption({u"policy-key"_s}, u"PEM-FILE"_s, Tr::tr("Public key of the administrator who signed the policy."));
    arguments.addOption({u"ledger"_s}, u"FILE"_s, Tr::tr("The ledger; your own in the data folder unless said."));
}

QString revealOptionsProblem(const Arguments& arguments)
{
    if (arguments.has(u"policy-key"_s) && !arguments.has(u"policy"_s))
        return Tr::tr("--policy-key is for a policy: --policy is missing.");
    if (!arguments.has(u"policy"_s) && arguments.value(u"reason"_s).trimmed().isEmpty())
        return Tr::tr("--reason is missing. Without a policy you choose to act as \"investigator\" by giving a reason.");
    if (arguments.value(u"reason"_s).size() > longestReason || arguments.value(u"case"_s).size() > longestReason)
        return Tr::tr("A reason or a case has at most %1 characters.").arg(longestReason);
    return {};
}

Result<AccessPolicy> policyFrom(const Arguments& arguments, Console& console)
{
    if (!arguments.has(u"policy"_s)) {
        console.say(Tr::tr("There is no access policy: by giving a reason you act as \"investigator\"."));
        return AccessPolicy::without(WithoutPolicy::PersonIsInvestigator);
    }
    const QString path = arguments.value(u"policy"_s);
    if (!arguments.has(u"policy-key"_s)) {
        if (QFileInfo::exists(path + u".sig"_s))
            console.say(Tr::tr("The policy's signature is not checked: --policy-key is missing."));
        return loadPolicy(path, {});
    }
    const Result<Ed25519PublicKey> administrator = loadPublicKey(arguments.value(u"policy-key"_s));
    if (!administrator)
        return administrator.error();
    return loadPolicy(path, *administrator);
}

Result<std::vector<Secret>> revealKeys(
    const Arguments& arguments, const QString& nameOption, const QString& descriptorOption, const Keyring& keyring, const Console& console)
{
    if (arguments.has(nameOption))
        return unmaskingKeys(arguments.value(nameOption), keyring, console);
    Result<Secret> key = secretFromDescriptor(arguments.value(descriptorOption), console);
    if (!key)
        return key.error();
    std::vector<Secret> keys;
    keys.push_back(*std::move(key));
    return Result(std::move(keys));
}

} // namespace auditlens
