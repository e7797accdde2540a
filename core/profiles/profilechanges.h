// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "profiles/mappingprofile.h"
#include "profiles/profilepath.h"

#include <string_view>
#include <vector>

namespace auditlens {

/// Reads the changes of a record in the style that its profile names.
class ProfileChanges
{
public:
    explicit ProfileChanges(const MappingProfile::Changes& changes);

    /// Appends to event.changes; event.verb must be known.
    void read(ProfileRecord& record, AuditEvent& event) const;

private:
    void readBeforeAfter(ProfileRecord& record, AuditEvent& event) const;
    void readPairs(ProfileRecord& record, AuditEvent& event) const;
    void readPair(ProfileRecord& record, json::Value member, AuditEvent& event) const;
    void readList(ProfileRecord& record, AuditEvent& event) const;
    void readOldNew(ProfileRecord& record, AuditEvent& event) const;
    void readRow(ProfileRecord& record, json::Value row, AuditEvent& event) const;
    void add(ProfileRecord& record, std::string_view field, json::Value before, json::Value after,
        AuditEvent& event) const;
    Value valueOf(json::Value value) const;

    MappingProfile::Changes::Style m_style;
    ProfilePaths m_before;
    ProfilePaths m_after;
    ProfilePaths m_path;
    ProfilePaths m_field;
    ProfilePaths m_old;
    ProfilePaths m_new;
    WordList m_except;
    WordList m_masked;
};

} // namespace auditlens
