// SPDX-License-Identifier: MIT
#include "sync/recordcheck.h"

#include "base/text.h"
#include "sync/pagereader.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::ConnectionTest)
};

class NoEvents : public EventSink
{
public:
    AuditEvent& next(std::string_view) override
    {
        m_event.clear();
        return m_event;
    }
    void refuse(std::string_view, DecodeProblem) override { }

private:
    AuditEvent m_event;
};

/// What the format says about the first record that it cannot read; empty when it reads one.
DecodeProblem recordProblem(const Page& page, const Format& format)
{
    const RecordChunk chunk = PageReader::chunkOf(page, 0);
    DecodeProblem first;
    json::Document document;
    for (std::size_t i = 0; i < chunk.records.size(); ++i) {
        NoEvents events;
        const DecodeProblem problem = document.parse(chunk.record(i)) ? format.decode(document.root(), {}, events) : document.errorText();
        if (problem.empty())
            return {};
        first = first.empty() ? problem : first;
    }
    return first;
}

ConnectionTest judged(ConnectionTest test, const Page& page, const Format* format)
{
    const DecodeProblem problem = format ? recordProblem(page, *format) : std::string("the format is not known here");
    if (page.records == 0) {
        test.report.notes << Tr::tr("There was nothing in the last day, so no record could be looked at.");
        test.moot.push_back(ConnectionStep::Records);
    }
    if (page.records == 0 || problem.empty())
        return test;
    const Error error {Tr::tr("The service answers, but not with audit events that can be read."), toQString(problem) + QLatin1Char('.'), {},
        Tr::tr("Check what the connection selects: another stream, table or application keeps the audit log.")};
    return failedTest(ConnectionStep::Records, error);
}

} // namespace

QCoro::Task<ConnectionTest> testRecords(Backend& backend, const FormatRegistry& formats, Cancellation cancellation, StepNews news)
{
    ConnectionTest test = co_await testConnection(backend, cancellation);
    if (!test.ok())
        co_return test;
    if (news)
        news(ConnectionStep::Records);
    constexpr Nanoseconds day = 86'400'000'000'000;
    const Nanoseconds now = Nanoseconds(QDateTime::currentMSecsSinceEpoch()) * 1'000'000;
    const TimeRange window {now - day, now};
    Pages pages = backend.fetch(BoundQuery(), window, {}, cancellation);
    auto page = co_await pages.begin();
    if (page == pages.end())
        co_return judged(std::move(test), Page(), nullptr);
    PageResult& result = *page;
    if (result)
        co_return judged(std::move(test), *result, formats.find(backend.descriptor().format.toStdString()));
    if (result.error().kind == HttpProblem::Kind::Cancelled)
        test.cancelled = true;
    else
        test = failedTest(stepOf(result.error().kind), result.error().error);
    co_return test;
}

} // namespace auditlens
