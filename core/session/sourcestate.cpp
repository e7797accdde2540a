// SPDX-License-Identifier: MIT
#include "session/sourcestate.h"

#include "base/text.h"
#include "sync/coveragetext.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SourceState)
};

constexpr Nanoseconds second = 1'000'000'000;
constexpr Nanoseconds minute = 60 * second;
constexpr Nanoseconds hour = 60 * minute;
constexpr Nanoseconds day = 24 * hour;

QString countText(std::uint64_t count)
{
    return QLocale().toString(qulonglong(count));
}

QString timeText(Nanoseconds time)
{
    return toQString(coverageTime(time / second * second));
}

QString activitySentence(const SourceState& state)
{
    switch (state.activity) {
    case SourceActivity::Idle:
        return state.coverage.empty() ? Tr::tr("Nothing was fetched yet.") : Tr::tr("It is not asked now.");
    case SourceActivity::Opening:
        return Tr::tr("Its secrets are awaited; the keychain may ask to be unlocked.");
    case SourceActivity::Fetching:
        return Tr::tr("What is missing is fetched.");
    case SourceActivity::Following:
        return Tr::tr("What comes in is stored.");
    case SourceActivity::Waiting:
        return Tr::tr("It does not answer. It is asked again by itself, and what came in meanwhile is fetched then.");
    case SourceActivity::Stopping:
        return Tr::tr("It is stopped; what was fetched stays.");
    case SourceActivity::Failed:
        return state.retry.isValid() ? Tr::tr("It failed. It is tried again at %1.").arg(state.retry.toLocalTime().toString(QStringLiteral("HH:mm:ss")))
                                     : Tr::tr("It failed, and is not tried again by itself.");
    case SourceActivity::Disabled:
        return Tr::tr("It is disabled and not asked.");
    case SourceActivity::Unreadable:
        break;
    }
    return Tr::tr("Its connection cannot be read.");
}

} // namespace

QString activityText(const SourceState& state)
{
    if (state.paused && (state.activity == SourceActivity::Following || state.activity == SourceActivity::Fetching))
        return Tr::tr("paused");
    switch (state.activity) {
    case SourceActivity::Idle:
        return state.coverage.empty() ? Tr::tr("not fetched yet") : Tr::tr("fetched");
    case SourceActivity::Opening:
        return Tr::tr("waits for its secrets");
    case SourceActivity::Fetching:
        return Tr::tr("fetching");
    case SourceActivity::Following:
        return Tr::tr("following");
    case SourceActivity::Waiting:
        return Tr::tr("no answer, tries again");
    case SourceActivity::Stopping:
        return Tr::tr("stopping");
    case SourceActivity::Failed:
        return state.retry.isValid() ? Tr::tr("failed, tries again") : Tr::tr("failed");
    case SourceActivity::Disabled:
        return Tr::tr("disabled");
    case SourceActivity::Unreadable:
        break;
    }
    return Tr::tr("cannot be read");
}

QString lagText(const SourceState& state, Nanoseconds now)
{
    if (state.until == noTime)
        return {};
    const Nanoseconds lag = now - state.until;
    if (lag < minute)
        return Tr::tr("up to date");
    if (lag < 2 * hour)
        return Tr::tr("%1 min behind").arg(lag / minute);
    return lag < 2 * day ? Tr::tr("%1 h behind").arg(lag / hour) : Tr::tr("%1 days behind").arg(lag / day);
}

QString sourceLine(const SourceState& state, Nanoseconds now)
{
    QStringList parts {activityText(state)};
    if (state.missed > 0)
        parts << Tr::tr("%1 new", "events that came in while paused").arg(countText(state.missed));
    if (!state.coverage.empty())
        parts << coverageWords(state.coverage);
    const bool isAsExpected = state.activity == SourceActivity::Following && now - state.until < minute;
    if (!state.coverage.empty() && !isAsExpected)
        parts << lagText(state, now);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

QStringList sourceSentences(const SourceState& state, Nanoseconds now)
{
    QStringList sentences {activitySentence(state)};
    if (state.paused)
        sentences << Tr::tr("Paused: %1 new events are stored and not shown yet.").arg(countText(state.missed));
    if (!state.coverage.empty()) {
        sentences << Tr::tr("%1 events of it are in \"%2\".").arg(countText(state.events), QFileInfo(state.archive).fileName());
        if (state.until != noTime)
            sentences << Tr::tr("It was last asked for the time until %1: %2.").arg(timeText(state.until), lagText(state, now));
        sentences << coverageSentence(state.name, state.coverage);
    }
    if (state.problem) {
        for (const QString& part : {state.problem->what, state.problem->why, state.problem->help}) {
            if (!part.isEmpty())
                sentences << part;
        }
    }
    return sentences;
}

} // namespace auditlens
