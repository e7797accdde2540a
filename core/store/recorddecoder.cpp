// SPDX-License-Identifier: MIT
#include "store/recorddecoder.h"

#include "base/text.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Archive)
};

} // namespace

Error RecordDecoder::undecodable(const StoredSource& source, const QString& why, const QString& help) const
{
    return {Tr::tr("Cannot read an event of \"%1\".").arg(toQString(source.info.name)), why, m_archive.info().path, help};
}

Error RecordDecoder::unfit(const StoredSource& source, const DecodeProblem& problem) const
{
    return undecodable(source, Tr::tr("Its record does not fit the format: %1.").arg(toQString(problem)),
        Tr::tr("Use the version of AuditLens that imported it."));
}

Result<DecodeProblem> RecordDecoder::decode(const StoredSource& source, std::string_view raw, Wanted wanted, EventSink& sink)
{
    const auto& [format, layout] = m_archive.reading(source.id);
    if (!format) {
        return undecodable(source, Tr::tr("The format \"%1\" is not known here.").arg(toQString(source.info.format)),
            Tr::tr("Install the mapping profile it was imported with, or use the version of AuditLens that imported it."));
    }
    if (!parseRecord(layout, raw, m_document)) {
        Error error = undecodable(source, Tr::tr("Its record is damaged: %1.").arg(toQString(m_document.errorText())),
            Tr::tr("Take the archive from a backup or import the original files again."));
        error.damage = true;
        return error;
    }
    return format->decode(m_document.root(), {wanted == Wanted::All, source.info.zone, wanted == Wanted::ChangesOnly}, sink);
}

} // namespace auditlens
