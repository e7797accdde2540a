// SPDX-License-Identifier: MIT
#include "sync/servicesource.h"

#include "backends/servicesamples.h"
#include "fakes/frameworktoken.h"

namespace auditlens::test {

using namespace Qt::StringLiterals;

namespace {

using Values = std::map<QByteArray, QString>;

Values valuesOf(const QByteArray& backend)
{
    if (backend == "tiger")
        return {{"user", u"auditor"_s}};
    if (backend == "santura")
        return {{"page", u"50"_s}, {"user", u"reader"_s}};
    if (backend == "auditframework")
        return {{"tenant", u"default"_s}};
    if (backend == "cloudwatch")
        return {{"group", u"audit"_s}, {"keyid", u"AKIDEXAMPLE"_s}, {"page", u"50"_s}};
    return {{"page", u"50"_s}};
}

std::map<QByteArray, QByteArray> secretsOf(const QByteArray& backend)
{
    if (backend == "tiger")
        return {{"password", "open sesame"}};
    if (backend == "santura")
        return {{"token", "pasted.token.value"}, {"password", "open sesame"}};
    if (backend == "auditframework")
        return {{"token", frameworkToken(frameworkClaims())}, {"key", "k123"}};
    if (backend == "cloudwatch")
        return {{"secret", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"}};
    return {};
}

} // namespace

SyncSource serviceSource(const QByteArray& backend, const QUrl& url, const QString& archive, const TimeRange& window)
{
    using std::chrono::milliseconds;
    SyncSource source;
    source.name = QString::fromLatin1(backend);
    source.id = u"test"_s;
    source.descriptor = backendOf(backend);
    source.settings.values = valuesOf(backend);
    source.settings.values["url"] = url.toString();
    for (const auto& [field, secret] : secretsOf(backend))
        source.settings.secrets[field] = std::make_shared<const Secret>(Secret::copyOf(secret.toStdString()));
    source.settings.http.proxy.kind = ProxySettings::Kind::None;
    source.settings.http.timeouts = {milliseconds(5000), milliseconds(1000), milliseconds(5000)};
    source.settings.http.retry = {2, milliseconds(1), milliseconds(2), milliseconds(1500)};
    source.settings.http.limits.bodyBytes = 1 << 20;
    source.archive = archive;
    source.window = window;
    return source;
}

SyncSource impatient(SyncSource source)
{
    using std::chrono::milliseconds;
    source.settings.http.timeouts = {milliseconds(2000), milliseconds(150), milliseconds(1000)};
    return source;
}

} // namespace auditlens::test
