// SPDX-License-Identifier: MIT
#include "store/pagedtable.h"

#include "store/bytes.h"

namespace auditlens {

bool PagedTable::appendSerialized(std::string_view bytes, std::uint64_t count)
{
    ByteReader reader(bytes);
    for (std::uint64_t i = 0; i < count && reader.ok(); ++i) {
        const std::string_view text = reader.bytes(reader.varint());
        if (reader.ok())
            m_pages.roomy().append(text);
    }
    return reader.ok() && reader.atEnd();
}

} // namespace auditlens
