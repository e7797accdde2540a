// SPDX-License-Identifier: MIT
#include "cli/sealoutput.h"

#include "base/settingsfile.h"
#include "cli/jsontext.h"
#include "seal/sealtext.h"
#include "session/sealkeys.h"

#include <QSettings>

namespace auditlens {

namespace {

std::string textsJson(const QStringList& texts)
{
    std::vector<std::string> items;
    for (const QString& text : texts)
        items.push_back(jsonString(text.toStdString()));
    return jsonArray(items);
}

std::string numbersJson(const std::vector<std::int64_t>& numbers)
{
    std::vector<std::string> items;
    for (const std::int64_t number : numbers)
        items.push_back(std::to_string(number));
    return jsonArray(items);
}

std::string twinJson(const std::optional<TwinFacts>& twin)
{
    if (!twin)
        return "null";
    return JsonObject()
        .number("redacted_values", twin->values)
        .number("redacted_fields", twin->fields)
        .number("changed_records", twin->changedRecords)
        .done();
}

} // namespace

Result<SealReport> checkSealWithListedKeys(const Archive& archive, const Cancellation& cancellation)
{
    QSettings settings(settingsFile(), QSettings::IniFormat);
    return checkSealOf(archive, sealKeys(readKeys(settings)), cancellation);
}

std::string sealJson(const SealReport& report)
{
    if (report.state == SealState::NotSealed)
        return "null";
    return JsonObject()
        .text("state", stateName(report.state))
        .raw("statement", report.statement ? textOf(*report.statement) : "null")
        .text("key_id", report.keyId)
        .text("key_name", report.keyName)
        .raw("changed_segments", numbersJson(report.changedSegments))
        .raw("changed_parts", textsJson(report.changedParts))
        .raw("twin", twinJson(report.twin))
        .raw("problems", textsJson(report.problems))
        .done();
}

QString sealLines(const SealReport& report)
{
    return sealSentences(report).join(u'\n') + u'\n';
}

ExitCode sealExitCode(const SealReport& report)
{
    if (!report.complete)
        return ExitInterrupted;
    if (report.state == SealState::Damaged)
        return ExitDamagedArchive;
    return report.isWell() ? ExitDone : ExitDoesNotVerify;
}

} // namespace auditlens
