// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>

namespace auditlens::test {

/// A token as Audit Log Framework makes it with the key of its default settings, which the fake accepts (HS256).
QByteArray frameworkToken(const QJsonObject& claims);
/// Of somebody in the tenant "default" who may read, good until 2100.
QJsonObject frameworkClaims();

} // namespace auditlens::test
