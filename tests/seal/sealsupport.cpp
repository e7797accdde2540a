// SPDX-License-Identifier: MIT
#include "sealsupport.h"

#include "event/isotime.h"
#include "store/syncjournal.h"
#include "support/testsupport.h"

#include <QFile>

namespace auditlens::test {

namespace {

constexpr std::size_t eventsOfSegment = 40;

std::string_view viewOf(const QByteArray& bytes)
{
    return {bytes.constData(), std::size_t(bytes.size())};
}

} // namespace

Secret sealingKey(char letter)
{
    return Secret::copyOf(std::string(32, letter));
}

SealKey knownSealKey(char letter)
{
    return {QStringLiteral("key ") + QLatin1Char(letter), must(Ed25519PublicKey::ofPrivateKey(sealingKey(letter)))};
}

void makeArchive(const QString& path, int segments)
{
    RandomEvents random(7);
    const auto writer = must(ArchiveWriter::open(path));
    const SourceId first = must(writer->addSource(testSource("first.jsonl")));
    const SourceId second = must(writer->addSource(testSource("second.jsonl")));
    for (int segment = 0; segment < segments; ++segment) {
        appendEvents(*writer, segment % 2 == 0 ? first : second, random.take(eventsOfSegment));
        must(writer->commit());
    }
    must(writer->addReject({first, "first.jsonl", 7, 1234, "unclosed string", "{\"id\": \"a"}));
    must(writer->addReject({second, "second.jsonl", 1, 0, "no JSON", std::string(20'000, 'x')}));
    must(writer->finish());
}

SealRequest sealRequest(const QString& archive)
{
    return {archive, {}, QStringLiteral("Ann Å. \"Auditor\""), QStringLiteral("case 17 / \\ März 🦊")};
}

void makeSealed(const QString& path, int segments)
{
    makeArchive(path, segments);
    must(sealArchive(sealRequest(path), sealingKey()));
}

void addSynced(const QString& path)
{
    auto writer = must(ArchiveWriter::open(path));
    SourceInfo info;
    info.name = "prod";
    info.format = "tiger";
    const auto journal = must(SyncJournal::open(*writer, info, "scope-of-prod"));
    const Nanoseconds asked = syncedNoon + 10 * syncedHour;
    journal->note({{syncedNoon, syncedNoon + syncedHour}, Completeness::Complete, asked, {}});
    journal->note({{syncedNoon + syncedHour, syncedNoon + 2 * syncedHour}, Completeness::Capped, asked, "It hands out 50."});
    journal->keepCursor({{syncedNoon, syncedNoon + 5 * syncedHour}, syncedNoon + 2 * syncedHour, "cursor-of-prod"});
    must(writer->finish());
    writer.reset(); // before the journal
}

SealRequest partRequest(const std::shared_ptr<const Archive>& archive, const QString& target, const TimeRange& range, const std::string& query)
{
    SealRequest request = sealRequest(archive->info().path);
    request.target = target;
    SealedQuery said {query, "UTC", {}, {}};
    if (range.begin != TimeRange().begin)
        appendIsoUtc(said.from, range.begin, 9);
    if (range.end != TimeRange().end)
        appendIsoUtc(said.to, range.end, 9);
    request.cut = SealCut {archive, archive->rowsBetween(range.begin, range.end), said, range};
    return request;
}

SealReport checked(const QString& path)
{
    const SealKey known[] = {knownSealKey('x'), knownSealKey()};
    return must(checkSeal(path, known));
}

void writeBytes(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray sealOf(const QByteArray& file)
{
    const auto size = sealSize(viewOf(file.last(qsizetype(sealEndBytes))));
    if (!size)
        qFatal("the file is not sealed");
    return file.last(qsizetype(*size));
}

QByteArray withSeal(const QByteArray& file, const QByteArray& seal)
{
    return file.chopped(sealOf(file).size()) + seal;
}

QByteArray resigned(const QByteArray& seal, const std::function<void(Seal&)>& change)
{
    auto read = readSeal(viewOf(seal));
    if (!read)
        qFatal("%s", qPrintable(read.error()));
    change(*read);
    return QByteArray::fromStdString(textOf(must(signedSeal(read->statement, read->leaves, sealingKey()))));
}

} // namespace auditlens::test
