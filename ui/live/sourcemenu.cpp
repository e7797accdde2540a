// SPDX-License-Identifier: MIT
#include "live/sourcemenu.h"

#include <QCoreApplication>
#include <QMenu>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SourceMenu)
};

} // namespace

void fillSourceMenu(QMenu* menu, const SourceState& state, bool isOpen, const std::function<void(SourceStep)>& choose)
{
    const auto add = [&](const QString& title, SourceStep step, bool enabled = true) {
        menu->addAction(title, menu, [choose, step] { choose(step); })->setEnabled(enabled);
    };
    const bool isUsable = state.activity != SourceActivity::Disabled && state.activity != SourceActivity::Unreadable;
    const bool hasFailed = state.activity == SourceActivity::Failed || state.activity == SourceActivity::Waiting;
    if (isUsable) {
        add(hasFailed ? Tr::tr("&Try again now") : Tr::tr("Fetch &now"), hasFailed && state.follows ? SourceStep::Follow : SourceStep::Fetch,
            hasFailed || !state.isBusy());
        add(Tr::tr("Fetch from a &time…"), SourceStep::FetchFrom);
        add(Tr::tr("&Follow"), SourceStep::Follow, !state.isBusy() || !state.follows);
        if (state.paused)
            add(Tr::tr("&Go on"), SourceStep::GoOn);
        else
            add(Tr::tr("&Pause"), SourceStep::Pause, state.isBusy());
        add(Tr::tr("&Stop"), SourceStep::Stop, state.isBusy() || state.retry.isValid());
        menu->addSeparator();
    }
    if (!isOpen && !state.coverage.empty())
        add(Tr::tr("&Open its archive"), SourceStep::Open);
    add(Tr::tr("&Details…"), SourceStep::Details);
    if (isUsable)
        add(Tr::tr("&Requests…"), SourceStep::Requests);
    add(Tr::tr("&Edit…"), SourceStep::Edit);
    if (state.activity == SourceActivity::Disabled)
        add(Tr::tr("E&nable"), SourceStep::Enable);
    else if (isUsable)
        add(Tr::tr("Disa&ble"), SourceStep::Disable);
}

} // namespace auditlens
