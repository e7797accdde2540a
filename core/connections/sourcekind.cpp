// SPDX-License-Identifier: MIT
#include "connections/sourcekind.h"

#include "backends/descriptor.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Connection)
};

} // namespace

const std::vector<BackendField>& networkFields()
{
    static const FieldCondition ownProxy {"proxy", {"http", "socks5"}};
    static const std::vector<BackendField> fields {
        {"tls_authorities", Tr::tr("Certificate authority"), FieldKind::Text, false, {},
            Tr::tr("A PEM file with the authority of your company, believed beside those of the system."), {},
                QStringLiteral("/etc/ssl/company.pem"), {}, true},
        {"tls_certificate", Tr::tr("Client certificate"), FieldKind::Text, false, {},
            Tr::tr("A PEM file with your certificate and the chain below it, where the service asks for one."), {},
                QStringLiteral("/home/me/client.pem"), {}, true},
        {"tls_key", Tr::tr("Key of the client certificate"), FieldKind::Secret, false, {}, Tr::tr("PEM, without a passphrase."), {}, {}, {}, true},
        {"proxy", Tr::tr("Proxy"), FieldKind::Choice, true, u"system"_s, Tr::tr("As the system says, none, or one of your own."),
            {{"system", Tr::tr("As the system says")}, {"none", Tr::tr("None")}, {"http", Tr::tr("HTTP")}, {"socks5", Tr::tr("SOCKS 5")}}},
        {"proxy_address", Tr::tr("Address of the proxy"), FieldKind::Text, true, {}, Tr::tr("Host and port: \"proxy.example.org:3128\"."), {},
            QStringLiteral("proxy.example.org:3128"), ownProxy},
        {"proxy_user", Tr::tr("User of the proxy"), FieldKind::Text, false, {}, Tr::tr("Where the proxy asks for one."), {}, {}, ownProxy},
        {"proxy_password", Tr::tr("Password of the proxy"), FieldKind::Secret, false, {}, Tr::tr("Where the proxy asks for one."), {}, {}, ownProxy},
    };
    return fields;
}

std::vector<SourceKind> sourceKinds()
{
    std::vector<SourceKind> kinds;
    for (const BackendDescriptor& descriptor : builtinBackends())
        kinds.push_back({descriptor.id, descriptor.name, descriptor.about, descriptor.fields, descriptor.follows});
    return kinds;
}

} // namespace auditlens
