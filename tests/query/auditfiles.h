// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace auditlens::test {

enum class Order { Ascending, Descending, NearlySorted, Shuffled };

/// A line of a tiger file, and whether it can be read.
struct AuditLine
{
    std::string text; ///< Without its line feed.
    std::int64_t second = 0; ///< Since 1970; many are equal.
    bool damaged = false;
};

/// Random audit files with few distinct words, so that queries have hits: null, empty and missing fields, letters of
/// other scripts, line feeds and control characters in values, numbers that no double can hold, equal times, repeated
/// and damaged lines.
class AuditFiles
{
public:
    explicit AuditFiles(std::uint32_t seed) : m_random(seed) { }

    /// About `count` lines; some repeat a line of this or of an earlier file.
    std::vector<AuditLine> next(std::size_t count, Order order);
    static std::string fileOf(const std::vector<AuditLine>& lines);

    /// Words and numbers that occur in the files, for queries; not JSON.
    static const std::vector<std::string>& words();
    static const std::vector<std::string>& numbers();

private:
    std::uint32_t below(std::uint32_t limit) { return std::uint32_t(m_random() % limit); }
    template <typename List>
    const auto& of(const List& list)
    {
        return list[below(std::uint32_t(list.size()))];
    }
    std::string text();
    std::string value();
    std::string member(const char* key, const std::string& json);
    std::string actor();
    std::string change(const std::string& field);
    std::string changes();
    std::string extras();
    AuditLine line();
    void damage(AuditLine& line);
    void arrange(std::vector<AuditLine>& lines, Order order);

    std::mt19937 m_random;
    std::uint64_t m_count = 0;
    std::vector<AuditLine> m_all;
};

} // namespace auditlens::test
