// SPDX-License-Identifier: MIT
#include "store/blockstore.h"

#include "store/signature.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Archive)
};

// A screen of rows that are far apart; 8 MiB of ordinary blocks.
constexpr std::size_t mostRecent = 64;
constexpr std::size_t largestKept = std::size_t(1) << 20;

} // namespace

Result<std::unique_ptr<Database>> BlockStore::connect() const
{
    auto database = Database::open(m_path, Database::Mode::ReadOnly);
    if (!database)
        return database;
    auto statement = (*database)->prepare("SELECT value FROM meta WHERE key = 'id'");
    if (!statement)
        return statement.error();
    const auto row = statement->step();
    if (!row)
        return row.error();
    if (!*row || statement->text(0) != m_archiveId) {
        return Error {Tr::tr("Cannot read the archive \"%1\".").arg(QFileInfo(m_path).fileName()),
            Tr::tr("Another archive stands in its place now."), m_path, Tr::tr("Open the archive again.")};
    }
    return database;
}

Result<void> BlockStore::connectOnce(std::unique_ptr<Database>& database) const
{
    if (database)
        return {};
    auto connected = connect();
    if (!connected)
        return connected.error();
    database = std::move(*connected);
    return {};
}

Result<BlockStore::Bytes> BlockStore::block(std::unique_ptr<Database>& database, std::string_view sql, std::int64_t block) const
{
    if (const auto done = connectOnce(database); !done)
        return done.error();
    auto statement = database->prepare(sql);
    if (!statement)
        return statement.error();
    statement->bind(1, block);
    const auto row = statement->step();
    if (!row)
        return row.error();
    auto bytes = *row ? unpackBlock(statement->blob(0)) : std::nullopt;
    if (!bytes)
        return damagedError(m_path, Tr::tr("block %1").arg(block));
    return std::make_shared<const UnpackedBlock>(std::move(*bytes));
}

Result<BlockStore::Bytes> BlockStore::payload(std::unique_ptr<Database>& database, std::int64_t number) const
{
    if (Bytes bytes = cached(number))
        return bytes;
    auto bytes = block(database, "SELECT data FROM payload_blocks WHERE id = ?", number);
    if (bytes)
        remember(number, *bytes);
    return bytes;
}

Result<BlockStore::Bytes> BlockStore::text(std::unique_ptr<Database>& database, std::int64_t number) const
{
    return block(database, "SELECT data FROM text_blocks WHERE id = ?", number);
}

BlockStore::Signatures BlockStore::knownSignatures(std::int64_t segment) const
{
    const std::lock_guard guard(m_mutex);
    const auto known = m_signatures.find(segment);
    return known == m_signatures.end() ? nullptr : known->second;
}

Result<BlockStore::Signatures> BlockStore::signatures(std::unique_ptr<Database>& database, const Segment& segment) const
{
    if (Signatures known = knownSignatures(segment.id))
        return known;
    if (const auto done = connectOnce(database); !done)
        return done.error();
    auto statement = database->prepare("SELECT id, signature FROM text_blocks WHERE segment = ? ORDER BY id");
    if (!statement)
        return statement.error();
    statement->bind(1, segment.id);
    std::vector<std::string> signatures;
    const auto done = statement->forEachRow([&]() -> Result<void> {
        if (statement->blob(1).size() != signatureBytes)
            return damagedError(m_path, Tr::tr("the signature of text block %1").arg(statement->number(0)));
        signatures.emplace_back(statement->blob(1));
        return {};
    });
    if (!done)
        return done.error();
    if (signatures.size() != segment.text.size())
        return damagedError(m_path, Tr::tr("the list of blocks of segment %1").arg(segment.id));
    const std::lock_guard guard(m_mutex);
    return m_signatures[segment.id] = std::make_shared<const std::vector<std::string>>(std::move(signatures));
}

BlockStore::Bytes BlockStore::cached(std::int64_t number) const
{
    const std::lock_guard guard(m_mutex);
    const auto found = std::ranges::find(m_recent, number, [](const auto& entry) { return entry.first; });
    if (found == m_recent.end())
        return {};
    std::rotate(m_recent.begin(), found, found + 1);
    return m_recent.front().second;
}

void BlockStore::remember(std::int64_t number, const Bytes& bytes) const
{
    if (bytes->size() > largestKept)
        return;
    const std::lock_guard guard(m_mutex);
    m_recent.emplace_front(number, bytes);
    if (m_recent.size() > mostRecent)
        m_recent.pop_back();
}

} // namespace auditlens
