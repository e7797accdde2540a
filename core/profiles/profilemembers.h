// SPDX-License-Identifier: MIT
#pragma once

#include "profiles/mappingprofile.h"

#include <array>
#include <string_view>
#include <utility>

namespace auditlens {

inline constexpr std::array<std::pair<std::string_view, MappingProfile::Changes::Style>, 6> changeStyles = {{
    {"none", MappingProfile::Changes::Style::None},
    {"before_after", MappingProfile::Changes::Style::BeforeAfter},
    {"pairs", MappingProfile::Changes::Style::Pairs},
    {"list", MappingProfile::Changes::Style::List},
    {"old_new", MappingProfile::Changes::Style::OldNew},
    {"row", MappingProfile::Changes::Style::Row},
}};

/// The members of a profile's JSON, told once: the reader and the writer both walk this list, so they cannot
/// disagree. `Io` has text, number, paths, words, map, lists, object, objects and samples.
template <typename Io, typename Profile>
void profileRecordMembers(Io& io, Profile& p)
{
    io.objects("match", p.match, [](auto& in, auto& match) {
        in.paths("require", match.require);
        in.lists("equals", match.equals);
        in.words("has", match.has);
    });
    io.number("fit", p.fit);
    io.paths("records", p.records);
    io.paths("each", p.each);
    io.object("time", [&](auto& in) {
        in.paths("paths", p.time.paths);
        in.text("pattern", p.time.pattern);
        in.text("zone", p.time.zone);
        in.text("unit", p.time.unit);
    });
    io.lists("clocks", p.clocks);
    io.paths("event_id", p.eventId);
    io.object("rest", [&](auto& in) {
        in.text("action", p.rest.action);
        in.text("summary", p.rest.summary);
    });
}

template <typename Io, typename Profile>
void profileEventMembers(Io& io, Profile& p)
{
    io.object("actor", [&](auto& in) {
        in.paths("id", p.actor.id);
        in.paths("name", p.actor.name);
        in.paths("full_name", p.actor.fullName);
        in.paths("email", p.actor.email);
        in.paths("kind", p.actor.kind);
        in.paths("on_behalf_of", p.actor.onBehalfOf);
    });
    io.object("action", [&](auto& in) {
        in.paths("paths", p.action.paths);
        in.map("names", p.action.names);
        in.map("verbs", p.action.verbs);
    });
    io.object("outcome", [&](auto& in) {
        in.paths("paths", p.outcome.paths);
        in.words("success", p.outcome.success);
        in.words("failure", p.outcome.failure);
        in.text("absent", p.outcome.absent);
        in.paths("reason", p.outcome.reason);
    });
    io.objects("entity", p.entity, [](auto& in, auto& entity) {
        in.paths("type", entity.type);
        in.paths("id", entity.id);
        in.paths("label", entity.label);
    });
    io.paths("tenant", p.tenant);
    io.paths("ip", p.ip);
    io.paths("request_id", p.requestId);
    io.paths("user_agent", p.userAgent);
    io.paths("summary", p.summary);
}

template <typename Io, typename Profile>
void profileChangesMembers(Io& io, Profile& p)
{
    io.object("changes", [&](auto& in) {
        in.word("style", p.changes.style, changeStyles);
        in.paths("before", p.changes.before);
        in.paths("after", p.changes.after);
        in.paths("path", p.changes.path);
        in.paths("field", p.changes.field);
        in.paths("old", p.changes.oldValue);
        in.paths("new", p.changes.newValue);
        in.words("except", p.changes.except);
        in.words("masked", p.changes.masked);
    });
}

template <typename Io, typename Profile>
void profileMembers(Io& io, Profile& p)
{
    io.text("id", p.id);
    io.text("title", p.title);
    io.text("needs", p.needs);
    profileRecordMembers(io, p);
    profileEventMembers(io, p);
    profileChangesMembers(io, p);
    io.samples("samples", p.samples);
}

} // namespace auditlens
