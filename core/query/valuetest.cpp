// SPDX-License-Identifier: MIT
#include "query/valuetest.h"

#include "base/fold.h"

#include <algorithm>
#include <re2/re2.h>

namespace auditlens {

namespace {

// Memory of one pattern's automata; RE2 slows down, but stays linear, when they do not fit.
constexpr std::int64_t patternMemory = 2 << 20;

RE2::Options patternOptions()
{
    RE2::Options options;
    options.set_case_sensitive(false);
    options.set_log_errors(false);
    options.set_dot_nl(true);
    options.set_max_mem(patternMemory);
    return options;
}

class PatternTest : public ValueTest
{
public:
    PatternTest(std::string_view pattern, RE2::Anchor anchor, std::string needle, std::string description)
        : m_pattern(re2::StringPiece(pattern.data(), pattern.size()), patternOptions()), m_anchor(anchor),
          m_needle(std::move(needle)), m_description(std::move(description))
    {
    }
    const RE2& pattern() const { return m_pattern; }

    bool accepts(std::string_view value) const override
    {
        const re2::StringPiece text(value.data(), value.size());
        return !text.empty() && m_pattern.Match(text, 0, text.size(), m_anchor, nullptr, 0); // Nothing is no value.
    }
    std::string needle() const override { return m_needle; }
    bool isPattern() const override { return true; }
    std::string describe() const override { return m_description; }

private:
    RE2 m_pattern;
    RE2::Anchor m_anchor;
    std::string m_needle;
    std::string m_description;
};

PatternOutcome outcomeOf(std::shared_ptr<const PatternTest> test)
{
    if (!test->pattern().ok())
        return {nullptr, test->pattern().error()};
    return {std::move(test), {}};
}

template <typename T>
class LimitsTest : public ValueTest
{
public:
    LimitsTest(Limits<T> limits, std::string description) : m_limits(std::move(limits)), m_description(std::move(description)) { }

    bool accepts(std::string_view value) const override
    {
        if constexpr (std::is_same_v<T, Decimal>) {
            const auto number = Decimal::read(value);
            return number && m_limits.contain(*number);
        } else if constexpr (std::is_same_v<T, IpAddress>) {
            return std::ranges::any_of(addressesIn(value), [&](const IpAddress& address) { return accepts(address); });
        } else {
            return !value.empty() && m_limits.contain(std::string(value));
        }
    }
    std::string describe() const override { return m_description; }

private:
    // An open range of one family does not reach into the other.
    bool accepts(const IpAddress& address) const
        requires std::is_same_v<T, IpAddress>
    {
        const auto& limit = m_limits.low ? m_limits.low : m_limits.high;
        return address.isV4() == limit->value.isV4() && m_limits.contain(address);
    }

    Limits<T> m_limits;
    std::string m_description;
};

/// Collects the runs of plain characters at the top level of a pattern. Whatever it does not know ends the search.
class RequiredText
{
public:
    explicit RequiredText(std::string_view pattern) : m_rest(pattern) { }

    std::string find()
    {
        while (!m_rest.empty()) {
            if (!step())
                return {};
        }
        endRun();
        return folded(m_longest);
    }

private:
    // False when nothing can be said about the pattern as a whole.
    bool step()
    {
        const char c = m_rest.front();
        switch (c) {
        case '|':
            return false;
        case '(':
            endRun();
            return skipGroup();
        case '[':
            endRun();
            return skipClass();
        case '\\':
            return readEscape();
        case '*':
        case '?':
        case '{':
            if (!m_run.empty())
                m_run.pop_back();
            endRun();
            return skipQuantifier();
        default:
            break;
        }
        const bool plain = static_cast<unsigned char>(c) < 0x80 && c >= ' ' && std::string_view(".^$+)]}").find(c) == std::string_view::npos;
        if (plain)
            m_run += c;
        else
            endRun();
        m_rest.remove_prefix(1);
        return true;
    }

    void endRun()
    {
        if (m_run.size() > m_longest.size())
            m_longest = m_run;
        m_run.clear();
    }

    // "{" may be a plain character or the count of repeats; it is taken for the latter.
    bool skipQuantifier()
    {
        const std::size_t length = m_rest.front() == '{' ? m_rest.find('}') : 0;
        if (length == std::string_view::npos)
            return false;
        m_rest.remove_prefix(length + 1);
        return true;
    }

    bool readEscape()
    {
        if (m_rest.size() < 2)
            return false;
        const char c = m_rest[1];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter && std::string_view("dDwWsSbB").find(c) == std::string_view::npos)
            return false;
        if (letter || static_cast<unsigned char>(c) >= 0x80)
            endRun();
        else
            m_run += c;
        m_rest.remove_prefix(2);
        return true;
    }

    // "[]a]" and "[^]a]" begin with a bracket of their own; "[[:alpha:]]" has one inside.
    bool skipClass()
    {
        std::size_t i = m_rest.starts_with("[^") ? 2 : 1;
        for (bool first = true; i < m_rest.size() && (first || m_rest[i] != ']'); first = false) {
            if (m_rest.substr(i).starts_with("[:")) {
                i = m_rest.find(":]", i);
                if (i == std::string_view::npos)
                    return false;
                ++i;
            }
            i += m_rest[i] == '\\' ? 2 : 1;
        }
        if (i >= m_rest.size())
            return false;
        m_rest.remove_prefix(i + 1);
        return true;
    }

    bool skipGroup()
    {
        int depth = 0;
        while (!m_rest.empty()) {
            const char c = m_rest.front();
            if (c == '[') {
                if (!skipClass())
                    return false;
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (m_rest.starts_with("\\Q"))
                return false;
            m_rest.remove_prefix(std::min<std::size_t>(c == '\\' ? 2 : 1, m_rest.size()));
            if (depth == 0)
                return true;
        }
        return false;
    }

    std::string_view m_rest;
    std::string m_run;
    std::string m_longest;
};

std::string longestBetweenWildcards(std::string_view folded)
{
    std::string longest;
    while (!folded.empty()) {
        const std::size_t end = std::min(folded.find_first_of("*?"), folded.size());
        if (end > longest.size())
            longest = folded.substr(0, end);
        folded.remove_prefix(std::min(end + 1, folded.size()));
    }
    return longest;
}

} // namespace

PatternOutcome regexTest(std::string_view pattern)
{
    return outcomeOf(std::make_shared<PatternTest>(
        pattern, RE2::UNANCHORED, requiredText(pattern), "/" + std::string(pattern) + "/"));
}

PatternOutcome wildcardTest(std::string_view folded, bool whole)
{
    std::string pattern;
    for (std::string_view rest = folded; !rest.empty();) {
        const std::size_t end = std::min(rest.find_first_of("*?"), rest.size());
        pattern += RE2::QuoteMeta(re2::StringPiece(rest.data(), end));
        if (end < rest.size())
            pattern += rest[end] == '*' ? ".*" : ".";
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return outcomeOf(std::make_shared<PatternTest>(pattern, whole ? RE2::ANCHOR_BOTH : RE2::UNANCHORED,
        longestBetweenWildcards(folded), "\"" + std::string(folded) + "\""));
}

std::shared_ptr<const ValueTest> numberTest(Limits<Decimal> limits, std::string description)
{
    return std::make_shared<LimitsTest<Decimal>>(std::move(limits), std::move(description));
}

std::shared_ptr<const ValueTest> textTest(Limits<std::string> limits, std::string description)
{
    return std::make_shared<LimitsTest<std::string>>(std::move(limits), std::move(description));
}

std::shared_ptr<const ValueTest> addressTest(Limits<IpAddress> limits, std::string description)
{
    return std::make_shared<LimitsTest<IpAddress>>(std::move(limits), std::move(description));
}

std::string requiredText(std::string_view pattern)
{
    return RequiredText(pattern).find();
}

} // namespace auditlens
