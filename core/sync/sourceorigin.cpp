// SPDX-License-Identifier: MIT
#include "sync/sourceorigin.h"

#include "backends/descriptor.h"
#include "base/text.h"

namespace auditlens {

std::string originOf(const BackendDescriptor& descriptor, const BackendSettings& settings)
{
    std::string origin = descriptor.id.toStdString();
    for (const BackendField& field : descriptor.fields) {
        if (field.kind == FieldKind::Address)
            origin += ' ' + toUtf8(settingOf(descriptor, settings, field.name));
    }
    return origin;
}

QUrl serviceUrl(std::string_view origin)
{
    const QString text = toQString(origin);
    const bool isLive = backendOf(text.section(QLatin1Char(' '), 0, 0).toUtf8()) != nullptr;
    return isLive ? QUrl(text.section(QLatin1Char(' '), 1, 1), QUrl::StrictMode) : QUrl();
}

} // namespace auditlens
