// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace auditlens {

struct Theme;

/// The style sheet of the whole window, made from the theme's colours. Widgets choose their look by object name or
/// by the dynamic property "look".
QString styleSheet(const Theme& theme);

} // namespace auditlens
