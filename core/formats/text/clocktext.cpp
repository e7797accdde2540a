// SPDX-License-Identifier: MIT
#include "formats/text/clocktext.h"

#include "event/isotime.h"
#include "formats/text/localzone.h"

#include <array>

namespace auditlens::clocktext {

namespace {

using namespace std::string_view_literals;

constexpr std::array monthNames = {"january"sv, "february"sv, "march"sv, "april"sv, "may"sv, "june"sv, "july"sv,
    "august"sv, "september"sv, "october"sv, "november"sv, "december"sv};
constexpr std::array monthShortNames = {
    "jan"sv, "feb"sv, "mar"sv, "apr"sv, "may"sv, "jun"sv, "jul"sv, "aug"sv, "sep"sv, "oct"sv, "nov"sv, "dec"sv};
constexpr std::array dayNames = {"monday"sv, "tuesday"sv, "wednesday"sv, "thursday"sv, "friday"sv, "saturday"sv,
    "sunday"sv, "mon"sv, "tue"sv, "wed"sv, "thu"sv, "fri"sv, "sat"sv, "sun"sv};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool startsWithFolded(std::string_view text, std::string_view lower)
{
    if (text.size() < lower.size())
        return false;
    for (std::size_t i = 0; i < lower.size(); ++i) {
        if ((text[i] | 0x20) != lower[i])
            return false;
    }
    return true;
}

bool takeNumericOffset(Cursor& cursor, WrittenTime& time)
{
    const Cursor start = cursor;
    const int sign = cursor.take('-') ? -1 : cursor.take('+') ? 1 : 0;
    const std::int64_t hours = sign == 0 ? -1 : cursor.number(2, 2);
    std::int64_t minutes = 0;
    std::int64_t seconds = 0;
    if (cursor.take(':') || isDigit(cursor.peek())) {
        minutes = cursor.number(2, 2);
        if (cursor.take(':'))
            seconds = cursor.number(2, 2);
    }
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
        cursor = start;
        return false;
    }
    time.offset = std::int32_t(sign * (hours * 3600 + minutes * 60 + seconds));
    return true;
}

bool isOnTheCalendar(const WrittenTime& time)
{
    if (time.year < 1 || time.year > 9999 || time.month < 1 || time.month > 12 || time.day < 1)
        return false;
    if (time.day > daysInMonth(time.year, unsigned(time.month)))
        return false;
    const bool midnight = time.hour == 24 && time.minute == 0 && time.second == 0 && time.nanosecond == 0;
    return time.hour >= 0 && (time.hour < 24 || midnight) && time.minute >= 0 && time.minute < 60
        && time.second >= 0 && time.second <= 60;
}

} // namespace

bool Cursor::take(char wanted)
{
    if (m_at == m_text.size() || m_text[m_at] != wanted)
        return false;
    ++m_at;
    return true;
}

bool Cursor::takeAny(std::string_view wanted)
{
    if (atEnd() || wanted.find(m_text[m_at]) == std::string_view::npos)
        return false;
    ++m_at;
    return true;
}

void Cursor::skipSpaces()
{
    while (peek() == ' ' || peek() == '\t')
        ++m_at;
}

std::int64_t Cursor::number(unsigned least, unsigned most)
{
    std::int64_t number = 0;
    std::size_t at = m_at;
    while (at < m_text.size() && at - m_at < most && isDigit(m_text[at]))
        number = number * 10 + (m_text[at++] - '0');
    if (at - m_at < least)
        return -1;
    m_at = at;
    return number;
}

int Cursor::oneOf(const std::string_view* names, int count)
{
    for (int i = 0; i < count; ++i) {
        if (startsWithFolded(rest(), names[i])) {
            m_at += names[i].size();
            return i;
        }
    }
    return -1;
}

bool takeFraction(Cursor& cursor, WrittenTime& time)
{
    unsigned digits = 0;
    std::int64_t fraction = 0;
    for (; isDigit(cursor.peek()); cursor.skip(1)) {
        if (digits < 9) {
            fraction = fraction * 10 + (cursor.peek() - '0');
            ++digits;
        }
    }
    time.fractionDigits = std::uint8_t(digits);
    for (unsigned i = digits; i < 9; ++i)
        fraction *= 10;
    time.nanosecond = fraction;
    return digits > 0;
}

bool takeOffset(Cursor& cursor, WrittenTime& time)
{
    if (cursor.take('Z') || cursor.take('z')) {
        time.offset = 0;
        return true;
    }
    constexpr std::array names = {"utc"sv, "gmt"sv};
    if (cursor.oneOf(names.data(), int(names.size())) >= 0) {
        if (!takeNumericOffset(cursor, time))
            time.offset = 0;
        return true;
    }
    return takeNumericOffset(cursor, time);
}

unsigned takeMonthName(Cursor& cursor)
{
    int found = cursor.oneOf(monthNames.data(), int(monthNames.size()));
    if (found < 0)
        found = cursor.oneOf(monthShortNames.data(), int(monthShortNames.size()));
    return unsigned(found + 1);
}

bool takeDayName(Cursor& cursor)
{
    return cursor.oneOf(dayNames.data(), int(dayNames.size())) >= 0;
}

EventTime resolve(const WrittenTime& time, std::string_view zone)
{
    if (!isOnTheCalendar(time))
        return {};
    const std::int64_t days = daysFromCivil({time.year, unsigned(time.month), unsigned(time.day)});
    const std::int64_t local = days * secondsPerDay + time.hour * 3600 + time.minute * 60 + time.second;
    if (time.offset)
        return fromSeconds(local - *time.offset, time.nanosecond, TimeOrigin::Stated, time.fractionDigits);
    return fromSeconds(utcFromLocal(local, zone), time.nanosecond, TimeOrigin::ZoneAssumed, time.fractionDigits);
}

EventTime fromSeconds(std::int64_t seconds, std::int64_t nanosecond, TimeOrigin origin, std::uint8_t digits)
{
    // Whole seconds whose every fraction fits: the outermost second at each end is given up.
    constexpr std::int64_t limit = 9'223'372'035;
    if (seconds < -limit || seconds > limit)
        return {};
    return {seconds * nanosecondsPerSecond + nanosecond, origin, digits};
}

} // namespace auditlens::clocktext
