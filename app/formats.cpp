// SPDX-License-Identifier: MIT
#include "formats.h"

#include "profiles/profileregistry.h"

#include <QStandardPaths>

namespace auditlens {

std::shared_ptr<const FormatRegistry> makeFormats(std::vector<Error>& problems)
{
    auto formats = std::make_shared<FormatRegistry>();
    addBuiltinFormats(*formats);
    const QString own = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation) + QStringLiteral("/profiles");
    problems = addUserProfiles(*formats, own);
    if (const Result<void> shipped = addBuiltinProfiles(*formats); !shipped)
        problems.push_back(shipped.error());
    return formats;
}

} // namespace auditlens
