// SPDX-License-Identifier: MIT
#include "connections/connectionfields.h"

#include "backends/backend.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Connection)
};

constexpr qint64 maxPemBytes = 1 << 20;

Error unusable(const QString& field, const QString& why, const QString& help)
{
    return {Tr::tr("The connection cannot be used."), why, field, help};
}

/// For checkSettings(), which checks what a descriptor describes.
const BackendDescriptor& networkDescriptor()
{
    static const BackendDescriptor descriptor = [] {
        BackendDescriptor made;
        made.fields = networkFields();
        return made;
    }();
    return descriptor;
}

QString labelOf(const QByteArray& name)
{
    return std::ranges::find(networkFields(), name, &BackendField::name)->label;
}

bool isNetworkField(const QByteArray& name)
{
    return std::ranges::find(networkFields(), name, &BackendField::name) != networkFields().end();
}

/// A secret is never among the values, which are in a file, and a value never among the secrets.
Result<void> checkSecrecy(const std::vector<BackendField>& fields, const Connection& connection, const GivenSecrets& secrets)
{
    const auto isSecret = [&](const QByteArray& name) {
        const auto field = std::ranges::find(fields, name, &BackendField::name);
        return field != fields.end() && field->kind == FieldKind::Secret;
    };
    for (const auto& [field, value] : connection.values) {
        if (isSecret(field))
            return unusable(QString::fromUtf8(field), Tr::tr("This is a secret, and secrets are not kept among the settings."), Tr::tr("Give it as a secret."));
    }
    for (const auto& [field, secret] : secrets) {
        if (!isSecret(field))
            return unusable(QString::fromUtf8(field), Tr::tr("No secret of this name is known for this kind of source."), Tr::tr("Give it as a setting, or leave it out."));
    }
    return {};
}

Result<QByteArray> pemFile(const BackendSettings& network, const QByteArray& field)
{
    const QString path = settingOf(networkDescriptor(), network, field);
    if (path.isEmpty())
        return QByteArray();
    QFile file(path);
    if (!QFileInfo(path).isFile()) // A pipe would make the reader wait.
        return unusable(labelOf(field), Tr::tr("There is no file \"%1\".").arg(path), Tr::tr("Enter the whole path of a PEM file."));
    if (!file.open(QIODevice::ReadOnly))
        return unusable(labelOf(field), Tr::tr("\"%1\" cannot be read: %2.").arg(path, file.errorString()), Tr::tr("Check that you may read it."));
    const QByteArray pem = file.read(maxPemBytes + 1);
    if (pem.size() > maxPemBytes)
        return unusable(labelOf(field), Tr::tr("\"%1\" is larger than %2 KiB.").arg(path).arg(maxPemBytes >> 10), Tr::tr("Give a PEM file."));
    return pem;
}

std::shared_ptr<const Secret> secretOf(const BackendSettings& network, const QByteArray& field)
{
    const auto found = network.secrets.find(field);
    return found == network.secrets.end() ? nullptr : found->second;
}

Result<ProxySettings> proxyOf(const BackendSettings& network)
{
    ProxySettings proxy;
    const QString kind = settingOf(networkDescriptor(), network, "proxy");
    const QString address = settingOf(networkDescriptor(), network, "proxy_address");
    proxy.kind = kind == u"none" ? ProxySettings::Kind::None
        : kind == u"http"        ? ProxySettings::Kind::Http
        : kind == u"socks5"      ? ProxySettings::Kind::Socks5
                                 : ProxySettings::Kind::System;
    if (proxy.kind == ProxySettings::Kind::System || proxy.kind == ProxySettings::Kind::None)
        return proxy;
    const QUrl url(u"proxy://"_s + address, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || url.port() <= 0 || !url.path().isEmpty() || !url.userInfo().isEmpty())
        return unusable(labelOf("proxy_address"), Tr::tr("\"%1\" is no host with a port.").arg(address), Tr::tr("Enter it as \"proxy.example.org:3128\"."));
    proxy.host = url.host();
    proxy.port = quint16(url.port());
    proxy.user = settingOf(networkDescriptor(), network, "proxy_user");
    proxy.password = secretOf(network, "proxy_password");
    return proxy;
}

/// The HTTP part of the settings, from the fields that all connections have.
Result<HttpSettings> httpSettings(const BackendSettings& network)
{
    if (const Result<void> fits = checkSettings(networkDescriptor(), network); !fits)
        return fits.error();
    const Result<QByteArray> authorities = pemFile(network, "tls_authorities");
    const Result<QByteArray> certificate = pemFile(network, "tls_certificate");
    const Result<ProxySettings> proxy = proxyOf(network);
    if (!authorities || !certificate)
        return authorities ? certificate.error() : authorities.error();
    if (!proxy)
        return proxy.error();
    HttpSettings http;
    http.tls = {*authorities, *certificate, secretOf(network, "tls_key")};
    http.proxy = *proxy;
    if (const Result<QSslConfiguration> tls = tlsConfiguration(http.tls); !tls)
        return tls.error();
    return http;
}

} // namespace

std::vector<BackendField> fieldsOf(const BackendDescriptor& descriptor)
{
    std::vector<BackendField> fields = descriptor.fields;
    fields.insert(fields.end(), networkFields().begin(), networkFields().end());
    return fields;
}

Result<const BackendDescriptor*> descriptorOf(const Connection& connection)
{
    if (const BackendDescriptor* descriptor = backendOf(connection.backend))
        return descriptor;
    QStringList known;
    for (const BackendDescriptor& descriptor : builtinBackends())
        known << QString::fromUtf8(descriptor.id);
    return unusable(connection.name, Tr::tr("There is no kind of source \"%1\".").arg(QString::fromUtf8(connection.backend)),
        Tr::tr("There are: %1.").arg(known.join(u", "_s)));
}

QString valueOf(const Connection& connection, const QByteArray& field)
{
    const auto value = connection.values.find(field);
    return value == connection.values.end() ? QString() : value->second;
}

std::map<QByteArray, QUrl> addressesOf(const Connection& connection)
{
    std::map<QByteArray, QUrl> addresses;
    const BackendDescriptor* descriptor = backendOf(connection.backend);
    for (const BackendField& field : descriptor ? descriptor->fields : std::vector<BackendField>()) {
        const auto value = connection.values.find(field.name);
        if (field.kind == FieldKind::Address && value != connection.values.end())
            addresses.emplace(field.name, QUrl(value->second));
    }
    return addresses;
}

// Which field it is, is found out by trying: with something in its place the trouble is another one, or gone.
std::optional<BackendField> missingField(const Connection& connection, const GivenSecrets& secrets)
{
    const auto problemOf = [](const Connection& tried, const GivenSecrets& given) {
        const Result<std::unique_ptr<Backend>> made = makeBackend(tried, given);
        return made ? QString() : made.error().why;
    };
    const QString problem = problemOf(connection, secrets);
    const BackendDescriptor* descriptor = backendOf(connection.backend);
    for (const BackendField& field : descriptor && !problem.isEmpty() ? descriptor->fields : std::vector<BackendField>()) {
        Connection tried = connection;
        GivenSecrets given = secrets;
        if (field.kind == FieldKind::Secret)
            given.emplace(field.name, std::make_shared<const Secret>(Secret::copyOf(std::string_view("x"))));
        else if (tried.values[field.name].isEmpty())
            tried.values[field.name] = field.kind == FieldKind::Address ? u"https://example.org"_s : u"1"_s;
        if (problem.contains(u'"' + field.label + u'"') && problemOf(tried, given) != problem)
            return field;
    }
    return {};
}

GivenSecrets withStandIns(const Connection& connection, GivenSecrets given)
{
    for (const auto& [field, place] : connection.secrets)
        given.emplace(field, std::make_shared<const Secret>(Secret::copyOf(std::string_view("kept"))));
    return given;
}

Result<BackendSettings> backendSettings(const Connection& connection, const GivenSecrets& secrets)
{
    const Result<const BackendDescriptor*> descriptor = descriptorOf(connection);
    if (!descriptor)
        return descriptor.error();
    if (const Result<void> kept = checkSecrecy(fieldsOf(**descriptor), connection, secrets); !kept)
        return kept.error();
    BackendSettings own;
    BackendSettings network;
    for (const auto& [field, value] : connection.values)
        (isNetworkField(field) ? network : own).values.emplace(field, value);
    for (const auto& [field, secret] : secrets)
        (isNetworkField(field) ? network : own).secrets.emplace(field, secret);
    Result<HttpSettings> http = httpSettings(network);
    if (!http)
        return http.error();
    if (const Result<void> fits = checkSettings(**descriptor, own); !fits)
        return fits.error();
    own.http = *std::move(http);
    return own;
}

Result<std::unique_ptr<Backend>> makeBackend(const Connection& connection, const GivenSecrets& secrets, HttpSurroundings surroundings)
{
    Result<BackendSettings> settings = backendSettings(connection, secrets);
    if (!settings)
        return settings.error();
    return backendOf(connection.backend)->make(*std::move(settings), std::move(surroundings));
}

} // namespace auditlens
