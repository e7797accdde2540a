// SPDX-License-Identifier: MIT
#include "connections/connectiontext.h"

#include "backends/descriptor.h"
#include "connections/connectionfields.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QUrl>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Connection)
};

bool isThisMachine(const QString& host)
{
    return host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost")) || QHostAddress(host).isLoopback();
}

QString fieldsText(const Connection& connection, const BackendDescriptor& descriptor, FieldKind kind)
{
    const BackendSettings settings {connection.values, {}, {}};
    QStringList texts;
    for (const BackendField& field : descriptor.fields) {
        const QString value = settingOf(descriptor, settings, field.name);
        if (field.kind == kind && !value.isEmpty() && (field.required || kind == FieldKind::Address) && field.when.field.isEmpty())
            texts << value;
    }
    return texts.join(QLatin1Char(' '));
}

} // namespace

QString kindText(const Connection& connection)
{
    const BackendDescriptor* descriptor = backendOf(connection.backend);
    return descriptor ? descriptor->name : QString::fromUtf8(connection.backend);
}

QString addressText(const Connection& connection)
{
    const BackendDescriptor* descriptor = backendOf(connection.backend);
    if (!descriptor)
        return {};
    const QString addresses = fieldsText(connection, *descriptor, FieldKind::Address);
    return addresses.isEmpty() ? fieldsText(connection, *descriptor, FieldKind::Text) : addresses;
}

bool isUnencrypted(const Connection& connection)
{
    return std::ranges::any_of(addressesOf(connection), [](const auto& address) { return address.second.scheme() == QLatin1String("http"); });
}

QString unencryptedWarning(const QString& address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (url.scheme() != QLatin1String("http") || url.host().isEmpty() || isThisMachine(url.host()))
        return {};
    return Tr::tr("Not encrypted: whoever is on the way can read what is sent, the password or token too. Enter https:// where the service has it.");
}

} // namespace auditlens
