// SPDX-License-Identifier: MIT
#pragma once

#include "backends/sourcerecord.h"

#include <string_view>
#include <vector>

namespace auditlens {

/// A page of Audit Log Framework's list: {"items", "total_count", "page", "page_size", "total_pages", "has_next", …},
/// or, as its first documentation has it, {"items", "total", "page", "size", "pages"}.
struct AuditFrameworkPage
{
    std::vector<SourceRecord> records; ///< As they came.
    qint64 total = 0; ///< Of all pages.
    bool hasNext = false;
};

/// The Error says what is not as the service writes it.
Result<AuditFrameworkPage> readAuditFrameworkAnswer(std::string_view body);

} // namespace auditlens
