// SPDX-License-Identifier: MIT
#include "store/database.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <sqlite3.h>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Database)
};

constexpr int busyMilliseconds = 5000;

QString helpFor(int code)
{
    switch (code) {
    case SQLITE_FULL:
        return Tr::tr("Free some space on the disk and do it again; what was committed before is safe.");
    case SQLITE_NOTADB:
    case SQLITE_CORRUPT:
        return Tr::tr("Take the archive from a backup or import the original files again.");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Tr::tr("Wait until the other program has finished and try again.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
        return Tr::tr("Check that the folder exists and that you may read and write there.");
    case SQLITE_IOERR:
        return Tr::tr("Check the disk and its free space and do it again; what was committed before is safe.");
    case SQLITE_TOOBIG:
        return Tr::tr("Split the input into smaller records.");
    default:
        return Tr::tr("Try again; if it happens again, take the archive from a backup.");
    }
}

bool isDamage(int code)
{
    return code == SQLITE_NOTADB || code == SQLITE_CORRUPT;
}

QString whyFor(sqlite3* connection, int code)
{
    const QString said = QString::fromUtf8(connection ? sqlite3_errmsg(connection) : sqlite3_errstr(code));
    if (code == SQLITE_NOTADB)
        return Tr::tr("The file is not an archive or it is damaged (%1).").arg(said);
    if (code == SQLITE_CORRUPT)
        return Tr::tr("The file is damaged (%1).").arg(said);
    if (code == SQLITE_FULL)
        return Tr::tr("The disk is full (%1).").arg(said);
    if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        return Tr::tr("Another program is using it (%1).").arg(said);
    return Tr::tr("The archive's container reports: %1.").arg(said);
}

Error sqliteError(const QString& path, sqlite3* connection, int extendedCode, Database::Mode mode)
{
    const int code = extendedCode & 0xff;
    const QString name = QFileInfo(path).fileName();
    const QString what = mode == Database::Mode::ReadOnly ? Tr::tr("Cannot read the archive \"%1\".").arg(name)
                                                          : Tr::tr("Cannot write the archive \"%1\".").arg(name);
    return {what, whyFor(connection, code), path, helpFor(code), isDamage(code)};
}

int openConnection(const QString& path, Database::Mode mode, sqlite3** connection)
{
    int flags = SQLITE_OPEN_NOMUTEX;
    if (mode == Database::Mode::Immutable) {
        const QByteArray uri = QUrl::fromLocalFile(QFileInfo(path).absoluteFilePath()).toEncoded() + "?immutable=1";
        return sqlite3_open_v2(uri.constData(), connection, flags | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, nullptr);
    }
    if (mode == Database::Mode::ReadOnly)
        flags |= SQLITE_OPEN_READONLY;
    else
        flags |= SQLITE_OPEN_READWRITE | (mode == Database::Mode::Create ? SQLITE_OPEN_CREATE : 0);
    return sqlite3_open_v2(QFile::encodeName(path).constData(), connection, flags, nullptr);
}

} // namespace

void FinalizeStatement::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

void Statement::GiveBack::operator()(sqlite3_stmt* statement) const
{
    database->keepIdle(OwnedStatement(statement));
}

Statement::Statement(Database& database, OwnedStatement statement)
    : m_database(&database), m_statement(statement.release(), GiveBack {&database})
{
}

Statement& Statement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_statement.get(), index, value);
    return *this;
}

Statement& Statement::bindText(int index, std::string_view text)
{
    sqlite3_bind_text64(m_statement.get(), index, text.empty() ? "" : text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
}

Statement& Statement::bindBlob(int index, std::string_view blob)
{
    sqlite3_bind_blob64(m_statement.get(), index, blob.empty() ? "" : blob.data(), blob.size(), SQLITE_STATIC);
    return *this;
}

Result<bool> Statement::step()
{
    const int code = sqlite3_step(m_statement.get());
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    const Error error = m_database->error();
    reset();
    return error;
}

Result<void> Statement::run()
{
    if (const auto row = step(); !row)
        return row.error();
    reset();
    return {};
}

void Statement::reset()
{
    sqlite3_reset(m_statement.get());
}

std::int64_t Statement::number(int column) const
{
    return sqlite3_column_int64(m_statement.get(), column);
}

std::string_view Statement::text(int column) const
{
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(m_statement.get(), column));
    return data ? std::string_view(data, std::size_t(sqlite3_column_bytes(m_statement.get(), column))) : std::string_view();
}

std::string_view Statement::blob(int column) const
{
    const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement.get(), column));
    return data ? std::string_view(data, std::size_t(sqlite3_column_bytes(m_statement.get(), column))) : std::string_view();
}

void Database::Close::operator()(sqlite3* connection) const
{
    sqlite3_close_v2(connection);
}

Database::Database(QString path, sqlite3* connection, Mode mode)
    : m_path(std::move(path)), m_mode(mode), m_connection(connection)
{
    sqlite3_busy_timeout(connection, busyMilliseconds);
    sqlite3_extended_result_codes(connection, 1);
}

Result<std::unique_ptr<Database>> Database::open(const QString& path, Mode mode)
{
    if (const QFileInfo info(path); info.exists() && !info.isFile()) { // Opening a pipe would wait for its other end.
        return Error {Tr::tr("Cannot open the archive \"%1\".").arg(info.fileName()), Tr::tr("It is a folder, a pipe or a device, not a file."),
            path, Tr::tr("Choose a file that AuditLens has written.")};
    }
    sqlite3* connection = nullptr;
    const int code = openConnection(path, mode, &connection);
    if (code != SQLITE_OK) {
        const Error error = sqliteError(path, connection, code, mode);
        sqlite3_close_v2(connection);
        return error;
    }
    return std::unique_ptr<Database>(new Database(path, connection, mode));
}

OwnedStatement Database::takeIdle(std::string_view sql)
{
    const auto found = std::ranges::find_if(m_idle, [&](const OwnedStatement& idle) { return sqlite3_sql(idle.get()) == sql; });
    if (found == m_idle.end())
        return nullptr;
    OwnedStatement statement = std::move(*found);
    m_idle.erase(found);
    return statement;
}

void Database::keepIdle(OwnedStatement statement)
{
    constexpr std::size_t most = 16;
    sqlite3_reset(statement.get());
    sqlite3_clear_bindings(statement.get());
    if (m_idle.size() == most)
        m_idle.erase(m_idle.begin());
    m_idle.push_back(std::move(statement));
}

Result<Statement> Database::prepare(std::string_view sql)
{
    if (OwnedStatement idle = takeIdle(sql))
        return Statement(*this, std::move(idle));
    sqlite3_stmt* statement = nullptr;
    const unsigned flags = SQLITE_PREPARE_PERSISTENT;
    if (sqlite3_prepare_v3(m_connection.get(), sql.data(), int(sql.size()), flags, &statement, nullptr) != SQLITE_OK)
        return error();
    return Statement(*this, OwnedStatement(statement));
}

Result<void> Database::execute(std::string_view sql)
{
    if (sqlite3_exec(m_connection.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return error();
    return {};
}

Result<bool> Database::copyInto(const QString& path, const std::function<bool()>& goOn)
{
    constexpr int stepsBetweenQuestions = 16; // a row of an archive is a blob and takes a few
    auto copy = prepare("VACUUM INTO ?");
    if (!copy)
        return copy.error();
    const QByteArray name = path.toUtf8();
    bool stopped = false;
    const std::function<bool()> stops = [&] { return stopped = !goOn(); };
    const auto ask = [](void* asked) { return (*static_cast<const std::function<bool()>*>(asked))() ? 1 : 0; };
    sqlite3_progress_handler(m_connection.get(), stepsBetweenQuestions, ask, const_cast<std::function<bool()>*>(&stops));
    const auto copied = copy->bindText(1, {name.constData(), std::size_t(name.size())}).run();
    sqlite3_progress_handler(m_connection.get(), 0, nullptr, nullptr);
    if (!copied && !stopped)
        return copied.error();
    return copied.ok();
}

Result<std::int64_t> Database::number(std::string_view sql)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? statement->number(0) : 0;
}

Error Database::error() const
{
    return sqliteError(m_path, m_connection.get(), sqlite3_errcode(m_connection.get()), m_mode);
}

Error damagedError(const QString& path, const QString& place)
{
    return {Tr::tr("Cannot read the archive \"%1\".").arg(QFileInfo(path).fileName()),
        Tr::tr("The file is damaged: %1 does not hold what was written there.").arg(place),
        path, helpFor(SQLITE_CORRUPT), true};
}

} // namespace auditlens
