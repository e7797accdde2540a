// SPDX-License-Identifier: MIT
#include "store/recordcopy.h"

#include "base/text.h"
#include "store/recorddecoder.h"
#include "store/recordvalues.h"

#include <QCoreApplication>

#include <deque>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::RecordCopy)
};

constexpr std::size_t batchEvents = 4096;
constexpr std::size_t batchBytes = std::size_t(4) << 20;

/// Puts the wanted events of a record into a batch.
class CopySink : public EventSink
{
public:
    CopySink(const WalkedRecord& record, std::string_view raw, RecordValues& values, bool fromProfile, EventBatch& batch)
        : m_record(record), m_raw(raw), m_values(values), m_fromProfile(fromProfile), m_batch(batch), m_wanted(record.events)
    {
    }

    AuditEvent& next(std::string_view part) override
    {
        deliver();
        m_isWanted = !m_wanted.empty() && m_wanted.front().part == m_part;
        ++m_part;
        m_slice = part;
        m_event.clear();
        return m_event;
    }
    void refuse(std::string_view, DecodeProblem) override { } // Counted by the import.
    /// Whether all events were there, with their times.
    bool finish(bool problem)
    {
        if (!problem)
            deliver();
        return m_wanted.empty() && m_timesFit;
    }

private:
    void deliver()
    {
        if (!m_isWanted)
            return;
        m_isWanted = false;
        const EventTime& time = m_wanted.front().time;
        m_timesFit = m_timesFit && (time.origin == TimeOrigin::Neighbours || m_event.time == time);
        m_event.time = time;
        const auto& values = m_values.of(m_slice);
        m_batch.add(m_event, m_record.source.id, m_record.ordinal, m_wanted.front().part, m_raw,
            {values, m_values.isComplete(m_slice, m_fromProfile)});
        m_wanted = m_wanted.subspan(1);
    }

    const WalkedRecord& m_record;
    std::string_view m_raw;
    RecordValues& m_values;
    bool m_fromProfile;
    EventBatch& m_batch;
    std::span<const WalkedEvent> m_wanted; ///< Those that are still to come.
    AuditEvent m_event;
    std::string_view m_slice; ///< The part of the record that m_event stands for.
    std::uint32_t m_part = 0;
    bool m_isWanted = false; ///< m_event was handed out and is not delivered yet.
    bool m_timesFit = true;
};

class Copier
{
public:
    Copier(const Archive& archive, const QString& to, const RecordForCopy& recordForCopy)
        : m_archive(archive), m_to(to), m_recordForCopy(recordForCopy), m_decoder(archive.data())
    {
    }

    Result<void> run();

private:
    Error changed(const WalkedRecord& record, const QString& why) const;
    Result<void> addSources();
    Result<void> copy(const WalkedRecord& record);
    Result<void> decode(const WalkedRecord& record, std::string_view raw);
    Result<void> append();

    const Archive& m_archive;
    QString m_to;
    const RecordForCopy& m_recordForCopy;
    RecordDecoder m_decoder;
    RecordValues m_values;
    std::unique_ptr<ArchiveWriter> m_writer;
    EventBatch m_batch;
    std::deque<std::string> m_raws; ///< Of the batch: it tells records apart by where they are.
    std::size_t m_bytes = 0;
};

Error Copier::changed(const WalkedRecord& record, const QString& why) const
{
    return {Tr::tr("Cannot copy record %1 of \"%2\".").arg(record.ordinal + 1).arg(toQString(record.source.info.name)), why,
        m_archive.info().path, {}};
}

Result<void> Copier::addSources()
{
    for (const StoredSource& source : m_archive.info().sources) {
        const auto added = m_writer->addSource(source.info, {source.duplicates, source.rejected});
        if (!added)
            return added.error();
    }
    return {};
}

Result<void> Copier::append()
{
    const std::size_t events = m_batch.size();
    const auto appended = m_writer->append(m_batch);
    m_raws.clear();
    m_bytes = 0;
    if (!appended)
        return appended.error();
    if (appended->added == events)
        return {};
    return Error {Tr::tr("Cannot copy the records of \"%1\".").arg(m_archive.info().path),
        Tr::tr("Events that were different would be the same."), m_archive.info().path, {}};
}

Result<void> Copier::decode(const WalkedRecord& record, std::string_view raw)
{
    const Format* const format = m_archive.data().reading(record.source.id).format;
    CopySink sink(record, raw, m_values, format && format->info().fromProfile, m_batch);
    m_values.start(m_decoder.document()); // Filled before the sink is asked for the first event.
    const auto problem = m_decoder.decode(record.source, raw, RecordDecoder::Wanted::WithoutExtra, sink);
    if (!problem)
        return problem.error();
    if (sink.finish(!problem->empty()))
        return {};
    return changed(record, problem->empty() ? Tr::tr("It would no longer give the same events at the same times.")
                                            : Tr::tr("It would no longer be one: %1.").arg(toQString(*problem)));
}

Result<void> Copier::copy(const WalkedRecord& record)
{
    const auto raw = m_recordForCopy(record);
    if (!raw)
        return raw.error();
    if (!*raw)
        return {};
    m_raws.emplace_back(**raw);
    m_bytes += m_raws.back().size();
    if (const auto decoded = decode(record, m_raws.back()); !decoded)
        return decoded;
    return m_batch.size() >= batchEvents || m_bytes >= batchBytes ? append() : Result<void>();
}

Result<void> Copier::run()
{
    auto writer = ArchiveWriter::open(m_to);
    if (!writer)
        return writer.error();
    m_writer = std::move(*writer);
    if (const auto added = addSources(); !added)
        return added;
    if (const auto copied = walkRecords(m_archive, [this](const WalkedRecord& record) { return copy(record); }); !copied)
        return copied;
    if (const auto appended = append(); !appended)
        return appended;
    return m_writer->finish();
}

} // namespace

Result<void> copyRecords(const Archive& archive, const QString& to, const RecordForCopy& recordForCopy)
{
    return Copier(archive, to, recordForCopy).run();
}

} // namespace auditlens
