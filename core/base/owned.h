// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

namespace auditlens {

template <auto release>
struct Release
{
    template <typename T>
    void operator()(T* object) const
    {
        release(object);
    }
};

/// An object of a C library, given back with the function that the library has for it.
template <typename T, auto release>
using Owned = std::unique_ptr<T, Release<release>>;

} // namespace auditlens
