// SPDX-License-Identifier: MIT
#include "connections/connectiontext.h"

#include "backends/descriptor.h"

namespace auditlens {

namespace {

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

} // namespace auditlens
