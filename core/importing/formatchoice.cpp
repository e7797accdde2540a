// SPDX-License-Identifier: MIT
#include "importing/formatchoice.h"

#include "profiles/mappingguess.h"
#include "profiles/profileformat.h"

#include <algorithm>

namespace auditlens {

FormatChoice::FormatChoice(const FormatRegistry& formats, const RecordReader& reader, const RecordChunk& start)
    : m_formats(&formats)
{
    constexpr std::size_t sampleSize = 100;
    std::vector<json::Document> documents(std::min(sampleSize, start.records.size()));
    std::vector<json::Value> sample;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        if (reader.parse(start.record(i), documents[i]))
            sample.push_back(documents[i].root());
    }
    if (sample.empty())
        return;
    m_format = formats.bestFit(sample);
    if (m_format)
        return;
    auto guess = guessMapping(sample);
    if (guess.fields.empty())
        return;
    m_guessed = makeProfileFormat(std::move(guess.profile));
    m_format = m_guessed.get();
}

const Format* FormatChoice::of(json::Value record) const
{
    if (!m_formats)
        return m_format;
    if (m_format && (m_guessed || m_format->fit({&record, 1}) > 0))
        return m_format;
    return m_formats->bestFit({&record, 1});
}

} // namespace auditlens
