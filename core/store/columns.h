// SPDX-License-Identifier: MIT
#pragma once

#include "store/storedid.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// The numbers are on disk.
enum class ColumnKind : std::uint8_t {
    Time = 0, ///< i64 nanoseconds, ascending; kept as differences
    Arrival = 1, ///< Place of the row in the text blocks; absent when rows arrived in order
    Source = 2,
    Ordinal = 3, ///< kept as differences
    Part = 4,
    Flags = 5,
    Action = 6,
    Tenant = 7,
    Ip = 8,
    Actor = 9,
    Entity = 10,
    Changes = 11,
    EventId = 12, ///< 16 bytes each
    RequestId = 13, ///< 16 bytes each, of rows that have one
    Record = 14, ///< Number of the record in the payload blocks; absent when it equals Arrival
};

constexpr std::size_t columnKinds = std::size_t(ColumnKind::Record) + 1;

/// Row of the table `columns` that holds a column.
constexpr std::int64_t columnId(std::int64_t segment, ColumnKind kind)
{
    return segment * 64 + std::int64_t(kind);
}

/// Whole numbers in as few bytes each as the largest needs: 0 (all zero), 1, 2, 4 or 8.
class IntColumn
{
public:
    IntColumn() = default;
    explicit IntColumn(std::span<const std::uint64_t> values);

    std::uint32_t size() const { return m_size; }
    unsigned width() const { return m_width; }
    std::uint64_t at(std::uint32_t i) const;
    std::uint64_t largest() const;
    /// Calls `use(values)` with a span of the column's own type, or with an empty span of bytes when all are zero.
    template <typename Use>
    void visit(Use use) const;

private:
    friend std::optional<IntColumn> decodeColumn(std::string_view blob, std::uint32_t rows);
    template <typename T>
    std::span<const T> as() const
    {
        return {reinterpret_cast<const T*>(m_bytes.data()), m_size};
    }

    std::uint32_t m_size = 0;
    unsigned m_width = 0;
    std::vector<std::uint64_t> m_bytes; ///< In words, so that every width is aligned.
};

template <typename Use>
void IntColumn::visit(Use use) const
{
    switch (m_width) {
    case 1:
        return use(as<std::uint8_t>());
    case 2:
        return use(as<std::uint16_t>());
    case 4:
        return use(as<std::uint32_t>());
    case 8:
        return use(as<std::uint64_t>());
    default:
        return use(std::span<const std::uint8_t>());
    }
}

/// A column as a blob: bytes of equal weight together, then zstd.
std::string encodeColumn(std::span<const std::uint64_t> values);
std::string encodeDifferences(std::span<const std::uint64_t> values);
std::string encodeIds(std::span<const StoredId> ids);

/// Empty when the blob is damaged or does not hold `rows` values.
std::optional<IntColumn> decodeColumn(std::string_view blob, std::uint32_t rows);
std::optional<std::vector<std::uint64_t>> decodeDifferences(std::string_view blob, std::uint32_t rows);
/// The kinds come from the flags.
std::optional<std::vector<StoredId>> decodeIds(std::string_view blob, std::span<const StoredId::Kind> kinds);

} // namespace auditlens
