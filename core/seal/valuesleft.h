// SPDX-License-Identifier: MIT
#pragma once

#include "seal/redact.h"
#include "input/recordleaves.h"

#include <functional>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace auditlens {

/// Looks for redacted values that stand elsewhere in their records: who leaves a copy has hidden nothing.
class ValuesLeft
{
public:
    void look(std::string_view record, const std::vector<RecordLeaf>& leaves, const FieldPaths& paths,
        const std::function<bool(std::uint32_t path)>& isRedacted);
    std::vector<ValueLeft> list() const;

private:
    using Places = std::pair<std::string, std::string>; ///< Redacted, and left.
    std::map<Places, std::uint64_t> m_records;
};

} // namespace auditlens
