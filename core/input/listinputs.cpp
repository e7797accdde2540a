// SPDX-License-Identifier: MIT
#include "input/bytesource.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <array>

#include <zip.h>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::ListInputs)
};

constexpr int deepestFolder = 64;
constexpr zip_int64_t mostZipMembers = 100'000;

bool isJunk(const QString& name)
{
    static constexpr std::array names {u"__MACOSX", u"Thumbs.db", u"desktop.ini"};
    static constexpr std::array endings {u".auditlens", u".auditlens-journal", u".auditlens-wal", u".auditlens-shm"};
    return name.startsWith(QLatin1Char('.'))
        || std::any_of(names.begin(), names.end(), [&](auto junk) { return name == QStringView(junk); })
        || std::any_of(endings.begin(), endings.end(), [&](auto end) { return name.endsWith(QStringView(end)); });
}

bool isJunkMember(const QString& path)
{
    const QStringList parts = path.split(QLatin1Char('/'));
    return std::any_of(parts.begin(), parts.end(), isJunk);
}

/// One walk over the named files and folders.
class Lister
{
public:
    void add(const QString& path);
    InputList take() { return std::move(m_list); }

private:
    void addFolder(const QFileInfo& folder, const QString& name, int depth);
    void addFile(const QFileInfo& file, const QString& name);
    void addZip(const QFileInfo& file, const QString& name);
    void addMember(zip_t* archive, zip_uint64_t index, const QFileInfo& file, const QString& name);
    void refuse(const QString& name, const QString& why, const QString& where, const QString& help);

    InputList m_list;
    QSet<QString> m_seen;
};

void Lister::refuse(const QString& name, const QString& why, const QString& where, const QString& help)
{
    m_list.problems.push_back({Tr::tr("Cannot read \"%1\".").arg(name), why, where, help});
}

void Lister::add(const QString& path)
{
    if (path == QStringLiteral("-")) {
        m_list.files.push_back({QString(), QString(), Tr::tr("standard input"), 0});
        return;
    }
    const QFileInfo info(path);
    const QString name = info.fileName().isEmpty() ? QDir(path).dirName() : info.fileName();
    if (!info.exists())
        refuse(path, Tr::tr("There is no such file or folder."), path, Tr::tr("Check the name."));
    else if (info.isDir())
        addFolder(info, name, 0);
    else
        addFile(info, name);
}

void Lister::addFolder(const QFileInfo& folder, const QString& name, int depth)
{
    if (m_seen.contains(folder.canonicalFilePath()))
        return;
    m_seen.insert(folder.canonicalFilePath());
    const QDir dir(folder.filePath());
    if (!folder.isReadable() || !folder.isExecutable()) {
        refuse(name, Tr::tr("You may not look into this folder."), folder.filePath(),
            Tr::tr("Ask its owner for permission to read it, or copy the files."));
        return;
    }
    if (depth > deepestFolder) {
        refuse(name, Tr::tr("Its folders are nested too deep."), folder.filePath(), Tr::tr("Name the inner folder instead."));
        return;
    }
    const auto entries = dir.entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System, QDir::Name);
    for (const QFileInfo& entry : entries) {
        const QString entryName = name + QLatin1Char('/') + entry.fileName();
        if (isJunk(entry.fileName()))
            continue;
        if (entry.isDir())
            addFolder(entry, entryName, depth + 1);
        else if (!m_seen.contains(entry.canonicalFilePath()) || !entry.isSymLink())
            addFile(entry, entryName);
    }
}

void Lister::addFile(const QFileInfo& file, const QString& name)
{
    if (!file.isFile()) {
        const QString why = file.exists() ? Tr::tr("It is not a regular file.") : Tr::tr("The link leads nowhere.");
        refuse(name, why, file.filePath(), Tr::tr("Pass the data on standard input with the file name \"-\"."));
        return;
    }
    m_seen.insert(file.canonicalFilePath());
    QFile opened(file.filePath());
    const QByteArray head = opened.open(QIODevice::ReadOnly) ? opened.read(4) : QByteArray();
    if (head == QByteArrayView("PK\x03\x04") || head == QByteArrayView("PK\x05\x06"))
        addZip(file, name);
    else
        m_list.files.push_back({file.filePath(), QString(), name, std::uint64_t(file.size())});
}

void Lister::addZip(const QFileInfo& file, const QString& name)
{
    int code = 0;
    zip_t* archive = zip_open(QFile::encodeName(file.filePath()).constData(), ZIP_RDONLY, &code);
    if (!archive) {
        refuse(name, Tr::tr("It is a damaged zip archive (code %1).").arg(code), file.filePath(),
            Tr::tr("Get the archive again from where it came from."));
        return;
    }
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > mostZipMembers) {
        refuse(name, Tr::tr("It has %1 members, more than the %2 that are read.").arg(count).arg(mostZipMembers),
            file.filePath(), Tr::tr("If you trust the archive, unpack it yourself and import the folder."));
    }
    const std::size_t before = m_list.files.size();
    for (zip_int64_t i = 0; i < std::min(count, mostZipMembers); ++i)
        addMember(archive, zip_uint64_t(i), file, name);
    std::sort(m_list.files.begin() + std::ptrdiff_t(before), m_list.files.end(),
        [](const InputFile& a, const InputFile& b) { return a.member < b.member; });
    zip_discard(archive);
}

void Lister::addMember(zip_t* archive, zip_uint64_t index, const QFileInfo& file, const QString& name)
{
    zip_stat_t status {};
    if (zip_stat_index(archive, index, ZIP_FL_ENC_GUESS, &status) != 0 || !status.name)
        return;
    const QString member = QString::fromUtf8(status.name);
    if (member.endsWith(QLatin1Char('/')) || isJunkMember(member))
        return;
    const QString memberName = name + QLatin1Char('/') + member;
    if (status.encryption_method != ZIP_EM_NONE) {
        refuse(memberName, Tr::tr("It is encrypted."), file.filePath(), Tr::tr("Unpack the archive yourself and import the files."));
        return;
    }
    m_list.files.push_back({file.filePath(), member, memberName, status.comp_size});
}

} // namespace

InputList listInputs(const QStringList& paths)
{
    Lister lister;
    for (const QString& path : paths)
        lister.add(path);
    return lister.take();
}

} // namespace auditlens
