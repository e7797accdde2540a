// SPDX-License-Identifier: MIT
#include "input/recordreader.h"

#include "input/detect.h"
#include "input/splitter.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <utility>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::RecordReader)
};

constexpr std::size_t headBytes = 1u << 20;

std::unique_ptr<Splitter> makeSplitter(const Layout& layout)
{
    switch (layout.container) {
    case Container::JsonLines:
        return makeLineSplitter();
    case Container::Delimited:
        return makeCsvSplitter(layout);
    default:
        return makeJsonSplitter(layout);
    }
}

/// The text not yet split and the source behind it. An error of the source waits until what came before it is used.
class Intake
{
public:
    explicit Intake(std::unique_ptr<ByteSource> source) : m_source(std::move(source)) { }

    /// Reads until `text` has grown by `more` bytes or the source ends.
    void grow(QByteArray& text, qsizetype more)
    {
        qsizetype filled = text.size();
        text.resize(filled + more);
        while (filled < text.size() && !m_ended) {
            const auto got = m_source->read(text.data() + filled, std::size_t(text.size() - filled));
            if (!got)
                m_error = got.error();
            m_ended = !got || *got == 0;
            filled += got ? qsizetype(*got) : 0;
        }
        text.resize(filled);
    }
    bool ended() const { return m_ended; }
    const std::optional<Error>& error() const { return m_error; }
    const ByteSource& source() const { return *m_source; }

private:
    std::unique_ptr<ByteSource> m_source;
    std::optional<Error> m_error;
    bool m_ended = false;
};

class SplittingReader : public RecordReader
{
public:
    SplittingReader(Layout layout, Intake intake, QByteArray head)
        : m_layout(std::move(layout)), m_intake(std::move(intake)), m_splitter(makeSplitter(m_layout)), m_rest(std::move(head))
    {
    }

    const Layout& layout() const override { return m_layout; }
    const ByteSource& source() const override { return m_intake.source(); }

    Result<RecordChunk> next() override
    {
        while (!m_finished) {
            RecordChunk chunk = split();
            if (!chunk.empty())
                return chunk;
        }
        if (m_intake.error() && !std::exchange(m_errorTold, true))
            return *m_intake.error();
        return RecordChunk();
    }

    bool parse(std::string_view record, json::Document& into) const override
    {
        return m_layout.container == Container::Delimited ? parseRecord(m_layout, record, into) : into.parse(record);
    }

private:
    // As much again as there is, which keeps the work for a long record linear, but not far beyond the longest.
    static qsizetype growth(qsizetype size)
    {
        const qsizetype left = qsizetype(maxRecordBytes) - size;
        return std::max(qsizetype(chunkBytes), std::min(size, left));
    }

    RecordChunk split()
    {
        RecordChunk chunk;
        chunk.firstOrdinal = m_ordinal;
        chunk.bytes = std::exchange(m_rest, {});
        if (!std::exchange(m_first, false))
            m_intake.grow(chunk.bytes, growth(chunk.bytes.size()));
        SplitState state;
        state.text = chunk.text();
        state.last = m_intake.ended();
        state.tooLong = chunk.bytes.size() > qsizetype(maxRecordBytes);
        state.place = m_place;
        state.chunk = &chunk;
        m_splitter->split(state);
        m_place = state.place;
        m_finished = state.last;
        m_ordinal += chunk.records.size();
        m_rest = chunk.bytes.sliced(qsizetype(state.at));
        chunk.bytes.resize(qsizetype(state.at));
        chunk.bytes.append(qsizetype(json::padding), '\0');
        return chunk;
    }

    Layout m_layout;
    Intake m_intake;
    std::unique_ptr<Splitter> m_splitter;
    QByteArray m_rest;
    TextPlace m_place;
    std::uint64_t m_ordinal = 0;
    bool m_first = true;
    bool m_finished = false;
    bool m_errorTold = false;
};

Error noRecords()
{
    return {Tr::tr("The file has no records that can be read."), Tr::tr("It is neither JSON nor a table with delimiters."),
        QString(), Tr::tr("Convert it to JSON Lines, JSON or CSV and import the result.")};
}

} // namespace

Result<std::unique_ptr<RecordReader>> makeRecordReader(
    std::unique_ptr<ByteSource> source, const std::vector<std::string>& recordPaths)
{
    Intake intake(std::move(source));
    QByteArray head;
    intake.grow(head, headBytes);
    if (head.isEmpty() && intake.error())
        return *intake.error();
    auto layout = detectLayout({head.constData(), std::size_t(head.size())}, intake.ended(), recordPaths);
    if (!layout)
        return noRecords();
    return std::unique_ptr<RecordReader>(
        std::make_unique<SplittingReader>(std::move(*layout), std::move(intake), std::move(head)));
}

} // namespace auditlens
