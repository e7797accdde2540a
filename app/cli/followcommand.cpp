// SPDX-License-Identifier: MIT
#include "cli/commands.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/syncaccess.h"
#include "cli/tablewriter.h"
#include "formats.h"
#include "sync/pagereader.h"

#include <QCoreApplication>
#include <QTimer>

#include <utility>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Arguments followArguments()
{
    Arguments arguments(u"follow NAME… [--archive A] [--output table|jsonl] [--secret FIELD | --secret-fd FIELD=N | --secret-env FIELD=VARIABLE]…"_s,
        Tr::tr("Fetches what is missing until now, then stores and prints what comes in, until Ctrl+C. When a service does\n"
               "not answer for a while, what came in meanwhile is fetched as soon as it does."));
    addSyncOptions(arguments);
    arguments.addOption({u"output"_s}, u"FORM"_s, Tr::tr("table (the default) or jsonl."));
    return arguments;
}

/// Writes each event as soon as it is handed out.
class Printer : public EventSink
{
public:
    Printer(EventWriter& writer, std::string source) : m_writer(writer), m_source(std::move(source)) { }

    AuditEvent& next(std::string_view) override
    {
        write();
        m_open = true;
        m_event.clear();
        return m_event;
    }
    void refuse(std::string_view, DecodeProblem) override { }
    void write()
    {
        if (std::exchange(m_open, false))
            m_writer.add(m_out, m_event, m_source);
    }
    void discard() { m_open = false; }
    const std::string& text() const { return m_out; }

private:
    EventWriter& m_writer;
    std::string m_source;
    AuditEvent m_event;
    std::string m_out;
    bool m_open = false;
};

void print(const SyncSource& source, const Page& page, const FormatRegistry& formats, EventWriter& writer, Console& console)
{
    const Format* format = formats.find(source.descriptor->format.toStdString());
    if (!format)
        return;
    const RecordChunk chunk = PageReader::chunkOf(page, 0);
    Printer printer(writer, toUtf8(source.name));
    json::Document document;
    for (std::size_t i = 0; i < chunk.records.size(); ++i) {
        if (document.parse(chunk.record(i)) && format->decode(document.root(), {}, printer).empty())
            printer.write();
        else
            printer.discard();
    }
    console.write(std::string_view(printer.text()));
    console.flush();
}

} // namespace

int runFollow(const QStringList& words, Console& console)
{
    Arguments arguments = followArguments();
    if (const auto code = arguments.read(words, console))
        return *code;
    const QString output = arguments.has(u"output"_s) ? arguments.value(u"output"_s) : u"table"_s;
    if (output != u"table" && output != u"jsonl")
        return arguments.complain(console, Tr::tr("--output takes table or jsonl, not \"%1\".").arg(output));
    AskedSources asked = readSources(arguments, TimeRange(), console);
    if (asked.sources.empty())
        return asked.exitCode;
    std::vector<Error> problems;
    const auto formats = makeFormats(problems);
    std::unique_ptr<EventWriter> writer = std::make_unique<TableWriter>(QTimeZone::utc());
    if (output == u"jsonl")
        writer = makeEventWriter(ExportFormat::JsonLines, QTimeZone::utc());
    std::string head;
    writer->begin(head);
    console.write(std::string_view(head));
    SyncOptions options;
    options.stored = [&](const SyncSource& source, const Page& page, bool live) {
        if (live)
            print(source, page, *formats, *writer, console);
    };
    Cancellation interest = console.cancellation();
    QTimer watch; // A pipe that nobody reads is noticed by writing only, and nobody knows when there is something to write.
    QObject::connect(&watch, &QTimer::timeout, &watch, [&] {
        if (console.isOutputClosed())
            interest.request();
    });
    watch.start(std::chrono::milliseconds(200));
    options.progress = [&](const SyncProgress& now) {
        if (now.problem)
            console.say(*now.problem);
        else
            console.showProgress(progressText(now));
    };
    return sayReports(followSources(std::move(asked.sources), *formats, console.cancellation(), options), console);
}

} // namespace auditlens
