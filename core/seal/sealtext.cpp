// SPDX-License-Identifier: MIT
#include "seal/sealtext.h"

#include "base/text.h"
#include "store/completeness.h"

#include <QCoreApplication>
#include <QDateTime>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Seal)
};

QString verdict(const SealReport& report)
{
    switch (report.state) {
    case SealState::NotSealed:
        return Tr::tr("The archive is not sealed.");
    case SealState::Intact:
        return Tr::tr("Sealed, intact: every byte is as it was sealed with the key \"%1\".").arg(report.keyName);
    case SealState::UnknownKey:
        return Tr::tr(
            "Sealed by an unknown key: every byte is as it was sealed, but anybody could have made this seal.");
    case SealState::Changed:
        return Tr::tr("Changed after sealing.");
    case SealState::Damaged:
        return Tr::tr("The seal is damaged.");
    }
    return {};
}

// What a twin is worth is said of the values that are left.
QString twinVerdict(const SealReport& report)
{
    switch (report.state) {
    case SealState::Intact:
        return Tr::tr("A redacted twin of a sealed archive: all that is left is as it was sealed with the key \"%1\".").arg(report.keyName);
    case SealState::UnknownKey:
        return Tr::tr("A redacted twin of an archive that was sealed by an unknown key: all that is left is as it was sealed, but "
                      "anybody could have made this seal.");
    default:
        return Tr::tr("A redacted twin of a sealed archive, changed after sealing.");
    }
}

QString redacted(const TwinFacts& twin)
{
    const QString values = Tr::tr("%n values", nullptr, int(twin.values));
    return Tr::tr("%1 of %n fields are redacted: their hashes stand in their places.", nullptr, int(twin.fields)).arg(values);
}

QString said(const SealStatement& statement)
{
    return Tr::tr("Sealed by \"%1\" at %2 by the clock of that machine.")
        .arg(toQString(statement.by), toQString(statement.at));
}

bool isInTheFuture(const SealStatement& statement)
{
    constexpr qint64 toleranceSeconds = 300;
    const QDateTime at = QDateTime::fromString(toQString(statement.at), Qt::ISODateWithMs);
    return QDateTime::currentDateTimeUtc().addSecs(toleranceSeconds) < at;
}

/// Which events of how many; nothing where all of them were sealed.
QStringList choice(const SealStatement& statement)
{
    const SealedQuery& query = statement.query;
    if (!query.isCut())
        return {};
    QStringList sentences{Tr::tr("They are %1 of the %n events of an archive, cut out of it with their records.", nullptr, int(statement.ofEvents))
                              .arg(statement.events)};
    sentences << (query.text.empty() ? Tr::tr("Asked for was everything, %1.").arg(timesText(query.from, query.to))
                                     : Tr::tr("Asked for was: %1, %2. Times in it are those of the zone %3.")
                                           .arg(toQString(query.text), timesText(query.from, query.to), toQString(query.zone)));
    if (statement.rejected > 0)
        sentences << Tr::tr("%n records of that archive could not be read: no query finds them, and they are not in this one.",
            nullptr, int(statement.rejected));
    else
        sentences << Tr::tr("Every record that was read into that archive could be asked.");
    return sentences;
}

QString contents(const SealStatement& statement)
{
    const QString events = Tr::tr("%n events were sealed, from %1 to %2.", nullptr, int(statement.events))
                               .arg(toQString(statement.first), toQString(statement.last));
    if (statement.query.isCut() && statement.events > 0)
        return events;
    const QString whole = statement.rejected == 0
        ? Tr::tr("Every record that was read is among them.")
        : Tr::tr("%n records could not be read and are kept as they were received.", nullptr, int(statement.rejected));
    return statement.events == 0 ? Tr::tr("No events were sealed.") : events + u' ' + whole;
}

} // namespace

QString sealWords(const SealReport& report)
{
    switch (report.state) {
    case SealState::NotSealed:
        return {};
    case SealState::Intact:
        return report.twin ? Tr::tr("redacted twin, all that is left is as sealed") : Tr::tr("sealed, intact");
    case SealState::UnknownKey:
        return Tr::tr("seal by unknown key");
    case SealState::Changed:
        return Tr::tr("changed after sealing");
    case SealState::Damaged:
        return Tr::tr("seal damaged");
    }
    return {};
}

QStringList sealSentences(const SealReport& report)
{
    QStringList sentences{report.twin ? twinVerdict(report) : verdict(report)};
    sentences += report.problems;
    if (report.twin)
        sentences << redacted(*report.twin);
    if (report.statement) {
        sentences << said(*report.statement) << contents(*report.statement) << choice(*report.statement);
        if (isInTheFuture(*report.statement))
            sentences << Tr::tr("That time is in the future: one of the clocks is wrong.");
        if (!report.statement->note.empty())
            sentences << Tr::tr("Note: %1").arg(toQString(report.statement->note));
        sentences << Tr::tr("Key: %1").arg(report.keyId);
    }
    return sentences;
}

} // namespace auditlens
