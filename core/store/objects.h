// SPDX-License-Identifier: MIT
#pragma once

#include "store/archivedata.h"

namespace auditlens {

/// See Archive::rowsOf() and Archive::objects().
RowSet rowsOfObject(const ArchiveData& archive, std::string_view type, std::string_view id);
std::vector<ObjectCount> objectsOf(const ArchiveData& archive, const RowSet& rows, std::size_t limit);

} // namespace auditlens
