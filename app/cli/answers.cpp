// SPDX-License-Identifier: MIT
#include "cli/answers.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/jsontext.h"
#include "event/isotime.h"
#include "store/timebins.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>
#include <numeric>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

constexpr std::size_t usualValues = 10;
constexpr std::size_t mostBins = 20'000;
constexpr std::size_t autoBins = 60;

QString facetNames()
{
    QStringList names;
    std::ranges::transform(facetFields(), std::back_inserter(names), toQString);
    return names.join(u", "_s);
}

/// "tenant:20" is twenty tenants. What is wrong, or nothing.
QString readFacet(const QString& text, std::vector<FacetRequest>& facets)
{
    const QString field = text.section(u':', 0, 0);
    bool number = true;
    const qulonglong limit = text.contains(u':') ? text.section(u':', 1).toULongLong(&number) : usualValues;
    if (!isFacetField(toUtf8(field)))
        return Tr::tr("There is no facet \"%1\". Facets are %2, extra.NAME and changes.FIELD.after.").arg(field, facetNames());
    if (!number || limit == 0)
        return Tr::tr("--facet takes FIELD or FIELD:N with a number of values, not \"%1\".").arg(text);
    facets.push_back({toUtf8(field), std::size_t(limit), {}});
    return {};
}

QString readHistogram(const QString& text, const Archive& archive, const RowSet& found, const QTimeZone& zone, std::vector<Nanoseconds>& edges)
{
    if (text != u"day" && text != u"hour" && text != u"auto")
        return Tr::tr("--histogram takes day, hour or auto, not \"%1\".").arg(text);
    if (found.empty())
        return {};
    const BinSize size = text == u"day" ? BinSize::Day : text == u"hour" ? BinSize::Hour : BinSize::Auto;
    edges = binEdges(archive.timeAt(found.at(0)), archive.timeAt(found.at(found.size() - 1)), size, zone,
        size == BinSize::Auto ? autoBins : mostBins);
    if (edges.empty())
        return Tr::tr("The events span more than %1 of these bins. Take --histogram day or auto, or a shorter time.").arg(mostBins);
    return {};
}

std::string facetJson(const FacetCounts& facet)
{
    std::vector<std::string> values;
    for (const auto& [value, count] : facet.values)
        values.push_back(JsonObject().text("value", value).number("events", count).done());
    return JsonObject()
        .text("field", facet.field)
        .number("events", facet.events)
        .number("distinct", facet.distinct)
        .number("missing", facet.missing)
        .raw("values", jsonArray(values))
        .done();
}

std::string isoTime(Nanoseconds time)
{
    std::string text;
    appendIsoUtc(text, time, 3);
    return text;
}

std::string binJson(const Histogram& histogram, std::size_t i)
{
    JsonObject bin;
    bin.text("from", isoTime(histogram.edges[i])).text("to", isoTime(histogram.edges[i + 1]));
    bin.number("events", std::accumulate(histogram.bins[i].begin(), histogram.bins[i].end(), std::uint64_t(0)));
    JsonObject verbs;
    for (std::size_t verb = 0; verb < verbCount; ++verb) {
        if (histogram.bins[i][verb] > 0)
            verbs.number(verbName(Verb(verb)), histogram.bins[i][verb]);
    }
    return bin.raw("verbs", verbs.done()).done();
}

std::string answersJson(const Analysis& analysis)
{
    std::vector<std::string> facets;
    std::ranges::transform(analysis.facets, std::back_inserter(facets), facetJson);
    std::vector<std::string> bins;
    for (std::size_t i = 0; i < analysis.histogram.bins.size(); ++i)
        bins.push_back(binJson(analysis.histogram, i));
    JsonObject answers;
    answers.number("events", analysis.events).raw("facets", jsonArray(facets)).raw("histogram", jsonArray(bins));
    return answers.done() + '\n';
}

void printFacet(const FacetCounts& facet, Console& console)
{
    console.write(Tr::tr("%1 (%n value(s))", nullptr, int(facet.distinct)).arg(toQString(facet.field)) + u'\n');
    for (const auto& [value, count] : facet.values)
        console.write(u"%1  %2\n"_s.arg(QString::number(count), 12).arg(toQString(value)));
    if (facet.missing > 0)
        console.write(u"%1  %2\n"_s.arg(QString::number(facet.missing), 12).arg(Tr::tr("(none)")));
}

void printHistogram(const Histogram& histogram, const QTimeZone& zone, Console& console)
{
    constexpr int barWidth = 50;
    std::vector<std::uint64_t> sums;
    for (const auto& bin : histogram.bins)
        sums.push_back(std::accumulate(bin.begin(), bin.end(), std::uint64_t(0)));
    const std::uint64_t most = std::max<std::uint64_t>(1, *std::ranges::max_element(sums));
    for (std::size_t i = 0; i < sums.size(); ++i) {
        const QDateTime from = QDateTime::fromMSecsSinceEpoch(histogram.edges[i] / 1'000'000, zone);
        const int bar = int((sums[i] * barWidth + most - 1) / most);
        console.write(u"%1 %2  %3"_s.arg(from.toString(u"yyyy-MM-dd HH:mm"_s)).arg(sums[i], 10).arg(QString(bar, u'#')).trimmed() + u'\n');
    }
}

} // namespace

void addAnswerOptions(Arguments& arguments)
{
    arguments.addOption({u"facet"_s}, u"FIELD[:N]"_s,
        Tr::tr("Print the N most frequent values of a field (10 unless said) instead of events; may be repeated. Fields: %1.").arg(facetNames()));
    arguments.addOption({u"histogram"_s}, u"SIZE"_s, Tr::tr("Print how many events there are per day, hour, or what fits (auto)."));
}

bool wantsAnswers(const Arguments& arguments)
{
    return arguments.has(u"facet"_s) || arguments.has(u"histogram"_s);
}

int printAnswers(const Archive& archive, const BoundQuery& query, const RowSet& found, const Arguments& arguments,
    const QString& output, const QTimeZone& zone, Console& console)
{
    AnalysisRequest request;
    for (const QString& facet : arguments.values(u"facet"_s)) {
        if (const QString wrong = readFacet(facet, request.facets); !wrong.isEmpty())
            return arguments.complain(console, wrong);
    }
    if (arguments.has(u"histogram"_s)) {
        const QString wrong = readHistogram(arguments.value(u"histogram"_s), archive, found, zone, request.histogramEdges);
        if (!wrong.isEmpty())
            return arguments.complain(console, wrong);
    }
    const Analysis analysis = archive.analyze(query, found, request, console.cancellation());
    if (analysis.problem)
        return tellTrouble(*analysis.problem, console);
    if (!analysis.complete)
        return ExitInterrupted;
    if (output == u"json" || output == u"jsonl") {
        console.write(answersJson(analysis));
        return ExitDone;
    }
    for (const FacetCounts& facet : analysis.facets)
        printFacet(facet, console);
    if (!analysis.histogram.bins.empty())
        printHistogram(analysis.histogram, zone, console);
    return ExitDone;
}

} // namespace auditlens
