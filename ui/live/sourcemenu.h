// SPDX-License-Identifier: MIT
#pragma once

#include "session/sourcestate.h"

#include <functional>

class QMenu;

namespace auditlens {

/// What can be done with a source.
enum class SourceStep { Fetch, FetchFrom, Follow, Pause, GoOn, Stop, Open, Details, Requests, Edit, Disable, Enable };

/// Fills a menu with the steps that make sense now. `isOpen`: its archive is the one that is open.
void fillSourceMenu(QMenu* menu, const SourceState& state, bool isOpen, const std::function<void(SourceStep)>& choose);

} // namespace auditlens
