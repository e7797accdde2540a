// SPDX-License-Identifier: MIT
#include "integrity/clockreadings.h"

#include "integrity/clocks.h"
#include "integrity/idtime.h"
#include "unmask/cipher.h"

#include <algorithm>
#include <limits>

namespace auditlens {

namespace {

/// Of times far apart; the smallest number has no counterpart.
Nanoseconds distance(Nanoseconds a, Nanoseconds b)
{
    return a > b ? difference(a, b) : difference(b, a);
}

} // namespace

Nanoseconds difference(Nanoseconds a, Nanoseconds b)
{
    Nanoseconds result = 0;
    if (!__builtin_sub_overflow(a, b, &result))
        return result;
    return a > b ? std::numeric_limits<Nanoseconds>::max() : -std::numeric_limits<Nanoseconds>::max();
}

const std::vector<OtherClock>& ClockReadings::of(const AuditEvent& event, std::string_view raw)
{
    m_readings.clear();
    const Nanoseconds time = event.time.ns;
    for (const OtherClock& clock : event.clocks)
        add(clock.name, clock.ns, time);
    for (const Change& change : event.changes) {
        addCiphertext(change.before, time);
        addCiphertext(change.after, time);
    }
    add(eventIdClock, timeOfId(event.id), time);
    add(requestIdClock, timeOfId(event.requestId), time);
    addDocumentId(event, raw);
    return m_readings;
}

void ClockReadings::add(std::string_view clock, Nanoseconds time, Nanoseconds event)
{
    if (time == noTime)
        return;
    const auto known = std::ranges::find(m_readings, clock, &OtherClock::name);
    if (known == m_readings.end())
        m_readings.push_back({std::string(clock), time});
    else if (distance(time, event) > distance(known->ns, event))
        known->ns = time;
}

void ClockReadings::addCiphertext(const Value& value, Nanoseconds event)
{
    const Cipher* cipher = value.cipher.empty() ? nullptr : cipherOf(value.cipher);
    const auto facts = cipher ? cipher->inspect(value.cipher) : Result<CipherFacts, RevealProblem>(CipherFacts());
    if (facts)
        add(ciphertextClock, facts->created, event);
}

/// MongoDB's own id: formats that have a better one leave it out.
void ClockReadings::addDocumentId(const AuditEvent& event, std::string_view raw)
{
    if (raw.find("\"_id\"") == std::string_view::npos || !m_document.parseCopy(raw))
        return;
    const json::Value id = m_document.root()["_id"];
    const std::string_view text = id.isObject() ? id["$oid"].scalar() : id.scalar();
    if (text != event.id)
        add(documentIdClock, timeOfId(text), event.time.ns);
}

} // namespace auditlens
