// SPDX-License-Identifier: MIT
#include "seal/twincheck.h"

#include "base/text.h"
#include "seal/merkle.h"
#include "seal/sealleaves.h"
#include "seal/twintable.h"
#include "store/completeness.h"
#include "store/recordcopy.h"

#include <QCoreApplication>
#include <QTemporaryDir>

#include <algorithm>
#include <set>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Seal)
};

constexpr std::size_t mostNamed = 20;

/// The hashes of the records as they were sealed, and which of them were found again.
class SealedRecords
{
public:
    explicit SealedRecords(const std::vector<Sha256Digest>& records) : m_sorted(records), m_found(records.size())
    {
        std::ranges::sort(m_sorted);
    }

    bool find(const Sha256Digest& record)
    {
        const auto at = std::ranges::lower_bound(m_sorted, record);
        if (at == m_sorted.end() || *at != record || m_found[std::size_t(at - m_sorted.begin())])
            return false;
        m_found[std::size_t(at - m_sorted.begin())] = true;
        return true;
    }
    std::uint64_t missing() const { return std::uint64_t(std::ranges::count(m_found, false)); }

private:
    std::vector<Sha256Digest> m_sorted;
    std::vector<bool> m_found;
};

class TwinChecker
{
public:
    TwinChecker(const Archive& archive, TwinTable twin, std::span<const SealKey> known, const Cancellation& cancellation)
        : m_archive(archive)
        , m_twin(std::move(twin))
        , m_known(known)
        , m_cancellation(cancellation)
        , m_sealed(m_twin.records)
        , m_hasher([this](const std::string& path) { return seedOf(path); })
    {
    }

    Result<SealReport> run();

private:
    std::optional<FieldSeed> seedOf(const std::string& path) const;
    SealReport damaged(const QString& why);
    void changed(const QString& problem);
    void compareParts(Database& database, const Seal& seal);
    void comparePart(Database& database, const Seal& seal, std::string_view name, const QString& problem);
    void compareRoots(const Seal& seal);
    Result<void> makeAgain(Database& database, const Seal& seal);
    Result<std::optional<std::string_view>> look(const WalkedRecord& record);
    void tellRecords();
    static Result<void> makeTables(Database& again, const Seal& seal);
    Result<void> compareContents(Database& twin, Database& again);

    const Archive& m_archive;
    TwinTable m_twin;
    std::span<const SealKey> m_known;
    Cancellation m_cancellation;
    SealedRecords m_sealed;
    FieldHasher m_hasher;
    MerkleTree m_tree;
    std::set<std::uint32_t> m_redacted; ///< Paths.
    QStringList m_changed; ///< The first records that are not as they were sealed.
    std::uint64_t m_changedCount = 0;
    bool m_seenAll = false;
    TwinFacts m_facts;
    SealReport m_report;
};

std::optional<FieldSeed> TwinChecker::seedOf(const std::string& path) const
{
    const auto found = m_twin.seeds.find(path);
    return found == m_twin.seeds.end() ? std::nullopt : std::optional(found->second);
}

SealReport TwinChecker::damaged(const QString& why)
{
    m_report.state = SealState::Damaged;
    m_report.problems << Tr::tr("The archive is a redacted twin, and what it keeps of the seal is not whole. %1").arg(why);
    return m_report;
}

void TwinChecker::changed(const QString& problem)
{
    m_report.state = SealState::Changed;
    m_report.problems << problem;
}

// A part that cannot be read is not as it was sealed.
void TwinChecker::comparePart(Database& database, const Seal& seal, std::string_view name, const QString& problem)
{
    const auto sealed = leafDigest(seal, name);
    const auto found = sealed ? hashPart(database, name) : SealLeaf();
    if (sealed && (!found || found->digest != *sealed))
        changed(problem);
}

void TwinChecker::compareParts(Database& database, const Seal& seal)
{
    comparePart(database, seal, "sources", Tr::tr("What is said of the sources is not as it was sealed."));
    comparePart(database, seal, "coverage", Tr::tr("The ledger of completeness is not as it was sealed."));
    comparePart(database, seal, "cuts", Tr::tr("What is said of how it was cut out of another archive is not as it was sealed."));
}

Result<std::optional<std::string_view>> TwinChecker::look(const WalkedRecord& record)
{
    if (m_cancellation.requested())
        return Error{Tr::tr("The redacted twin was not checked."), Tr::tr("It was interrupted."), {}, {}};
    const bool isCut = m_hasher.read(record);
    const Sha256Digest digest = isCut ? m_hasher.record(record) : Sha256Digest();
    m_tree.add(digest);
    if (!isCut || !m_sealed.find(digest)) {
        if (m_changedCount++ < mostNamed)
            m_changed << Tr::tr("%1 of \"%2\"").arg(record.ordinal + 1).arg(toQString(record.source.info.name));
        return std::optional(record.raw);
    }
    for (const RecordLeaf& leaf : m_hasher.leaves()) {
        if (m_hasher.knows(leaf.path))
            continue;
        ++m_facts.values;
        m_redacted.insert(leaf.path);
    }
    return std::optional(record.raw);
}

void TwinChecker::tellRecords()
{
    m_facts.changedRecords = m_changedCount;
    if (m_changedCount > 0) {
        QString named = m_changed.join(u", "_s);
        if (m_changedCount > mostNamed)
            named += u", …"_s;
        changed(Tr::tr("%n record(s) are not as they were sealed, or were added: %1.", nullptr, int(m_changedCount)).arg(named));
    }
    if (const std::uint64_t missing = m_seenAll ? m_sealed.missing() : 0; missing > 0)
        changed(Tr::tr("%n record(s) that were sealed are not there as they were.", nullptr, int(missing)));
}

void TwinChecker::compareRoots(const Seal& seal)
{
    MerkleTree listed;
    for (const Sha256Digest& record : m_twin.records)
        listed.add(record);
    const auto root = fieldsRoot(seal);
    if (!root || listed.root() != *root)
        changed(Tr::tr("The list of the records' hashes is not the one that was sealed."));
    else if (m_seenAll && m_changedCount == 0 && m_sealed.missing() == 0 && m_tree.root() != *root)
        changed(Tr::tr("The records are not in the order in which they were sealed."));
}

/// Those that a twin has beside what is made from records; what is in them is compared elsewhere.
Result<void> TwinChecker::makeTables(Database& again, const Seal& seal)
{
    if (const auto made = leafDigest(seal, "coverage") ? putCoverage(again, {}) : Result<void>(); !made)
        return made;
    if (const auto made = leafDigest(seal, "cuts") ? putCuts(again, {}) : Result<void>(); !made)
        return made;
    return createTwinTable(again, {});
}

Result<void> TwinChecker::compareContents(Database& twin, Database& again)
{
    const auto found = hashContents(twin);
    const auto expected = hashContents(again);
    if (!found || !expected)
        return found ? expected.error() : found.error();
    QStringList names;
    for (std::size_t i = 0; i < found->size(); ++i) {
        if ((*found)[i] != (*expected)[i])
            names << toQString((*found)[i].name);
    }
    if (!names.isEmpty())
        changed(Tr::tr("What lists, searches and counts show is not what this version of AuditLens makes of the records (%1).")
                    .arg(names.join(u", "_s)));
    return {};
}

// The records are what was sealed; everything else in a twin has to be what follows from them.
Result<void> TwinChecker::makeAgain(Database& database, const Seal& seal)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"again.auditlens"_s);
    const auto copied = copyRecords(m_archive, path, [this](const WalkedRecord& record) { return look(record); });
    if (m_cancellation.requested()) {
        m_report.complete = false;
        return {};
    }
    m_seenAll = copied.ok();
    tellRecords();
    if (!copied) {
        changed(Tr::tr("A record cannot be read, and those behind it were not looked at: %1").arg(copied.error().oneLine()));
        return {};
    }
    auto again = Database::open(path, Database::Mode::ReadWrite);
    if (!again)
        return again.error();
    const auto made = makeTables(**again, seal);
    return made ? compareContents(database, **again) : made;
}

Result<SealReport> TwinChecker::run()
{
    const auto seal = readSeal(m_twin.seal);
    if (!seal)
        return damaged(seal.error());
    if (!isAsSigned(*seal)) {
        changed(Tr::tr("The seal itself was changed: its signature does not fit it."));
        return m_report;
    }
    takeSeal(*seal, m_known, m_report);
    auto database = Database::open(m_archive.info().path, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    compareParts(**database, *seal);
    if (const auto made = makeAgain(**database, *seal); !made)
        return made.error();
    compareRoots(*seal);
    m_facts.fields = m_redacted.size();
    m_report.twin = m_facts;
    return m_report;
}

} // namespace

Result<std::optional<SealReport>> checkTwin(const Archive& archive, std::span<const SealKey> known, const Cancellation& cancellation)
{
    auto database = Database::open(archive.info().path, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    auto twin = readTwinTable(**database);
    if (!twin)
        return twin.error();
    if (!*twin)
        return std::optional<SealReport>();
    auto report = TwinChecker(archive, **std::move(twin), known, cancellation).run();
    return report ? Result(std::optional(*std::move(report))) : report.error();
}

Result<SealReport> checkSealOf(const Archive& archive, std::span<const SealKey> known, const Cancellation& cancellation)
{
    auto twin = checkTwin(archive, known, cancellation);
    if (!twin)
        return twin.error();
    return *twin ? Result(**std::move(twin)) : checkSeal(archive.info().path, known, cancellation);
}

} // namespace auditlens
