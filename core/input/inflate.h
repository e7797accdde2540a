// SPDX-License-Identifier: MIT
#pragma once

#include "input/bytesource.h"

namespace auditlens {

/// Hands out first some bytes that were already read, then the rest of the source.
std::unique_ptr<ByteSource> withPrefix(std::string prefix, std::unique_ptr<ByteSource> rest);

/// RFC 1952, also several members one behind the other as `cat a.gz b.gz` makes them.
std::unique_ptr<ByteSource> gunzipped(std::unique_ptr<ByteSource> compressed, const QString& name);
/// RFC 8878, also several frames and skippable frames. A window beyond 128 MiB is refused.
std::unique_ptr<ByteSource> unzstd(std::unique_ptr<ByteSource> compressed, const QString& name);

/// True when so few bytes became so many that only an attack explains it.
constexpr bool outOfProportion(std::uint64_t compressed, std::uint64_t decompressed)
{
    return decompressed > ratioGrace && decompressed / maxRatio > compressed;
}
Error outOfProportionError(const QString& name, std::uint64_t decompressed);

} // namespace auditlens
