// SPDX-License-Identifier: MIT
#include "ledger/verifyledger.h"

#include "base/hex.h"
#include "base/sha256.h"
#include "ledger/privatefile.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

#include <sys/file.h>

namespace auditlens {

namespace {

using Kind = LedgerProblem::Kind;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Ledger)
};

constexpr std::size_t mostListed = 1000;
constexpr std::size_t mostLineBytes = maxLedgerEndBytes + tornMark.size() + 1;
constexpr qsizetype pieceBytes = 64 << 10;

/// Takes the lines of a ledger one after the other.
class Verifier
{
public:
    Verifier(const Ed25519PublicKey& key, const std::optional<std::string>& expectedHash)
        : m_key(key)
        , m_signer(key.id())
        , m_expectedHash(expectedHash)
    {
    }

    /// A line without its line feed.
    void take(std::string_view line);
    void takeTooLong();
    /// What stands behind the last line feed.
    void takeUnfinished();
    LedgerReport finish();

private:
    void takeNoEntry(const QString& why);
    void checkTornLines(const LedgerLine& line);
    bool isAsSigned(const LedgerLine& line, std::string_view text);
    void checkPlace(const LedgerLine& line);
    void follow(const LedgerLine& line);
    void complain(Kind kind, const QString& text);

    const Ed25519PublicKey& m_key;
    const std::string m_signer;
    const std::optional<std::string>& m_expectedHash;
    LedgerReport m_report;
    std::uint64_t m_notAsSigned = 0; ///< Lines since the last entry that was as signed.
    bool m_expectedSeen = false;
    std::vector<std::uint64_t> m_torn; ///< Torn lines that no entry has signed for yet.
    std::uint64_t m_tornCount = 0;
    Sha256 m_tornHash;
};

void Verifier::take(std::string_view text)
{
    ++m_report.lines;
    if (text.ends_with(tornMark)) {
        if (m_torn.size() < mostListed)
            m_torn.push_back(m_report.lines);
        ++m_tornCount;
        m_tornHash.add(text);
        m_tornHash.add("\n");
        return;
    }
    const Result<LedgerLine, QString> line = readLedgerLine(text);
    if (!line)
        return takeNoEntry(line.error());
    checkTornLines(*line);
    if (!isAsSigned(*line, text))
        return;
    ++m_report.entries;
    checkPlace(*line);
    follow(*line);
}

void Verifier::takeTooLong()
{
    ++m_report.lines;
    takeNoEntry(Tr::tr("The line has more than %1 KiB.").arg(maxLedgerEndBytes >> 10));
}

void Verifier::takeNoEntry(const QString& why)
{
    ++m_notAsSigned;
    complain(Kind::NotAnEntry, Tr::tr("This is no entry. %1").arg(why));
}

void Verifier::takeUnfinished()
{
    ++m_report.lines;
    complain(Kind::CutOff,
        Tr::tr("This entry is not whole: the power failed while it was written, or its end was removed."));
}

void Verifier::checkTornLines(const LedgerLine& line)
{
    const std::string found = m_tornCount > 0 ? toHex(m_tornHash.result()) : std::string();
    if (found != line.torn)
        complain(Kind::TornLines,
            Tr::tr("The torn lines in front of this entry are not those that were there when it was written."));
    else if (m_report.tornLines.size() < mostListed)
        m_report.tornLines.insert(m_report.tornLines.end(), m_torn.begin(), m_torn.end());
    m_torn.clear();
    m_tornCount = 0;
}

bool Verifier::isAsSigned(const LedgerLine& line, std::string_view text)
{
    if (!hasItsHash(line, text))
        complain(Kind::Changed, Tr::tr("This entry was changed: its content does not give its hash."));
    else if (line.signer != m_signer)
        complain(Kind::ForeignSignature, Tr::tr("This entry is signed by another key."));
    else if (!isSignedWith(m_key, line))
        complain(
            Kind::ForeignSignature, Tr::tr("The signature of this entry was not made with the key, or was changed."));
    else
        return true;
    ++m_notAsSigned;
    return false;
}

// A line that was not as signed may have been the entry that is due, or may have been put in: both are told there.
void Verifier::checkPlace(const LedgerLine& line)
{
    const std::uint64_t due = m_report.tail.sequence + 1;
    if (line.sequence < due)
        complain(Kind::OutOfOrder,
            Tr::tr("This is entry %1 where entry %2 is due: entries were reordered, repeated or put in.")
                .arg(line.sequence)
                .arg(due));
    else if (line.sequence == due && line.previous != m_report.tail.hash)
        complain(Kind::BrokenLink, Tr::tr("This entry was written behind another entry than the one in front of it."));
    else if (line.sequence - due > m_notAsSigned)
        complain(Kind::Missing,
            Tr::tr("Entries in front of this one were removed: it is entry %1 where entry %2 is due.")
                .arg(line.sequence)
                .arg(due + m_notAsSigned));
}

void Verifier::follow(const LedgerLine& line)
{
    if (m_expectedSeen)
        ++m_report.newer;
    m_expectedSeen = m_expectedSeen || line.hash == m_expectedHash;
    if (line.sequence > m_report.tail.sequence)
        m_report.tail = {line.sequence, line.hash};
    m_notAsSigned = 0;
}

LedgerReport Verifier::finish()
{
    if (m_tornCount > 0)
        complain(Kind::TornLines, Tr::tr("The file ends in torn lines that no entry signs."));
    if (m_expectedHash && !m_expectedSeen && m_expectedHash != noLedgerHash())
        complain(Kind::TailMissing,
            Tr::tr("The entry with the expected last hash is not there: entries at the end were removed."));
    return std::move(m_report);
}

void Verifier::complain(Kind kind, const QString& text)
{
    if (m_report.problems.size() < mostListed)
        m_report.problems.push_back({m_report.lines, kind, text});
    ++m_report.problemCount;
}

Error cannotRead(const QString& path, const QString& why)
{
    return {Tr::tr("Cannot read the ledger \"%1\".").arg(QFileInfo(path).fileName()), why, path,
        Tr::tr("Check that the file exists and that you may read it.")};
}

/// How long it is between two entries. Whoever writes one holds the lock meanwhile.
std::optional<qint64> lengthAtRest(const QFile& file)
{
    if (!lockWithin(file.handle(), LOCK_SH, lockPatience))
        return {};
    const qint64 size = file.size();
    ::flock(file.handle(), LOCK_UN);
    return size;
}

/// Gives the lines of a file's first bytes to a verifier, with one line in memory. False on a read error.
class LineFeeder
{
public:
    LineFeeder(QFile& file, qint64 size, Verifier& verifier)
        : m_file(file)
        , m_left(size)
        , m_verifier(verifier)
    {
    }

    bool feed(const Cancellation& cancellation)
    {
        QByteArray piece(pieceBytes, Qt::Uninitialized);
        while (m_left > 0 && !cancellation.requested()) {
            const qint64 got = m_file.read(piece.data(), std::min(m_left, qint64(piece.size())));
            if (got <= 0)
                return false;
            m_left -= got;
            take({piece.constData(), std::size_t(got)});
        }
        if (atEnd() && (!m_line.empty() || m_tooLong))
            m_verifier.takeUnfinished();
        return true;
    }
    bool atEnd() const { return m_left == 0; }

private:
    void take(std::string_view bytes)
    {
        for (std::size_t feed = bytes.find('\n'); feed != std::string_view::npos; feed = bytes.find('\n')) {
            keep(bytes.substr(0, feed));
            bytes.remove_prefix(feed + 1);
            if (m_tooLong)
                m_verifier.takeTooLong();
            else
                m_verifier.take(m_line);
            m_line.clear();
            m_tooLong = false;
        }
        keep(bytes);
    }
    void keep(std::string_view bytes)
    {
        m_tooLong = m_tooLong || m_line.size() + bytes.size() > mostLineBytes;
        if (!m_tooLong)
            m_line += bytes;
    }

    QFile& m_file;
    qint64 m_left;
    Verifier& m_verifier;
    std::string m_line;
    bool m_tooLong = false;
};

} // namespace

Result<LedgerReport> verifyLedger(const QString& path, const Ed25519PublicKey& key,
    const std::optional<std::string>& expectedHash, const Cancellation& cancellation)
{
    QFile file(path);
    if (!QFileInfo(path).isFile()) // A pipe would make the reader wait.
        return cannotRead(path, Tr::tr("There is no such file, or it is not a file."));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return cannotRead(path, file.errorString() + QLatin1Char('.'));
    const std::optional<qint64> end = lengthAtRest(file);
    if (!end)
        return cannotRead(path, Tr::tr("It cannot be locked; perhaps another program keeps it locked."));
    Verifier verifier(key, expectedHash);
    LineFeeder feeder(file, *end, verifier);
    if (!feeder.feed(cancellation))
        return cannotRead(path,
            file.error() == QFile::NoError ? Tr::tr("It was cut while it was read.")
                                           : file.errorString() + QLatin1Char('.'));
    LedgerReport report = verifier.finish();
    report.complete = feeder.atEnd();
    return report;
}

} // namespace auditlens
