// SPDX-License-Identifier: MIT
#include "ledger/ledger.h"

#include "base/hex.h"
#include "base/sha256.h"
#include "base/text.h"
#include "ledger/privatefile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileInfo>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Ledger)
};

Error cannotRecord(const QString& path, const QString& why, bool damage)
{
    return {Tr::tr("The ledger \"%1\" cannot be continued.").arg(QFileInfo(path).fileName()), why, path,
        Tr::tr("Keep the file, verify it with \"auditlens ledger verify\", and begin a new one."), damage};
}

std::string now()
{
    return toUtf8(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
}

/// Where the last line begins that ends before `end`.
std::size_t beginOfLine(std::string_view bytes, std::size_t end)
{
    if (end == 0)
        return 0;
    const std::size_t feed = bytes.rfind('\n', end - 1);
    return feed == std::string_view::npos ? 0 : feed + 1;
}

/// The last line that is neither unfinished nor torn, with its line feed; from 0 to 0 when there is none.
struct LastLine
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

LastLine lastLine(std::string_view bytes)
{
    std::size_t end = bytes.ends_with('\n') ? bytes.size() : beginOfLine(bytes, bytes.size());
    while (end > 0) {
        const std::size_t begin = beginOfLine(bytes, end - 1);
        if (!bytes.substr(begin, end - 1 - begin).ends_with(tornMark))
            return {begin, end};
        end = begin;
    }
    return {};
}

} // namespace

/// What the next entry follows.
struct Ledger::End
{
    LedgerTail tail;
    std::string torn; ///< Torn lines behind the last entry, the unfinished one included.
    bool unfinished = false; ///< The last line has no line feed.
};

Ledger::Ledger(QString path, Secret key, const Ed25519PublicKey& publicKey, const LedgerTail& kept)
    : m_path(std::move(path))
    , m_key(std::move(key))
    , m_publicKey(publicKey)
    , m_signer(publicKey.id())
    , m_tail(kept)
{
}

Result<Ledger> Ledger::open(const QString& path, Secret key, const LedgerTail& kept)
{
    const Result<Ed25519PublicKey> publicKey = Ed25519PublicKey::ofPrivateKey(key);
    if (!publicKey)
        return publicKey.error();
    Ledger ledger(path, std::move(key), *publicKey, kept);
    const Result<PrivateFile> file = ledger.openLocked();
    if (!file)
        return file.error();
    const Result<End> end = ledger.checkedEnd(*file);
    if (!end)
        return end.error();
    ledger.m_tail = end->tail;
    return ledger;
}

Result<LedgerTail> Ledger::append(const LedgerEntry& entry)
{
    if (const QString problem = entryProblem(entry); !problem.isEmpty())
        return Error {
            Tr::tr("The entry cannot be written."), problem, m_path, Tr::tr("Nothing is shown without an entry.")};
    Result<PrivateFile> file = openLocked(); // Another process may have appended, or put another file there.
    if (!file)
        return file.error();
    const Result<End> end = checkedEnd(*file);
    if (!end)
        return end.error();
    if (const Result<void> unused = checkUnused(entry.challenge, *file); !unused)
        return unused.error();
    const Result<LedgerLine> line = signedLine(entry, *end);
    if (!line)
        return line.error();
    std::string bytes = end->unfinished ? std::string(tornMark) + '\n' : std::string();
    (bytes += textOf(*line)) += '\n';
    if (const Result<void> written = file->append(bytes, end->tail.sequence == 0); !written)
        return written.error();
    m_tail = {line->sequence, line->hash};
    return m_tail;
}

Result<PrivateFile> Ledger::openLocked() const
{
    Result<PrivateFile> file = PrivateFile::open(m_path, PrivateFile::Mode::Append);
    if (!file)
        return file;
    if (const Result<void> locked = file->lock(lockPatience); !locked)
        return locked.error();
    return file;
}

// Nobody continues a file that was cut: the new entries would cover the hole.
Result<Ledger::End> Ledger::checkedEnd(const PrivateFile& file)
{
    Result<End> end = readEnd(file);
    if (!end)
        return end;
    const LedgerTail& tail = end->tail;
    if (tail.sequence < m_tail.sequence || (tail.sequence == m_tail.sequence && tail.hash != m_tail.hash))
        return cannotRecord(m_path,
            Tr::tr("Entries at its end were removed or replaced: %1 were known, %2 are left.")
                .arg(m_tail.sequence)
                .arg(tail.sequence),
            true);
    m_foundTornEntry = end->unfinished;
    return end;
}

// Under the lock, so that two processes cannot use one challenge at the same time. Inside of a text the quotes of
// the member would be escaped.
Result<void> Ledger::checkUnused(const std::string& challenge, const PrivateFile& file) const
{
    if (challenge.empty())
        return {};
    const std::string member = ",\"challenge\":\"" + challenge + '"';
    constexpr std::size_t piece = 1 << 20;
    std::string bytes;
    for (std::uint64_t offset = 0;; offset += bytes.size() - member.size()) {
        Result<std::string> read = file.read(offset, piece);
        if (!read)
            return read.error();
        bytes = *std::move(read);
        if (bytes.find(member) != std::string::npos)
            return Error {Tr::tr("The entry cannot be written."), Tr::tr("What the second person has signed was used already."), m_path,
                Tr::tr("Make a new challenge and have it signed.")};
        if (bytes.size() < piece)
            return {};
    }
}

Result<Ledger::End> Ledger::readEnd(const PrivateFile& file) const
{
    const Result<std::uint64_t> size = file.size();
    if (!size)
        return size.error();
    const std::uint64_t offset = *size > maxLedgerEndBytes ? *size - maxLedgerEndBytes : 0;
    const Result<std::string> read = file.read(offset, std::size_t(*size - offset));
    if (!read)
        return read.error();
    const LastLine last = lastLine(*read);
    if (last.begin == 0 && offset > 0)
        return cannotRecord(m_path, Tr::tr("There is no entry in its last %1 KiB.").arg(maxLedgerEndBytes >> 10), true);
    End end;
    end.torn = read->substr(last.end);
    end.unfinished = !read->empty() && read->back() != '\n';
    if (last.end == 0)
        return end;
    const Result<LedgerTail> tail = tailOf(std::string_view(*read).substr(last.begin, last.end - 1 - last.begin));
    if (!tail)
        return tail.error();
    end.tail = *tail;
    return end;
}

Result<LedgerTail> Ledger::tailOf(std::string_view text) const
{
    const Result<LedgerLine, QString> line = readLedgerLine(text);
    if (!line)
        return cannotRecord(m_path, Tr::tr("Its last entry cannot be read. %1").arg(line.error()), true);
    if (line->signer != m_signer)
        return cannotRecord(m_path, Tr::tr("Its last entry is signed by another key."), false);
    if (!hasItsHash(*line, text) || !isSignedWith(m_publicKey, *line))
        return cannotRecord(m_path, Tr::tr("Its last entry was changed."), true);
    return LedgerTail {line->sequence, line->hash};
}

Result<LedgerLine> Ledger::signedLine(const LedgerEntry& entry, const End& end) const
{
    LedgerLine line;
    line.sequence = end.tail.sequence + 1;
    line.time = now();
    line.signer = m_signer;
    line.entry = entry;
    if (!end.torn.empty())
        line.torn = toHex(sha256(end.unfinished ? end.torn + std::string(tornMark) + '\n' : end.torn));
    line.previous = end.tail.hash;
    if (const Result<void> signedIt = sign(line, m_key); !signedIt)
        return signedIt.error();
    if (textOf(line).size() > maxLedgerLineBytes)
        return Error {Tr::tr("The entry cannot be written."),
            Tr::tr("It has more than %1 KiB.").arg(maxLedgerLineBytes >> 10), m_path, Tr::tr("Give a shorter reason.")};
    return line;
}

} // namespace auditlens
