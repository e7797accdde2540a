// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "store/blockcodec.h"
#include "store/database.h"
#include "store/segment.h"

#include <QString>

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace auditlens {

/// Reads blocks of one archive's file. A connection lives only as long as a job needs it, so that a writer can put
/// the file in its resting state while windows are open. Any thread.
class BlockStore
{
public:
    using Bytes = std::shared_ptr<const UnpackedBlock>;

    BlockStore(QString path, std::string archiveId) : m_path(std::move(path)), m_archiveId(std::move(archiveId)) { }

    /// A connection for the calling thread; an Error when another archive stands at the path by now.
    Result<std::unique_ptr<Database>> connect() const;
    /// Unpacked; the last ones stay in memory. `database` is opened when it is needed and null.
    Result<Bytes> payload(std::unique_ptr<Database>& database, std::int64_t block) const;
    Result<Bytes> text(std::unique_ptr<Database>& database, std::int64_t block) const;
    /// The signatures of a segment's text blocks in their order, read at the first use and kept.
    using Signatures = std::shared_ptr<const std::vector<std::string>>;
    Result<Signatures> signatures(std::unique_ptr<Database>& database, const Segment& segment) const;

private:
    Result<void> connectOnce(std::unique_ptr<Database>& database) const;
    Signatures knownSignatures(std::int64_t segment) const;
    Result<Bytes> block(std::unique_ptr<Database>& database, std::string_view sql, std::int64_t block) const;
    Bytes cached(std::int64_t block) const;
    void remember(std::int64_t block, const Bytes& bytes) const;

    QString m_path;
    std::string m_archiveId;
    mutable std::mutex m_mutex;
    mutable std::deque<std::pair<std::int64_t, Bytes>> m_recent; ///< Payload blocks, newest use first.
    mutable std::unordered_map<std::int64_t, Signatures> m_signatures; ///< By segment.
};

} // namespace auditlens
