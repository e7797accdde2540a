// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "store/archivedata.h"
#include "store/eventdecoder.h"
#include "store/preparedquery.h"
#include "store/rowbits.h"
#include "store/textsearch.h"

namespace auditlens {

/// Finds the rows of one segment after the other: columns first, then text, and what neither can answer for certain
/// on decoded events. The rows are those for which matches() is true. One per thread.
class SegmentFinder
{
public:
    SegmentFinder(const ArchiveData& archive, const BoundQuery& query, const PreparedNode& prepared, const Cancellation& cancellation)
        : m_archive(archive)
        , m_query(query)
        , m_prepared(prepared)
        , m_cancellation(cancellation)
        , m_text(archive, cancellation)
        , m_decoder(archive)
    {
    }

    /// Of the rows in this time. An incomplete set when cancelled or when there is a problem().
    RowBits find(std::size_t segment, AcceptedTimes times);
    const std::optional<Error>& problem() const { return m_problem; }

private:
    /// Rows that certainly match, and those and all that may.
    struct Verdict
    {
        RowBits yes;
        RowBits maybe;
    };
    static Verdict exact(RowBits yes) { return {yes, yes}; }
    static Verdict unsure(RowBits maybe) { return {RowBits(maybe.size()), std::move(maybe)}; }

    Verdict evaluate(const PreparedNode& node, const RowBits& candidates);
    Verdict all(const PreparedNode& node, const RowBits& candidates);
    Verdict any(const PreparedNode& node, const RowBits& candidates);
    Verdict term(const PreparedNode& node, const RowBits& candidates);
    Verdict id(const PreparedNode& node, const RowBits& candidates);
    RowBits amongSlots(const RowBits& slots, const RowBits& candidates) const;
    /// Candidates that hold the needle in their text or columns.
    RowBits holding(const Needle& needle, TextSearch::Scope scope, const RowBits& candidates);
    void addIds(std::string_view needle, const RowBits& candidates, RowBits& found);
    template <typename Use>
    void forEachId(ColumnKind kind, const RowBits& candidates, Use use);
    void decide(Verdict& verdict);
    bool stopped() const { return m_problem || m_cancellation.requested(); }
    void failed(const Error& error);

    const ArchiveData& m_archive;
    const BoundQuery& m_query;
    const PreparedNode& m_prepared;
    const Cancellation& m_cancellation;
    TextSearch m_text;
    EventDecoder m_decoder;
    std::size_t m_number = 0; ///< Of the segment that is searched.
    const Segment* m_segment = nullptr;
    std::optional<Error> m_problem;
};

} // namespace auditlens
