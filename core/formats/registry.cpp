// SPDX-License-Identifier: MIT
#include "formats/registry.h"

namespace auditlens {

void FormatRegistry::add(std::unique_ptr<Format> format)
{
    m_formats.push_back(std::move(format));
}

const Format* FormatRegistry::find(std::string_view id) const
{
    for (const auto& format : m_formats) {
        if (format->info().id == id)
            return format.get();
    }
    return nullptr;
}

const Format* FormatRegistry::bestFit(std::span<const json::Value> records) const
{
    constexpr int enough = 50;
    const Format* best = nullptr;
    int bestFit = enough - 1;
    for (const auto& format : m_formats) {
        if (const int fit = format->fit(records); fit > bestFit) {
            best = format.get();
            bestFit = fit;
        }
    }
    return best;
}

std::vector<const Format*> FormatRegistry::all() const
{
    std::vector<const Format*> formats;
    for (const auto& format : m_formats)
        formats.push_back(format.get());
    return formats;
}

} // namespace auditlens
