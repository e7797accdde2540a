// SPDX-License-Identifier: MIT
#pragma once

#include "input/bytesource.h"

namespace auditlens {

/// A regular file, read with pread.
Result<std::unique_ptr<ByteSource>> openRawFile(const InputFile& file);
/// Standard input; a wait for more ends when cancelled.
std::unique_ptr<ByteSource> openStandardInput(const Cancellation& cancellation);
/// One member of a zip archive, already inflated by libzip.
Result<std::unique_ptr<ByteSource>> openZipMember(const InputFile& file);

} // namespace auditlens
