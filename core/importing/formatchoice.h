// SPDX-License-Identifier: MIT
#pragma once

#include "formats/registry.h"
#include "input/recordreader.h"

#include <memory>
#include <string>
#include <vector>

namespace auditlens {

/// Which format reads the records of one file. Chosen once, then only asked: any thread.
class FormatChoice
{
public:
    /// Everything is this format, whatever it looks like.
    explicit FormatChoice(const Format& fixed) : m_format(&fixed) { }
    /// By a sample of the file's records; guessed when no known format fits.
    FormatChoice(const FormatRegistry& formats, const RecordReader& reader, const RecordChunk& start);

    /// The format of most of the file; null when nothing fits.
    const Format* main() const { return m_format; }
    bool guessed() const { return m_guessed != nullptr; }
    /// The format of one record: the main one unless it says "not mine"; null when none fits.
    const Format* of(json::Value record) const;

private:
    const FormatRegistry* m_formats = nullptr;
    const Format* m_format = nullptr;
    std::unique_ptr<Format> m_guessed;
};

} // namespace auditlens
