// SPDX-License-Identifier: MIT
#include "formats/text/timetext.h"

#include "event/isotime.h"
#include "formats/text/clocktext.h"
#include "formats/text/patterntime.h"

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

using clocktext::Cursor;
using clocktext::WrittenTime;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool takeDate(Cursor& cursor, WrittenTime& time)
{
    time.year = cursor.number(4, 4);
    const bool extended = cursor.take('-');
    time.month = cursor.number(2, 2);
    if (extended && !cursor.take('-'))
        return false;
    time.day = cursor.number(2, 2);
    return time.year >= 0 && time.month >= 0 && time.day >= 0;
}

bool takeClock(Cursor& cursor, WrittenTime& time)
{
    time.hour = cursor.number(2, 2);
    const bool extended = cursor.take(':');
    time.minute = cursor.number(2, 2);
    if (time.hour < 0 || time.minute < 0)
        return false;
    if (extended ? !cursor.take(':') : cursor.peek() < '0' || cursor.peek() > '9')
        return true; // no seconds
    time.second = cursor.number(2, 2);
    if (time.second < 0)
        return false;
    return !cursor.takeAny(".,") || clocktext::takeFraction(cursor, time);
}

bool readIso(std::string_view text, WrittenTime& time)
{
    Cursor cursor(text);
    if (!takeDate(cursor, time))
        return false;
    if (cursor.atEnd())
        return text.size() > 8; // eight digits alone are a number, not a date
    if (!cursor.takeAny("Tt "))
        return false;
    if (!takeClock(cursor, time))
        return false;
    cursor.skipSpaces();
    return cursor.atEnd() || (clocktext::takeOffset(cursor, time) && cursor.atEnd());
}

/// "Tue, 08 Oct 2024 05:08:37 GMT", the name of the day and the seconds may be missing (RFC 9110, RFC 5322).
bool readMailDate(std::string_view text, WrittenTime& time)
{
    Cursor cursor(text);
    if (clocktext::takeDayName(cursor))
        cursor.take(',');
    cursor.skipSpaces();
    time.day = cursor.number(1, 2);
    if (time.day < 0 || !cursor.takeAny(" -"))
        return false;
    time.month = clocktext::takeMonthName(cursor);
    if (time.month == 0 || !cursor.takeAny(" -"))
        return false;
    time.year = cursor.number(4, 4);
    cursor.skipSpaces();
    if (time.year < 0 || !takeClock(cursor, time))
        return false;
    cursor.skipSpaces();
    return clocktext::takeOffset(cursor, time) && cursor.atEnd();
}

/// A decimal number as its digits and the place of the point: "1.5e3" is "15" with 4 digits before the point.
struct Decimal
{
    bool negative = false;
    std::string_view::size_type count = 0;
    std::array<char, 40> digits {};
    std::int64_t whole = 0; ///< How many digits stand before the point.

    std::int64_t digit(std::int64_t at) const
    {
        return at >= 0 && at < std::int64_t(count) ? digits[std::size_t(at)] - '0' : 0;
    }
};

bool readExponent(Cursor& cursor, Decimal& number)
{
    if (!cursor.takeAny("eE"))
        return true;
    const bool negative = cursor.take('-');
    if (!negative)
        cursor.take('+');
    const std::int64_t exponent = cursor.number(1, 2);
    number.whole += negative ? -exponent : exponent;
    return exponent >= 0;
}

bool readDecimal(std::string_view text, Decimal& number)
{
    Cursor cursor(text);
    number.negative = cursor.take('-');
    bool point = false;
    bool any = false;
    for (; !cursor.atEnd(); cursor.skip(1)) {
        const char c = cursor.peek();
        if (c == '.' && !point) {
            point = true;
            continue;
        }
        if (c < '0' || c > '9')
            break;
        any = true;
        if (number.count == 0 && c == '0' && !point)
            continue; // leading zeros
        if (number.count < number.digits.size())
            number.digits[number.count++] = c;
        else if (!point)
            return false; // no time has 40 digits before the point
        number.whole += !point;
    }
    return any && readExponent(cursor, number) && cursor.atEnd();
}

/// How many decimal places the unit's second is away from the number: 0 for seconds, 9 for nanoseconds.
unsigned unitDigits(EpochUnit unit, std::int64_t wholeDigits)
{
    switch (unit) {
    case EpochUnit::Seconds: return 0;
    case EpochUnit::Milliseconds: return 3;
    case EpochUnit::Microseconds: return 6;
    case EpochUnit::Nanoseconds: return 9;
    case EpochUnit::Auto: break;
    }
    return wholeDigits <= 11 ? 0 : wholeDigits <= 14 ? 3 : wholeDigits <= 17 ? 6 : 9;
}

EventTime readEpoch(std::string_view text, EpochUnit unit)
{
    Decimal number;
    if (!readDecimal(text, number))
        return {};
    const std::int64_t shift = unitDigits(unit, number.whole);
    const std::int64_t secondDigits = number.whole - shift;
    if (secondDigits > 10)
        return {};
    std::int64_t seconds = 0;
    for (std::int64_t i = 0; i < secondDigits; ++i)
        seconds = seconds * 10 + number.digit(i);
    std::int64_t fraction = 0;
    for (std::int64_t i = secondDigits; i < secondDigits + 9; ++i)
        fraction = fraction * 10 + number.digit(i);
    const std::int64_t written = std::max<std::int64_t>(shift, std::int64_t(number.count) - secondDigits);
    const auto digits = std::uint8_t(std::clamp<std::int64_t>(written, 0, 9));
    if (number.negative) {
        seconds = -seconds - (fraction > 0);
        fraction = fraction > 0 ? nanosecondsPerSecond - fraction : 0;
    }
    return clocktext::fromSeconds(seconds, fraction, TimeOrigin::Stated, digits);
}

/// "/Date(1728364117000)/", also "/Date(1728364117000+0200)/" where the offset says nothing about the instant.
EventTime readDotNetDate(std::string_view text)
{
    constexpr std::string_view begin = "/Date(";
    if (!text.starts_with(begin) || !text.ends_with(")/"))
        return {};
    text = text.substr(begin.size(), text.size() - begin.size() - 2);
    return readEpoch(text.substr(0, text.find_first_of("+-", 1)), EpochUnit::Milliseconds);
}

EventTime readNamed(std::string_view text, const TimeRules& rules)
{
    if (text.starts_with('/'))
        return readDotNetDate(text);
    WrittenTime mail;
    return readMailDate(text, mail) ? clocktext::resolve(mail, rules.zone) : EventTime();
}

EventTime extendedJsonTime(json::Value object, const TimeRules& rules)
{
    if (const json::Value number = object["$numberLong"]; number.exists())
        return readEpoch(number.scalar(), rules.epoch);
    const json::Value date = object["$date"];
    if (date.isObject())
        return readEpoch(date["$numberLong"].scalar(), EpochUnit::Milliseconds);
    return date.isNumber() ? readEpoch(date.text(), EpochUnit::Milliseconds) : parseTime(date.scalar(), rules);
}

} // namespace

EventTime parseTime(std::string_view text, const TimeRules& rules)
{
    text = trimmed(text);
    if (text.empty())
        return {};
    if (!rules.pattern.empty()) {
        const EventTime time = parsePatternTime(text, rules.pattern, rules.zone);
        if (time.origin != TimeOrigin::Missing)
            return time;
    }
    WrittenTime iso;
    if (readIso(text, iso))
        return clocktext::resolve(iso, rules.zone);
    const EventTime epoch = readEpoch(text, rules.epoch);
    return epoch.origin != TimeOrigin::Missing ? epoch : readNamed(text, rules);
}

EventTime parseTime(json::Value value, const TimeRules& rules)
{
    if (value.isObject())
        return extendedJsonTime(value, rules);
    if (!value.isString() && !value.isNumber())
        return {};
    return parseTime(value.text(), rules);
}

EventTime parseUtcTime(json::Value value)
{
    EventTime time = parseTime(value, TimeRules());
    if (time.origin == TimeOrigin::ZoneAssumed)
        time.origin = TimeOrigin::Stated;
    return time;
}

} // namespace auditlens
