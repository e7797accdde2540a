// SPDX-License-Identifier: MIT
#pragma once

#include "backends/backend.h"

#include <memory>

namespace auditlens {

/// What one field needs of another.
using SettingsCheck = Result<void> (*)(const BackendDescriptor&, const BackendSettings&);

/// BackendDescriptor::make for a class that is made of its descriptor, settings and surroundings.
template <typename Made>
auto makerOf(const QByteArray& id, SettingsCheck check = nullptr)
{
    return [id, check](
               const BackendSettings& settings, HttpSurroundings surroundings) -> Result<std::unique_ptr<Backend>> {
        const BackendDescriptor& own = *backendOf(id);
        if (const Result<void> fits = checkSettings(own, settings); !fits)
            return fits.error();
        if (const Result<void> fits = check ? check(own, settings) : Result<void>(); !fits)
            return fits.error();
        return std::unique_ptr<Backend>(std::make_unique<Made>(own, settings, std::move(surroundings)));
    };
}

} // namespace auditlens
