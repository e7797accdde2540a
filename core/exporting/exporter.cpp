// SPDX-License-Identifier: MIT
#include "exporting/exporter.h"

#include "base/text.h"
#include "summary/summary.h"

#include <QCoreApplication>
#include <QSaveFile>

#include <algorithm>
#include <unordered_map>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Exporter)
};

// A record may be megabytes long, so a batch is small; blocks of the store are decompressed once per batch.
constexpr std::uint32_t batchRows = 500;
constexpr std::size_t pieceBytes = 1u << 20;

using SourceNames = std::unordered_map<std::uint16_t, std::string>;

SourceNames sourceNames(const Archive& archive)
{
    SourceNames names;
    for (const StoredSource& source : archive.info().sources)
        names[std::uint16_t(source.id)] = source.info.name;
    return names;
}

std::vector<Row> batchAt(const RowSet& rows, RowOrder order, std::uint32_t first, std::uint32_t behind)
{
    std::vector<Row> batch;
    batch.reserve(behind - first);
    for (std::uint32_t i = first; i < behind; ++i)
        batch.push_back(rows.at(order == RowOrder::OldestFirst ? i : rows.size() - 1 - i));
    return batch;
}

Result<void> changeEvent(AuditEvent& event, const EventChange& change)
{
    if (!change)
        return {};
    if (event.summary.empty())
        event.summary = toUtf8(summarySentence(event));
    return change(event);
}

Error writeError(const QSaveFile& file)
{
    return {Tr::tr("Cannot write \"%1\".").arg(file.fileName()), file.errorString() + QLatin1Char('.'), file.fileName(),
        Tr::tr("Check the free space and the permissions of the folder, or choose another place.")};
}

} // namespace

Result<ExportOutcome> exportTo(const Archive& archive, const RowSet& rows, RowOrder order, std::uint64_t limit,
    EventWriter& writer, const Cancellation& cancellation, const ExportProgress& progress, const ExportSink& sink, const EventChange& change)
{
    const SourceNames names = sourceNames(archive);
    const auto total = std::uint32_t(std::min<std::uint64_t>(rows.size(), limit));
    ExportOutcome outcome;
    std::string piece;
    writer.begin(piece);
    while (outcome.events < total) {
        const auto first = std::uint32_t(outcome.events);
        auto events = archive.events(batchAt(rows, order, first, std::min(total, first + batchRows)));
        if (!events)
            return events.error();
        for (StoredEvent& stored : *events) {
            if (cancellation.requested()) {
                outcome.cancelled = true;
                return outcome;
            }
            if (const Result<void> changed = changeEvent(stored.event, change); !changed)
                return changed.error();
            const auto name = names.find(std::uint16_t(stored.source));
            writer.add(piece, stored.event, name == names.end() ? std::string_view() : std::string_view(name->second));
            if (piece.size() < pieceBytes)
                continue;
            if (const Result<void> written = sink(piece); !written)
                return written.error();
            piece.clear();
        }
        outcome.events += events->size();
        progress(outcome.events, total);
    }
    writer.end(piece);
    if (const Result<void> written = sink(piece); !written)
        return written.error();
    return outcome;
}

Result<ExportOutcome> exportToFile(const Archive& archive, const RowSet& rows, const ExportRequest& request,
    const Cancellation& cancellation, const ExportProgress& progress)
{
    QSaveFile file(request.file);
    if (!file.open(QIODevice::WriteOnly))
        return writeError(file);
    const auto sink = [&file](std::string_view piece) -> Result<void> {
        if (file.write(piece.data(), qint64(piece.size())) != qint64(piece.size()))
            return writeError(file);
        return {};
    };
    const auto writer = makeEventWriter(request.format, request.zone);
    Result<ExportOutcome> outcome = exportTo(archive, rows, RowOrder::OldestFirst, rows.size(), *writer, cancellation, progress, sink, request.change);
    if (!outcome || outcome->cancelled)
        return outcome;
    if (!file.commit())
        return writeError(file);
    return outcome;
}

} // namespace auditlens
