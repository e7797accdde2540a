// SPDX-License-Identifier: MIT
#include "seal/sealleaves.h"

#include "store/archivetables.h"
#include "store/blockcodec.h"

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

struct Rows
{
    std::string_view table;
    std::string_view sql;
    std::string_view kinds; ///< Of each column: i whole number, t text, b blob, p what a packed blob holds.
};

constexpr std::array<Rows, 9> parts = {{
    {"schema", "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name", "tttt"},
    {"meta", "SELECT key, value FROM meta ORDER BY key", "tt"},
    {"sources",
        "SELECT id, name, origin, format, profile, zone, layout, events, duplicates, rejected FROM sources ORDER BY id",
        "ittttttiii"},
    {"dictionaries", "SELECT id, kind, first, entries, data FROM dictionaries ORDER BY id", "iiiib"},
    {"rejects", "SELECT id, source, file, line, byte, reason, raw FROM rejects ORDER BY id", "iitiitb"},
    {"syncs", "SELECT source, scope, next_ordinal FROM syncs ORDER BY source", "iti"},
    {"coverage", "SELECT source, first_time, end_time, state, asked, note FROM coverage ORDER BY source, first_time", "iiiiit"},
    {"cursors", "SELECT source, first_time, end_time, done, cursor FROM cursors ORDER BY source, first_time, end_time", "iiiib"},
    {"cuts", "SELECT id, query, zone, from_time, to_time, of_events FROM cuts ORDER BY id", "itttti"},
}};
constexpr std::size_t partsOfAll = 5; ///< The first ones; the others are where there are such tables.

constexpr std::array<Rows, 4> segmentParts = {{
    {"segments", "SELECT id, rows, first_time, last_time, raw_bytes FROM segments WHERE id = ?1", "iiiii"},
    {"columns", "SELECT id, data FROM columns WHERE id BETWEEN ?1 * 64 AND ?1 * 64 + 63 ORDER BY id", "ib"},
    {"payload_blocks", "SELECT id, segment, first, records, data FROM payload_blocks WHERE segment = ?1 ORDER BY id",
        "iiiib"},
    {"text_blocks", "SELECT id, segment, first, rows, signature, data FROM text_blocks WHERE segment = ?1 ORDER BY id",
        "iiiibb"},
}};

constexpr std::array<Rows, 7> contents = {{
    {"dictionaries", "SELECT kind, first, entries, data FROM dictionaries ORDER BY kind, first", "iiip"},
    {"segments", "SELECT id, rows, first_time, last_time, raw_bytes FROM segments ORDER BY id", "iiiii"},
    {"columns", "SELECT id, data FROM columns ORDER BY id", "ip"},
    {"payload_blocks", "SELECT segment, first, records, data FROM payload_blocks ORDER BY segment, first", "iiip"},
    {"text_blocks", "SELECT segment, first, rows, signature, data FROM text_blocks ORDER BY segment, first", "iiibp"},
    {"rejects", "SELECT id, source, file, line, byte, reason, raw FROM rejects ORDER BY id", "iitiitb"},
    {"schema", "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name", "tttt"},
}};

void addNumber(Sha256& hash, char kind, std::uint64_t value)
{
    std::array<char, 9> bytes = {kind};
    for (std::size_t i = 1; i < bytes.size(); ++i, value >>= 8)
        bytes[i] = char(value & 0xff);
    hash.add({bytes.data(), bytes.size()});
}

void addBytes(Sha256& hash, char kind, std::string_view bytes)
{
    addNumber(hash, kind, bytes.size());
    hash.add(bytes);
}

void addUnpacked(Sha256& hash, std::string_view blob)
{
    const auto unpacked = unpackBlock(blob);
    addBytes(hash, unpacked ? 'p' : 'b', unpacked ? unpacked->view() : blob);
}

void addValue(Sha256& hash, const Statement& row, char kind, int column)
{
    if (kind == 'p')
        return addUnpacked(hash, row.blob(column));
    if (kind == 'i')
        addNumber(hash, kind, std::uint64_t(row.number(column)));
    else
        addBytes(hash, kind, kind == 't' ? row.text(column) : row.blob(column));
}

Result<void> addRows(Sha256& hash, Database& database, const Rows& rows, std::int64_t segment)
{
    auto statement = database.prepare(rows.sql);
    if (!statement)
        return statement.error();
    if (segment > 0)
        statement->bind(1, segment);
    addBytes(hash, '#', rows.table);
    return statement->forEachRow([&]() -> Result<void> {
        for (std::size_t column = 0; column < rows.kinds.size(); ++column)
            addValue(hash, *statement, rows.kinds[column], int(column));
        return {};
    });
}

Result<SealLeaf> hashRows(Database& database, std::string name, std::span<const Rows> all, std::int64_t segment)
{
    Sha256 hash;
    for (const Rows& rows : all) {
        if (const auto added = addRows(hash, database, rows, segment); !added)
            return added.error();
    }
    return SealLeaf{std::move(name), hash.result()};
}

} // namespace

Result<std::vector<std::int64_t>> segmentNumbers(Database& database)
{
    auto statement = database.prepare("SELECT id FROM segments ORDER BY id");
    if (!statement)
        return statement.error();
    std::vector<std::int64_t> numbers;
    const auto done = statement->forEachRow([&]() -> Result<void> {
        numbers.push_back(statement->number(0));
        return {};
    });
    return done ? Result(std::move(numbers)) : done.error();
}

bool isHashedPart(std::string_view name)
{
    return std::ranges::find(parts, name, &Rows::table) != parts.end();
}

Result<std::vector<std::string_view>> hashedParts(Database& database)
{
    std::vector<std::string_view> names;
    for (const Rows& part : parts) {
        const auto there = names.size() < partsOfAll ? Result(true) : hasTable(database, part.table);
        if (!there)
            return there.error();
        if (*there)
            names.push_back(part.table);
    }
    return names;
}

Result<SealLeaf> hashPart(Database& database, std::string_view name)
{
    const auto* const part = std::ranges::find(parts, name, &Rows::table);
    return hashRows(database, std::string(name), {part, part + 1}, 0);
}

Result<SealLeaf> hashSegment(Database& database, std::int64_t segment)
{
    return hashRows(database, segmentLeafName(segment), segmentParts, segment);
}

Result<std::vector<SealLeaf>> hashContents(Database& database)
{
    std::vector<SealLeaf> leaves;
    for (const Rows& rows : contents) {
        auto leaf = hashRows(database, std::string(rows.table), {&rows, 1}, 0);
        if (!leaf)
            return leaf.error();
        leaves.push_back(std::move(*leaf));
    }
    return leaves;
}

} // namespace auditlens
