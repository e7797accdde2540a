// SPDX-License-Identifier: MIT
#include "store/blockcodec.h"

#include "store/bytes.h"
#include "store/hash.h"

#include <lz4.h>
#include <zstd.h>

namespace auditlens {

namespace {

constexpr std::size_t headerBytes = 16;

std::uint64_t checksum(std::string_view blob)
{
    return mixed(hash64(blob.substr(headerBytes)), hash64(blob.substr(0, 8)) | 1);
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

// The number of packed bytes written behind the header, 0 when it failed or did not help.
std::size_t packInto(Codec codec, std::string_view bytes, std::string& blob)
{
    std::size_t size = 0;
    if (codec == Codec::Lz4) {
        blob.resize(headerBytes + std::size_t(LZ4_compressBound(int(bytes.size()))));
        size = std::size_t(LZ4_compress_default(bytes.data(), blob.data() + headerBytes, int(bytes.size()),
            int(blob.size() - headerBytes)));
    } else if (codec == Codec::Zstd) {
        blob.resize(headerBytes + ZSTD_compressBound(bytes.size()));
        size = ZSTD_compressCCtx(zstd().compress, blob.data() + headerBytes, blob.size() - headerBytes, bytes.data(),
            bytes.size(), 1);
        if (ZSTD_isError(size))
            size = 0;
    }
    return size < bytes.size() ? size : 0;
}

bool unpackInto(Codec codec, std::string_view packed, std::string& out)
{
    switch (codec) {
    case Codec::Plain:
        if (packed.size() != out.size())
            return false;
        out.assign(packed);
        return true;
    case Codec::Lz4:
        return LZ4_decompress_safe(packed.data(), out.data(), int(packed.size()), int(out.size())) == int(out.size());
    case Codec::Zstd:
        return ZSTD_decompressDCtx(zstd().decompress, out.data(), out.size(), packed.data(), packed.size()) == out.size();
    }
    return false;
}

} // namespace

std::string packBlock(Codec codec, std::string_view bytes)
{
    std::string blob(headerBytes, '\0');
    const std::size_t packed = bytes.empty() ? 0 : packInto(codec, bytes, blob);
    blob.resize(headerBytes + packed);
    if (packed == 0)
        blob.append(bytes);
    blob[0] = char(packed == 0 ? Codec::Plain : codec);
    const auto size = std::uint32_t(bytes.size());
    std::memcpy(blob.data() + 4, &size, sizeof size);
    const std::uint64_t sum = checksum(blob);
    std::memcpy(blob.data() + 8, &sum, sizeof sum);
    blob.shrink_to_fit();
    return blob;
}

std::optional<std::string> unpackBlock(std::string_view blob)
{
    if (blob.size() < headerBytes || blob.size() > maxBlockBytes)
        return {};
    ByteReader reader(blob.substr(4));
    const auto size = reader.number<std::uint32_t>();
    if (size > maxBlockBytes || reader.number<std::uint64_t>() != checksum(blob))
        return {};
    std::string out(size, '\0');
    if (!unpackInto(Codec(blob[0]), blob.substr(headerBytes), out))
        return {};
    return out;
}

} // namespace auditlens
