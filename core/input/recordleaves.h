// SPDX-License-Identifier: MIT
#pragma once

#include "input/layout.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace auditlens {

/// The places that values have in records, each with a number. Grows with the records that are cut; one thread.
class FieldPaths
{
public:
    /// More are refused: an archive has hundreds, and a hostile one must not fill the memory.
    static constexpr std::size_t most = 200'000;

    FieldPaths();

    /// ".actor.email", ".changes[].after": a dot and a key with "\" in front of each ".", "[" and "\", or "[]" for all
    /// elements of an array. No two places have the same text.
    const std::string& text(std::uint32_t path) const { return m_paths[path].text; }
    /// The same as people write it, "changes.after": without arrays and escapes.
    const std::string& plain(std::uint32_t path) const { return m_paths[path].plain; }
    std::size_t size() const { return m_paths.size(); }

    static constexpr std::uint32_t root = 0;
    std::uint32_t member(std::uint32_t of, std::string_view key);
    std::uint32_t element(std::uint32_t of);

private:
    struct Path
    {
        std::string text;
        std::string plain;
        std::uint32_t element = 0; ///< 0: not known yet.
    };
    std::uint32_t add(std::string text, std::string plain);

    std::vector<Path> m_paths;
    std::unordered_map<std::string, std::uint32_t> m_members; ///< By the text, with its dot.
    std::string m_key;
};

/// A value as it stands in the bytes of its record: a scalar with its quotes, an empty object or array, a cell of a row.
struct RecordLeaf
{
    std::uint32_t path = 0; ///< In FieldPaths.
    std::uint32_t index = 0; ///< Of the record, in the order of its bytes.
    std::size_t offset = 0;
    std::size_t size = 0;
};

/// Cuts a record that was read before into its values; what is between them are keys, punctuation and white space. False
/// when it cannot be cut: it is no such record, is too deep, or gives more places than FieldPaths takes.
bool cutRecord(const Layout& layout, std::string_view record, FieldPaths& paths, std::vector<RecordLeaf>& leaves);

} // namespace auditlens
