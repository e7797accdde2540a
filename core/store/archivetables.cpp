// SPDX-License-Identifier: MIT
#include "store/archivetables.h"

#include "base/text.h"
#include "store/blockcodec.h"
#include "store/segment.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Archive)
};

constexpr std::size_t mostRejectBytes = 64u << 10;

QString columnPlace(std::int64_t segment, ColumnKind kind)
{
    return Tr::tr("column %1 of segment %2").arg(int(kind)).arg(segment);
}

Result<IntColumn> readColumn(Database& database, std::int64_t segment, ColumnKind kind, std::uint32_t rows)
{
    const auto blob = readColumnBlob(database, segment, kind);
    if (!blob)
        return blob.error();
    auto column = decodeColumn(*blob, rows);
    if (!column)
        return damagedError(database.path(), columnPlace(segment, kind));
    return std::move(*column);
}

} // namespace

Result<bool> hasTable(Database& database, std::string_view name)
{
    auto statement = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
    return statement ? statement->bindText(1, name).step() : statement.error();
}

Result<void> readDictionaries(Database& database, std::array<PagedTable, dictionaryCount>& tables, std::int64_t& last)
{
    auto statement = database.prepare("SELECT id, kind, first, entries, data FROM dictionaries WHERE id > ? ORDER BY id");
    if (!statement)
        return statement.error();
    statement->bind(1, last);
    return statement->forEachRow([&]() -> Result<void> {
        const auto kind = std::uint64_t(statement->number(1));
        const auto bytes = unpackBlock(statement->blob(4));
        const bool good = kind < dictionaryCount && bytes && std::uint64_t(statement->number(2)) == tables[kind].size()
            && tables[kind].appendSerialized(bytes->view(), std::uint64_t(statement->number(3)));
        if (!good)
            return damagedError(database.path(), Tr::tr("dictionary part %1").arg(statement->number(0)));
        last = statement->number(0);
        return {};
    });
}

Result<std::vector<StoredSource>> readSources(Database& database)
{
    auto statement = database.prepare("SELECT id, name, origin, format, profile, zone, layout, events, duplicates, rejected"
                                      " FROM sources ORDER BY id");
    if (!statement)
        return statement.error();
    std::vector<StoredSource> sources;
    const auto done = statement->forEachRow([&]() -> Result<void> {
        if (statement->number(0) != std::int64_t(sources.size()))
            return damagedError(database.path(), Tr::tr("the list of sources"));
        const auto text = [&](int column) { return std::string(statement->text(column)); };
        StoredSource source;
        source.id = SourceId(statement->number(0));
        source.info = {text(1), text(2), text(3), text(4), text(5), text(6)};
        source.events = std::uint64_t(statement->number(7));
        source.duplicates = std::uint64_t(statement->number(8));
        source.rejected = std::uint64_t(statement->number(9));
        sources.push_back(std::move(source));
        return {};
    });
    if (!done)
        return done.error();
    return sources;
}

Result<void> insertSource(Database& database, const StoredSource& source)
{
    auto statement = database.prepare("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0)");
    if (!statement)
        return statement.error();
    statement->bind(1, std::int64_t(source.id));
    int column = 2;
    for (const std::string* text : {&source.info.name, &source.info.origin, &source.info.format, &source.info.profile,
             &source.info.zone, &source.info.layout})
        statement->bindText(column++, *text);
    return statement->run();
}

Result<void> insertReject(Database& database, const Reject& reject)
{
    auto statement = database.prepare("INSERT INTO rejects (source, file, line, byte, reason, raw) VALUES (?, ?, ?, ?, ?, ?)");
    if (!statement)
        return statement.error();
    statement->bind(1, std::int64_t(reject.source)).bindText(2, reject.file).bind(3, std::int64_t(reject.line));
    statement->bind(4, std::int64_t(reject.byte)).bindText(5, reject.reason);
    return statement->bindBlob(6, std::string_view(reject.raw).substr(0, mostRejectBytes)).run();
}

Result<std::vector<Reject>> readRejects(Database& database, std::size_t limit)
{
    auto statement = database.prepare("SELECT source, file, line, byte, reason, raw FROM rejects ORDER BY id LIMIT ?");
    if (!statement)
        return statement.error();
    statement->bind(1, std::int64_t(std::min<std::size_t>(limit, std::numeric_limits<std::int32_t>::max())));
    std::vector<Reject> rejects;
    const auto done = statement->forEachRow([&]() -> Result<void> {
        rejects.push_back({SourceId(statement->number(0)), std::string(statement->text(1)), std::uint64_t(statement->number(2)),
            std::uint64_t(statement->number(3)), std::string(statement->text(4)), std::string(statement->blob(5))});
        return {};
    });
    if (!done)
        return done.error();
    return rejects;
}

Result<std::string> readColumnBlob(Database& database, std::int64_t segment, ColumnKind kind)
{
    auto statement = database.prepare("SELECT data FROM columns WHERE id = ?");
    if (!statement)
        return statement.error();
    statement->bind(1, columnId(segment, kind));
    const auto row = statement->step();
    if (!row)
        return row.error();
    return *row ? std::string(statement->blob(0)) : std::string();
}

Result<std::vector<std::uint64_t>> readOrdinals(Database& database, std::int64_t segment, std::uint32_t rows)
{
    const auto blob = readColumnBlob(database, segment, ColumnKind::Ordinal);
    if (!blob)
        return blob.error();
    auto values = decodeDifferences(*blob, rows);
    if (!values)
        return damagedError(database.path(), columnPlace(segment, ColumnKind::Ordinal));
    return std::move(*values);
}

Result<std::vector<StoredId>> readIdColumn(Database& database, std::int64_t segment, ColumnKind ids, const IntColumn& flags)
{
    const auto blob = readColumnBlob(database, segment, ids);
    if (!blob)
        return blob.error();
    std::vector<StoredId::Kind> kinds(flags.size());
    for (std::uint32_t i = 0; i < flags.size(); ++i) {
        const EventFlags facts = EventFlags::unpacked(std::uint32_t(flags.at(i)));
        kinds[i] = ids == ColumnKind::EventId ? facts.idKind : facts.requestKind;
    }
    auto values = decodeIds(*blob, kinds);
    if (!values)
        return damagedError(database.path(), columnPlace(segment, ids));
    return std::move(*values);
}

Result<void> readIds(Database& database, const std::function<void(std::size_t source, const StoredId& id)>& use)
{
    auto statement = database.prepare("SELECT id, rows FROM segments ORDER BY id");
    if (!statement)
        return statement.error();
    return statement->forEachRow([&]() -> Result<void> {
        const std::int64_t segment = statement->number(0);
        if (!canBeSegment(segment, statement->number(1)))
            return damagedError(database.path(), Tr::tr("the list of segments"));
        const auto rows = std::uint32_t(statement->number(1));
        const auto flags = readColumn(database, segment, ColumnKind::Flags, rows);
        const auto source = readColumn(database, segment, ColumnKind::Source, rows);
        if (!flags || !source)
            return flags ? source.error() : flags.error();
        const auto ids = readIdColumn(database, segment, ColumnKind::EventId, *flags);
        if (!ids)
            return ids.error();
        for (std::uint32_t i = 0; i < rows; ++i)
            use(std::size_t(source->at(i)), (*ids)[i]);
        return {};
    });
}

} // namespace auditlens
