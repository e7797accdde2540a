// SPDX-License-Identifier: MIT
#pragma once

#include "input/recordreader.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <cstring>
#include <memory>

namespace auditlens::test {

/// Text as a byte source; hands out small pieces and ends with an Error when told to.
class TextSource : public ByteSource
{
public:
    explicit TextSource(QByteArray text, std::size_t piece = 7, bool broken = false)
        : m_text(std::move(text)), m_piece(piece), m_broken(broken)
    {
    }
    Result<std::size_t> read(char* to, std::size_t size) override
    {
        const std::size_t left = std::size_t(m_text.size()) - m_at;
        if (left == 0 && m_broken)
            return Error {QStringLiteral("The source is broken."), QString(), QStringLiteral("here"), QStringLiteral("Mend it.")};
        const std::size_t count = std::min({left, size, m_piece});
        std::memcpy(to, m_text.constData() + m_at, count);
        m_at += count;
        return count;
    }
    std::uint64_t consumed() const override { return m_at; }
    std::uint64_t total() const override { return std::uint64_t(m_text.size()); }

private:
    QByteArray m_text;
    std::size_t m_at = 0;
    std::size_t m_piece;
    bool m_broken;
};

/// What a reader made of a text, one line each: "3: {…}" for a record of line 3, "4! reason" for a problem,
/// "5? text" for a note, and "error: …" at the end when the source broke.
inline QStringList readAll(RecordReader& reader)
{
    QStringList seen;
    for (;;) {
        const auto chunk = reader.next();
        if (!chunk)
            return seen << QStringLiteral("error: ") + chunk.error().what;
        if (chunk->empty())
            return seen;
        for (std::size_t i = 0; i < chunk->records.size(); ++i)
            seen << QStringLiteral("%1: %2").arg(chunk->records[i].line).arg(QString::fromStdString(std::string(chunk->record(i))));
        for (const auto& problem : chunk->problems)
            seen << QStringLiteral("%1! %2").arg(problem.line).arg(QString::fromStdString(problem.reason));
        for (const auto& note : chunk->notes)
            seen << QStringLiteral("%1? %2").arg(note.line).arg(QString::fromStdString(note.text));
    }
}

} // namespace auditlens::test
