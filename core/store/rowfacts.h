// SPDX-License-Identifier: MIT
#pragma once

#include "query/checks.h"
#include "store/archive.h"
#include "store/rowbits.h"

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace auditlens {

/// What one check found out about the rows of an archive.
struct CheckedRows
{
    Check check = Check::Signatures;
    std::vector<std::pair<Fact, RowSet>> rows;
    std::optional<Error> problem; ///< With what it could not read.
};

/// What checks found out about every row of one archive, for BoundQuery::facts. Immutable, any thread. A byte a row.
class RowFacts
{
public:
    /// The rows are those of the archive.
    RowFacts(std::shared_ptr<const Archive> archive, const std::vector<CheckedRows>& checked);

    /// Whether they answer all that these checks can be asked in this archive: not when it grew since, or is another.
    bool areAbout(const ArchiveData& archive) const;
    bool has(Check check) const;
    FactSet at(std::uint32_t slot) const { return slot < m_facts.size() ? m_facts[slot] : FactSet(); }
    /// The slots of which one of the facts is known.
    RowBits slotsWith(FactSet accepted) const;
    /// Why less may be known of some rows than these checks could find out.
    std::optional<Error> problem(const std::vector<Check>& checks) const;

private:
    std::shared_ptr<const Archive> m_archive;
    std::map<Check, std::optional<Error>> m_problems; ///< By the checks that were made.
    std::vector<FactSet> m_facts; ///< By slot.
};

/// Why the archive cannot answer the query: it asks what no check has found out, or not of this archive.
std::optional<Error> missingFacts(const ArchiveData& archive, const BoundQuery& query);

} // namespace auditlens
