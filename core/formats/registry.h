// SPDX-License-Identifier: MIT
#pragma once

#include "formats/format.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace auditlens {

/// The formats of one run: built-in ones first, then mapping profiles, the generic profile last. Made once by the
/// composition root and only read afterwards, so any thread may ask.
class FormatRegistry
{
public:
    void add(std::unique_ptr<Format> format);

    const Format* find(std::string_view id) const;
    /// The format that fits best, or null when none reaches 50.
    const Format* bestFit(std::span<const json::Value> records) const;
    std::vector<const Format*> all() const;

private:
    std::vector<std::unique_ptr<Format>> m_formats;
};

/// One line per built-in format.
void addBuiltinFormats(FormatRegistry& registry);

} // namespace auditlens
