// SPDX-License-Identifier: MIT
#include "backends/descriptor.h"

#include "base/personalname.h"
#include "base/text.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Backends)
};

const BackendField* fieldOf(const BackendDescriptor& descriptor, const QByteArray& name)
{
    const auto field = std::ranges::find(descriptor.fields, name, &BackendField::name);
    return field == descriptor.fields.end() ? nullptr : &*field;
}

QString valueOf(const BackendField* field, const std::map<QByteArray, QString>& values)
{
    if (!field)
        return {};
    const auto entered = values.find(field->name);
    return entered != values.end() && !entered->second.isEmpty() ? entered->second : field->byDefault;
}

QString labelOf(const BackendDescriptor& descriptor, const QByteArray& name)
{
    const BackendField* field = fieldOf(descriptor, name);
    return field ? field->label : QString::fromUtf8(name);
}

Error unusable(const QString& field, const QString& why, const QString& help)
{
    return {Tr::tr("The connection cannot be used."), why, field, help};
}

Error missingField(const BackendDescriptor& descriptor, const BackendField& field)
{
    if (!field.when.field.isEmpty())
        return missingSetting(field.label, labelOf(descriptor, field.when.field));
    return unusable(field.label, Tr::tr("\"%1\" is missing.").arg(field.label), field.help);
}

Result<void> checkValue(const BackendField& field, const QString& value)
{
    if (field.kind == FieldKind::Address) {
        const QUrl url(value, QUrl::StrictMode);
        const bool isWeb = url.scheme() == QLatin1String("https") || url.scheme() == QLatin1String("http");
        if (!value.contains(QLatin1String("://")))
            return unusable(field.label, Tr::tr("\"%1\" is no address of the web: it has no https:// at its beginning.").arg(value),
                Tr::tr("Enter \"https://%1\", or http:// where the service has no other.").arg(value));
        if (!url.isValid() || !isWeb || url.host().isEmpty())
            return unusable(field.label, Tr::tr("\"%1\" is no address of the web.").arg(value), field.help);
        if (!url.userInfo().isEmpty() || url.hasQuery() || url.hasFragment())
            return unusable(field.label, Tr::tr("The address has more than a host and a path."),
                Tr::tr("User and password have fields of their own."));
    }
    if (!isFitForNames(value))
        return unusable(field.label, Tr::tr("It has characters that cannot be seen."), Tr::tr("Type it instead of pasting it."));
    if (field.kind == FieldKind::Choice && std::ranges::find(field.choices, value.toUtf8(), &FieldChoice::value) == field.choices.end())
        return unusable(field.label, Tr::tr("There is no choice \"%1\".").arg(value), field.help);
    bool isNumber = field.kind != FieldKind::Number;
    if (!isNumber && value.toInt(&isNumber) <= 0)
        isNumber = false;
    if (!isNumber)
        return unusable(field.label, Tr::tr("\"%1\" is no number above zero.").arg(value), field.help);
    return {};
}

} // namespace

bool isOfUse(const BackendField& field, const std::vector<BackendField>& all, const std::map<QByteArray, QString>& values)
{
    if (field.when.field.isEmpty())
        return true;
    const auto other = std::ranges::find(all, field.when.field, &BackendField::name);
    const QString value = valueOf(other == all.end() ? nullptr : &*other, values);
    return field.when.values.contains(value.toUtf8());
}

const BackendDescriptor* backendOf(const QByteArray& id)
{
    const auto& all = builtinBackends();
    const auto found = std::ranges::find(all, id, &BackendDescriptor::id);
    return found == all.end() ? nullptr : &*found;
}

QString settingOf(const BackendDescriptor& descriptor, const BackendSettings& settings, const QByteArray& name)
{
    return valueOf(fieldOf(descriptor, name), settings.values);
}

Secret copyOfSecret(const BackendSettings& settings, const QByteArray& name)
{
    const auto secret = settings.secrets.find(name);
    return secret == settings.secrets.end() || !secret->second ? Secret() : Secret::copyOf(secret->second->bytes());
}

HttpSettings httpOf(const BackendDescriptor& descriptor, const BackendSettings& settings)
{
    HttpSettings http = settings.http;
    http.base = QUrl(settingOf(descriptor, settings, "url"), QUrl::StrictMode);
    http.endpoints = descriptor.endpoints;
    return http;
}

Error missingSetting(const QString& label, const QString& where)
{
    return unusable(where, Tr::tr("\"%1\" is missing.").arg(label), Tr::tr("Enter it, or choose another \"%1\".").arg(where));
}

Result<void> checkSettings(const BackendDescriptor& descriptor, const BackendSettings& settings)
{
    for (const auto& [name, value] : settings.values) {
        if (!fieldOf(descriptor, name))
            return unusable(QString::fromUtf8(name), Tr::tr("There is no such field."), Tr::tr("Look at the fields of this kind of source."));
    }
    for (const BackendField& field : descriptor.fields) {
        const bool isSecret = field.kind == FieldKind::Secret;
        const QString value = settingOf(descriptor, settings, field.name);
        const bool there = isSecret ? settings.secrets.contains(field.name) : !value.isEmpty();
        if (field.required && !there && isOfUse(field, descriptor.fields, settings.values))
            return missingField(descriptor, field);
        if (there && !isSecret) {
            if (const Result<void> fits = checkValue(field, value); !fits)
                return fits;
        }
    }
    return {};
}

} // namespace auditlens
