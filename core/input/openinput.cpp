// SPDX-License-Identifier: MIT
#include "input/inflate.h"
#include "input/rawfile.h"
#include "input/unicodesource.h"

#include <QCoreApplication>

#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::OpenInput)
};

enum class Packing { None, Gzip, Zstd, Zip, Foreign };

struct Magic
{
    std::string_view bytes;
    std::size_t at;
    Packing packing;
    const char* name;
};

using namespace std::string_view_literals;

constexpr std::array magics {
    Magic {"\x1f\x8b"sv, 0, Packing::Gzip, "gzip"},
    Magic {"\x28\xb5\x2f\xfd"sv, 0, Packing::Zstd, "zstd"},
    Magic {"PK\x03\x04"sv, 0, Packing::Zip, "zip"},
    Magic {"PK\x05\x06"sv, 0, Packing::Zip, "zip"},
    Magic {"\xfd\x37zXZ\x00"sv, 0, Packing::Foreign, "xz"},
    Magic {"BZh"sv, 0, Packing::Foreign, "bzip2"},
    Magic {"7z\xbc\xaf\x27\x1c"sv, 0, Packing::Foreign, "7z"},
    Magic {"Rar!\x1a\x07"sv, 0, Packing::Foreign, "RAR"},
    Magic {"\x04\x22\x4d\x18"sv, 0, Packing::Foreign, "lz4"},
    Magic {"ustar"sv, 257, Packing::Foreign, "tar"},
    Magic {"PAR1"sv, 0, Packing::Foreign, "Parquet"},
    Magic {"Obj\x01"sv, 0, Packing::Foreign, "Avro"},
    Magic {"%PDF-"sv, 0, Packing::Foreign, "PDF"},
    Magic {"\x89PNG"sv, 0, Packing::Foreign, "PNG"},
    Magic {"\xff\xd8\xff"sv, 0, Packing::Foreign, "JPEG"},
    Magic {"SQLite format 3\x00"sv, 0, Packing::Foreign, "SQLite"},
};

bool isSkippableZstdFrame(std::string_view head)
{
    return head.size() >= 4 && (head[0] & '\xf0') == '\x50' && head.substr(1, 3) == "\x2a\x4d\x18"sv;
}

const Magic* magicOf(std::string_view head)
{
    for (const Magic& magic : magics) {
        if (head.size() >= magic.at + magic.bytes.size() && head.substr(magic.at, magic.bytes.size()) == magic.bytes)
            return &magic;
    }
    return isSkippableZstdFrame(head) ? &magics[1] : nullptr;
}

Error foreignFile(const InputFile& file, const Magic& magic)
{
    const QString kind = QString::fromLatin1(magic.name);
    const bool database = magic.name == "SQLite"sv;
    return {Tr::tr("Cannot read \"%1\".").arg(file.name), Tr::tr("It is a %1 file.").arg(kind), file.path,
        database ? Tr::tr("If it is an AuditLens archive, open it instead of importing it.")
                 : Tr::tr("Unpack or convert it to JSON Lines, JSON or CSV and import the result.")};
}

Error nestedArchive(const InputFile& file)
{
    return {Tr::tr("Cannot read \"%1\".").arg(file.name), Tr::tr("It is a zip archive inside another compressed file."),
        file.path, Tr::tr("Unpack the outer file yourself and import what is in it.")};
}

constexpr std::size_t headBytes = 512;

Result<std::string> readHead(ByteSource& source)
{
    std::string head(headBytes, '\0');
    std::size_t filled = 0;
    while (filled < head.size()) {
        const auto got = source.read(head.data() + filled, head.size() - filled);
        if (!got && filled == 0)
            return got.error();
        if (!got || *got == 0)
            break;
        filled += *got;
    }
    head.resize(filled);
    return head;
}

Result<std::unique_ptr<ByteSource>> openPacked(const InputFile& file, const Cancellation& cancellation)
{
    if (file.path.isEmpty())
        return openStandardInput(cancellation);
    return file.member.isEmpty() ? openRawFile(file) : openZipMember(file);
}

} // namespace

Result<std::unique_ptr<ByteSource>> openInput(const InputFile& file, const Cancellation& cancellation)
{
    auto opened = openPacked(file, cancellation);
    if (!opened)
        return opened;
    std::unique_ptr<ByteSource> source = std::move(opened).value();
    for (int layer = 0; layer < 2; ++layer) {
        auto head = readHead(*source);
        if (!head)
            return head.error();
        const Magic* magic = magicOf(*head);
        source = withPrefix(std::move(*head), std::move(source));
        if (!magic)
            break;
        if (magic->packing == Packing::Zip)
            return nestedArchive(file);
        if (magic->packing == Packing::Foreign || layer > 0)
            return foreignFile(file, *magic);
        source = magic->packing == Packing::Gzip ? gunzipped(std::move(source), file.name)
                                                 : unzstd(std::move(source), file.name);
    }
    return asUtf8(std::move(source));
}

} // namespace auditlens
