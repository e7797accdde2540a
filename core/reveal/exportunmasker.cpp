// SPDX-License-Identifier: MIT
#include "reveal/exportunmasker.h"

#include "event/eventjson.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::ExportUnmasker)
};

std::string markedDocument(const Revealed& revealed)
{
    std::string json = "{\"unmasked\":";
    appendJsonString(json, revealed.text.reveal());
    return json + ",\"ledger_entry\":" + std::to_string(revealed.entry.sequence) + '}';
}

} // namespace

ExportUnmasker::ExportUnmasker(RevealDesk& desk, RevealKeys keys, RevealAsk ask, std::string archive, std::string archiveId)
    : m_desk(desk)
    , m_keys(keys)
    , m_ask(std::move(ask))
    , m_archive(std::move(archive))
    , m_archiveId(std::move(archiveId))
{
    m_ask.step = LedgerStep::Export;
}

Result<void> ExportUnmasker::open(AuditEvent& event)
{
    for (Change& change : event.changes) {
        for (const LedgerPosition position : {LedgerPosition::Before, LedgerPosition::After}) {
            if (const Result<void> done = openSide(event.id, change, position); !done)
                return done;
        }
    }
    return {};
}

QStringList ExportUnmasker::sentences() const
{
    QStringList all {Tr::tr("%n value(s) unmasked, each with an entry in the ledger.", nullptr, int(m_opened))};
    if (m_closed > 0)
        all << Tr::tr("%n masked value(s) stayed masked: the key does not open them, or nothing was encrypted.", nullptr, int(m_closed));
    return all;
}

Result<void> ExportUnmasker::openSide(const std::string& event, Change& change, LedgerPosition position)
{
    Value& value = position == LedgerPosition::Before ? change.before : change.after;
    if (value.kind != Value::Kind::Masked)
        return {};
    if (value.cipher.empty()) {
        ++m_closed;
        return {};
    }
    const RevealTarget target {m_archive, m_archiveId, event, change.field, position};
    const std::uint64_t entriesBefore = m_desk.ledger().tail().sequence;
    const Result<Revealed> revealed = m_desk.reveal(target, value, m_keys, m_ask);
    if (revealed) {
        ++m_opened;
        value = {Value::Kind::Document, markedDocument(*revealed), {}, {}, {}};
        return {};
    }
    const bool isRecorded = m_desk.ledger().tail().sequence > entriesBefore;
    if (!isRecorded || m_desk.denialOf(m_ask))
        return revealed.error();
    ++m_closed;
    return {};
}

} // namespace auditlens
