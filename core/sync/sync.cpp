// SPDX-License-Identifier: MIT
#include "sync/sync.h"

#include "sync/sourcesync.h"

#include <QDir>
#include <QEventLoop>
#include <QFileInfo>

#include <algorithm>
#include <map>

namespace auditlens {

namespace {

/// An archive that is open for writing, for all sources that go into it.
struct OpenArchive
{
    explicit OpenArchive(std::chrono::milliseconds commitEvery) : pace(commitEvery) { }

    std::unique_ptr<ArchiveWriter> writer; ///< Null when it could not be opened.
    ImportPace pace;
    std::optional<Error> failure;
};

/// One call of syncSources() or followSources().
class Sync
{
public:
    using Work = QCoro::Task<void> (SourceSync::*)();

    Sync(const FormatRegistry& formats, const Cancellation& cancellation, const SyncOptions& options)
        : m_formats(formats), m_cancellation(cancellation), m_options(options)
    {
    }

    std::vector<SyncReport> run(std::vector<SyncSource> sources, Work work);

private:
    OpenArchive& archive(const QString& path);
    void open(SyncSource source);
    void workAll(Work work);

    const FormatRegistry& m_formats;
    const Cancellation& m_cancellation;
    const SyncOptions& m_options;
    std::vector<std::unique_ptr<SourceSync>> m_syncs; ///< Null where the source could not be opened.
    std::vector<SyncReport> m_reports;
    std::map<QString, OpenArchive> m_archives; ///< Ends before the syncs, whose journals take part in its commits.
};

OpenArchive& Sync::archive(const QString& path)
{
    const auto [place, isNew] = m_archives.try_emplace(QFileInfo(path).absoluteFilePath(), m_options.commitEvery);
    if (isNew) {
        QDir().mkpath(QFileInfo(path).absolutePath());
        auto writer = ArchiveWriter::open(path);
        if (writer)
            place->second.writer = *std::move(writer);
        else
            place->second.failure = writer.error();
    }
    return place->second;
}

void Sync::open(SyncSource source)
{
    SyncReport report;
    report.name = source.name;
    report.archive = source.archive;
    OpenArchive& into = archive(source.archive);
    std::unique_ptr<SourceSync> sync;
    if (into.writer) {
        sync = std::make_unique<SourceSync>(
            std::move(source), SourceSync::Surroundings {*into.writer, m_formats, into.pace, m_cancellation, m_options});
        if (const Result<void> opened = sync->open(); !opened)
            report.failure = opened.error();
    } else {
        report.failure = into.failure;
    }
    if (report.failure)
        sync.reset();
    m_reports.push_back(std::move(report));
    m_syncs.push_back(std::move(sync));
}

void Sync::workAll(Work work)
{
    QEventLoop loop;
    bool done = false;
    auto left = std::ranges::count_if(m_syncs, [](const auto& sync) { return sync != nullptr; });
    const auto whole = [&](SourceSync* sync) -> QCoro::Task<void> {
        co_await (sync->*work)();
        sync->end(--left > 0);
        if (m_options.ended)
            m_options.ended(sync->report());
    };
    const auto all = [&]() -> QCoro::Task<void> {
        std::vector<QCoro::Task<void>> running;
        for (const auto& sync : m_syncs) {
            if (sync)
                running.push_back(whole(sync.get()));
        }
        for (QCoro::Task<void>& one : running)
            co_await one;
        done = true;
        loop.quit();
    };
    const QCoro::Task<void> running = all();
    if (!done)
        loop.exec();
}

std::vector<SyncReport> Sync::run(std::vector<SyncSource> sources, Work work)
{
    for (SyncSource& source : sources)
        open(std::move(source));
    workAll(work);
    for (auto& [path, into] : m_archives) {
        const Result<void> finished = into.writer ? into.writer->finish() : Result<void>();
        if (!finished)
            into.failure = finished.error();
        else if (into.writer && m_options.committed)
            m_options.committed(path);
    }
    for (std::size_t i = 0; i < m_syncs.size(); ++i) {
        if (!m_syncs[i])
            continue;
        m_reports[i] = m_syncs[i]->report();
        const OpenArchive& into = archive(m_reports[i].archive);
        if (!m_reports[i].failure)
            m_reports[i].failure = into.failure;
    }
    return std::move(m_reports);
}

} // namespace

std::vector<SyncReport> syncSources(std::vector<SyncSource> sources, const FormatRegistry& formats, const Cancellation& cancellation,
    const SyncOptions& options)
{
    return Sync(formats, cancellation, options).run(std::move(sources), &SourceSync::sync);
}

std::vector<SyncReport> followSources(std::vector<SyncSource> sources, const FormatRegistry& formats, const Cancellation& cancellation,
    const SyncOptions& options)
{
    return Sync(formats, cancellation, options).run(std::move(sources), &SourceSync::follow);
}

} // namespace auditlens
