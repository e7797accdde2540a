// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"

#include <QString>
#include <QTimeZone>

#include <vector>

namespace auditlens {

enum class CopyFormat {
    Json, ///< One event is an object, more are an array, as an export writes them.
    Markdown, ///< A table.
    Sentence, ///< A line each: what happened, and when.
    Citation, ///< A line each: enough to find the event again and to see that it is the same one.
};

/// What an event does not know of itself.
struct CopyContext
{
    QString archive; ///< Name of the archive's file.
    std::vector<StoredSource> sources;
    QTimeZone zone = QTimeZone::utc(); ///< Of the times; every time says its offset or its zone.
};

/// Events as text for the clipboard, without a line feed at the end. Masked values stay masked in every format.
QString copyText(const std::vector<StoredEvent>& events, CopyFormat format, const CopyContext& context);

} // namespace auditlens
