// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

namespace auditlens::test {

/// A file of the source tree ("tests/data/x.json").
QString sourcePath(const QString& relative);
QByteArray readFile(const QString& path);
/// The folder of public samples beside the repository, or empty where it is absent (the test then skips).
QString sharedDataPath();

} // namespace auditlens::test
