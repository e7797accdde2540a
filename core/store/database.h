// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace auditlens {

class Database;

struct FinalizeStatement
{
    void operator()(sqlite3_stmt* statement) const;
};
using OwnedStatement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// A prepared statement, for as long as its database lives. Texts and blobs are bound without a copy and must live until
/// the next step() or reset().
class Statement
{
public:
    Statement(Database& database, OwnedStatement statement);

    Statement& bind(int index, std::int64_t value);
    Statement& bindText(int index, std::string_view text);
    Statement& bindBlob(int index, std::string_view blob);

    /// True when there is a row to read, false at the end.
    Result<bool> step();
    /// Calls use() for every row; its Error ends the reading.
    template <typename Use>
    Result<void> forEachRow(Use use);
    /// For statements without rows: runs it and makes it ready for the next time.
    Result<void> run();
    void reset();

    std::int64_t number(int column) const;
    /// Valid until the next step().
    std::string_view text(int column) const;
    std::string_view blob(int column) const;

private:
    struct GiveBack
    {
        Database* database;
        void operator()(sqlite3_stmt* statement) const;
    };
    Database* m_database;
    std::unique_ptr<sqlite3_stmt, GiveBack> m_statement;
};

template <typename Use>
Result<void> Statement::forEachRow(Use use)
{
    for (;;) {
        const Result<bool> row = step();
        if (!row)
            return row.error();
        if (!*row)
            return {};
        if (const Result<void> used = use(); !used)
            return used.error();
    }
}

/// One connection to an archive's SQLite file. One thread at a time. Every failure is an Error that names the file,
/// says what SQLite said and what a person can do.
class Database
{
public:
    /// `Immutable` reads the pages as they lie there, without locks, and does not look for a journal.
    enum class Mode { ReadOnly, Immutable, ReadWrite, Create };
    static Result<std::unique_ptr<Database>> open(const QString& path, Mode mode);

    /// The same text is translated once: the statement is kept when its user is done with it.
    Result<Statement> prepare(std::string_view sql);
    Result<void> execute(std::string_view sql);
    /// First column of the first row; 0 when there is none.
    Result<std::int64_t> number(std::string_view sql);

    /// Writes the rows, not the pages, into a new file (VACUUM INTO). `goOn` is asked again and again meanwhile; once it
    /// says no the copy ends at once, unfinished, and this is false.
    Result<bool> copyInto(const QString& path, const std::function<bool()>& goOn);

    const QString& path() const { return m_path; }
    /// The trouble SQLite reports now.
    Error error() const;

private:
    struct Close
    {
        void operator()(sqlite3* connection) const;
    };
    friend class Statement;
    Database(QString path, sqlite3* connection, Mode mode);
    OwnedStatement takeIdle(std::string_view sql);
    void keepIdle(OwnedStatement statement);

    QString m_path;
    Mode m_mode;
    std::unique_ptr<sqlite3, Close> m_connection;
    std::vector<OwnedStatement> m_idle; ///< Those used last at the end.
};

/// The error (Error::damage) for content that cannot be what this program wrote. `place` says which part: "text block 17".
Error damagedError(const QString& path, const QString& place);

} // namespace auditlens
