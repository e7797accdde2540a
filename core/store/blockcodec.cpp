// SPDX-License-Identifier: MIT
#include "store/blockcodec.h"

#include "store/bytes.h"
#include "store/hash.h"

#include <lz4.h>

#define ZSTD_STATIC_LINKING_ONLY // For the name of a parameter only.
#include <zstd.h>

#include <algorithm>

namespace auditlens {

namespace {

constexpr std::size_t headerBytes = 16;

/// The numbers are on disk.
enum class Codec : unsigned char { Plain = 0, Lz4 = 1, Zstd = 2 };

std::uint64_t checksum(std::string_view blob)
{
    return mixed(hash64(blob.substr(headerBytes)), hash64(blob.substr(0, 8)) | 1);
}

// Level 1 with a small table, which stays in the cache, and long matches only: records repeat whole phrases. In records
// the search for them also takes longer steps where it finds nothing, as in ids. Together that is a sixth faster than
// the level as it is and costs a twelfth of the size. A parameter that a version of Zstandard does not know stays as it is.
void tune(ZSTD_CCtx* context, Content content)
{
    const auto set = [&](ZSTD_cParameter name, int value) { static_cast<void>(ZSTD_CCtx_setParameter(context, name, value)); };
    const bool records = content == Content::Records;
    set(ZSTD_c_compressionLevel, 1);
    set(ZSTD_c_minMatch, 7);
    set(ZSTD_c_hashLog, 14);
    set(ZSTD_c_targetLength, records ? 5 : 0);
    set(ZSTD_c_literalCompressionMode, records ? ZSTD_ps_enable : ZSTD_ps_auto);
}

struct ZstdContext
{
    ZSTD_CCtx* compress = ZSTD_createCCtx();
    ZSTD_DCtx* decompress = ZSTD_createDCtx();
    ZstdContext() = default;
    ZstdContext(const ZstdContext&) = delete;
    ZstdContext& operator=(const ZstdContext&) = delete;
    ~ZstdContext()
    {
        ZSTD_freeCCtx(compress);
        ZSTD_freeDCtx(decompress);
    }
};

// Contexts cost some hundred kilobytes to make; blocks come by the thousand.
ZstdContext& zstd()
{
    static thread_local ZstdContext context;
    return context;
}

std::size_t packedBound(Codec codec, std::size_t size)
{
    return codec == Codec::Zstd ? ZSTD_compressBound(size) : std::size_t(LZ4_compressBound(int(size)));
}

Codec codecOf(Content content)
{
    return content == Content::Text ? Codec::Lz4 : Codec::Zstd;
}

// The number of packed bytes written, 0 when it failed or did not help.
std::size_t packInto(Content content, std::string_view bytes, std::string& room)
{
    std::size_t size = 0;
    if (codecOf(content) == Codec::Lz4) {
        constexpr int acceleration = 4; // A fifth faster for a twelfth more bytes, and quicker to unpack.
        size = std::size_t(LZ4_compress_fast(bytes.data(), room.data(), int(bytes.size()), int(room.size()), acceleration));
    } else {
        tune(zstd().compress, content);
        size = ZSTD_compress2(zstd().compress, room.data(), room.size(), bytes.data(), bytes.size());
        if (ZSTD_isError(size))
            size = 0;
    }
    return size < bytes.size() ? size : 0;
}

// Work memory of the usual block's size is kept by each thread: clearing it anew would cost as much as packing.
std::string_view packedBytes(Content content, std::string_view bytes, std::string& room)
{
    if (const std::size_t bound = packedBound(codecOf(content), bytes.size()); room.size() < bound)
        room.resize(bound);
    return std::string_view(room).substr(0, packInto(content, bytes, room));
}

bool unpackInto(Codec codec, std::string_view packed, UnpackedBlock& out)
{
    switch (codec) {
    case Codec::Plain:
        if (packed.size() != out.size())
            return false;
        std::ranges::copy(packed, out.data());
        return true;
    case Codec::Lz4:
        return LZ4_decompress_safe(packed.data(), out.data(), int(packed.size()), int(out.size())) == int(out.size());
    case Codec::Zstd:
        return ZSTD_decompressDCtx(zstd().decompress, out.data(), out.size(), packed.data(), packed.size()) == out.size();
    }
    return false;
}

} // namespace

std::string packBlock(Content content, std::string_view bytes)
{
    constexpr std::size_t keptRoom = std::size_t(1) << 20;
    static thread_local std::string room;
    const std::string_view packed = bytes.empty() ? bytes : packedBytes(content, bytes, room);
    const std::string_view stored = packed.empty() ? bytes : packed;
    std::string blob;
    blob.reserve(headerBytes + stored.size());
    blob.resize(headerBytes);
    blob.append(stored);
    blob[0] = char(packed.empty() ? Codec::Plain : codecOf(content));
    const auto size = std::uint32_t(bytes.size());
    std::memcpy(blob.data() + 4, &size, sizeof size);
    const std::uint64_t sum = checksum(blob);
    std::memcpy(blob.data() + 8, &sum, sizeof sum);
    if (room.size() > keptRoom)
        std::string().swap(room);
    return blob;
}

std::optional<UnpackedBlock> unpackBlock(std::string_view blob)
{
    if (blob.size() < headerBytes || blob.size() > maxBlockBytes)
        return {};
    ByteReader reader(blob.substr(4));
    const auto size = reader.number<std::uint32_t>();
    if (size > maxBlockBytes || reader.number<std::uint64_t>() != checksum(blob))
        return {};
    UnpackedBlock out(size);
    if (!unpackInto(Codec(blob[0]), blob.substr(headerBytes), out))
        return {};
    return out;
}

} // namespace auditlens
