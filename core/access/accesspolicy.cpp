// SPDX-License-Identifier: MIT
#include "access/accesspolicy.h"

#include "base/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::AccessPolicy)
};

constexpr std::string_view investigator = "investigator";

Error denied(const QString& why, const QString& help)
{
    return {Tr::tr("The access policy does not allow this."), why, {}, help};
}

Error roleProblem(std::string_view user)
{
    return denied(Tr::tr("It gives no role to \"%1\".").arg(toQString(user)),
        Tr::tr("Ask the administrator of the policy for a role."));
}

/// A blank, a dot or a dash is no reason.
bool saysSomething(std::string_view text)
{
    return std::ranges::any_of(toQString(text), [](QChar c) { return c.isLetterOrNumber(); });
}

std::optional<Error> missingForWholeValue(const AccessRole& role, const AccessQuestion& question)
{
    if (role.needsReason && !saysSomething(question.reason))
        return denied(Tr::tr("It asks for a reason."), Tr::tr("Say why the value is needed."));
    if (role.needsCase && !saysSomething(question.caseName))
        return denied(Tr::tr("It asks for a case."), Tr::tr("Name the case that the value is needed for."));
    if (role.needsSecondPerson && !question.secondPersonAgreed)
        return denied(Tr::tr("It asks for a second person."),
            Tr::tr("Have a colleague sign a challenge; docs/access-policy.md says how."));
    return {};
}

bool isThisMachine(const QString& host)
{
    return host == "localhost"_L1 || host == "127.0.0.1"_L1 || host == "::1"_L1;
}

} // namespace

std::string serviceAddress(const QUrl& url)
{
    const QString scheme = url.scheme();
    const QString host = url.host().toLower();
    const bool isProof = scheme == "https"_L1 || (scheme == "http"_L1 && isThisMachine(host));
    if (!isProof || host.isEmpty())
        return {};
    QUrl address;
    address.setScheme(scheme);
    address.setHost(host);
    if (const int usual = scheme == "https"_L1 ? 443 : 80; url.port(usual) != usual)
        address.setPort(url.port());
    return toUtf8(address.toString(QUrl::FullyEncoded));
}

StepSet StepSet::all()
{
    StepSet all;
    for (const LedgerStep step : {LedgerStep::Equal, LedgerStep::Shape, LedgerStep::LastFour, LedgerStep::Full, LedgerStep::Copy, LedgerStep::Export})
        all = all.with(step);
    return all;
}

StepSet StepSet::with(LedgerStep step) const
{
    StepSet more = *this;
    more.m_bits |= bitOf(step);
    return more;
}

AccessPolicy::AccessPolicy(PolicyContent content) : m_content(std::move(content)) { }

AccessPolicy AccessPolicy::without(WithoutPolicy choice)
{
    if (choice == WithoutPolicy::NobodyMayAnything)
        return denyAll(denied(Tr::tr("There is no access policy, and nobody has chosen to work without one."),
            Tr::tr("Name a policy, or give a reason.")));
    PolicyContent content;
    content.defaultRole = investigator;
    AccessRole role {content.defaultRole, StepSet::all()};
    role.needsReason = true;
    content.roles.emplace(role.name, role);
    return AccessPolicy(std::move(content));
}

AccessPolicy AccessPolicy::denyAll(Error why)
{
    AccessPolicy policy {PolicyContent()};
    policy.m_problem = std::move(why);
    return policy;
}

AccessPolicy AccessPolicy::withToken(std::string_view service, const std::vector<std::string>& claims) const
{
    AccessPolicy policy = *this;
    const auto found = std::ranges::find_if(m_content.tokenClaims,
        [&](const TokenClaim& one) { return one.service == service && std::ranges::find(claims, one.claim) != claims.end(); });
    policy.m_tokenRole = found == m_content.tokenClaims.end() ? std::string() : found->role;
    return policy;
}

bool AccessPolicy::asksForToken(std::string_view user, std::string_view service) const
{
    return !m_content.users.contains(user) && std::ranges::find(m_content.tokenClaims, service, &TokenClaim::service) != m_content.tokenClaims.end();
}

const AccessRole* AccessPolicy::roleOf(std::string_view user) const
{
    const auto named = m_content.users.find(user);
    const std::string& unnamed = m_tokenRole.empty() ? m_content.defaultRole : m_tokenRole;
    const auto role = m_content.roles.find(named == m_content.users.end() ? unnamed : named->second);
    return role == m_content.roles.end() ? nullptr : &role->second;
}

const std::string* AccessPolicy::signerOf(std::string_view text, std::span<const unsigned char> signature) const
{
    const auto found = std::ranges::find_if(
        m_content.secondPersons, [&](const auto& person) { return person.second.matches(text, signature); });
    return found == m_content.secondPersons.end() ? nullptr : &found->first;
}

std::optional<Error> AccessPolicy::denial(const AccessQuestion& question) const
{
    if (m_problem)
        return m_problem;
    const AccessRole* role = roleOf(question.user);
    if (!role)
        return roleProblem(question.user);
    if (!role->steps.contains(question.step))
        return denied(Tr::tr("The role \"%1\" does not have this step.").arg(toQString(role->name)),
            Tr::tr("Take a step that gives away less, or ask the administrator of the policy."));
    return isWholeValue(question.step) ? missingForWholeValue(*role, question) : std::nullopt;
}

} // namespace auditlens
