// SPDX-License-Identifier: MIT
#include "importing/importer.h"

#include "importing/fileimport.h"
#include "profiles/profileformat.h"

#include <QCoreApplication>

#include <utility>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Importer)
};

/// One call of importFiles().
class Import
{
public:
    Import(const ImportRequest& request, const FormatRegistry& formats, const Cancellation& cancellation,
        const std::function<void(const ImportProgress&)>& progress)
        : m_request(request), m_formats(formats), m_cancellation(cancellation), m_progress(progress)
    {
        m_clock.start();
    }

    Result<ImportReport> run();

private:
    Result<void> chooseFixedFormat();
    std::vector<std::string> recordPaths() const;
    void countTotal(const InputList& inputs);
    Result<void> importFile(const InputFile& file);
    void tellProgress(const InputFile& file, std::uint64_t consumed);

    const ImportRequest& m_request;
    const FormatRegistry& m_formats;
    const Cancellation& m_cancellation;
    const std::function<void(const ImportProgress&)>& m_progress;
    std::unique_ptr<ArchiveWriter> m_writer;
    std::unique_ptr<Format> m_profile;
    const Format* m_fixed = nullptr;
    ImportTally m_tally;
    ImportPace m_pace;
    QElapsedTimer m_clock;
    std::uint64_t m_bytesTotal = 0;
    std::uint64_t m_bytesBefore = 0;
};

Result<void> Import::chooseFixedFormat()
{
    if (!m_request.profile.isEmpty()) {
        auto profile = MappingProfile::load(m_request.profile);
        if (!profile)
            return profile.error();
        m_profile = makeProfileFormat(std::move(profile).value());
        m_fixed = m_profile.get();
        return {};
    }
    if (m_request.format.isEmpty() || m_request.format == QStringLiteral("auto"))
        return {};
    m_fixed = m_formats.find(m_request.format.toStdString());
    if (!m_fixed)
        return Error {Tr::tr("There is no format \"%1\".").arg(m_request.format), QString(), QString(),
            Tr::tr("\"auditlens formats\" lists the formats and profiles.")};
    return {};
}

std::vector<std::string> Import::recordPaths() const
{
    std::vector<std::string> paths;
    const auto formats = m_fixed ? std::vector<const Format*> {m_fixed} : m_formats.all();
    for (const Format* format : formats) {
        for (std::string& path : format->recordPaths())
            paths.push_back(std::move(path));
    }
    return paths;
}

void Import::countTotal(const InputList& inputs)
{
    for (const InputFile& file : inputs.files) {
        if (file.path.isEmpty()) {
            m_bytesTotal = 0;
            return;
        }
        m_bytesTotal += file.bytes;
    }
}

void Import::tellProgress(const InputFile& file, std::uint64_t consumed)
{
    if (!m_progress)
        return;
    const ImportReport& report = m_tally.report;
    m_progress({m_bytesBefore + consumed, m_bytesTotal, report.events, report.rejected, file.name});
}

Result<void> Import::importFile(const InputFile& file)
{
    const auto refuse = [&](Error error) {
        error.where = error.where.isEmpty() ? file.name : error.where;
        m_tally.report.fileProblems.push_back(std::move(error));
        return Result<void>();
    };
    auto source = openInput(file, m_cancellation);
    if (!source)
        return refuse(source.error());
    auto reader = makeRecordReader(std::move(source).value(), recordPaths());
    if (!reader)
        return refuse(reader.error());
    ++m_tally.report.files;
    FileImport import(file, **reader, {*m_writer, m_tally, m_pace, m_request, m_cancellation,
        [&](std::uint64_t consumed) { tellProgress(file, consumed); }});
    return import.run(m_formats, m_fixed);
}

Result<ImportReport> Import::run()
{
    if (auto chosen = chooseFixedFormat(); !chosen)
        return chosen.error();
    InputList inputs = listInputs(m_request.paths);
    countTotal(inputs);
    auto writer = ArchiveWriter::open(m_request.archive);
    if (!writer)
        return writer.error();
    m_writer = std::move(writer).value();
    m_tally.report.fileProblems = std::move(inputs.problems);
    for (const InputFile& file : inputs.files) {
        if (m_cancellation.requested())
            break;
        if (auto imported = importFile(file); !imported)
            return imported.error();
        m_bytesBefore += file.bytes;
        tellProgress(file, 0);
    }
    m_tally.report.cancelled = m_cancellation.requested();
    if (auto finished = m_writer->finish(); !finished)
        return finished.error();
    m_tally.report.seconds = double(m_clock.elapsed()) / 1000;
    return std::move(m_tally.report);
}

} // namespace

Result<ImportReport> importFiles(const ImportRequest& request, const FormatRegistry& formats,
    const Cancellation& cancellation, const std::function<void(const ImportProgress&)>& progress)
{
    return Import(request, formats, cancellation, progress).run();
}

} // namespace auditlens
