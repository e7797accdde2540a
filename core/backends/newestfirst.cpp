// SPDX-License-Identifier: MIT
#include "backends/newestfirst.h"

#include <QByteArrayList>
#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::NewestFirst)
};

constexpr std::size_t anchorsOfCursor = 50;
/// A list that moves while it is read says something again, but not page after page.
constexpr int mostRepeatedPages = 20;

using Trouble = std::optional<HttpProblem>;

/// Where in the list the reading is, and reading on.
class Walk
{
public:
    Walk(const NewestFirstList& list, Nanoseconds floor)
        : m_list(list)
        , m_floor(floor)
    {
    }

    /// False for bytes that text() did not write.
    bool resume(const QByteArray& cursor);
    QByteArray text() const;
    bool atEnd() const { return m_newer == 0; }

    /// The oldest page with something that is wanted.
    QCoro::Task<Trouble> findBegin(Cancellation cancellation);
    /// The next stretch into `records`, oldest first.
    QCoro::Task<Trouble> readStretch(std::vector<SourceRecord>& records, Cancellation cancellation);

private:
    QCoro::Task<ListedResult> ask(int page, Cancellation cancellation);
    QCoro::Task<Trouble> countAgain(Cancellation cancellation);
    int lastPage(qint64 rows) const { return int((std::max<qint64>(rows, 1) + m_size - 1) / m_size); }
    int topPage() const { return std::max(1, lastPage(m_newer) - pagesOfStretch + 1); }
    bool take(const ListedPage& page, std::vector<SourceRecord>& records);
    void keepAnchors(const std::vector<SourceRecord>& records);

    const NewestFirstList& m_list;
    Nanoseconds m_floor;
    std::optional<ListedPage> m_first; ///< Page 1, where it was just read.
    qint64 m_size = 1; ///< Records a page.
    qint64 m_count = 0; ///< As the service said last.
    qint64 m_newer = 0; ///< Records that are newer than all that was handed out, as far as is known.
    std::set<QByteArray> m_anchors; ///< The newest that were handed out.
    std::set<QByteArray> m_seen; ///< Of the stretch that is read.
};

bool Walk::resume(const QByteArray& cursor)
{
    const QByteArrayList words = cursor.split(' ');
    bool fits = words.size() >= 3;
    for (int i = 0; fits && i < 3; ++i)
        words[i].toLongLong(&fits);
    fits = fits && std::all_of(words.begin() + std::min<qsizetype>(3, words.size()), words.end(), isRecordHash);
    if (!fits || words[1].toLongLong() < 1)
        return false;
    m_newer = std::max<qint64>(words[0].toLongLong(), 0);
    m_size = words[1].toLongLong();
    m_count = words[2].toLongLong();
    m_anchors = {words.begin() + 3, words.end()};
    return true;
}

QByteArray Walk::text() const
{
    QByteArray text
        = QByteArray::number(m_newer) + ' ' + QByteArray::number(m_size) + ' ' + QByteArray::number(m_count);
    for (const QByteArray& anchor : m_anchors)
        text += ' ' + anchor;
    return text;
}

QCoro::Task<ListedResult> Walk::ask(int page, Cancellation cancellation)
{
    if (page == 1 && m_first) {
        ListedResult first(std::move(*m_first));
        m_first.reset();
        co_return std::move(first);
    }
    m_first.reset();
    ListedResult answer = co_await m_list.ask(page, cancellation);
    if (answer && answer->hasOlder && !answer->records.empty())
        m_size = qint64(answer->records.size());
    co_return std::move(answer);
}

QCoro::Task<Trouble> Walk::findBegin(Cancellation cancellation)
{
    int page = 1;
    while (true) {
        ListedResult answer = co_await ask(page, cancellation);
        if (!answer)
            co_return Trouble(answer.error());
        m_count = answer->count;
        const int last = std::max(page, lastPage(m_count));
        const bool isReached = m_floor != noTime && !answer->records.empty() && answer->records.back().time != noTime
            && answer->records.back().time < m_floor;
        m_newer = std::min<qint64>(page * m_size, std::max<qint64>(m_count, 1));
        if (page == 1 && (isReached || !answer->hasOlder))
            m_first = std::move(*answer);
        if (isReached || page == last || !answer->hasOlder)
            co_return Trouble();
        page = m_floor == noTime ? last : int(std::min<qint64>(last, qint64(page) * 4));
    }
}

/// Where the old end is no longer as far away as it was.
QCoro::Task<Trouble> Walk::countAgain(Cancellation cancellation)
{
    ListedResult answer = co_await ask(1, cancellation);
    if (!answer)
        co_return Trouble(answer.error());
    m_count = answer->count;
    m_newer = std::min(m_newer, m_count);
    co_return Trouble();
}

/// True when a record was met that was handed out before, or that nobody wants.
bool Walk::take(const ListedPage& page, std::vector<SourceRecord>& records)
{
    for (const SourceRecord& record : page.records) {
        const QByteArray hash = hashOf(record);
        if (m_anchors.contains(hash) || (record.time != noTime && record.time < m_floor))
            return true;
        if (m_seen.insert(hash).second)
            records.push_back(record);
    }
    return false;
}

void Walk::keepAnchors(const std::vector<SourceRecord>& records)
{
    if (records.empty())
        return;
    m_anchors.clear();
    const std::size_t first = records.size() - std::min(records.size(), anchorsOfCursor);
    for (std::size_t i = first; i < records.size(); ++i)
        m_anchors.insert(hashOf(records[i]));
}

QCoro::Task<Trouble> Walk::readStretch(std::vector<SourceRecord>& records, Cancellation cancellation)
{
    records.clear();
    m_seen.clear();
    bool hasCounted = false;
    qint64 newer = 0; // than the first of `records`
    int repeated = 0; // pages, one after the other
    int page = topPage();
    for (bool met = false; !met;) {
        ListedResult answer = co_await ask(page, cancellation);
        const bool isGone = !answer && answer.error().kind == HttpProblem::Kind::NotFound && page > 1;
        if (isGone && (!records.empty() || !hasCounted)) {
            hasCounted = true;
            if (Trouble trouble = co_await countAgain(cancellation))
                co_return std::move(trouble);
            if (records.empty()) {
                page = topPage();
                continue;
            }
            if (page > lastPage(m_count)) // A gateway that fails may say the same of a page that is there.
                break;
        }
        if (!answer)
            co_return Trouble(answer.error());
        const qint64 grown = std::max<qint64>(answer->count - m_count, 0);
        m_count = answer->count;
        m_newer += grown;
        if (records.empty() && topPage() > page) {
            page = topPage(); // what was handed out has moved on
            continue;
        }
        newer = records.empty() ? (page - 1) * m_size : newer + grown;
        const std::size_t seen = m_seen.size();
        met = take(*answer, records) || !answer->hasOlder || answer->records.empty();
        repeated = m_seen.size() == seen ? repeated + 1 : 0;
        if (!met && repeated == mostRepeatedPages)
            co_return Trouble(notTheServiceProblem(Tr::tr("Its pages say the same again and again."), m_list.asked));
        const auto tooMany = std::ptrdiff_t(m_size * pagesOfStretch);
        if (std::ssize(records) > 2 * tooMany) {
            records.erase(records.begin(), records.begin() + tooMany); // it is much further down: these are read again
            newer += tooMany;
        }
        ++page;
    }
    std::ranges::reverse(records);
    keepAnchors(records);
    m_newer = newer;
    co_return Trouble();
}

/// Until where the records of a stretch are complete.
Nanoseconds endOf(const std::vector<SourceRecord>& records, Nanoseconds before)
{
    Nanoseconds end = before;
    for (const SourceRecord& record : records)
        end = std::max(end, record.time);
    return end;
}

} // namespace

Pages fetchNewestFirst(NewestFirstList list, TimeRange window, QByteArray cursor, Cancellation cancellation)
{
    const Nanoseconds floor = list.isOfWindow ? noTime : movedBy(window.begin, -list.slack);
    Walk walk(list, floor);
    Trouble trouble;
    if (cursor.isEmpty() || !walk.resume(cursor))
        trouble = co_await walk.findBegin(cancellation);
    std::vector<SourceRecord> records;
    Nanoseconds until = window.begin;
    for (bool atEnd = false; !atEnd && !trouble;) {
        trouble = co_await walk.readStretch(records, cancellation);
        if (trouble)
            break;
        until = endOf(records, until);
        const Nanoseconds oldest = records.empty() ? noTime : records.front().time;
        atEnd = walk.atEnd() || (!list.isOfWindow && oldest != noTime && oldest >= movedBy(window.end, list.slack));
        std::erase_if(records,
            [&](const SourceRecord& record) { return record.time != noTime && !window.contains(record.time); });
        Page page = pageOf(records, list.asked, list.clock->now());
        page.covered
            = {window.begin, atEnd ? window.end : std::clamp(movedBy(until, -list.slack), window.begin, window.end)};
        page.next = atEnd ? QByteArray() : walk.text();
        PageResult result(std::move(page));
        co_yield result;
    }
    if (trouble) {
        PageResult problem(std::move(*trouble));
        co_yield problem;
    }
}

} // namespace auditlens
