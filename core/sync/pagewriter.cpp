// SPDX-License-Identifier: MIT
#include "sync/pagewriter.h"

#include "base/sha256.h"
#include "base/text.h"
#include "base/threadpriority.h"

#include <QtConcurrentRun>

namespace auditlens {

namespace {

constexpr std::size_t keptRejectBytes = 64 << 10;

DecodeOptions decodeOptions()
{
    DecodeOptions options;
    options.extra = false;
    return options;
}

std::string hashOf(std::string_view raw)
{
    const Sha256Digest digest = sha256(raw.substr(0, keptRejectBytes));
    return {digest.begin(), digest.end()};
}

} // namespace

// Never cancelled: the ledger says of a page that it is there, so all of it has to be.
PageWorker::PageWorker(const RecordReader& reader, const FormatChoice& choice, SourceId source)
    : decoder(reader, choice, decodeOptions(), [source](const Format&) { return Result(source); }, Cancellation())
{
}

PageWriter::PageWriter(ArchiveWriter& writer, SyncJournal& journal, const Format& format, QString name)
    : m_writer(writer)
    , m_journal(journal)
    , m_name(std::move(name))
    , m_choice(format)
{
    m_tally.addFormat(format.info().id);
}

Result<void> PageWriter::begin()
{
    return m_journal.forEachReject(m_writer, [this](std::string_view raw) { m_rejected.insert(hashOf(raw)); });
}

std::unique_ptr<PageWorker> PageWriter::worker()
{
    if (m_idle.empty())
        return std::make_unique<PageWorker>(m_reader, m_choice, m_journal.source());
    std::unique_ptr<PageWorker> idle = std::move(m_idle.back());
    m_idle.pop_back();
    return idle;
}

std::unique_ptr<PageInWork> PageWriter::decode(Page page)
{
    auto work = std::make_unique<PageInWork>();
    work->page = std::move(page);
    work->worker = worker();
    work->decoded = QtConcurrent::run(&m_pool, [to = work.get(), first = m_journal.takeOrdinals(work->page.records)] {
        makeThreadYield();
        to->chunk = to->worker->decoder.decode(PageReader::chunkOf(to->page, first), std::move(to->worker->batch));
    });
    return work;
}

Result<void> PageWriter::store(PageInWork& work, Nanoseconds time)
{
    work.decoded.waitForFinished();
    DecodedChunk& decoded = work.chunk;
    if (decoded.failure)
        return *decoded.failure;
    m_tally.report.withoutTime += decoded.withoutTime;
    if (const Result<void> kept = reject(std::move(decoded.rejects)); !kept)
        return kept;
    EventBatch leading = leadingBatch(decoded, time);
    if (const Result<void> done = append(leading); !done)
        return done;
    const Result<void> done = append(decoded.batch);
    work.worker->batch = std::move(decoded.batch);
    m_idle.push_back(std::move(work.worker));
    return done;
}

Result<void> PageWriter::append(EventBatch& batch)
{
    if (batch.size() == 0)
        return {};
    const auto outcome = m_writer.append(batch);
    if (!outcome)
        return outcome.error();
    m_tally.report.events += outcome->added;
    m_tally.report.duplicates += outcome->duplicates;
    return {};
}

/// A page that is fetched again brings its bad records again.
Result<void> PageWriter::reject(std::vector<Reject> rejects)
{
    for (Reject& one : rejects) {
        if (!m_rejected.insert(hashOf(one.raw)).second)
            continue;
        one.source = m_journal.source();
        one.file = toUtf8(m_name);
        m_tally.addError(m_name, one.line, one.reason);
        if (const Result<void> kept = m_writer.addReject(one); !kept)
            return kept;
    }
    return {};
}

} // namespace auditlens
