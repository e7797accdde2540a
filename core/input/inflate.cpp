// SPDX-License-Identifier: MIT
#include "input/inflate.h"

#include <QCoreApplication>

#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstring>
#include <optional>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Inflate)
};

Error damaged(const QString& name, const QString& why, std::uint64_t at)
{
    return {Tr::tr("\"%1\" can be read only in part.").arg(name), why, Tr::tr("byte %1 of %2").arg(at).arg(name),
        Tr::tr("Get the file again from where it came from. The records in front of the damage were kept.")};
}

class Prefixed : public ByteSource
{
public:
    Prefixed(std::string prefix, std::unique_ptr<ByteSource> rest) : m_prefix(std::move(prefix)), m_rest(std::move(rest)) { }

    Result<std::size_t> read(char* to, std::size_t size) override
    {
        if (m_given == m_prefix.size())
            return m_rest->read(to, size);
        const std::size_t count = std::min(size, m_prefix.size() - m_given);
        std::memcpy(to, m_prefix.data() + m_given, count);
        m_given += count;
        return count;
    }
    std::uint64_t consumed() const override { return m_rest->consumed(); }
    std::uint64_t total() const override { return m_rest->total(); }
    std::string changeWhileRead() const override { return m_rest->changeWhileRead(); }

private:
    std::string m_prefix;
    std::size_t m_given = 0;
    std::unique_ptr<ByteSource> m_rest;
};

/// What gzip and zstd have in common: a compressed buffer, the ratio guard, the end in the middle.
class Decompressor : public ByteSource
{
public:
    Decompressor(std::unique_ptr<ByteSource> compressed, QString name)
        : m_compressed(std::move(compressed)), m_name(std::move(name)), m_buffer(bufferBytes, '\0')
    {
    }

    Result<std::size_t> read(char* to, std::size_t size) final
    {
        std::size_t made = 0;
        while (made < size && !m_finished) {
            auto step = advance(to + made, size - made);
            if (!step)
                return made > 0 ? keepForLater(step.error(), made) : step;
            made += *step;
        }
        return made == 0 && m_error ? Result<std::size_t>(*m_error) : made;
    }
    std::uint64_t consumed() const final { return m_compressed->consumed(); }
    std::uint64_t total() const final { return m_compressed->total(); }
    std::string changeWhileRead() const final { return m_compressed->changeWhileRead(); }

protected:
    /// Inflates some of m_input to `to`; moves m_input on; empty text when all went well.
    virtual QString inflateSome(char* to, std::size_t size, std::size_t& made) = 0;
    virtual bool betweenMembers() const = 0;

    std::string_view m_input;

private:
    static constexpr std::size_t bufferBytes = 256u << 10;

    Result<std::size_t> keepForLater(const Error& error, std::size_t made)
    {
        m_error = error;
        m_finished = true;
        return made;
    }

    Result<std::size_t> advance(char* to, std::size_t size)
    {
        if (auto refilled = refill(); !refilled)
            return refilled.error();
        if (m_finished)
            return std::size_t(0);
        std::size_t made = 0;
        const QString problem = inflateSome(to, size, made);
        m_made += made;
        m_drained = m_endOfInput && made == 0;
        if (!problem.isEmpty())
            return failedBehind(damaged(m_name, problem, m_read - m_input.size()), made);
        if (outOfProportion(m_read - m_input.size(), m_made))
            return failedBehind(outOfProportionError(m_name, m_made), made);
        return made;
    }

    Result<std::size_t> failedBehind(const Error& error, std::size_t made)
    {
        m_finished = true;
        m_error = error;
        return made > 0 ? Result<std::size_t>(made) : Result<std::size_t>(error);
    }

    Result<void> refill()
    {
        if (!m_input.empty() || m_endOfInput)
            return endIfDrained();
        auto got = m_compressed->read(m_buffer.data(), m_buffer.size());
        if (!got)
            return got.error();
        m_endOfInput = *got == 0;
        m_read += *got;
        m_input = std::string_view(m_buffer).substr(0, *got);
        return endIfDrained();
    }

    Result<void> endIfDrained()
    {
        if (!m_input.empty() || !m_endOfInput)
            return {};
        if (betweenMembers()) {
            m_finished = true;
            return {};
        }
        // The codec may still hold output it had no room for; a step that makes nothing shows that it does not.
        if (!m_drained)
            return {};
        return damaged(m_name, Tr::tr("The compressed data ends in the middle."), m_read);
    }

    std::unique_ptr<ByteSource> m_compressed;
    QString m_name;
    std::string m_buffer;
    std::uint64_t m_read = 0;
    std::uint64_t m_made = 0;
    bool m_endOfInput = false;
    bool m_drained = false;
    bool m_finished = false;
    std::optional<Error> m_error;
};

class Gunzip : public Decompressor
{
public:
    Gunzip(std::unique_ptr<ByteSource> compressed, const QString& name) : Decompressor(std::move(compressed), name)
    {
        constexpr int gzipOnly = 16 + MAX_WBITS;
        m_ready = inflateInit2(&m_stream, gzipOnly) == Z_OK;
    }
    ~Gunzip() override { inflateEnd(&m_stream); }

protected:
    QString inflateSome(char* to, std::size_t size, std::size_t& made) override
    {
        if (!m_ready)
            return Tr::tr("There is not enough memory.");
        if (m_atMemberStart && m_members > 0 && !m_input.empty() && m_input[0] != '\x1f')
            return skipPadding();
        m_stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(m_input.data()));
        m_stream.avail_in = uInt(m_input.size());
        m_stream.next_out = reinterpret_cast<Bytef*>(to);
        m_stream.avail_out = uInt(std::min<std::size_t>(size, 1u << 30));
        const uInt room = m_stream.avail_out;
        const int code = inflate(&m_stream, Z_NO_FLUSH);
        m_atMemberStart = m_atMemberStart && m_stream.avail_in == m_input.size();
        m_input.remove_prefix(m_input.size() - m_stream.avail_in);
        made = room - m_stream.avail_out;
        if (code == Z_STREAM_END) {
            inflateReset(&m_stream);
            m_atMemberStart = true;
            ++m_members;
            return {};
        }
        if (code == Z_OK || code == Z_BUF_ERROR)
            return {};
        return Tr::tr("The gzip data is damaged.");
    }
    bool betweenMembers() const override { return m_atMemberStart && m_members > 0; }

private:
    // tar and some tapes pad with zeros; anything else behind the last member is damage.
    QString skipPadding()
    {
        const std::size_t zeros = m_input.find_first_not_of('\0');
        if (zeros == 0)
            return Tr::tr("Something other than gzip data follows.");
        m_input.remove_prefix(std::min(zeros, m_input.size()));
        return {};
    }

    z_stream m_stream {};
    bool m_ready = false;
    bool m_atMemberStart = true;
    int m_members = 0;
};

class Unzstd : public Decompressor
{
public:
    Unzstd(std::unique_ptr<ByteSource> compressed, const QString& name)
        : Decompressor(std::move(compressed), name), m_context(ZSTD_createDCtx())
    {
        constexpr int largestWindowLog = 27;
        ZSTD_DCtx_setParameter(m_context, ZSTD_d_windowLogMax, largestWindowLog);
    }
    ~Unzstd() override { ZSTD_freeDCtx(m_context); }

protected:
    QString inflateSome(char* to, std::size_t size, std::size_t& made) override
    {
        ZSTD_inBuffer in {m_input.data(), m_input.size(), 0};
        ZSTD_outBuffer out {to, size, 0};
        m_expected = ZSTD_decompressStream(m_context, &out, &in);
        m_input.remove_prefix(in.pos);
        made = out.pos;
        if (ZSTD_isError(m_expected))
            return Tr::tr("The zstd data is damaged: %1.").arg(QString::fromLatin1(ZSTD_getErrorName(m_expected)));
        return {};
    }
    bool betweenMembers() const override { return m_expected == 0; }

private:
    ZSTD_DCtx* m_context;
    std::size_t m_expected = 1;
};

} // namespace

Error outOfProportionError(const QString& name, std::uint64_t decompressed)
{
    return {Tr::tr("Reading \"%1\" was stopped.").arg(name),
        Tr::tr("It unpacks to more than %1 times its size, which looks like a zip bomb.").arg(maxRatio),
        Tr::tr("byte %1 of the unpacked %2").arg(decompressed).arg(name),
        Tr::tr("If you trust the file, unpack it yourself and import the result. The records read so far were kept.")};
}

std::unique_ptr<ByteSource> withPrefix(std::string prefix, std::unique_ptr<ByteSource> rest)
{
    return std::make_unique<Prefixed>(std::move(prefix), std::move(rest));
}

std::unique_ptr<ByteSource> gunzipped(std::unique_ptr<ByteSource> compressed, const QString& name)
{
    return std::make_unique<Gunzip>(std::move(compressed), name);
}

std::unique_ptr<ByteSource> unzstd(std::unique_ptr<ByteSource> compressed, const QString& name)
{
    return std::make_unique<Unzstd>(std::move(compressed), name);
}

} // namespace auditlens
