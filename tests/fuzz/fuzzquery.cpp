// SPDX-License-Identifier: MIT
#include "base/fold.h"
#include "query/binder.h"
#include "query/chips.h"

#include <cstdlib>

using namespace auditlens;

// Whatever the text: an error that points into it, or a tree whose canonical text is the same query, which then
// either binds and can be asked of an event, or has an error that points into the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto inside = [&](const QueryError& error) { return error.span.begin >= 0 && error.span.end() <= text.size() && !error.help.isEmpty(); };
    const ParsedQuery parsed = parseQuery(text);
    if (parsed.error)
        return inside(*parsed.error) ? 0 : (std::abort(), 0);
    const QString canonical = canonicalText(parsed.tree.root);
    if (canonical.size() <= querylimits::length) {
        const ParsedQuery again = parseQuery(canonical);
        if (again.error || !isSameQuery(again.tree.root, parsed.tree.root))
            std::abort();
    }
    const QueryChips chips(parsed.tree);
    for (std::size_t i = 0; i < std::min<std::size_t>(chips.all().size(), 4); ++i)
        parseQuery(chips.inverted(i).text());
    const BoundOutcome bound = bindQuery(parsed.tree, {QTimeZone::utc(), 1'741'946'400'000'000'000});
    if (bound.error)
        return inside(*bound.error) ? 0 : (std::abort(), 0);
    AuditEvent event;
    event.time.ns = 0;
    event.ip = "10.0.0.1";
    event.extra = R"({"a":[1,"x",null],"b":{"c":1e400}})";
    event.changes.resize(1);
    matches(bound.query, {event, "s", "some\x01text"});
    return 0;
}
