// SPDX-License-Identifier: MIT
#include "store/pathfacet.h"

#include "base/text.h"
#include "query/payloadpath.h"
#include "store/eventdecoder.h"
#include "store/facetvalues.h"
#include "store/searchpool.h"

#include <QCoreApplication>

#include <mutex>
#include <unordered_map>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Archive)
};

struct PathTally
{
    std::unordered_map<std::string, std::uint64_t> texts;
    std::uint64_t events = 0;
    std::uint64_t missing = 0;

    void add(const PathTexts& found)
    {
        ++events;
        missing += found.exists ? 0 : 1;
        for (const std::string& text : found.texts)
            ++texts[text];
    }

    void add(const PathTally& other)
    {
        events += other.events;
        missing += other.missing;
        for (const auto& [text, count] : other.texts)
            texts[text] += count;
    }
};

Error tooManyError(const ArchiveData& archive, std::string_view path)
{
    return {Tr::tr("Cannot count the values of \"%1\".").arg(toQString(path)),
        Tr::tr("There are more than %n different ones.", nullptr, int(mostPathValues)), archive.info().path,
        Tr::tr("Narrow the query, or count another field.")};
}

/// Counts the segments that one thread gets; the first Error of all threads stays.
class PathCounter
{
public:
    PathCounter(const ArchiveData& archive, const RowBits& slots, std::string_view path, const Cancellation& cancellation)
        : m_archive(archive), m_slots(slots), m_path(path), m_cancellation(cancellation)
    {
    }

    Result<PathTally> count()
    {
        onAllCores(m_archive.segments().size(), [this](auto next) {
            EventDecoder decoder(m_archive);
            PathTally tally;
            for (auto segment = next(); segment; segment = next()) {
                if (const auto done = countSegment(*segment, decoder, tally); !done)
                    return fail(done.error());
            }
            const std::lock_guard guard(m_mutex);
            m_sum.add(tally);
        });
        if (!m_failure && m_sum.texts.size() > mostPathValues)
            m_failure = tooManyError(m_archive, m_path);
        return m_failure ? Result<PathTally>(*m_failure) : Result<PathTally>(std::move(m_sum));
    }

private:
    Result<void> countSegment(std::size_t number, EventDecoder& decoder, PathTally& tally)
    {
        const std::uint32_t end = m_archive.base(number) + m_archive.segments()[number]->rows;
        for (auto slot = m_slots.next(m_archive.base(number), end); slot < end && !m_cancellation.requested(); slot = m_slots.next(slot + 1, end)) {
            const auto stored = decoder.event(slot);
            if (!stored)
                return stored.error();
            tally.add(textsAt(m_path, stored->event));
            if (tally.texts.size() > mostPathValues)
                return tooManyError(m_archive, m_path);
        }
        return {};
    }

    void fail(const Error& error)
    {
        const std::lock_guard guard(m_mutex);
        if (!m_failure)
            m_failure = error;
    }

    const ArchiveData& m_archive;
    const RowBits& m_slots;
    const std::string_view m_path;
    const Cancellation& m_cancellation;
    std::mutex m_mutex;
    PathTally m_sum;
    std::optional<Error> m_failure;
};

} // namespace

Result<FacetCounts> countPathFacet(
    const ArchiveData& archive, const RowBits& slots, const FacetRequest& request, const Cancellation& cancellation)
{
    const auto tally = PathCounter(archive, slots, request.field, cancellation).count();
    if (!tally)
        return tally.error();
    FacetCounts facet;
    facet.field = request.field;
    facet.events = tally->events;
    facet.missing = tally->missing;
    addValues(facet, request, {tally->texts.begin(), tally->texts.end()});
    return facet;
}

} // namespace auditlens
