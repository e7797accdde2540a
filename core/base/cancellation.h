// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>

namespace auditlens {

/// Shared between the one who may lose interest and the one who works. Copies share the same flag; any thread.
/// Long loops ask `requested()` often enough to stop within 200 ms.
class Cancellation
{
public:
    Cancellation() : m_flag(std::make_shared<std::atomic<bool>>(false)) { }

    void request() { m_flag->store(true, std::memory_order_relaxed); }
    bool requested() const { return m_flag->load(std::memory_order_relaxed); }

private:
    std::shared_ptr<std::atomic<bool>> m_flag;
};

} // namespace auditlens
