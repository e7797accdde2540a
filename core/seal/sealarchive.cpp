// SPDX-License-Identifier: MIT
#include "seal/sealarchive.h"

#include "base/text.h"
#include "event/isotime.h"
#include "seal/containerfile.h"
#include "seal/fieldhash.h"
#include "seal/merkle.h"
#include "seal/newarchivefile.h"
#include "seal/sealblock.h"
#include "seal/sealleaves.h"
#include "seal/twintable.h"
#include "store/archivewriter.h"
#include "store/completeness.h"
#include "store/recordcopy.h"
#include "store/schema.h"
#include "store/sealmark.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Seal)
};

constexpr unsigned eventTimeDigits = 9;

enum Stage : std::uint8_t { Copying, HashingBytes, HashingFields, HashingRows };

bool isIn(const RowSet& rows, Row row)
{
    const std::uint32_t at = rows.lowerBound(row);
    return at < rows.size() && rows.at(at) == row;
}

class Sealer
{
public:
    Sealer(const SealRequest& request, const Secret& key, const Cancellation& cancellation, const SealProgress& progress)
        : m_request(request)
        , m_key(key)
        , m_cancellation(cancellation)
        , m_progress(progress)
        , m_archive(QFileInfo(request.archive).canonicalFilePath())
        , m_target(request.target.isEmpty() ? m_archive : QFileInfo(request.target).absoluteFilePath())
    {
    }

    Result<SealStatement> run();

private:
    bool inPlace() const { return m_request.target.isEmpty(); }
    Error refused(const QString& why, const QString& help) const;
    Error interrupted() const;
    void tell(Stage stage, std::uint64_t done, std::uint64_t of) const;
    Result<void> checkRequest() const;
    Result<void> checkArchive() const;
    Result<void> keepWritersOut();
    Result<void> fill(const QString& to);
    Result<void> copyTables(const QString& to) const;
    Result<void> cutRecords(const QString& to) const;
    Result<bool> hasGrown() const;
    Result<void> noteCut(const QString& to) const;
    Result<SealStatement> sealFile(const QString& path);
    Result<std::vector<SealLeaf>> hashes(Database& database, const ContainerFile& file, std::uint64_t bytes);
    Result<SealStatement> statement(Database& database, std::uint64_t bytes) const;
    Result<SealLeaf> hashFields(const QString& path, std::uint64_t bytes);

    const SealRequest& m_request;
    const Secret& m_key;
    Cancellation m_cancellation;
    const SealProgress& m_progress;
    QString m_archive;
    QString m_target;
    std::string m_at = toUtf8(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    std::optional<FieldSeed> m_seed; ///< Where twins are to be possible.
    std::unique_ptr<ArchiveWriter> m_writer; ///< Its lock keeps others out until the sealed file stands in its place.
};

Error Sealer::refused(const QString& why, const QString& help) const
{
    return {Tr::tr("Cannot seal the archive \"%1\".").arg(QFileInfo(m_request.archive).fileName()), why,
        m_request.archive, help};
}

Error Sealer::interrupted() const
{
    return refused(Tr::tr("It was interrupted."), Tr::tr("Do it again; the archive is as it was."));
}

// Copying and each way of hashing take times of the same kind for each byte.
void Sealer::tell(Stage stage, std::uint64_t done, std::uint64_t of) const
{
    const bool isBehindFields = stage >= HashingFields && !m_request.redactable;
    const std::uint64_t stages = m_request.redactable ? 4 : 3;
    if (m_progress)
        m_progress((std::uint64_t(stage) - (isBehindFields ? 1 : 0)) * of + std::min(done, of), stages * of);
}

Result<void> Sealer::checkRequest() const
{
    if (m_archive.isEmpty() || !QFileInfo(m_archive).isFile())
        return refused(Tr::tr("There is no such file."), Tr::tr("Check the path."));
    if (const QString problem = sealNameProblem(m_request.by); !problem.isEmpty())
        return refused(
            Tr::tr("The name of who seals cannot be used: %1").arg(problem), Tr::tr("Write another one, in one line."));
    if (const QString problem = sealNoteProblem(m_request.note); !problem.isEmpty())
        return refused(Tr::tr("The note cannot be used: %1").arg(problem), Tr::tr("Write it in one line."));
    if (m_request.cut && inPlace())
        return refused(Tr::tr("A part of it cannot take its place."), Tr::tr("Name a new file for it."));
    if (!inPlace() && QFileInfo::exists(m_target))
        return refused(Tr::tr("There is a file \"%1\" already.").arg(m_target), Tr::tr("Choose another name."));
    return {};
}

Result<void> Sealer::checkArchive() const
{
    const auto mark = sealMarkOf(m_archive);
    if (!mark)
        return mark.error();
    auto database = Database::open(m_archive, Database::Mode::ReadOnly);
    const auto twin = database ? hasTwinTable(**database) : database.error();
    if (!twin)
        return twin.error();
    if (*twin)
        return refused(Tr::tr("It is a redacted twin, and what it holds is sealed already."), Tr::tr("Hand it on as it is."));
    if (mark->empty() || m_request.cut)
        return {};
    return refused(Tr::tr("It was sealed at %1 already.").arg(toQString(*mark)),
        Tr::tr("An archive is sealed once. For another seal import the original files into a new archive."));
}

// What is committed is moved into the file, so that nothing beside it is taken for a part of the one that follows it.
Result<void> Sealer::keepWritersOut()
{
    auto writer = ArchiveWriter::open(m_archive);
    if (!writer)
        return writer.error();
    m_writer = std::move(*writer);
    if (const auto finished = m_writer->finish(); !finished)
        return finished;
    const auto file = ContainerFile::open(m_archive, ContainerFile::Mode::Read);
    if (!file)
        return file.error();
    const auto end = file->endOfPages();
    if (!end)
        return end.error();
    if (*end && file->journals().isEmpty())
        return {};
    return refused(Tr::tr("Another program is reading it."), Tr::tr("Close it there and try again."));
}

// A copy of the rows, not of the pages: what was deleted once is not handed on.
Result<void> Sealer::copyTables(const QString& to) const
{
    auto database = Database::open(m_archive, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    const auto bytes = std::uint64_t(QFileInfo(m_archive).size());
    const auto copied = (*database)->copyInto(to, [&] {
        tell(Copying, std::uint64_t(QFileInfo(to).size()), bytes);
        return !m_cancellation.requested();
    });
    if (!copied)
        return copied.error();
    return *copied ? Result<void>() : interrupted();
}

Result<void> Sealer::cutRecords(const QString& to) const
{
    const SealCut& cut = *m_request.cut;
    const auto bytes = cut.archive->info().rawBytes;
    std::uint64_t done = 0;
    return copyRecords(*cut.archive, to, [&](const WalkedRecord& record) -> Result<std::optional<std::string_view>> {
        if (m_cancellation.requested())
            return interrupted();
        tell(Copying, done += record.raw.size(), bytes);
        const bool isWanted = std::ranges::any_of(record.events, [&](const WalkedEvent& event) { return isIn(cut.rows, event.row); });
        return isWanted ? std::optional(record.raw) : std::nullopt;
    });
}

Result<bool> Sealer::hasGrown() const
{
    auto database = Database::open(m_archive, Database::Mode::ReadOnly);
    const auto events = database ? (*database)->number("SELECT total(rows) FROM segments") : database.error();
    return events ? Result(std::uint64_t(*events) != m_request.cut->archive->info().events) : events.error();
}

// What is known of the time of the part goes along: whoever gets it asks whether it is everything.
Result<void> Sealer::noteCut(const QString& to) const
{
    const SealCut& cut = *m_request.cut;
    auto known = readCompleteness(*cut.archive);
    const auto grown = known ? hasGrown() : known.error(); // after the ledger was read
    if (!grown)
        return grown.error();
    if (*grown && !known->coverage.empty())
        return refused(Tr::tr("It has grown since it was asked, and its ledger speaks of newer events."), Tr::tr("Ask again and seal what is found then."));
    auto part = Database::open(to, Database::Mode::ReadWrite);
    if (!part)
        return part.error();
    for (SourceCoverage& one : known->coverage)
        one.coverage = one.coverage.cutTo(cut.range);
    known->cuts.push_back({cut.query.text, cut.query.zone, cut.query.from, cut.query.to, cut.archive->info().events});
    if (const auto put = known->coverage.empty() ? Result<void>() : putCoverage(**part, known->coverage); !put)
        return put;
    return putCuts(**part, known->cuts);
}

Result<void> Sealer::fill(const QString& to)
{
    if (const auto filled = m_request.cut ? cutRecords(to) : copyTables(to); !filled)
        return filled;
    if (const auto noted = m_request.cut ? noteCut(to) : Result<void>(); !noted)
        return noted;
    auto sealed = Database::open(to, Database::Mode::ReadWrite);
    if (!sealed)
        return sealed.error();
    if (m_request.redactable) {
        m_seed = randomSeed();
        if (!m_seed)
            return refused(Tr::tr("The system gives no random numbers."), Tr::tr("Try again."));
        if (const auto put = putFieldSeed(**sealed, *m_seed); !put)
            return put;
    }
    return putSealMark(**sealed, m_at);
}

Result<std::vector<SealLeaf>> Sealer::hashes(Database& database, const ContainerFile& file, std::uint64_t bytes)
{
    const auto numbers = segmentNumbers(database);
    const auto parts = hashedParts(database);
    const auto whole = file.hash(bytes, m_cancellation, [&](std::uint64_t done) { tell(HashingBytes, done, bytes); });
    if (!numbers || !parts)
        return numbers ? parts.error() : numbers.error();
    if (!whole)
        return whole.error();
    std::vector<SealLeaf> leaves;
    if (*whole)
        leaves.push_back({"file", **whole});
    const auto add = [&leaves](Result<SealLeaf> leaf) -> Result<void> {
        if (!leaf)
            return leaf.error();
        leaves.push_back(std::move(*leaf));
        return {};
    };
    for (const std::string_view part : *parts) {
        if (const auto added = add(hashPart(database, part)); !added)
            return added.error();
    }
    if (m_request.redactable) {
        if (const auto added = add(hashFields(database.path(), bytes)); !added)
            return added.error();
    }
    std::uint64_t segmentsDone = 0;
    for (const std::int64_t segment : *numbers) {
        if (m_cancellation.requested())
            break;
        if (const auto added = add(hashSegment(database, segment)); !added)
            return added.error();
        tell(HashingRows, bytes * ++segmentsDone / numbers->size(), bytes);
    }
    if (m_cancellation.requested())
        return interrupted();
    return leaves;
}

Result<SealStatement> Sealer::statement(Database& database, std::uint64_t bytes) const
{
    auto sums = database.prepare("SELECT (SELECT value FROM meta WHERE key = 'id'), (SELECT count(*) FROM sources), "
                                 "(SELECT total(duplicates) FROM sources),"
                                 " (SELECT total(rejected) FROM sources), count(*), total(rows), total(raw_bytes), "
                                 "min(first_time), max(last_time) FROM segments");
    if (!sums)
        return sums.error();
    if (const auto row = sums->step(); !row)
        return row.error();
    const auto number = [&sums](int column) { return std::uint64_t(sums->number(column)); };
    SealStatement made;
    made.archive = sums->text(0);
    made.by = toUtf8(m_request.by);
    made.at = m_at;
    made.note = toUtf8(m_request.note);
    made.program = "AuditLens " AUDITLENS_VERSION;
    made.schema = schemaVersion;
    made.bytes = bytes;
    made.sources = number(1);
    made.duplicates = number(2);
    made.rejected = number(3);
    made.segments = number(4);
    made.events = number(5);
    made.ofEvents = m_request.cut ? m_request.cut->archive->info().events : made.events;
    made.query = m_request.cut ? m_request.cut->query : SealedQuery();
    made.recordBytes = number(6);
    if (made.segments > 0) {
        appendIsoUtc(made.first, sums->number(7), eventTimeDigits);
        appendIsoUtc(made.last, sums->number(8), eventTimeDigits);
    }
    return made;
}

Result<SealStatement> Sealer::sealFile(const QString& path)
{
    auto file = ContainerFile::open(path, ContainerFile::Mode::Write);
    auto database = Database::open(path, Database::Mode::ReadOnly);
    if (!file || !database)
        return file ? database.error() : file.error();
    const auto size = file->size();
    const auto end = file->endOfPages();
    if (!size || !end)
        return size ? end.error() : size.error();
    if (*end != *size)
        return damagedError(m_archive, Tr::tr("the number of pages"));
    auto said = statement(**database, *size);
    auto leaves = said ? hashes(**database, *file, *size) : said.error();
    if (!leaves)
        return leaves.error();
    const auto seal = signedSeal(std::move(*said), std::move(*leaves), m_key);
    if (!seal)
        return seal.error();
    const std::string text = textOf(*seal);
    if (text.size() > maxSealBytes)
        return refused(
            Tr::tr("It has too many segments."), Tr::tr("Import the original files into a new archive, all at once."));
    // What is not written so that it can be read must not be written.
    if (const auto read = readSeal(text); !read)
        return refused(read.error(), Tr::tr("Take the archive from a backup or import the original files again."));
    const auto appended = file->append(text);
    return appended ? Result(seal->statement) : appended.error();
}

// By the layouts of its sources alone, so that no format has to be known.
Result<SealLeaf> Sealer::hashFields(const QString& path, std::uint64_t bytes)
{
    const auto archive = Archive::open(path, std::make_shared<FormatRegistry>());
    if (!archive)
        return archive.error();
    MerkleTree tree;
    FieldHasher hasher([this](const std::string& field) { return std::optional(fieldSeed(*m_seed, field)); });
    std::uint64_t done = 0;
    const auto walked = walkRecords(**archive, [&](const WalkedRecord& record) -> Result<void> {
        if (m_cancellation.requested())
            return interrupted();
        if (!hasher.read(record))
            return refused(Tr::tr("Record %1 of \"%2\" has too many different fields, or is too deep.")
                               .arg(record.ordinal + 1)
                               .arg(toQString(record.source.info.name)),
                Tr::tr("Seal it without making redacted twins possible."));
        tree.add(hasher.record(record));
        done += record.raw.size();
        tell(HashingFields, bytes * done / std::max<std::uint64_t>((*archive)->info().rawBytes, 1), bytes);
        return {};
    });
    return walked ? Result(fieldsLeaf(tree.root())) : walked.error();
}

Result<SealStatement> Sealer::run()
{
    if (const auto fine = checkRequest(); !fine)
        return fine.error();
    if (const auto fine = checkArchive(); !fine)
        return fine.error();
    if (const auto alone = inPlace() ? keepWritersOut() : Result<void>(); !alone)
        return alone.error();
    NewArchiveFile file(m_target, inPlace() ? NewArchiveFile::Existing::IsReplaced : NewArchiveFile::Existing::Stays);
    if (!file.create())
        return refused(Tr::tr("The folder cannot be written."),
            Tr::tr("Check that the folder exists and that you may write there."));
    if (const auto filled = fill(file.path()); !filled)
        return filled.error();
    auto sealed = sealFile(file.path());
    if (!sealed || file.takeName(m_archive))
        return sealed;
    return refused(
        Tr::tr("The sealed file cannot be put in its place."), Tr::tr("Check that you may write to the folder."));
}

} // namespace

Result<SealStatement> sealArchive(
    const SealRequest& request, const Secret& key, const Cancellation& cancellation, const SealProgress& progress)
{
    return Sealer(request, key, cancellation, progress).run();
}

} // namespace auditlens
