// SPDX-License-Identifier: MIT
#include "cli/eventoutput.h"

#include "cli/archiveaccess.h"

namespace auditlens {

std::optional<ExportFormat> exportFormatNamed(const QString& name)
{
    if (name == QLatin1String("csv"))
        return ExportFormat::Csv;
    if (name == QLatin1String("json"))
        return ExportFormat::Json;
    return name == QLatin1String("jsonl") ? std::optional(ExportFormat::JsonLines) : std::nullopt;
}

int tellOutcome(const Result<ExportOutcome>& outcome, Console& console)
{
    if (!outcome)
        return tellTrouble(outcome.error(), console);
    return outcome->cancelled ? ExitInterrupted : ExitDone;
}

} // namespace auditlens
