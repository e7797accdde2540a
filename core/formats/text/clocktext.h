// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// Pieces that the readers of written times share.
namespace auditlens::clocktext {

/// Reads a text from front to back. Every take function leaves the place alone when it finds nothing.
class Cursor
{
public:
    explicit Cursor(std::string_view text) : m_text(text) { }

    bool atEnd() const { return m_at == m_text.size(); }
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }
    std::string_view rest() const { return m_text.substr(m_at); }
    void skip(std::size_t count) { m_at += count; }
    bool take(char wanted);
    bool takeAny(std::string_view wanted);
    void skipSpaces();
    /// `least` to `most` digits as a number, -1 when there are fewer.
    std::int64_t number(unsigned least, unsigned most);
    /// The position of one of the names (ASCII, any case) that the rest begins with, longest first given.
    int oneOf(const std::string_view* names, int count);

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

/// What a text says about a time before anybody knows its zone.
struct WrittenTime
{
    std::int64_t year = 1970;
    std::int64_t month = 1;
    std::int64_t day = 1;
    std::int64_t hour = 0;
    std::int64_t minute = 0;
    std::int64_t second = 0;
    std::int64_t nanosecond = 0;
    std::uint8_t fractionDigits = 0;
    std::optional<std::int32_t> offset; ///< Seconds east of Greenwich.
};

/// Digits of a fraction behind its separator; false when there are none.
bool takeFraction(Cursor& cursor, WrittenTime& time);
/// "Z", "UTC", "GMT", "+hh:mm", "+hhmm", "+hh", "+hh:mm:ss".
bool takeOffset(Cursor& cursor, WrittenTime& time);
/// 1 to 12 for "Oct" and "October", else 0.
unsigned takeMonthName(Cursor& cursor);
bool takeDayName(Cursor& cursor);

/// Missing for a day that no calendar has or a time out of range.
EventTime resolve(const WrittenTime& time, std::string_view zone);

/// Seconds and the fraction since 1970 as an EventTime, or Missing outside of 64-bit nanoseconds.
EventTime fromSeconds(std::int64_t seconds, std::int64_t nanosecond, TimeOrigin origin, std::uint8_t digits);

} // namespace auditlens::clocktext
