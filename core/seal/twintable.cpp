// SPDX-License-Identifier: MIT
#include "seal/twintable.h"

#include "base/hex.h"
#include "seal/merkle.h"
#include "seal/sealblock.h"
#include "store/sealmark.h"

#include <QCoreApplication>

#include <algorithm>
#include <span>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Seal)
};

constexpr std::string_view sealKind = "seal";
constexpr std::string_view seedKind = "seed";
constexpr std::string_view recordsKind = "records";
constexpr std::size_t recordsOfRow = 32'768;
constexpr std::size_t digestBytes = std::tuple_size_v<Sha256Digest>;

template <std::size_t size>
std::optional<std::array<unsigned char, size>> arrayOf(std::string_view bytes)
{
    std::array<unsigned char, size> array{};
    if (bytes.size() != size)
        return {};
    std::ranges::copy(bytes, reinterpret_cast<char*>(array.data()));
    return array;
}

class TwinRows
{
public:
    explicit TwinRows(Statement insert) : m_insert(std::move(insert)) { }

    Result<void> add(std::string_view kind, std::string_view name, std::string_view data)
    {
        return m_insert.bindText(1, kind).bindText(2, name).bindBlob(3, data).run();
    }
    Result<void> addRecords(std::span<const Sha256Digest> records)
    {
        for (std::size_t at = 0; at < records.size(); at += recordsOfRow) {
            std::string data;
            for (const Sha256Digest& digest : records.subspan(at, std::min(recordsOfRow, records.size() - at)))
                data += bytesOf(digest);
            if (const auto added = add(recordsKind, {}, data); !added)
                return added;
        }
        return {};
    }

private:
    Statement m_insert;
};

/// False for a row that no twin has.
bool take(TwinTable& twin, std::string_view kind, std::string_view name, std::string_view data)
{
    if (kind == sealKind && twin.seal.empty() && data.size() <= maxSealBytes) {
        twin.seal = data;
        return !data.empty();
    }
    if (kind == seedKind && twin.seeds.size() < FieldPaths::most) {
        const auto seed = arrayOf<std::tuple_size_v<FieldSeed>>(data);
        return seed && twin.seeds.emplace(name, *seed).second;
    }
    if (kind != recordsKind || data.empty() || data.size() % digestBytes != 0 || data.size() > recordsOfRow * digestBytes)
        return false;
    for (; !data.empty(); data.remove_prefix(digestBytes))
        twin.records.push_back(*arrayOf<digestBytes>(data.substr(0, digestBytes)));
    return true;
}

} // namespace

Result<void> createTwinTable(Database& database, const TwinTable& twin)
{
    if (const auto begun = database.execute(
            "BEGIN; CREATE TABLE twin (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, data BLOB NOT NULL)");
        !begun)
        return begun;
    {
        auto insert = database.prepare("INSERT INTO twin (kind, name, data) VALUES (?, ?, ?)");
        if (!insert)
            return insert.error();
        TwinRows rows(std::move(*insert));
        if (const auto added = twin.seal.empty() ? Result<void>() : rows.add(sealKind, {}, twin.seal); !added)
            return added;
        for (const auto& [path, seed] : twin.seeds) {
            if (const auto added = rows.add(seedKind, path, {reinterpret_cast<const char*>(seed.data()), seed.size()}); !added)
                return added;
        }
        if (const auto added = rows.addRecords(twin.records); !added)
            return added;
    }
    return database.execute("COMMIT");
}

Result<std::optional<TwinTable>> readTwinTable(Database& database)
{
    const auto isTwin = hasTwinTable(database);
    if (!isTwin || !*isTwin)
        return isTwin ? Result(std::optional<TwinTable>()) : isTwin.error();
    auto rows = database.prepare("SELECT kind, name, data FROM twin ORDER BY id");
    if (!rows)
        return rows.error();
    TwinTable twin;
    const auto done = rows->forEachRow([&]() -> Result<void> {
        if (take(twin, rows->text(0), rows->text(1), rows->blob(2)))
            return {};
        return damagedError(database.path(), Tr::tr("the table of a redacted twin"));
    });
    return done ? Result(std::optional(std::move(twin))) : done.error();
}

Result<void> putFieldSeed(Database& database, const FieldSeed& seed)
{
    auto statement = database.prepare("INSERT INTO meta VALUES ('field_seed', ?)");
    const std::string hex = toHex(seed);
    return statement ? statement->bindText(1, hex).run() : statement.error();
}

Result<std::optional<FieldSeed>> readFieldSeed(Database& database)
{
    auto statement = database.prepare("SELECT value FROM meta WHERE key = 'field_seed'");
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    const auto bytes = *row ? fromHex(statement->text(0)) : std::nullopt;
    if (!bytes)
        return std::optional<FieldSeed>();
    return arrayOf<std::tuple_size_v<FieldSeed>>({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
}

} // namespace auditlens
