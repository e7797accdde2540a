// SPDX-License-Identifier: MIT
#include "input/inflate.h"
#include "input/rawfile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <zip.h>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::ZipMember)
};

class ZipMember : public ByteSource
{
public:
    ZipMember(zip_t* archive, zip_file_t* member, QString name, std::uint64_t compressed, std::uint64_t size)
        : m_archive(archive), m_member(member), m_name(std::move(name)), m_compressed(compressed), m_size(size)
    {
    }
    ~ZipMember() override
    {
        zip_fclose(m_member);
        zip_discard(m_archive);
    }

    Result<std::size_t> read(char* to, std::size_t size) override
    {
        if (outOfProportion(m_compressed, m_made))
            return outOfProportionError(m_name, m_made);
        const zip_int64_t got = zip_fread(m_member, to, size);
        if (got < 0)
            return Error {Tr::tr("\"%1\" can be read only in part.").arg(m_name),
                QString::fromUtf8(zip_file_strerror(m_member)) + QLatin1Char('.'),
                Tr::tr("byte %1 of %2").arg(m_made).arg(m_name),
                Tr::tr("Get the archive again from where it came from. The records in front of the damage were kept.")};
        m_made += std::uint64_t(got);
        return std::size_t(got);
    }
    // libzip does not say how far it has read; the share of the output is the share of the input.
    std::uint64_t consumed() const override
    {
        return m_size == 0 ? m_compressed : std::uint64_t(double(m_compressed) * std::min(1.0, double(m_made) / double(m_size)));
    }
    std::uint64_t total() const override { return m_compressed; }

private:
    zip_t* m_archive;
    zip_file_t* m_member;
    QString m_name;
    std::uint64_t m_compressed;
    std::uint64_t m_size;
    std::uint64_t m_made = 0;
};

Error cannotOpen(const InputFile& file, const QString& why)
{
    return {Tr::tr("Cannot read \"%1\".").arg(file.name), why, file.path,
        Tr::tr("Unpack the archive yourself and import the files.")};
}

} // namespace

Result<std::unique_ptr<ByteSource>> openZipMember(const InputFile& file)
{
    int code = 0;
    zip_t* archive = zip_open(QFile::encodeName(file.path).constData(), ZIP_RDONLY, &code);
    if (!archive)
        return cannotOpen(file, Tr::tr("It is not a readable zip archive (code %1).").arg(code));
    const QByteArray member = file.member.toUtf8();
    zip_stat_t status {};
    zip_file_t* opened = nullptr;
    if (zip_stat(archive, member.constData(), ZIP_FL_ENC_GUESS, &status) == 0)
        opened = zip_fopen_index(archive, status.index, 0);
    if (!opened) {
        const QString why = QString::fromUtf8(zip_strerror(archive)) + QLatin1Char('.');
        zip_discard(archive);
        return cannotOpen(file, why);
    }
    // The directory of a hostile archive may lie about the size.
    const zip_uint64_t fileBytes = zip_uint64_t(QFileInfo(file.path).size());
    return std::unique_ptr<ByteSource>(
        std::make_unique<ZipMember>(archive, opened, file.name, std::min(status.comp_size, fileBytes), status.size));
}

} // namespace auditlens
