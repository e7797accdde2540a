// SPDX-License-Identifier: MIT
#include "net/bodyreader.h"

#include <zlib.h>

#include <array>

namespace auditlens {

/// RFC 1952, one member: an answer has no second one.
class BodyReader::Inflater
{
public:
    Inflater() { m_ready = inflateInit2(&m_stream, gzipOnly) == Z_OK; }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    bool done() const { return m_done; }

    /// Calls deliver(piece) until it or the bytes are at their end.
    template <typename Deliver>
    Trouble add(std::string_view compressed, Deliver deliver)
    {
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(compressed.data()));
        m_stream.avail_in = uInt(compressed.size());
        do {
            m_stream.next_out = reinterpret_cast<Bytef*>(m_out.data());
            m_stream.avail_out = uInt(m_out.size());
            const int state = m_ready && !m_done ? inflate(&m_stream, Z_NO_FLUSH) : Z_DATA_ERROR;
            if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR)
                return Trouble::Damaged;
            m_done = state == Z_STREAM_END;
            const Trouble trouble = deliver(std::string_view(m_out.data(), m_out.size() - m_stream.avail_out));
            if (trouble != Trouble::None)
                return trouble;
        } while (m_stream.avail_in > 0 || m_stream.avail_out == 0);
        return Trouble::None;
    }

private:
    static constexpr int gzipOnly = 15 + 16;

    z_stream m_stream {};
    bool m_ready = false;
    bool m_done = false;
    std::array<char, 64 << 10> m_out;
};

BodyReader::BodyReader(QByteArrayView contentEncoding, std::size_t limit, BodySink& sink) : m_limit(limit), m_sink(sink)
{
    const QByteArray encoding = contentEncoding.trimmed().toByteArray().toLower();
    if (encoding == "gzip" || encoding == "x-gzip")
        m_inflater = std::make_unique<Inflater>();
    else if (!encoding.isEmpty() && encoding != "identity")
        m_trouble = Trouble::UnknownEncoding;
}

BodyReader::~BodyReader() = default;

BodyReader::Trouble BodyReader::add(std::string_view received)
{
    if (m_trouble != Trouble::None || received.empty())
        return m_trouble;
    m_trouble = m_inflater ? m_inflater->add(received, [this](std::string_view piece) { return deliver(piece); }) : deliver(received);
    return m_trouble;
}

BodyReader::Trouble BodyReader::finish()
{
    if (m_trouble == Trouble::None && m_inflater && !m_inflater->done())
        m_trouble = Trouble::Damaged;
    return m_trouble;
}

BodyReader::Trouble BodyReader::deliver(std::string_view piece)
{
    if (piece.size() > m_limit - m_delivered)
        return Trouble::TooLarge;
    m_delivered += piece.size();
    if (!piece.empty())
        m_sink.add(piece);
    return Trouble::None;
}

} // namespace auditlens
