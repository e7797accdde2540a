// SPDX-License-Identifier: MIT
#include "importing/fileimport.h"

#include "base/text.h"
#include "base/threadpriority.h"
#include "profiles/profileformat.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>
#include <QThreadPool>

#include <algorithm>
#include <chrono>

namespace auditlens {

namespace {

constexpr std::size_t toldNotes = 20;
constexpr std::size_t mostHeldBytes = std::size_t(64) << 20;
// Bytes; bounds the memory, but is enough to go on with while the writer waits for the disk.
constexpr std::size_t mostOnTheWay = std::size_t(32) << 20;

int workerCount()
{
    return std::clamp(QThread::idealThreadCount(), 1, 8);
}

} // namespace

void ImportTally::addError(const QString& file, std::uint64_t line, const std::string& reason)
{
    ++report.rejected;
    if (report.firstErrors.size() < toldNotes)
        report.firstErrors.push_back({file, line, toQString(reason)});
}

void ImportTally::addWarning(const QString& file, std::uint64_t line, const std::string& reason)
{
    if (report.warnings.size() < toldNotes)
        report.warnings.push_back({file, line, toQString(reason)});
}

void ImportTally::addFormat(const std::string& id)
{
    if (const QString name = toQString(id); !report.formats.contains(name))
        report.formats << name;
}

ImportPace::ImportPace(std::chrono::milliseconds commitEvery) : m_commitEvery(commitEvery)
{
    m_sinceCommit.start();
    m_sinceProgress.start();
}

bool ImportPace::commitDue()
{
    if (!m_first && m_sinceCommit.elapsed() < m_commitEvery.count())
        return false;
    m_first = false;
    m_sinceCommit.restart();
    return true;
}

bool ImportPace::progressDue()
{
    constexpr qint64 milliseconds = 100;
    if (m_sinceProgress.elapsed() < milliseconds)
        return false;
    m_sinceProgress.restart();
    return true;
}

FileImport::FileImport(const InputFile& file, RecordReader& reader, Surroundings around)
    : m_file(file), m_reader(reader), m_around(std::move(around))
{
}

FileImport::~FileImport() = default;

Result<void> FileImport::run(const FormatRegistry& formats, const Format* fixed)
{
    auto start = m_reader.next();
    if (!start) {
        m_around.tally.report.fileProblems.push_back(start.error());
        return {};
    }
    if (start->empty()) {
        m_around.tally.addWarning(m_file.name, 0, "The file has no records.");
        return {};
    }
    m_choice = fixed ? std::make_unique<FormatChoice>(*fixed) : std::make_unique<FormatChoice>(formats, m_reader, *start);
    if (m_choice->guessed())
        m_around.tally.addWarning(m_file.name, 0, "No known format fits, so a mapping was guessed. Look at it and save it as a profile.");
    m_start = std::move(start).value();
    QThreadPool pool;
    pool.setMaxThreadCount(workerCount());
    for (int i = 0; i < workerCount(); ++i)
        pool.start([this] { work(); });
    auto stored = takeAll();
    stop();
    pool.waitForDone();
    if (stored.ok() && !m_around.cancellation.requested())
        stored = storeHeld(fileTime());
    if (m_readError)
        m_around.tally.report.fileProblems.push_back(*m_readError);
    if (const std::string change = m_reader.source().changeWhileRead(); !change.empty())
        m_around.tally.addWarning(m_file.name, 0, change);
    return stored;
}

// A worker: reads the next chunk, lets the others read on, decodes.
void FileImport::work()
{
    makeThreadYield();
    DecodeOptions options;
    options.extra = false;
    options.zone = toUtf8(m_around.request.zone);
    ChunkDecoder decoder(m_reader, *m_choice, options, [this](const Format& format) { return sourceOf(&format); }, m_around.cancellation);
    std::uint64_t sequence = 0;
    std::uint64_t consumed = 0;
    while (auto chunk = read(sequence, consumed)) {
        DecodedChunk decoded = decoder.decode(std::move(*chunk), usedBatch());
        decoded.consumed = consumed;
        const std::lock_guard lock(m_mutex);
        m_done.emplace(sequence, std::move(decoded));
        m_changed.notify_all();
    }
}

std::optional<RecordChunk> FileImport::read(std::uint64_t& sequence, std::uint64_t& consumed)
{
    const std::lock_guard reading(m_readMutex);
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return m_stopped || m_ended || m_onTheWay < mostOnTheWay; });
        if (m_stopped || m_ended)
            return std::nullopt;
    }
    Result<RecordChunk> chunk = m_start ? Result<RecordChunk>(std::move(*std::exchange(m_start, std::nullopt))) : m_reader.next();
    const std::lock_guard lock(m_mutex);
    if (!chunk || chunk->empty()) {
        if (!chunk)
            m_readError = chunk.error();
        m_ended = true;
        m_changed.notify_all();
        return std::nullopt;
    }
    sequence = m_nextRead++;
    m_onTheWay += std::size_t(chunk->bytes.size());
    consumed = m_reader.source().consumed();
    return std::move(chunk).value();
}

EventBatch FileImport::usedBatch()
{
    const std::lock_guard lock(m_mutex);
    if (m_usedBatches.empty())
        return {};
    EventBatch batch = std::move(m_usedBatches.back());
    m_usedBatches.pop_back();
    return batch;
}

// The next chunk in the order of the file; nothing at the end or when cancelled.
std::optional<DecodedChunk> FileImport::take()
{
    std::unique_lock lock(m_mutex);
    while (!m_around.cancellation.requested()) {
        if (const auto found = m_done.find(m_nextTake); found != m_done.end()) {
            DecodedChunk decoded = std::move(found->second);
            m_done.erase(found);
            ++m_nextTake;
            m_onTheWay -= decoded.size;
            m_changed.notify_all();
            return decoded;
        }
        if (m_ended && m_nextTake == m_nextRead)
            return std::nullopt;
        m_changed.wait_for(lock, std::chrono::milliseconds(50));
    }
    return std::nullopt;
}

void FileImport::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stopped = true;
    m_changed.notify_all();
}

Result<void> FileImport::takeAll()
{
    while (auto decoded = take()) {
        if (m_around.cancellation.requested())
            return {};
        const std::uint64_t consumed = decoded->consumed;
        if (auto stored = store(std::move(*decoded)); !stored)
            return stored;
        if (m_around.pace.progressDue())
            m_around.progress(consumed);
    }
    return {};
}

Result<void> FileImport::store(DecodedChunk decoded)
{
    if (decoded.failure)
        return *decoded.failure;
    if (auto told = tell(decoded); !told)
        return told;
    const Nanoseconds before = m_lastTime != noTime ? m_lastTime : decoded.firstTime;
    if (before == noTime) {
        m_heldBytes += decoded.size;
        m_held.push_back(std::move(decoded));
        return m_heldBytes < mostHeldBytes ? Result<void>() : storeHeld(fileTime());
    }
    if (auto held = storeHeld(before); !held)
        return held;
    return append(decoded, before);
}

Result<void> FileImport::storeHeld(Nanoseconds time)
{
    m_heldBytes = 0;
    for (; !m_held.empty(); m_held.pop_front()) {
        if (auto appended = append(m_held.front(), time); !appended)
            return appended;
    }
    return {};
}

Result<void> FileImport::append(DecodedChunk& decoded, Nanoseconds leadingTime)
{
    EventBatch leading = leadingBatch(decoded, leadingTime);
    m_lastTime = decoded.lastTime != noTime ? decoded.lastTime : m_lastTime;
    if (auto appended = appendBatch(leading); !appended)
        return appended;
    auto appended = appendBatch(decoded.batch);
    const std::lock_guard lock(m_mutex);
    m_usedBatches.push_back(std::move(decoded.batch));
    return appended;
}

Result<void> FileImport::appendBatch(EventBatch& batch)
{
    if (batch.size() == 0)
        return {};
    const std::lock_guard lock(m_writerMutex);
    const auto outcome = m_around.writer.append(batch);
    if (!outcome)
        return outcome.error();
    m_around.tally.report.events += outcome->added;
    m_around.tally.report.duplicates += outcome->duplicates;
    return m_around.pace.commitDue() ? m_around.writer.commit() : Result<void>();
}

Result<void> FileImport::tell(DecodedChunk& decoded)
{
    m_around.tally.report.withoutTime += decoded.withoutTime;
    for (const RecordNote& note : decoded.notes)
        m_around.tally.addWarning(m_file.name, note.line, note.text);
    if (decoded.rejects.empty())
        return {};
    const auto source = sourceOf(m_choice->main());
    if (!source)
        return source.error();
    for (Reject& reject : decoded.rejects) {
        reject.source = *source;
        reject.file = toUtf8(m_file.name);
        reject.reason += reject.reason.ends_with('.') ? "" : ".";
        reject.reason += " The record was kept as rejected; repair it and import the file again.";
        m_around.tally.addError(m_file.name, reject.line, reject.reason);
        const std::lock_guard lock(m_writerMutex);
        if (auto added = m_around.writer.addReject(reject); !added)
            return added;
    }
    return {};
}

Result<SourceId> FileImport::sourceOf(const Format* format)
{
    const std::lock_guard lock(m_writerMutex);
    if (const auto found = m_sources.find(format); found != m_sources.end())
        return found->second;
    SourceInfo info;
    info.name = toUtf8(m_file.name);
    info.origin = m_file.path.isEmpty() ? info.name : toUtf8(m_file.path);
    info.format = format ? format->info().id : std::string();
    if (const MappingProfile* profile = format ? profileOf(*format) : nullptr)
        info.profile = profile->json();
    info.zone = toUtf8(m_around.request.zone);
    if (m_reader.layout().container == Container::Delimited)
        info.layout = toJson(m_reader.layout());
    auto added = m_around.writer.addSource(info);
    if (added) {
        m_sources.emplace(format, *added);
        if (format)
            m_around.tally.addFormat(info.format);
    }
    return added;
}

Nanoseconds FileImport::fileTime() const
{
    constexpr Nanoseconds perMillisecond = 1'000'000;
    const QDateTime modified = m_file.path.isEmpty() ? QDateTime::currentDateTimeUtc() : QFileInfo(m_file.path).lastModified();
    return modified.toMSecsSinceEpoch() * perMillisecond;
}

} // namespace auditlens
