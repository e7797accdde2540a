// SPDX-License-Identifier: MIT
#include "formats/text/patterntime.h"

#include "formats/text/clocktext.h"

#include <array>

namespace auditlens {

namespace {

using namespace std::string_view_literals;
using clocktext::Cursor;

/// One walk along a pattern.
class PatternReader
{
public:
    PatternReader(std::string_view text, std::string_view pattern) : m_text(text), m_pattern(pattern) { }

    bool read()
    {
        m_text.skipSpaces();
        while (!m_pattern.empty()) {
            if (!(isLetter(m_pattern.front()) ? field() : literal()))
                return false;
        }
        m_text.skipSpaces();
        return m_text.atEnd() && applyHalf();
    }

    const clocktext::WrittenTime& time() const { return m_time; }

private:
    static bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

    bool field()
    {
        const char letter = m_pattern.front();
        const std::size_t end = std::min(m_pattern.find_first_not_of(letter), m_pattern.size());
        m_pattern.remove_prefix(end);
        return takeField(letter, unsigned(end));
    }

    bool takeField(char letter, unsigned count)
    {
        switch (letter) {
        case 'y': return takeYear(count);
        case 'M': return count > 2 ? takeMonthName() : takeNumber(m_time.month, count);
        case 'd': return count > 2 ? clocktext::takeDayName(m_text) : takeNumber(m_time.day, count);
        case 'E': return clocktext::takeDayName(m_text);
        case 'H':
        case 'h': return takeNumber(m_time.hour, count);
        case 'm': return takeNumber(m_time.minute, count);
        case 's': return takeNumber(m_time.second, count);
        case 'f':
        case 'F':
        case 'S': return clocktext::takeFraction(m_text, m_time);
        case 't':
        case 'a': return takeHalf();
        case 'z':
        case 'Z':
        case 'X':
        case 'K': return clocktext::takeOffset(m_text, m_time);
        case 'T': return m_text.take('T');
        default: return false;
        }
    }

    bool takeNumber(std::int64_t& to, unsigned count)
    {
        to = m_text.number(count >= 2 ? 2 : 1, 2);
        return to >= 0;
    }

    bool takeYear(unsigned count)
    {
        m_time.year = count == 2 ? m_text.number(2, 2) : m_text.number(4, 4);
        if (count == 2 && m_time.year >= 0)
            m_time.year += m_time.year < 70 ? 2000 : 1900;
        return m_time.year >= 0;
    }

    bool takeMonthName()
    {
        m_time.month = clocktext::takeMonthName(m_text);
        return m_time.month > 0;
    }

    bool takeHalf()
    {
        constexpr std::array names = {"am"sv, "pm"sv, "a.m."sv, "p.m."sv};
        const int found = m_text.oneOf(names.data(), int(names.size()));
        m_half = found < 0 ? Half::None : found % 2 == 0 ? Half::Morning : Half::Afternoon;
        return found >= 0;
    }

    bool applyHalf()
    {
        if (m_half == Half::None)
            return true;
        if (m_time.hour < 1 || m_time.hour > 12)
            return false;
        m_time.hour = m_time.hour % 12 + (m_half == Half::Afternoon ? 12 : 0);
        return true;
    }

    bool literal()
    {
        if (m_pattern.front() == '\'')
            return quoted();
        if (m_pattern.front() == ' ')
            return spaces();
        const bool same = m_text.take(m_pattern.front());
        m_pattern.remove_prefix(1);
        return same;
    }

    bool quoted()
    {
        const std::size_t end = m_pattern.find('\'', 1);
        if (end == std::string_view::npos)
            return false;
        const std::string_view wanted = m_pattern.substr(1, end - 1);
        m_pattern.remove_prefix(end + 1);
        if (!m_text.rest().starts_with(wanted))
            return false;
        m_text.skip(wanted.size());
        return true;
    }

    bool spaces()
    {
        m_pattern.remove_prefix(1);
        const std::size_t before = m_text.rest().size();
        for (;;) {
            m_text.skipSpaces();
            if (m_text.rest().starts_with("\u00a0"))
                m_text.skip(sizeof("\u00a0") - 1);
            else if (m_text.rest().starts_with("\u202f"))
                m_text.skip(sizeof("\u202f") - 1);
            else
                return m_text.rest().size() < before;
        }
    }

    enum class Half { None, Morning, Afternoon };

    Cursor m_text;
    std::string_view m_pattern;
    clocktext::WrittenTime m_time;
    Half m_half = Half::None;
};

} // namespace

EventTime parsePatternTime(std::string_view text, std::string_view pattern, std::string_view zone)
{
    PatternReader reader(text, pattern);
    return reader.read() ? clocktext::resolve(reader.time(), zone) : EventTime();
}

} // namespace auditlens
