// SPDX-License-Identifier: MIT
#include "seal/checkseal.h"

#include "base/text.h"
#include "seal/containerfile.h"
#include "seal/sealblock.h"
#include "seal/sealleaves.h"
#include "store/sealmark.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <map>
#include <set>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Seal)
};

/// How many bytes the last line says that the seal has; nothing where it is no such line.
Result<std::optional<std::uint64_t>> sealBytes(const ContainerFile& file, std::uint64_t size)
{
    if (size < sealEndBytes)
        return std::optional<std::uint64_t>();
    const auto last = file.read(size - sealEndBytes, sealEndBytes);
    return last ? Result(sealSize(*last)) : last.error();
}

class SealChecker
{
public:
    SealChecker(const QString& path, std::span<const SealKey> known, const Cancellation& cancellation)
        : m_path(path)
        , m_known(known)
        , m_cancellation(cancellation)
    {
    }

    Result<SealReport> run();

private:
    Result<SealReport> withoutSeal(bool somethingBehind);
    Result<SealReport> withSeal(const ContainerFile& file, std::uint64_t begin, const Seal& seal);
    SealReport damaged(const QString& why);
    void changed(const QString& problem);
    void compareTables(const Seal& seal);
    void compare(const std::string& name, const Result<SealLeaf>& found);
    void compareSegments(Database& database);
    void tellWhatChanged();

    QString m_path;
    std::span<const SealKey> m_known;
    Cancellation m_cancellation;
    std::map<std::string, Sha256Digest, std::less<>> m_sealed; ///< The leaves, once they are compared.
    SealReport m_report;
};

SealReport SealChecker::damaged(const QString& why)
{
    m_report.state = SealState::Damaged;
    m_report.problems << Tr::tr("What stands behind the archive is not a whole seal. %1").arg(why);
    return m_report;
}

void SealChecker::changed(const QString& problem)
{
    m_report.state = SealState::Changed;
    m_report.problems << problem;
}

Result<SealReport> SealChecker::withoutSeal(bool somethingBehind)
{
    if (somethingBehind)
        return damaged(Tr::tr("Its last line is missing or was changed."));
    const auto mark = sealMarkOf(m_path);
    if (!mark)
        return mark.error();
    if (!mark->empty())
        changed(Tr::tr(
            "The archive says that it was sealed at %1, but its seal is gone: the file was written anew or cut off.")
                    .arg(toQString(*mark)));
    return m_report;
}

// A part that cannot be read is not as it was sealed.
void SealChecker::compare(const std::string& name, const Result<SealLeaf>& found)
{
    const auto sealed = m_sealed.find(name);
    if (found && sealed != m_sealed.end() && sealed->second == found->digest)
        return;
    if (const auto segment = segmentOf({name, {}}))
        m_report.changedSegments.push_back(*segment);
    else
        m_report.changedParts << toQString(name);
}

void SealChecker::compareSegments(Database& database)
{
    std::set<std::int64_t> all;
    for (const auto& [name, digest] : m_sealed) {
        if (const auto segment = segmentOf({name, digest}))
            all.insert(*segment);
    }
    if (const auto there = segmentNumbers(database))
        all.insert(there->begin(), there->end());
    for (const std::int64_t segment : all) {
        if (m_cancellation.requested())
            return;
        compare(segmentLeafName(segment), hashSegment(database, segment));
    }
}

void SealChecker::compareTables(const Seal& seal)
{
    const auto database = Database::open(m_path, Database::Mode::ReadOnly);
    if (!database)
        return changed(database.error().why);
    for (const SealLeaf& leaf : seal.leaves)
        m_sealed[leaf.name] = leaf.digest;
    for (const SealLeaf& leaf : seal.leaves) {
        if (isHashedPart(leaf.name))
            compare(leaf.name, hashPart(**database, leaf.name));
    }
    compareSegments(**database);
    if (!m_cancellation.requested())
        tellWhatChanged();
}

void SealChecker::tellWhatChanged()
{
    if (!m_report.changedParts.isEmpty())
        m_report.problems << Tr::tr("Not as they were sealed: %1.").arg(m_report.changedParts.join(u", "_s));
    QStringList numbers;
    for (const std::int64_t segment : m_report.changedSegments)
        numbers << QString::number(segment);
    if (!numbers.isEmpty())
        m_report.problems << Tr::tr("Segments that are not as they were sealed: %1.").arg(numbers.join(u", "_s));
    if (numbers.isEmpty() && m_report.changedParts.isEmpty())
        m_report.problems << Tr::tr("The rows of all tables are as they were sealed; what differs is between them: "
                                    "indexes, free space or the file's header.");
}

Result<SealReport> SealChecker::withSeal(const ContainerFile& file, std::uint64_t begin, const Seal& seal)
{
    if (!isAsSigned(seal)) {
        changed(Tr::tr("The seal itself was changed: its signature does not fit it."));
        return m_report;
    }
    takeSeal(seal, m_known, m_report);
    const auto end = file.endOfPages();
    const auto hash = file.hash(begin, m_cancellation);
    if (!end || !hash)
        return end ? hash.error() : end.error();
    const QStringList journals = file.journals();
    for (const QString& journal : journals)
        changed(Tr::tr("Beside the archive is \"%1\", whose changes would be read with it.")
                    .arg(QFileInfo(journal).fileName()));
    const bool whole = *hash && seal.leaves.front().digest == **hash && seal.statement.bytes == begin && *end == begin;
    if (!whole)
        changed(Tr::tr("The file is not as it was sealed."));
    if (!journals.isEmpty() || !whole)
        compareTables(seal);
    m_report.complete = !m_cancellation.requested();
    return m_report;
}

Result<SealReport> SealChecker::run()
{
    const auto file = ContainerFile::open(m_path, ContainerFile::Mode::Read);
    if (!file)
        return file.error();
    const auto size = file->size();
    const auto pages = file->endOfPages();
    if (!size || !pages)
        return size ? pages.error() : size.error();
    const auto bytes = sealBytes(*file, *size);
    if (!bytes)
        return bytes.error();
    // While somebody writes to it, pages lie behind those that its header counts.
    if (!*bytes)
        return withoutSeal(*pages && **pages < *size && file->journals().isEmpty());
    if (**bytes > *size)
        return damaged(Tr::tr("It is said to be larger than the file."));
    const auto text = file->read(*size - **bytes, std::size_t(**bytes));
    if (!text)
        return text.error();
    const auto seal = readSeal(*text);
    return seal ? withSeal(*file, *size - **bytes, *seal) : damaged(seal.error());
}

} // namespace

std::string_view stateName(SealState state)
{
    switch (state) {
    case SealState::NotSealed:
        return "not_sealed";
    case SealState::Intact:
        return "intact";
    case SealState::UnknownKey:
        return "unknown_key";
    case SealState::Changed:
        return "changed";
    case SealState::Damaged:
        return "damaged";
    }
    return {};
}

// Whoever made the seal: it can be told from the key only.
void takeSeal(const Seal& seal, std::span<const SealKey> known, SealReport& report)
{
    report.statement = seal.statement;
    const auto key = Ed25519PublicKey::fromPem(seal.statement.key);
    if (!key)
        return;
    report.keyId = toQString(key->id());
    const auto found = std::ranges::find(known, *key, &SealKey::key);
    report.state = found == known.end() ? SealState::UnknownKey : SealState::Intact;
    if (found != known.end())
        report.keyName = found->name;
}

Result<std::string> sealTextOf(const QString& path)
{
    const auto file = ContainerFile::open(path, ContainerFile::Mode::Read);
    if (!file)
        return file.error();
    const auto size = file->size();
    if (!size)
        return size.error();
    const auto bytes = sealBytes(*file, *size);
    if (!bytes)
        return bytes.error();
    return *bytes && **bytes <= *size ? file->read(*size - **bytes, std::size_t(**bytes)) : std::string();
}

Result<SealReport> checkSeal(const QString& path, std::span<const SealKey> known, const Cancellation& cancellation)
{
    return SealChecker(path, known, cancellation).run();
}

} // namespace auditlens
