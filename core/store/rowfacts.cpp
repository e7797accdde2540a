// SPDX-License-Identifier: MIT
#include "store/rowfacts.h"

#include "store/archivedata.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Archive)
};

} // namespace

RowFacts::RowFacts(std::shared_ptr<const Archive> archive, const std::vector<CheckedRows>& checked)
    : m_archive(std::move(archive)), m_facts(m_archive->size())
{
    const ArchiveData& data = m_archive->data();
    for (const CheckedRows& each : checked) {
        m_problems.emplace(each.check, each.problem);
        for (const auto& [fact, rows] : each.rows)
            forEachRow(data.slotsOf(rows), 0, data.size(), [&, fact = fact](std::uint32_t slot) { m_facts[slot].add(fact); });
    }
}

bool RowFacts::areAbout(const ArchiveData& archive) const
{
    return archive.segmentsOf(m_archive->data()) == archive.segments().size();
}

RowBits RowFacts::slotsWith(FactSet accepted) const
{
    RowBits slots(std::uint32_t(m_facts.size()));
    for (std::uint32_t slot = 0; slot < m_facts.size(); ++slot) {
        if (m_facts[slot].meets(accepted))
            slots.set(slot);
    }
    return slots;
}

bool RowFacts::has(Check check) const
{
    return m_problems.contains(check);
}

std::optional<Error> RowFacts::problem(const std::vector<Check>& checks) const
{
    for (const Check check : checks) {
        if (const auto made = m_problems.find(check); made != m_problems.end() && made->second)
            return made->second;
    }
    return {};
}

std::optional<Error> missingFacts(const ArchiveData& archive, const BoundQuery& query)
{
    const std::vector<Check> checks = checksOf(query);
    const auto isKnown = [&](Check check) { return query.facts && query.facts->has(check); };
    const bool allKnown = std::ranges::all_of(checks, isKnown);
    if (checks.empty() || (allKnown && query.facts->areAbout(archive)))
        return {};
    return Error {Tr::tr("The question needs a check of the archive."),
        allKnown ? Tr::tr("It was checked, but has changed since.") : Tr::tr("It was not checked yet."), archive.info().path,
        Tr::tr("Check its integrity, then ask again.")};
}

} // namespace auditlens
