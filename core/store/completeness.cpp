// SPDX-License-Identifier: MIT
#include "store/completeness.h"

#include "base/personalname.h"
#include "base/text.h"
#include "base/utf8.h"
#include "store/archivedata.h"
#include "store/archivetables.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Archive)
};

constexpr std::size_t mostSlices = 1'000'000;
constexpr std::size_t mostCuts = 1000;
constexpr std::size_t longestText = 64 << 10;

constexpr std::string_view coverageTable = R"sql(
CREATE TABLE IF NOT EXISTS coverage (
    source INTEGER NOT NULL, first_time INTEGER NOT NULL, end_time INTEGER NOT NULL, state INTEGER NOT NULL,
    asked INTEGER NOT NULL, note TEXT NOT NULL, PRIMARY KEY (source, first_time)) WITHOUT ROWID;
)sql";
constexpr std::string_view cutsTable = R"sql(
CREATE TABLE cuts (
    id INTEGER PRIMARY KEY, query TEXT NOT NULL, zone TEXT NOT NULL, from_time TEXT NOT NULL, to_time TEXT NOT NULL,
    of_events INTEGER NOT NULL);
)sql";

Result<std::vector<SourceCoverage>> readCoverage(Database& database, const std::vector<StoredSource>& sources)
{
    std::vector<SourceCoverage> all;
    const auto there = hasTable(database, "coverage");
    if (!there || !*there)
        return there ? Result(std::move(all)) : there.error();
    for (const StoredSource& source : sources) {
        auto coverage = readSlices(database, source.id);
        if (!coverage)
            return coverage.error();
        if (!coverage->slices().empty())
            all.push_back({source.id, *std::move(coverage)});
    }
    return all;
}

bool isShowable(const ArchiveCut& cut)
{
    return std::ranges::all_of(std::array<std::string_view, 4> {cut.query, cut.zone, cut.from, cut.to},
        [](std::string_view text) { return text.size() <= longestText && isUtf8(text) && isFitForNames(toQString(text)); });
}

Result<std::vector<ArchiveCut>> readCuts(Database& database)
{
    std::vector<ArchiveCut> cuts;
    const auto there = hasTable(database, "cuts");
    if (!there || !*there)
        return there ? Result(std::move(cuts)) : there.error();
    auto statement = database.prepare("SELECT query, zone, from_time, to_time, of_events FROM cuts ORDER BY id");
    if (!statement)
        return statement.error();
    const auto done = statement->forEachRow([&]() -> Result<void> {
        const auto text = [&](int column) { return std::string(statement->text(column)); };
        cuts.push_back({text(0), text(1), text(2), text(3), std::uint64_t(statement->number(4))});
        if (cuts.size() <= mostCuts && isShowable(cuts.back()))
            return {};
        return damagedError(database.path(), Tr::tr("what the archive was cut out with"));
    });
    return done ? Result(std::move(cuts)) : done.error();
}

} // namespace

Result<ArchiveCompleteness> readCompleteness(const Archive& archive)
{
    const auto database = archive.data().blocks().connect();
    if (!database)
        return database.error();
    auto coverage = readCoverage(**database, archive.info().sources);
    auto cuts = readCuts(**database);
    if (!coverage || !cuts)
        return coverage ? cuts.error() : coverage.error();
    return ArchiveCompleteness {*std::move(coverage), *std::move(cuts)};
}

Result<void> putCoverage(Database& database, const std::vector<SourceCoverage>& coverage)
{
    if (const Result<void> made = createCoverage(database); !made)
        return made;
    for (const SourceCoverage& one : coverage) {
        if (const Result<void> put = insertSlices(database, one.source, one.coverage); !put)
            return put;
    }
    return {};
}

Result<void> putCuts(Database& database, const std::vector<ArchiveCut>& cuts)
{
    if (const Result<void> made = database.execute(cutsTable); !made)
        return made;
    auto insert = database.prepare("INSERT INTO cuts (query, zone, from_time, to_time, of_events) VALUES (?, ?, ?, ?, ?)");
    if (!insert)
        return insert.error();
    for (const ArchiveCut& cut : cuts) {
        insert->bindText(1, cut.query).bindText(2, cut.zone).bindText(3, cut.from).bindText(4, cut.to);
        if (const Result<void> done = insert->bind(5, std::int64_t(cut.ofEvents)).run(); !done)
            return done;
    }
    return {};
}

Result<void> createCoverage(Database& database)
{
    return database.execute(coverageTable);
}

Result<void> insertSlices(Database& database, SourceId source, const TimeCoverage& coverage)
{
    auto slice = database.prepare("INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?)");
    if (!slice)
        return slice.error();
    for (const CoverageSlice& one : coverage.slices()) {
        slice->bind(1, std::int64_t(source)).bind(2, one.range.begin).bind(3, one.range.end).bind(4, std::int64_t(one.state));
        if (const Result<void> done = slice->bind(5, one.asked).bindText(6, one.note).run(); !done)
            return done;
    }
    return {};
}

Result<TimeCoverage> readSlices(Database& database, SourceId source)
{
    auto statement = database.prepare("SELECT first_time, end_time, state, asked, note FROM coverage WHERE source = ? ORDER BY first_time");
    if (!statement)
        return statement.error();
    statement->bind(1, std::int64_t(source));
    std::vector<CoverageSlice> slices;
    const Error damage = damagedError(database.path(), Tr::tr("the ledger of completeness"));
    const auto done = statement->forEachRow([&]() -> Result<void> {
        const std::int64_t state = statement->number(2);
        if (slices.size() >= mostSlices || state < 0 || state > std::int64_t(Completeness::Failed))
            return damage;
        slices.push_back({{statement->number(0), statement->number(1)}, Completeness(state), statement->number(3), std::string(statement->text(4))});
        return {};
    });
    if (!done)
        return done.error();
    return TimeCoverage::areInOrder(slices) ? Result(TimeCoverage(std::move(slices))) : damage;
}

QString timesText(const std::string& from, const std::string& to)
{
    if (from.empty() && to.empty())
        return Tr::tr("of any time");
    if (to.empty())
        return Tr::tr("from %1 on").arg(toQString(from));
    if (from.empty())
        return Tr::tr("before %1").arg(toQString(to));
    return Tr::tr("from %1 to before %2").arg(toQString(from), toQString(to));
}

} // namespace auditlens
