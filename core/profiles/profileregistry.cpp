// SPDX-License-Identifier: MIT
#include "profiles/profileregistry.h"

#include "base/text.h"
#include "profiles/profileformat.h"

#include <QCoreApplication>
#include <QDir>
#include <QSaveFile>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::ProfileRegistry)
};

constexpr auto shippedFolder = ":/profiles";
constexpr auto genericId = "generic";

QStringList profileFiles(const QString& folder)
{
    QStringList paths;
    const QDir dir(folder);
    for (const QString& name : dir.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        paths.append(dir.filePath(name));
    return paths;
}

} // namespace

Result<void> addBuiltinProfiles(FormatRegistry& registry)
{
    std::unique_ptr<Format> generic;
    for (const QString& path : profileFiles(QString::fromLatin1(shippedFolder))) {
        Result<MappingProfile> profile = MappingProfile::load(path);
        if (!profile.ok())
            return profile.error();
        auto format = makeProfileFormat(std::move(*profile));
        if (format->info().id == genericId)
            generic = std::move(format);
        else
            registry.add(std::move(format));
    }
    if (generic)
        registry.add(std::move(generic));
    return {};
}

std::vector<Error> addUserProfiles(FormatRegistry& registry, const QString& folder)
{
    std::vector<Error> problems;
    for (const QString& path : profileFiles(folder)) {
        Result<MappingProfile> profile = MappingProfile::load(path);
        if (profile.ok())
            registry.add(makeProfileFormat(std::move(*profile)));
        else
            problems.push_back(profile.error());
    }
    return problems;
}

Result<QString> saveProfile(const MappingProfile& profile, const QString& folder)
{
    const QString path = QDir(folder).filePath(toQString(profile.id) + QStringLiteral(".json"));
    QSaveFile file(path);
    const QByteArray json = QByteArray::fromStdString(profile.json());
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit()) {
        return Error {Tr::tr("Cannot save the mapping profile \"%1\".").arg(toQString(profile.title)),
            file.errorString(), path, Tr::tr("Check that the folder may be written and has space left.")};
    }
    return path;
}

} // namespace auditlens
