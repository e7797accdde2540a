// SPDX-License-Identifier: MIT
#pragma once

#include "store/columntest.h"

#include <string>
#include <vector>

namespace auditlens {

/// A folded text that is looked for, and all that is known about it before any row is looked at.
struct Needle
{
    std::string text; ///< Empty: everything holds it.
    std::vector<std::uint32_t> signature; ///< Bits that the signature of a block with it has.
    /// Where it is in the texts that an archive keeps in columns and therefore not in its text stream; see
    /// appendColumnTexts(). The ids that are stored as bytes are apart.
    std::vector<ColumnTest> columns;
    bool mayBeOfAnId = false; ///< Whether it can be in the text of a UUID or of a content hash.
};

Needle makeNeedle(const ArchiveData& archive, std::string folded);

} // namespace auditlens
