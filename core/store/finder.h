// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "store/archivedata.h"
#include "store/columnsearch.h"
#include "store/rowbits.h"
#include "store/textsearch.h"

namespace auditlens {

/// Runs one query: columns first, then text, and what neither can answer for certain on decoded events. The rows
/// are those for which matches() is true.
class Finder
{
public:
    Finder(const ArchiveData& archive, const BoundQuery& query, const Cancellation& cancellation)
        : m_archive(archive), m_query(query), m_cancellation(cancellation), m_text(archive, cancellation), m_columns(archive, cancellation)
    {
    }
    QueryResult run();
    /// What run() finds, as slots. An incomplete set when cancelled or when there is a problem().
    RowBits slots();
    const std::optional<Error>& problem() const { return m_problem; }

private:
    using Node = BoundQuery::Node;
    /// Slots that certainly match, and those and all that may.
    struct Verdict
    {
        RowBits yes;
        RowBits maybe;
    };
    Verdict exact(RowBits yes) const { return {yes, yes}; }
    Verdict unsure(RowBits maybe) const { return {RowBits(maybe.size()), std::move(maybe)}; }

    Verdict evaluate(const Node& node, const RowBits& candidates);
    Verdict all(const Node& node, const RowBits& candidates);
    Verdict any(const Node& node, const RowBits& candidates);
    Verdict term(const Node& node, const RowBits& candidates);
    Verdict entity(const Node& node, const RowBits& candidates);
    Verdict change(const Node& node, const RowBits& candidates);
    Verdict id(const Node& node, ColumnKind kind, const RowBits& candidates);
    /// Candidates that hold the needle in their text or columns.
    RowBits holding(std::string_view needle, TextSearch::Scope scope, const RowBits& candidates);
    /// Candidates that hold the term's text; all of them when the text does not rule anything out.
    RowBits withText(const Node& node, const RowBits& candidates);
    void decide(Verdict& verdict);
    bool stopped() const { return m_problem || m_cancellation.requested(); }
    void failed(const Error& error);

    const ArchiveData& m_archive;
    const BoundQuery& m_query;
    const Cancellation& m_cancellation;
    TextSearch m_text;
    ColumnSearch m_columns;
    std::optional<Error> m_problem;
};

} // namespace auditlens
