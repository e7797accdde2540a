// SPDX-License-Identifier: MIT
#include "query/timebinding.h"

#include "query/fields.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;
using Node = BoundQuery::Node;
using Shape = QueryNode::Shape;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Query)
};

constexpr Nanoseconds endOfTime = std::numeric_limits<Nanoseconds>::max();

bool isNamed(const QueryNode& term, QStringView name)
{
    return QStringView(term.field).compare(name, Qt::CaseInsensitive) == 0;
}

// The first nanosecond that is behind an instant or a period.
Nanoseconds behind(const TimeSpan& span)
{
    return span.isInstant() && span.end < endOfTime ? span.end + 1 : span.end;
}

Node timeNode(Nanoseconds begin, Nanoseconds end)
{
    Node node;
    node.kind = Node::Kind::Term;
    node.field = Field::Time;
    node.begin = begin;
    node.end = end;
    return node;
}

BoundTerm refusedTime(TextSpan span, const Error& error)
{
    return refusedTerm(span, error.what, error.help);
}

BoundTerm bindTimeRange(const QueryNode& term, const TimeContext& context)
{
    Node node = timeNode(std::numeric_limits<Nanoseconds>::min(), endOfTime);
    if (term.low) {
        const Result<TimeSpan> low = parseTime(term.low->text, context);
        if (!low)
            return refusedTime(term.low->span, low.error());
        node.begin = term.low->inclusive ? low->begin : behind(*low);
    }
    if (term.high) {
        const Result<TimeSpan> high = parseTime(term.high->text, context);
        if (!high)
            return refusedTime(term.high->span, high.error());
        node.end = term.high->inclusive ? behind(*high) : high->begin;
    }
    return {std::move(node), {}};
}

BoundTerm refusedPart(const QueryNode& term)
{
    const bool half = term.value == u"last" || term.value == u"this";
    if (half)
        return refusedTerm(term.valueSpan, Tr::tr("A time of two words goes in quotes or has a hyphen."),
            Tr::tr("Write it like %1:%2-month.").arg(term.field, term.value), term.value + u"-month"_s);
    return refusedTerm(term.valueSpan, Tr::tr("Times are not compared with patterns."),
        Tr::tr("Write a day, a month or a range: time:2025-03 or time:[2025-03-01 TO today]."));
}

struct ClockWords
{
    QStringList words; ///< By their number.
    int first = 0; ///< Number that people give to the first.
};

const ClockWords& clockWords(ClockTest::Unit unit)
{
    static const ClockWords hours = [] {
        ClockWords all;
        for (int hour = 0; hour < 24; ++hour)
            all.words << QString::number(hour);
        return all;
    }();
    static const ClockWords days {{u"monday"_s, u"tuesday"_s, u"wednesday"_s, u"thursday"_s, u"friday"_s, u"saturday"_s, u"sunday"_s}, 1};
    return unit == ClockTest::Unit::Hour ? hours : days;
}

// A number, or the name of a day with at least three of its letters.
std::optional<int> readClock(const QString& text, ClockTest::Unit unit)
{
    const auto& [words, first] = clockWords(unit);
    bool isNumber = false;
    const int number = text.toInt(&isNumber) - first;
    if (isNumber)
        return number >= 0 && number < words.size() ? std::optional(number) : std::nullopt;
    for (int i = 0; i < words.size(); ++i) {
        if (text.size() >= 3 && words[i].startsWith(text, Qt::CaseInsensitive))
            return i;
    }
    return {};
}

BoundTerm refusedClock(const QString& text, TextSpan span, ClockTest::Unit unit)
{
    if (unit == ClockTest::Unit::Hour)
        return refusedTerm(span, Tr::tr("\"%1\" is not an hour.").arg(text), Tr::tr("Hours go from 0 to 23: hour:<7, hour:[9 TO 17]."));
    return refusedTerm(span, Tr::tr("\"%1\" is not a day of the week.").arg(text),
        Tr::tr("Write mon, tue, wed, thu, fri, sat, sun, or 1 for Monday to 7."), nearestWord(text, clockWords(unit).words));
}

int lastOf(ClockTest::Unit unit)
{
    return int(clockWords(unit).words.size()) - 1;
}

std::uint32_t bits(int first, int last)
{
    std::uint32_t set = 0;
    for (int i = first; i <= last; ++i)
        set |= 1U << i;
    return set;
}

// [22 TO 5] and [sat TO mon] go over midnight and over Sunday.
std::uint32_t bitsBetween(int first, bool withFirst, int last, bool withLast, int end)
{
    const int begin = first + (withFirst ? 0 : 1);
    const int stop = last - (withLast ? 0 : 1);
    return first <= last ? bits(begin, stop) : bits(begin, end) | bits(0, stop);
}

BoundTerm bindClockRange(const QueryNode& term, ClockTest::Unit unit, const std::shared_ptr<const ZoneClock>& clock, Node node)
{
    const auto low = term.low ? readClock(term.low->text, unit) : std::optional(0);
    const auto high = term.high ? readClock(term.high->text, unit) : std::optional(lastOf(unit));
    if (!low || !high) {
        const QueryBound& wrong = low ? *term.high : *term.low;
        return refusedClock(wrong.text, wrong.span, unit);
    }
    const std::uint32_t accepted
        = bitsBetween(*low, !term.low || term.low->inclusive, *high, !term.high || term.high->inclusive, lastOf(unit));
    node.clock = std::make_shared<ClockTest>(ClockTest {unit, accepted, clock});
    return {std::move(node), {}};
}

} // namespace

bool isTimeWord(const QString& field)
{
    return QStringList {u"after"_s, u"before"_s, u"on"_s, u"time"_s}.contains(field, Qt::CaseInsensitive);
}

BoundTerm bindTime(const QueryNode& term, const TimeContext& context)
{
    const bool compared = term.shape == Shape::Range && isNamed(term, u"time");
    if (compared)
        return bindTimeRange(term, context);
    if (term.shape == Shape::Exists && isNamed(term, u"time"))
        return {timeNode(std::numeric_limits<Nanoseconds>::min(), endOfTime), {}};
    if (term.shape != Shape::Word && term.shape != Shape::Phrase)
        return refusedPart(term);
    const Result<TimeSpan> span = parseTime(term.value, context);
    if (!span)
        return term.value == u"last" || term.value == u"this" ? refusedPart(term) : refusedTime(term.valueSpan, span.error());
    if (isNamed(term, u"before"))
        return {timeNode(std::numeric_limits<Nanoseconds>::min(), span->begin), {}};
    if (isNamed(term, u"after"))
        return {timeNode(span->begin, endOfTime), {}};
    if (isNamed(term, u"on") && span->isInstant())
        return refusedTerm(term.valueSpan, Tr::tr("\"on\" needs a day, a month or a year."),
            Tr::tr("Write it like on:2025-03-01, on:2025-03 or on:yesterday."));
    return {timeNode(span->begin, behind(*span)), {}};
}

BoundTerm bindClock(const QueryNode& term, ClockTest::Unit unit, const std::shared_ptr<const ZoneClock>& clock)
{
    Node node;
    node.kind = Node::Kind::Term;
    node.field = unit == ClockTest::Unit::Hour ? Field::Hour : Field::Weekday;
    std::optional<std::uint32_t> accepted;
    if (term.shape == Shape::Range)
        return bindClockRange(term, unit, clock, std::move(node));
    if (term.shape == Shape::Exists) {
        accepted = bits(0, lastOf(unit));
    } else if (term.shape == Shape::Word || term.shape == Shape::Phrase) {
        if (const auto value = readClock(term.value, unit))
            accepted = bits(*value, *value);
    }
    if (!accepted)
        return refusedClock(term.value, term.valueSpan, unit);
    node.clock = std::make_shared<ClockTest>(ClockTest {unit, *accepted, clock});
    return {std::move(node), {}};
}

} // namespace auditlens
