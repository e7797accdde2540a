// SPDX-License-Identifier: MIT
#pragma once

#include "backends/pushdown.h"

#include <string>

namespace auditlens {

/// "{ ($.action = %^[oO][bB][jJ]_.*$%) && … }": a filter pattern of CloudWatch Logs over the members of the message. At
/// most two regular expressions, which is the service's limit, with classes for both cases of a letter; it has no
/// groups and no way to ignore case. ("Filter pattern syntax", Amazon CloudWatch Logs User Guide.)
PushedQuery compileForFilter(const BoundQuery& query);

/// "fields … | filter @message like /(?i)…/ | sort @timestamp asc": of Logs Insights, over the text of the message,
/// whose members it does not all find.
PushedQuery compileForInsights(const BoundQuery& query);

} // namespace auditlens
