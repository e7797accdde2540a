// SPDX-License-Identifier: MIT
#include "store/columns.h"

#include "store/blockcodec.h"
#include "store/bytes.h"

#include <algorithm>

namespace auditlens {

namespace {

unsigned widthFor(std::uint64_t largest)
{
    if (largest == 0)
        return 0;
    if (largest <= 0xff)
        return 1;
    if (largest <= 0xffff)
        return 2;
    return largest <= 0xffffffff ? 4 : 8;
}

unsigned widthFor(std::span<const std::uint64_t> values)
{
    std::uint64_t all = 0;
    for (const std::uint64_t value : values)
        all |= value;
    return widthFor(all);
}

// One byte for the width, then all lowest bytes, all second bytes …: equal weights compress together.
std::string planes(std::span<const std::uint64_t> values)
{
    const unsigned width = widthFor(values);
    std::string bytes(1 + values.size() * width, char(width));
    char* to = bytes.data() + 1;
    for (unsigned plane = 0; plane < width; ++plane) {
        for (const std::uint64_t value : values)
            *to++ = char(value >> (8 * plane));
    }
    return bytes;
}

template <typename T>
void joinPlanes(const char* planes, std::uint32_t rows, T* to)
{
    for (std::uint32_t i = 0; i < rows; ++i) {
        T value = 0;
        for (unsigned plane = 0; plane < sizeof(T); ++plane)
            value |= T(T(static_cast<unsigned char>(planes[std::size_t(plane) * rows + i])) << (8 * plane));
        to[i] = value;
    }
}

template <typename T>
void addDifferences(const char* planes, std::uint64_t value, std::vector<std::uint64_t>& values)
{
    std::vector<T> differences(values.size());
    joinPlanes(planes, std::uint32_t(values.size()), differences.data());
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = value += differences[i];
}

std::optional<UnpackedBlock> unpackPlanes(std::string_view blob, std::uint32_t rows)
{
    auto bytes = unpackBlock(blob);
    if (!bytes || bytes->size() == 0)
        return {};
    const auto width = static_cast<unsigned char>(bytes->view().front());
    const bool known = width == 0 || width == 1 || width == 2 || width == 4 || width == 8;
    if (!known || bytes->size() != 1 + std::size_t(rows) * width)
        return {};
    return bytes;
}

} // namespace

IntColumn::IntColumn(std::span<const std::uint64_t> values)
    : m_size(std::uint32_t(values.size())), m_width(widthFor(values)), m_bytes((values.size() * m_width + 7) / 8)
{
    auto* to = reinterpret_cast<unsigned char*>(m_bytes.data());
    for (const std::uint64_t value : values) {
        std::memcpy(to, &value, m_width);
        to += m_width;
    }
}

std::uint64_t IntColumn::at(std::uint32_t i) const
{
    switch (m_width) {
    case 1:
        return as<std::uint8_t>()[i];
    case 2:
        return as<std::uint16_t>()[i];
    case 4:
        return as<std::uint32_t>()[i];
    case 8:
        return as<std::uint64_t>()[i];
    default:
        return 0;
    }
}

std::uint64_t IntColumn::largest() const
{
    std::uint64_t most = 0;
    visit([&](const auto values) {
        typename decltype(values)::value_type among = 0; // In its own type, so that the loop becomes vector instructions.
        for (const auto value : values)
            among = std::max(among, value);
        most = among;
    });
    return most;
}

std::string encodeColumn(std::span<const std::uint64_t> values)
{
    return packBlock(Content::Column, planes(values));
}

std::string encodeDifferences(std::span<const std::uint64_t> values)
{
    std::string first;
    std::vector<std::uint64_t> differences(values.begin(), values.end());
    for (std::size_t i = differences.size(); i-- > 1;)
        differences[i] -= differences[i - 1];
    if (!differences.empty()) {
        appendNumber(first, differences.front());
        differences.front() = 0;
    }
    return packBlock(Content::Column, first + planes(differences));
}

std::string encodeIds(std::span<const StoredId> ids)
{
    std::string bytes;
    for (const StoredId& id : ids) {
        if (id.kind == StoredId::Kind::None)
            continue;
        appendNumber(bytes, id.high);
        appendNumber(bytes, id.low);
    }
    return packBlock(Content::Column, bytes);
}

std::optional<IntColumn> decodeColumn(std::string_view blob, std::uint32_t rows)
{
    const auto bytes = unpackPlanes(blob, rows);
    if (!bytes)
        return {};
    IntColumn column;
    column.m_size = rows;
    column.m_width = static_cast<unsigned char>(bytes->view().front());
    column.m_bytes.resize((std::size_t(rows) * column.m_width + 7) / 8);
    const char* planes = bytes->view().data() + 1;
    switch (column.m_width) {
    case 1:
        std::copy_n(planes, rows, reinterpret_cast<char*>(column.m_bytes.data()));
        break;
    case 2:
        joinPlanes(planes, rows, reinterpret_cast<std::uint16_t*>(column.m_bytes.data()));
        break;
    case 4:
        joinPlanes(planes, rows, reinterpret_cast<std::uint32_t*>(column.m_bytes.data()));
        break;
    case 8:
        joinPlanes(planes, rows, column.m_bytes.data());
        break;
    }
    return column;
}

std::optional<std::vector<std::uint64_t>> decodeDifferences(std::string_view blob, std::uint32_t rows)
{
    const auto bytes = unpackBlock(blob);
    if (!bytes || rows == 0)
        return {};
    ByteReader reader(bytes->view());
    const std::uint64_t value = reader.number<std::uint64_t>();
    const unsigned width = reader.number<std::uint8_t>();
    if (!reader.ok() || reader.left() != std::size_t(rows) * width)
        return {};
    std::vector<std::uint64_t> values(rows);
    const char* planes = reader.bytes(reader.left()).data();
    switch (width) {
    case 0:
        std::ranges::fill(values, value);
        break;
    case 1:
        addDifferences<std::uint8_t>(planes, value, values);
        break;
    case 2:
        addDifferences<std::uint16_t>(planes, value, values);
        break;
    case 4:
        addDifferences<std::uint32_t>(planes, value, values);
        break;
    case 8:
        addDifferences<std::uint64_t>(planes, value, values);
        break;
    default:
        return {};
    }
    return values;
}

std::optional<std::vector<StoredId>> decodeIds(std::string_view blob, std::span<const StoredId::Kind> kinds)
{
    const auto bytes = unpackBlock(blob);
    if (!bytes)
        return {};
    ByteReader reader(bytes->view());
    std::vector<StoredId> ids(kinds.size());
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i] == StoredId::Kind::None)
            continue;
        ids[i].kind = kinds[i];
        ids[i].high = reader.number<std::uint64_t>();
        ids[i].low = reader.number<std::uint64_t>();
    }
    if (!reader.ok() || !reader.atEnd())
        return {};
    return ids;
}

} // namespace auditlens
