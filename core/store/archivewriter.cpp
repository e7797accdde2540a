// SPDX-License-Identifier: MIT
#include "store/archivewriter.h"

#include "base/text.h"
#include "store/archivetables.h"
#include "store/batchdata.h"
#include "store/blockcodec.h"
#include "store/bytes.h"
#include "store/hash.h"
#include "store/idset.h"
#include "store/schema.h"
#include "store/sealmark.h"
#include "store/segment.h"
#include "store/segmentbuilder.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLockFile>
#include <QThread>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::ArchiveWriter)
};

Error cannotWrite(const QString& path, const QString& why, const QString& help)
{
    return {Tr::tr("Cannot write the archive \"%1\".").arg(QFileInfo(path).fileName()), why, path, help};
}

Error lockError(const QString& path, const QLockFile& lock)
{
    if (lock.error() == QLockFile::LockFailedError) {
        return cannotWrite(path, Tr::tr("Another import is writing to it."),
            Tr::tr("Wait until it has finished, or import into another archive. Reading it is possible meanwhile."));
    }
    return cannotWrite(path, Tr::tr("The folder cannot be written."),
        Tr::tr("Check that the folder exists and that you may write there."));
}

// What stands under a seal stays as it is.
Result<void> refuseSealed(Database& database)
{
    const auto mark = sealMark(database);
    const auto twin = hasTwinTable(database);
    if (!mark || !twin)
        return mark ? twin.error() : mark.error();
    if (*twin) {
        return cannotWrite(database.path(), Tr::tr("It is a redacted twin of a sealed archive, and what was sealed stays as it is."),
            Tr::tr("Import into another archive."));
    }
    if (mark->empty())
        return {};
    return cannotWrite(database.path(), Tr::tr("It was sealed at %1, and what is under a seal stays as it is.").arg(toQString(*mark)),
        Tr::tr("Import into another archive."));
}

using NumberMap = std::vector<std::uint32_t>;

/// Keys that begin with the number of a type, by the archive's numbers.
TextTable entityKeys(const TextTable& batch, const NumberMap& types)
{
    TextTable keys;
    std::string key;
    for (std::uint32_t i = 0; i < batch.size(); ++i) {
        key = batch.at(i);
        const auto type = ByteReader(key).number<std::uint32_t>();
        std::memcpy(key.data(), &types[type], sizeof type);
        keys.append(key);
    }
    return keys;
}

/// Keys that are numbers of fields in order, by the archive's numbers.
TextTable changeSetKeys(const TextTable& batch, const NumberMap& names)
{
    TextTable keys;
    std::vector<std::uint32_t> fields;
    for (std::uint32_t i = 0; i < batch.size(); ++i) {
        const std::string_view key = batch.at(i);
        fields.resize(key.size() / sizeof(std::uint32_t));
        if (!fields.empty())
            std::memcpy(fields.data(), key.data(), key.size());
        for (std::uint32_t& field : fields)
            field = names[field];
        std::ranges::sort(fields);
        keys.append({reinterpret_cast<const char*>(fields.data()), key.size()});
    }
    return keys;
}

// The few records that are left of many are copied: they would keep the memory of all.
std::shared_ptr<const void> keeper(const EventBatch::Data& batch, const AppendOutcome& outcome)
{
    const bool nearlyAll = outcome.duplicates == 0 && batch.recordBytes >= std::size_t(batch.bytes->shared.size()) / 2;
    return nearlyAll ? batch.bytes : nullptr;
}

} // namespace

struct ArchiveWriter::Private
{
    explicit Private(const QString& file) : path(file), lock(file + QStringLiteral(".lock")), builder(queue) { }

    Result<void> open();
    Result<void> openDatabase();
    Result<void> makeNew();
    Result<void> load();
    Result<void> countSegments();
    Result<void> loadIds();
    Result<void> begin();
    Result<void> drain(bool wait);
    Result<void> insertBlock(const Block& block);
    Result<void> closeSegment();
    Result<void> insertSegment(const SegmentBuilder::Closed& closed);
    Result<void> insertDictionaries();
    Result<void> updateSources();
    Result<void> writeParts();
    Result<void> commit();
    Result<void> leaveWal();
    Result<void> failed(const Error& error);
    std::array<NumberMap, dictionaryCount> intern(EventBatch::Data& batch);
    AppendOutcome markKnown(EventBatch::Data& batch);
    Result<AppendOutcome> append(EventBatch::Data& batch);

    QString path;
    QLockFile lock;
    std::unique_ptr<Database> database;
    std::optional<Error> failure;
    bool inTransaction = false;
    bool sourcesChanged = false;
    bool idsLoaded = false;
    std::vector<StoredSource> sources;
    std::vector<std::uint64_t> scopes; ///< Per source: what keeps ids of different systems apart.
    std::array<Dictionary, dictionaryCount> dictionaries;
    std::array<std::uint32_t, dictionaryCount> written {};
    std::vector<CommitPart*> parts;
    IdSet ids;
    std::uint64_t events = 0;
    std::int64_t segment = 1;
    BlockQueue queue;
    SegmentBuilder builder;
};

Result<void> ArchiveWriter::Private::open()
{
    lock.setStaleLockTime(0);
    if (!lock.tryLock())
        return lockError(path, lock);
    if (const auto done = openDatabase(); !done)
        return done;
    return load();
}

Result<void> ArchiveWriter::Private::openDatabase()
{
    auto opened = Database::open(path, Database::Mode::Create);
    if (!opened)
        return opened.error();
    database = std::move(*opened);
    const auto tables = database->number("SELECT count(*) FROM sqlite_master");
    if (!tables)
        return tables.error();
    if (*tables == 0)
        return makeNew();
    if (const auto version = checkedSchema(*database); !version)
        return version.error();
    if (const auto open = refuseSealed(*database); !open)
        return open;
    // Small steps of writing back, in pages: the workers have something to do for as long as one takes.
    return database->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
                             "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 1024;");
}

// A write-ahead log writes everything twice. A file that only grows has next to nothing for a rollback journal, and
// without spilling its readers wait for the end of a commit only.
Result<void> ArchiveWriter::Private::makeNew()
{
    const auto mode = database->execute("PRAGMA page_size = 16384; PRAGMA cache_size = -16384; PRAGMA cache_spill = OFF;");
    return mode ? createSchema(*database) : mode;
}

Result<void> ArchiveWriter::Private::load()
{
    std::array<PagedTable, dictionaryCount> tables;
    std::int64_t lastPart = 0;
    if (const auto done = readDictionaries(*database, tables, lastPart); !done)
        return done;
    for (std::size_t kind = 0; kind < dictionaryCount; ++kind) {
        for (std::uint32_t id = 0; id < tables[kind].size(); ++id)
            dictionaries[kind].intern(tables[kind].at(id));
        written[kind] = dictionaries[kind].size();
    }
    auto known = readSources(*database);
    if (!known)
        return known.error();
    sources = std::move(*known);
    for (const StoredSource& source : sources)
        scopes.push_back(hash64(source.info.format));
    if (const auto done = countSegments(); !done)
        return done;
    builder.start(segment);
    return {};
}

Result<void> ArchiveWriter::Private::countSegments()
{
    auto stored = database->prepare("SELECT id, rows FROM segments ORDER BY id");
    if (!stored)
        return stored.error();
    return stored->forEachRow([&]() -> Result<void> {
        if (!canBeSegment(stored->number(0), stored->number(1)))
            return damagedError(path, Tr::tr("the list of segments"));
        events += std::uint64_t(stored->number(1));
        segment = stored->number(0) + 1;
        return {};
    });
}

// Only appending needs the ids, so that opening for a look or a reject stays cheap.
Result<void> ArchiveWriter::Private::loadIds()
{
    if (idsLoaded)
        return {};
    const auto done = readIds(*database, [this](std::size_t source, const StoredId& id) {
        ids.insert(id, source < scopes.size() ? scopes[source] : 0);
    });
    idsLoaded = done.ok();
    return done;
}

Result<void> ArchiveWriter::Private::begin()
{
    if (inTransaction)
        return {};
    const auto done = database->execute("BEGIN IMMEDIATE");
    inTransaction = done.ok();
    return done;
}

// After a failed write the memory is ahead of the file, so this writer is at its end; the file is not harmed.
Result<void> ArchiveWriter::Private::failed(const Error& error)
{
    failure = error;
    if (inTransaction)
        static_cast<void>(database->execute("ROLLBACK")); // SQLite may have rolled back already.
    inTransaction = false;
    return error;
}

Result<void> ArchiveWriter::Private::insertBlock(const Block& block)
{
    if (const auto begun = begin(); !begun)
        return begun;
    const bool text = block.kind == Block::Kind::Text;
    auto statement = database->prepare(text
            ? "INSERT INTO text_blocks (segment, first, rows, data, signature) VALUES (?, ?, ?, ?, ?)"
            : "INSERT INTO payload_blocks (segment, first, records, data) VALUES (?, ?, ?, ?)");
    if (!statement)
        return statement.error();
    statement->bind(1, block.segment).bind(2, block.first).bind(3, block.count).bindBlob(4, block.bytes);
    if (text)
        statement->bindBlob(5, block.signature);
    return statement->run();
}

Result<void> ArchiveWriter::Private::drain(bool wait)
{
    for (auto block = wait ? queue.next() : queue.ready(); block; block = wait ? queue.next() : queue.ready()) {
        if (const auto done = insertBlock(*block); !done)
            return done;
    }
    return {};
}

Result<void> ArchiveWriter::Private::insertSegment(const SegmentBuilder::Closed& closed)
{
    auto column = database->prepare("INSERT INTO columns (id, data) VALUES (?, ?)");
    auto row = database->prepare("INSERT INTO segments (id, rows, first_time, last_time, raw_bytes) VALUES (?, ?, ?, ?, ?)");
    if (!column || !row)
        return column ? row.error() : column.error();
    for (const auto& [kind, blob] : closed.columns) {
        if (const auto done = column->bind(1, columnId(segment, kind)).bindBlob(2, blob).run(); !done)
            return done;
    }
    row->bind(1, segment).bind(2, builder.rows()).bind(3, closed.firstTime).bind(4, closed.lastTime);
    return row->bind(5, std::int64_t(builder.rawBytes())).run();
}

Result<void> ArchiveWriter::Private::insertDictionaries()
{
    auto statement = database->prepare("INSERT INTO dictionaries (kind, first, entries, data) VALUES (?, ?, ?, ?)");
    if (!statement)
        return statement.error();
    for (std::size_t kind = 0; kind < dictionaryCount; ++kind) {
        const TextTable& table = dictionaries[kind].table();
        if (table.size() == written[kind])
            continue;
        const std::string blob = packBlock(Content::Column, table.serialized(written[kind]));
        statement->bind(1, std::int64_t(kind)).bind(2, written[kind]).bind(3, table.size() - written[kind]);
        if (const auto done = statement->bindBlob(4, blob).run(); !done)
            return done;
        written[kind] = table.size();
    }
    return {};
}

Result<void> ArchiveWriter::Private::closeSegment()
{
    if (builder.rows() == 0)
        return {};
    if (const auto begun = begin(); !begun)
        return begun;
    const SegmentBuilder::Closed closed = builder.close();
    if (const auto done = drain(true); !done)
        return done;
    if (const auto done = insertSegment(closed); !done)
        return done;
    ++segment;
    builder.start(segment);
    return insertDictionaries();
}

Result<void> ArchiveWriter::Private::updateSources()
{
    if (!sourcesChanged)
        return {};
    auto statement = database->prepare("UPDATE sources SET events = ?, duplicates = ?, rejected = ? WHERE id = ?");
    if (!statement)
        return statement.error();
    for (const StoredSource& source : sources) {
        statement->bind(1, std::int64_t(source.events)).bind(2, std::int64_t(source.duplicates));
        const auto done = statement->bind(3, std::int64_t(source.rejected)).bind(4, std::int64_t(source.id)).run();
        if (!done)
            return done;
    }
    sourcesChanged = false;
    return {};
}

Result<void> ArchiveWriter::Private::writeParts()
{
    for (CommitPart* part : parts) {
        if (!part->changed())
            continue;
        if (const auto begun = begin(); !begun)
            return begun;
        if (const auto done = part->write(*database); !done)
            return done;
    }
    return {};
}

Result<void> ArchiveWriter::Private::commit()
{
    if (const auto done = closeSegment(); !done)
        return done;
    if (const auto done = writeParts(); !done)
        return done;
    if (sourcesChanged) {
        if (const auto begun = begin(); !begun)
            return begun;
    }
    if (const auto done = updateSources(); !done)
        return done;
    if (!inTransaction)
        return {};
    const auto done = database->execute("COMMIT");
    inTransaction = !done.ok();
    return done;
}

// Readers hold the file for milliseconds only, so a few tries are enough; after them the file is complete all the
// same, with its journal beside it until somebody opens it next.
Result<void> ArchiveWriter::Private::leaveWal()
{
    constexpr int tries = 100;
    constexpr int pauseMilliseconds = 20;
    if (const auto done = database->execute("PRAGMA wal_checkpoint(TRUNCATE)"); !done)
        return done;
    for (int i = 0; i < tries; ++i) {
        if (database->execute("PRAGMA journal_mode = DELETE").ok())
            break;
        QThread::msleep(pauseMilliseconds);
    }
    return {};
}

std::array<NumberMap, dictionaryCount> ArchiveWriter::Private::intern(EventBatch::Data& batch)
{
    std::array<NumberMap, dictionaryCount> maps;
    for (std::size_t kind = 0; kind < dictionaryCount; ++kind) {
        const TextTable& table = batch.dictionaries[kind].table();
        if (kind == std::size_t(DictionaryKind::Entity))
            dictionaries[kind].intern(entityKeys(table, maps[std::size_t(DictionaryKind::EntityType)]), maps[kind]);
        else if (kind == std::size_t(DictionaryKind::ChangeSet))
            dictionaries[kind].intern(changeSetKeys(table, maps[std::size_t(DictionaryKind::FieldName)]), maps[kind]);
        else
            dictionaries[kind].intern(table, maps[kind]);
    }
    return maps;
}

// Marks the rows whose ids the archive has, and takes the ids of the others.
AppendOutcome ArchiveWriter::Private::markKnown(EventBatch::Data& batch)
{
    constexpr std::size_t fetchedAhead = 8; // The set of ids is larger than any cache.
    AppendOutcome outcome;
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
        if (i + fetchedAhead < batch.rows.size())
            ids.fetch(batch.rows[i + fetchedAhead].id, scopes[batch.rows[i + fetchedAhead].source]);
        EventRow& row = batch.rows[i];
        const bool isNew = ids.insert(row.id, scopes[row.source]);
        ++(isNew ? sources[row.source].events : sources[row.source].duplicates);
        ++(isNew ? outcome.added : outcome.duplicates);
        row.isKnown = !isNew;
    }
    return outcome;
}

Result<AppendOutcome> ArchiveWriter::Private::append(EventBatch::Data& batch)
{
    const auto maps = intern(batch);
    const auto number = [&](DictionaryKind kind, std::uint32_t local) { return maps[std::size_t(kind)][local]; };
    constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
    const AppendOutcome outcome = markKnown(batch);
    const std::shared_ptr<const void> owner = keeper(batch, outcome);
    std::uint32_t localRecord = none;
    std::uint32_t record = none;
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
        EventRow& row = batch.rows[i];
        if (row.isKnown)
            continue;
        if (builder.rows() == segmentRows) {
            if (const auto done = closeSegment(); !done)
                return done.error();
            localRecord = none;
        }
        if (row.record != localRecord) {
            localRecord = row.record;
            record = builder.addRecord(batch.record(localRecord), owner);
        }
        row.record = record;
        row.action = number(DictionaryKind::Action, row.action);
        row.tenant = number(DictionaryKind::Tenant, row.tenant);
        row.ip = number(DictionaryKind::Ip, row.ip);
        row.actor = number(DictionaryKind::Actor, row.actor);
        row.entity = number(DictionaryKind::Entity, row.entity);
        row.changes = number(DictionaryKind::ChangeSet, row.changes);
        builder.addRow(row, batch.line(i), owner);
    }
    events += outcome.added;
    sourcesChanged = true;
    return outcome;
}

ArchiveWriter::ArchiveWriter(std::unique_ptr<Private> p) : d(std::move(p)) { }

ArchiveWriter::~ArchiveWriter()
{
    if (d->inTransaction)
        static_cast<void>(d->database->execute("ROLLBACK")); // Closing would do the same.
}

Result<std::unique_ptr<ArchiveWriter>> ArchiveWriter::open(const QString& path)
{
    auto d = std::make_unique<Private>(path);
    if (const auto done = d->open(); !done)
        return done.error();
    return std::unique_ptr<ArchiveWriter>(new ArchiveWriter(std::move(d)));
}

Result<SourceId> ArchiveWriter::addSource(const SourceInfo& source, const UnreadRecords& unread)
{
    if (d->failure)
        return *d->failure;
    if (d->sources.size() > std::numeric_limits<std::uint16_t>::max()) {
        return cannotWrite(d->path, Tr::tr("It already holds the most sources an archive can have."),
            Tr::tr("Import into a new archive."));
    }
    if (const auto begun = d->begin(); !begun)
        return d->failed(begun.error()).error();
    StoredSource stored;
    stored.id = SourceId(d->sources.size());
    stored.info = source;
    stored.duplicates = unread.duplicates;
    stored.rejected = unread.rejected;
    if (const auto done = insertSource(*d->database, stored); !done)
        return d->failed(done.error()).error();
    d->sources.push_back(stored);
    d->sourcesChanged = d->sourcesChanged || unread.duplicates > 0 || unread.rejected > 0;
    d->scopes.push_back(hash64(source.format));
    return stored.id;
}

Result<AppendOutcome> ArchiveWriter::append(EventBatch& batch)
{
    if (d->failure)
        return *d->failure;
    if (d->events + batch.size() > std::numeric_limits<std::uint32_t>::max()) {
        return cannotWrite(d->path, Tr::tr("It already holds the most events an archive can have."),
            Tr::tr("Import into a new archive."));
    }
    if (const auto loaded = d->loadIds(); !loaded)
        return d->failed(loaded.error()).error();
    if (d->builder.rows() > 0 && d->builder.rows() + batch.size() > segmentRows) {
        if (const auto done = d->commit(); !done)
            return d->failed(done.error()).error();
    }
    const auto outcome = d->append(batch.data());
    if (!outcome)
        return d->failed(outcome.error()).error();
    if (const auto drained = d->drain(false); !drained)
        return d->failed(drained.error()).error();
    batch.clear();
    return *outcome;
}

Result<void> ArchiveWriter::addReject(const Reject& reject)
{
    if (d->failure)
        return *d->failure;
    if (const auto begun = d->begin(); !begun)
        return d->failed(begun.error());
    if (const auto done = insertReject(*d->database, reject); !done)
        return d->failed(done.error());
    ++d->sources[std::size_t(reject.source)].rejected;
    d->sourcesChanged = true;
    return {};
}

Result<void> ArchiveWriter::commit()
{
    if (d->failure)
        return *d->failure;
    const auto done = d->commit();
    return done ? done : d->failed(done.error());
}

Result<void> ArchiveWriter::finish()
{
    if (const auto done = commit(); !done)
        return done;
    return d->leaveWal();
}

std::uint64_t ArchiveWriter::eventCount() const
{
    return d->events;
}

const std::vector<StoredSource>& ArchiveWriter::sources() const
{
    return d->sources;
}

void ArchiveWriter::join(CommitPart& part)
{
    d->parts.push_back(&part);
}

Database& ArchiveWriter::database()
{
    return *d->database;
}

} // namespace auditlens
