// SPDX-License-Identifier: MIT
#include "connections/connectionfolder.h"

#include "base/filename.h"
#include "base/personalname.h"
#include "query/fields.h"
#include "secrets/knownkey.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Connection)
};

const QString ending = u".json"_s;

Error cannotSave(const QString& name, const QString& why, const QString& file)
{
    return {Tr::tr("Cannot save the connection \"%1\".").arg(name), why, QDir::toNativeSeparators(file),
        Tr::tr("Check that you may write there and that the disk has room.")};
}

Error nameTaken(const ConnectionEntry& by)
{
    return {Tr::tr("There is a connection \"%1\" already.").arg(by.connection.name),
        by.problem ? Tr::tr("Its file cannot be read.") : QString(), QDir::toNativeSeparators(by.file),
        by.problem ? Tr::tr("Repair the file or remove that connection, or choose another name.") : Tr::tr("Choose another name.")};
}

ConnectionEntry entryOf(const QString& file)
{
    Result<Connection> connection = loadConnection(file);
    if (connection)
        return {file, *std::move(connection), {}};
    Connection nameOnly;
    nameOnly.name = QFileInfo(file).completeBaseName();
    return {file, nameOnly, connection.error()};
}

QString ownFolder(const QString& name)
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(name);
}

} // namespace

Result<Connection> loadConnection(const QString& file)
{
    const QString what = Tr::tr("Cannot read the connection \"%1\".").arg(QFileInfo(file).fileName());
    QFile in(file);
    if (!QFileInfo(file).isFile()) // A pipe would make the reader wait.
        return Error {what, Tr::tr("It is not a file."), QDir::toNativeSeparators(file), Tr::tr("Choose the file of a connection.")};
    if (!in.open(QIODevice::ReadOnly))
        return Error {what, in.errorString(), QDir::toNativeSeparators(file), Tr::tr("Check that you may read it.")};
    return readConnection(in.read(maxConnectionBytes + 1), file);
}

ConnectionFolder ConnectionFolder::ofThisUser()
{
    return ConnectionFolder(ownFolder(u"connections"_s));
}

std::vector<ConnectionEntry> ConnectionFolder::list() const
{
    std::vector<ConnectionEntry> entries;
    const QFileInfoList files = QDir(m_path).entryInfoList({u'*' + ending}, QDir::Files | QDir::Hidden, QDir::Name);
    for (const QFileInfo& file : files.mid(0, maxFiles))
        entries.push_back(entryOf(file.filePath()));
    std::ranges::stable_sort(entries, [](const ConnectionEntry& a, const ConnectionEntry& b) {
        return a.connection.name.compare(b.connection.name, Qt::CaseInsensitive) < 0;
    });
    return entries;
}

std::optional<ConnectionEntry> ConnectionFolder::find(const QString& name) const
{
    for (const ConnectionEntry& entry : list()) {
        if (isSameKeyName(entry.connection.name, name))
            return entry;
    }
    return {};
}

Result<Connection> ConnectionFolder::named(const QString& name) const
{
    const std::optional<ConnectionEntry> entry = find(name);
    if (entry && entry->problem)
        return *entry->problem;
    if (entry)
        return entry->connection;
    QStringList names;
    for (const ConnectionEntry& one : list())
        names << one.connection.name;
    const QString near = nearestWord(name, names);
    constexpr qsizetype longest = 100; // It need not be a name, and is not much longer than one may be.
    return Error {Tr::tr("There is no connection \"%1\".").arg(shownInOneLine(name, longest)), {}, {},
        near.isEmpty() ? Tr::tr("\"auditlens connect list\" shows the names.") : Tr::tr("Did you mean \"%1\"?").arg(near)};
}

Result<void> ConnectionFolder::save(const Connection& connection) const
{
    if (const QString problem = connectionNameProblem(connection.name); !problem.isEmpty())
        return Error {Tr::tr("The connection is not saved."), problem, {}, Tr::tr("Choose another name.")};
    const std::vector<ConnectionEntry> entries = list();
    const auto other = std::ranges::find_if(entries, [&](const ConnectionEntry& entry) {
        return isSameKeyName(entry.connection.name, connection.name) && (entry.problem || entry.connection.id != connection.id);
    });
    if (other != entries.end())
        return nameTaken(*other);
    if (!QDir().mkpath(m_path))
        return cannotSave(connection.name, Tr::tr("The folder cannot be made."), m_path);
    const auto own = std::ranges::find_if(entries, [&](const ConnectionEntry& entry) { return !entry.problem && entry.connection.id == connection.id; });
    QSaveFile out(own != entries.end() ? own->file : freeFile(connection.name));
    const QByteArray text = writeConnection(connection);
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
        return cannotSave(connection.name, out.errorString(), out.fileName());
    return {};
}

Result<void> ConnectionFolder::remove(const QString& name) const
{
    const std::optional<ConnectionEntry> entry = find(name);
    if (!entry)
        return named(name).error();
    QFile file(entry->file);
    if (!file.remove())
        return Error {Tr::tr("Cannot remove the connection \"%1\".").arg(name), file.errorString(), QDir::toNativeSeparators(entry->file),
            Tr::tr("Check that you may write there.")};
    return {};
}

QString ConnectionFolder::freeFile(const QString& name) const
{
    return freeFileName(QDir(m_path).filePath(fileStemOf(name)), ending);
}

QString newArchiveFor(const QString& name)
{
    return freeFileName(QDir(ownFolder(u"archives"_s)).filePath(fileStemOf(name)), u".auditlens"_s);
}

} // namespace auditlens
