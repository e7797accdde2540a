// SPDX-License-Identifier: MIT
#include "seal/redact.h"

#include "base/text.h"
#include "seal/checkseal.h"
#include "seal/merkle.h"
#include "seal/newarchivefile.h"
#include "seal/twintable.h"
#include "seal/valuesleft.h"
#include "store/completeness.h"
#include "store/recordcopy.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Seal)
};

/// The places that are asked for, and which of them were there.
class AskedFields
{
public:
    explicit AskedFields(const QStringList& fields)
    {
        for (QString field : fields)
            m_fields.emplace_back(toUtf8(field.remove(QLatin1String("[]"))), false);
    }

    /// More is taken rather than less: a key may have a dot of its own.
    bool take(const std::string& plain)
    {
        bool asked = false;
        for (auto& [field, found] : m_fields) {
            const bool fits = plain.starts_with(field) && (plain.size() == field.size() || plain[field.size()] == '.');
            found = found || fits;
            asked = asked || fits;
        }
        return asked;
    }

    QStringList missing() const
    {
        QStringList names;
        for (const auto& [field, found] : m_fields) {
            if (!found)
                names << toQString(field);
        }
        return names;
    }

private:
    std::vector<std::pair<std::string, bool>> m_fields;
};

class Redactor
{
public:
    Redactor(const RedactRequest& request, const Cancellation& cancellation, const SealProgress& progress)
        : m_request(request)
        , m_cancellation(cancellation)
        , m_progress(progress)
        , m_asked(request.fields)
        , m_hasher([this](const std::string& path) { return std::optional(fieldSeed(m_seed, path)); })
    {
    }

    Result<RedactOutcome> run();

private:
    Error refused(const QString& why, const QString& help) const;
    Result<void> checkRequest() const;
    Result<void> readSealed();
    Result<std::optional<std::string_view>> redact(const WalkedRecord& record);
    bool isRedacted(std::uint32_t path);
    Result<void> checkRecords() const;
    Result<void> writeTwin(const QString& path);
    Result<void> writeCompleteness(Database& database) const;

    const RedactRequest& m_request;
    Cancellation m_cancellation;
    const SealProgress& m_progress;
    AskedFields m_asked;
    Seal m_sealed;
    FieldSeed m_seed{};
    FieldHasher m_hasher;
    std::vector<char> m_redacted; ///< By path.
    MerkleTree m_tree;
    TwinTable m_twin;
    ValuesLeft m_left;
    RedactOutcome m_outcome;
    std::uint64_t m_bytesDone = 0;
    std::string m_bytes;
};

Error Redactor::refused(const QString& why, const QString& help) const
{
    const QString path = m_request.archive->info().path;
    return {Tr::tr("Cannot make a redacted twin of \"%1\".").arg(QFileInfo(path).fileName()), why, path, help};
}

Result<void> Redactor::checkRequest() const
{
    const bool noneIsEmpty = std::ranges::none_of(m_request.fields, [](const QString& field) { return field.trimmed().isEmpty(); });
    if (m_request.fields.isEmpty() || !noneIsEmpty)
        return refused(Tr::tr("No field is named."), Tr::tr("Name the fields to redact as they stand in the records."));
    if (QFileInfo::exists(m_request.target))
        return refused(Tr::tr("There is a file \"%1\" already.").arg(m_request.target), Tr::tr("Choose another name."));
    return {};
}

Result<void> Redactor::readSealed()
{
    const QString& path = m_request.archive->info().path;
    const auto report = checkSeal(path, {}, m_cancellation);
    const auto text = report ? sealTextOf(path) : report.error();
    auto database = Database::open(path, Database::Mode::ReadOnly);
    if (!text || !database)
        return text ? database.error() : text.error();
    if (!report->complete)
        return refused(Tr::tr("It was interrupted."), Tr::tr("Do it again."));
    if (report->state != SealState::UnknownKey) // No key was named, so this is what an intact one is.
        return refused(Tr::tr("It is not sealed, or not as it was sealed."), Tr::tr("Only of a sealed archive that is intact a twin can say what is left of it."));
    auto seal = readSeal(*text);
    const auto seed = readFieldSeed(**database);
    if (!seal || !seed)
        return seal ? seed.error() : damagedError(path, Tr::tr("the seal"));
    if (!*seed || !fieldsRoot(*seal))
        return refused(Tr::tr("It was sealed without the hashes of its fields."),
            Tr::tr("Import the original files into a new archive and seal that with \"--redactable\"."));
    m_sealed = std::move(*seal);
    m_seed = **seed;
    m_twin.seal = *text;
    return {};
}

bool Redactor::isRedacted(std::uint32_t path)
{
    for (auto next = std::uint32_t(m_redacted.size()); next < m_hasher.paths().size(); ++next)
        m_redacted.push_back(m_asked.take(m_hasher.paths().plain(next)) ? 1 : 0);
    return m_redacted[path] != 0;
}

Result<std::optional<std::string_view>> Redactor::redact(const WalkedRecord& record)
{
    if (m_cancellation.requested())
        return refused(Tr::tr("It was interrupted."), Tr::tr("Do it again."));
    if (!m_hasher.read(record))
        return refused(Tr::tr("Record %1 of \"%2\" cannot be cut into its values.").arg(record.ordinal + 1).arg(toQString(record.source.info.name)),
            Tr::tr("Seal a part of the archive without it."));
    if (m_progress)
        m_progress(m_bytesDone += record.raw.size(), m_request.archive->info().rawBytes);
    m_twin.records.push_back(m_hasher.record(record));
    m_tree.add(m_twin.records.back());
    const bool isJson = record.layout.container != Container::Delimited;
    std::size_t at = 0;
    std::uint64_t values = 0;
    m_bytes.clear();
    for (const RecordLeaf& leaf : m_hasher.leaves()) {
        if (!isRedacted(leaf.path))
            continue;
        m_bytes += record.raw.substr(at, leaf.offset - at);
        m_bytes += redactionMark(*m_hasher.leaf(leaf.index), isJson);
        at = leaf.offset + leaf.size;
        ++values;
    }
    m_bytes += record.raw.substr(at);
    m_outcome.values += values;
    m_outcome.records += values > 0 ? 1 : 0;
    if (values > 0)
        m_left.look(record.raw, m_hasher.leaves(), m_hasher.paths(), [this](std::uint32_t path) { return isRedacted(path); });
    return std::optional(std::string_view(m_bytes));
}

Result<void> Redactor::checkRecords() const
{
    if (m_tree.root() != *fieldsRoot(m_sealed))
        return refused(Tr::tr("The hashes of its fields are not those of its records."), Tr::tr("Ask who sealed it."));
    const QStringList missing = m_asked.missing();
    if (missing.isEmpty())
        return {};
    return refused(Tr::tr("No record has a field \"%1\".").arg(missing.join(QLatin1String("\", \""))),
        Tr::tr("Look at a record as received: a field is named by the keys that lead to it, with dots between them."));
}

Result<void> Redactor::writeTwin(const QString& path)
{
    const FieldPaths& paths = m_hasher.paths();
    for (std::uint32_t number = 0; number < paths.size(); ++number) {
        if (!isRedacted(number))
            m_twin.seeds.emplace(paths.text(number), fieldSeed(m_seed, paths.text(number)));
    }
    auto database = Database::open(path, Database::Mode::ReadWrite);
    if (!database)
        return database.error();
    const auto written = writeCompleteness(**database);
    return written ? createTwinTable(**database, m_twin) : written;
}

// Only what the seal has a hash of: nothing else of it could be verified.
Result<void> Redactor::writeCompleteness(Database& database) const
{
    const auto known = readCompleteness(*m_request.archive);
    if (!known)
        return known.error();
    if (leafDigest(m_sealed, "coverage")) {
        if (const auto put = putCoverage(database, known->coverage); !put)
            return put;
    }
    return leafDigest(m_sealed, "cuts") ? putCuts(database, known->cuts) : Result<void>();
}

Result<RedactOutcome> Redactor::run()
{
    if (const auto fine = checkRequest(); !fine)
        return fine.error();
    if (const auto read = readSealed(); !read)
        return read.error();
    NewArchiveFile file(QFileInfo(m_request.target).absoluteFilePath());
    if (!file.create())
        return refused(Tr::tr("The folder of the new file cannot be written."), Tr::tr("Check that it exists and that you may write there."));
    if (const auto copied = copyRecords(*m_request.archive, file.path(), [this](const WalkedRecord& record) { return redact(record); }); !copied) {
        Error error = copied.error();
        if (error.help.isEmpty())
            error.help = Tr::tr("Leave that field as it is: without it the record cannot be read.");
        return error;
    }
    if (const auto fine = checkRecords(); !fine)
        return fine.error();
    if (const auto written = writeTwin(file.path()); !written)
        return written.error();
    if (!file.takeName(m_request.archive->info().path))
        return refused(Tr::tr("The new file cannot be put in its place."), Tr::tr("Check that you may write to the folder."));
    m_outcome.left = m_left.list();
    return std::move(m_outcome);
}

} // namespace

Result<RedactOutcome> redactArchive(const RedactRequest& request, const Cancellation& cancellation, const SealProgress& progress)
{
    return Redactor(request, cancellation, progress).run();
}

} // namespace auditlens
