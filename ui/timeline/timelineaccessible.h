// SPDX-License-Identifier: MIT
#pragma once

namespace auditlens {

/// Lets screen readers see the painted rows of TimelineView as items of a list. Call it once, before the first view
/// is asked for; calling it again does nothing.
void installTimelineAccessibility();

} // namespace auditlens
