// SPDX-License-Identifier: MIT
#include "store/schema.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Schema)
};

// docs/archive-format.md explains every column.
constexpr std::string_view tables = R"sql(
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, origin TEXT NOT NULL, format TEXT NOT NULL, profile TEXT NOT NULL,
    zone TEXT NOT NULL, layout TEXT NOT NULL, events INTEGER NOT NULL, duplicates INTEGER NOT NULL, rejected INTEGER NOT NULL);
CREATE TABLE dictionaries (
    id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, first INTEGER NOT NULL, entries INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE segments (
    id INTEGER PRIMARY KEY, rows INTEGER NOT NULL, first_time INTEGER NOT NULL, last_time INTEGER NOT NULL,
    raw_bytes INTEGER NOT NULL);
CREATE TABLE columns (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE payload_blocks (
    id INTEGER PRIMARY KEY, segment INTEGER NOT NULL, first INTEGER NOT NULL, records INTEGER NOT NULL, data BLOB NOT NULL);
CREATE TABLE text_blocks (
    id INTEGER PRIMARY KEY, segment INTEGER NOT NULL, first INTEGER NOT NULL, rows INTEGER NOT NULL,
    signature BLOB NOT NULL, data BLOB NOT NULL);
CREATE INDEX payload_places ON payload_blocks (segment, id, first, records);
CREATE INDEX text_places ON text_blocks (segment, id, first, rows);
CREATE TABLE rejects (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL, file TEXT NOT NULL, line INTEGER NOT NULL, byte INTEGER NOT NULL,
    reason TEXT NOT NULL, raw BLOB NOT NULL);
)sql";

std::string pragma(std::string_view name, int value)
{
    return "PRAGMA " + std::string(name) + " = " + std::to_string(value) + ";";
}

Error refused(const Database& database, const QString& why, const QString& help)
{
    return {Tr::tr("Cannot open \"%1\".").arg(QFileInfo(database.path()).fileName()), why, database.path(), help};
}

Result<void> runSteps(const QString& path, std::span<const Migration> steps, int newest)
{
    auto database = Database::open(path, Database::Mode::ReadWrite);
    if (!database)
        return database.error();
    auto version = checkedSchema(**database, newest);
    if (!version)
        return version.error();
    for (int at = *version; at < newest; ++at) {
        const auto step = std::ranges::find(steps, at, &Migration::from);
        if (step == steps.end()) {
            return refused(**database, Tr::tr("There is no way from schema %1 to schema %2.").arg(at).arg(at + 1),
                Tr::tr("Open the archive with the version of AuditLens that wrote it."));
        }
        const auto done = (*database)->execute(
            "BEGIN IMMEDIATE;" + std::string(step->sql) + pragma("user_version", at + 1) + "COMMIT;");
        if (!done)
            return done;
    }
    return {};
}

} // namespace

std::span<const Migration> migrations()
{
    return {};
}

Result<void> createSchema(Database& database)
{
    const std::string id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    return database.execute("BEGIN IMMEDIATE;" + std::string(tables) + "INSERT INTO meta VALUES ('id', '" + id
        + "'), ('written_by', 'AuditLens " AUDITLENS_VERSION "');" + pragma("application_id", applicationId)
        + pragma("user_version", schemaVersion) + "COMMIT;");
}

Result<int> checkedSchema(Database& database, int newest)
{
    const auto application = database.number("PRAGMA application_id");
    if (!application)
        return application.error();
    if (*application != applicationId) {
        Error error = refused(database, Tr::tr("The file is a database, but not an AuditLens archive."),
            Tr::tr("Choose a file that AuditLens wrote, or import this one if it holds audit records."));
        error.damage = true;
        return error;
    }
    const auto version = database.number("PRAGMA user_version");
    if (!version)
        return version.error();
    if (*version > newest) {
        return refused(database,
            Tr::tr("The archive has schema %1 and this version of AuditLens knows schemas up to %2.").arg(*version).arg(newest),
            Tr::tr("Install a newer version of AuditLens."));
    }
    if (*version < 1)
        return damagedError(database.path(), Tr::tr("the schema version"));
    return int(*version);
}

Result<void> migrateCopy(const QString& source, const QString& target, std::span<const Migration> steps, int newest)
{
    if (!QFile::copy(source, target)) {
        return Error {Tr::tr("Cannot copy the archive \"%1\" to bring it to the newest schema.").arg(QFileInfo(source).fileName()),
            Tr::tr("The copy could not be written."), target, Tr::tr("Check that the folder may be written and the disk has space.")};
    }
    QFile::setPermissions(target, QFile::permissions(target) | QFileDevice::WriteOwner);
    const auto done = runSteps(target, steps, newest);
    if (!done)
        QFile::remove(target);
    return done;
}

} // namespace auditlens
