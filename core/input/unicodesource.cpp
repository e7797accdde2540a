// SPDX-License-Identifier: MIT
#include "input/unicodesource.h"

#include "input/inflate.h"

#include <QStringDecoder>

#include <algorithm>
#include <cstring>

namespace auditlens {

namespace {

using namespace std::string_view_literals;

class Utf16Source : public ByteSource
{
public:
    Utf16Source(std::unique_ptr<ByteSource> source, QStringConverter::Encoding encoding)
        : m_source(std::move(source)), m_decoder(encoding)
    {
    }

    Result<std::size_t> read(char* to, std::size_t size) override
    {
        while (m_given == m_converted.size()) {
            QByteArray units(64 << 10, '\0');
            const auto got = m_source->read(units.data(), std::size_t(units.size()));
            if (!got || *got == 0)
                return got;
            const QString text = m_decoder(QByteArrayView(units).first(qsizetype(*got)));
            m_converted = text.toStdString();
            m_given = 0;
        }
        const std::size_t count = std::min(size, m_converted.size() - m_given);
        std::memcpy(to, m_converted.data() + m_given, count);
        m_given += count;
        return count;
    }
    std::uint64_t consumed() const override { return m_source->consumed(); }
    std::uint64_t total() const override { return m_source->total(); }
    std::string changeWhileRead() const override { return m_source->changeWhileRead(); }

private:
    std::unique_ptr<ByteSource> m_source;
    QStringDecoder m_decoder;
    std::string m_converted;
    std::size_t m_given = 0;
};

// The first two characters of JSON and CSV are ASCII.
bool looksLikeUtf16(std::string_view head, std::size_t zeroAt)
{
    return head.size() >= 4 && head[zeroAt] == '\0' && head[zeroAt + 2] == '\0' && head[1 - zeroAt] > ' '
        && head[3 - zeroAt] != '\0';
}

} // namespace

std::unique_ptr<ByteSource> asUtf8(std::unique_ptr<ByteSource> source)
{
    std::string head(4, '\0');
    std::size_t filled = 0;
    while (filled < head.size()) {
        const auto got = source->read(head.data() + filled, head.size() - filled);
        if (!got || *got == 0)
            break;
        filled += *got;
    }
    head.resize(filled);
    const std::string_view start(head);
    const bool little = start.starts_with("\xff\xfe"sv) || looksLikeUtf16(start, 1);
    const bool big = start.starts_with("\xfe\xff"sv) || looksLikeUtf16(start, 0);
    if (start.starts_with("\xef\xbb\xbf"sv))
        head.erase(0, 3);
    auto whole = withPrefix(std::move(head), std::move(source));
    if (!little && !big)
        return whole;
    return std::make_unique<Utf16Source>(std::move(whole), little ? QStringConverter::Utf16LE : QStringConverter::Utf16BE);
}

} // namespace auditlens
