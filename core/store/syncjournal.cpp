// SPDX-License-Identifier: MIT
#include "store/syncjournal.h"

#include "store/archivetables.h"
#include "store/database.h"
#include "store/schema.h"
#include "store/unfinished.h"

#include <QFileInfo>

#include <algorithm>
#include <map>

namespace auditlens {

namespace {

// Made when an archive is synced for the first time: an archive of files has none, and older versions do not look.
constexpr std::string_view tables = R"sql(
CREATE TABLE IF NOT EXISTS syncs (source INTEGER PRIMARY KEY, scope TEXT NOT NULL, next_ordinal INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS cursors (
    source INTEGER NOT NULL, first_time INTEGER NOT NULL, end_time INTEGER NOT NULL, done INTEGER NOT NULL,
    cursor BLOB NOT NULL, PRIMARY KEY (source, first_time, end_time)) WITHOUT ROWID;
)sql";

Result<bool> hasTables(Database& database)
{
    const auto count = database.number(
        "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('syncs', 'coverage', 'cursors')");
    return count ? Result(*count == 3) : count.error();
}

Result<std::vector<SyncCursor>> readCursors(Database& database, SourceId source)
{
    auto statement = database.prepare("SELECT first_time, end_time, done, cursor FROM cursors WHERE source = ?");
    if (!statement)
        return statement.error();
    statement->bind(1, std::int64_t(source));
    std::vector<SyncCursor> cursors;
    const auto done = statement->forEachRow([&]() -> Result<void> {
        cursors.push_back({{statement->number(0), statement->number(1)}, statement->number(2), std::string(statement->blob(3))});
        return {};
    });
    if (!done)
        return done.error();
    return cursors;
}

/// The source that was synced with this scope, if there is one of that format.
Result<std::optional<SourceId>> syncedSource(ArchiveWriter& writer, const SourceInfo& info, const std::string& scope)
{
    auto statement = writer.database().prepare("SELECT source FROM syncs WHERE scope = ?");
    if (!statement)
        return statement.error();
    statement->bindText(1, scope);
    std::optional<SourceId> found;
    const auto done = statement->forEachRow([&]() -> Result<void> {
        const auto number = std::size_t(statement->number(0));
        const std::vector<StoredSource>& sources = writer.sources();
        if (number < sources.size() && sources[number].info.format == info.format)
            found = SourceId(number);
        return {};
    });
    if (!done)
        return done.error();
    return found;
}

} // namespace

Result<std::unique_ptr<SyncJournal>> SyncJournal::open(ArchiveWriter& writer, const SourceInfo& info, const std::string& scope)
{
    Database& database = writer.database();
    const auto there = hasTables(database);
    if (!there)
        return there.error();
    std::optional<SourceId> known;
    if (*there) {
        const auto found = syncedSource(writer, info, scope);
        if (!found)
            return found.error();
        known = *found;
    }
    const Result<SourceId> source = known ? Result(*known) : writer.addSource(info);
    if (!source)
        return source.error();
    std::unique_ptr<SyncJournal> journal(new SyncJournal(*source, scope));
    if (const Result<void> read = known ? journal->load(database) : Result<void>(); !read)
        return read.error();
    journal->m_changed = !known;
    writer.join(*journal);
    return journal;
}

Result<void> SyncJournal::load(Database& database)
{
    auto statement = database.prepare("SELECT next_ordinal FROM syncs WHERE source = ?");
    if (!statement)
        return statement.error();
    const auto row = statement->bind(1, std::int64_t(m_source)).step();
    if (!row)
        return row.error();
    m_nextOrdinal = *row ? std::uint64_t(statement->number(0)) : 0;
    auto coverage = readSlices(database, m_source);
    auto cursors = readCursors(database, m_source);
    if (!coverage || !cursors)
        return coverage ? cursors.error() : coverage.error();
    m_coverage = *std::move(coverage);
    m_cursors = *std::move(cursors);
    return {};
}

std::uint64_t SyncJournal::takeOrdinals(std::uint64_t records)
{
    m_changed = m_changed || records > 0;
    return std::exchange(m_nextOrdinal, m_nextOrdinal + records);
}

void SyncJournal::note(const CoverageSlice& slice)
{
    m_coverage.note(slice);
    m_changed = true;
}

void SyncJournal::keepCursor(const SyncCursor& cursor)
{
    std::erase_if(m_cursors, [&](const SyncCursor& known) { return known.window == cursor.window; });
    if (!cursor.cursor.empty())
        m_cursors.push_back(cursor);
    m_changed = true;
}

Result<void> SyncJournal::forEachReject(ArchiveWriter& writer, const std::function<void(std::string_view)>& use) const
{
    auto statement = writer.database().prepare("SELECT raw FROM rejects WHERE source = ?");
    if (!statement)
        return statement.error();
    statement->bind(1, std::int64_t(m_source));
    return statement->forEachRow([&]() -> Result<void> {
        use(statement->blob(0));
        return {};
    });
}

Result<void> SyncJournal::write(Database& database)
{
    if (const Result<void> made = database.execute(tables); !made)
        return made;
    if (const Result<void> made = createCoverage(database); !made)
        return made;
    auto sync = database.prepare("INSERT OR REPLACE INTO syncs VALUES (?, ?, ?)");
    if (!sync)
        return sync.error();
    sync->bind(1, std::int64_t(m_source)).bindText(2, m_scope).bind(3, std::int64_t(m_nextOrdinal));
    if (const Result<void> done = sync->run(); !done)
        return done;
    const Result<void> done = replaceRows(database);
    m_changed = !done.ok();
    return done;
}

Result<void> SyncJournal::replaceRows(Database& database)
{
    for (const std::string_view sql : {"DELETE FROM coverage WHERE source = ?", "DELETE FROM cursors WHERE source = ?"}) {
        auto cleared = database.prepare(sql);
        if (!cleared)
            return cleared.error();
        if (const Result<void> done = cleared->bind(1, std::int64_t(m_source)).run(); !done)
            return done;
    }
    if (const Result<void> done = insertSlices(database, m_source, m_coverage); !done)
        return done;
    auto cursor = database.prepare("INSERT INTO cursors VALUES (?, ?, ?, ?, ?)");
    if (!cursor)
        return cursor.error();
    for (const SyncCursor& one : m_cursors) {
        cursor->bind(1, std::int64_t(m_source)).bind(2, one.window.begin).bind(3, one.window.end).bind(4, one.done);
        if (const Result<void> done = cursor->bindBlob(5, one.cursor).run(); !done)
            return done;
    }
    return {};
}

static Result<std::vector<SyncedSource>> readSyncs(Database& database)
{
    const auto there = hasTables(database);
    const auto sources = readSources(database);
    if (!there || !sources)
        return there ? sources.error() : there.error();
    std::vector<SyncedSource> all;
    if (!*there)
        return all;
    auto statement = database.prepare("SELECT source, scope FROM syncs ORDER BY source");
    if (!statement)
        return statement.error();
    const auto done = statement->forEachRow([&]() -> Result<void> {
        const auto number = std::size_t(statement->number(0));
        if (number < sources->size())
            all.push_back({(*sources)[number], std::string(statement->text(1)), {}});
        return {};
    });
    if (!done)
        return done.error();
    for (SyncedSource& one : all) {
        auto coverage = readSlices(database, one.source.id);
        if (!coverage)
            return coverage.error();
        one.coverage = *std::move(coverage);
    }
    return all;
}

Result<std::vector<SyncedSource>> readSynced(const QString& archive)
{
    if (!QFileInfo::exists(archive))
        return std::vector<SyncedSource>();
    takeBackUnfinished(archive);
    const auto database = Database::open(archive, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    // One transaction, so that events and ledger are of the same commit.
    if (const Result<void> begun = (*database)->execute("BEGIN"); !begun)
        return begun.error();
    if (const Result<int> version = checkedSchema(**database); !version)
        return version.error();
    return readSyncs(**database);
}

} // namespace auditlens
