// SPDX-License-Identifier: MIT
#include "trust/schemes/santurahmac.h"

#include "formats/text/timetext.h"
#include "trust/pythonjson.h"

#include <array>
#include <chrono>
#include <cstdio>

namespace auditlens {

namespace {

/// The JSON string strftime("%Y-%m-%d %H:%M:%S+00:00") of a time in UTC; empty when it is no time.
std::string signedTime(json::Value timestamp)
{
    const EventTime time = parseUtcTime(timestamp);
    if (time.origin == TimeOrigin::Missing)
        return {};
    const std::chrono::sys_time<std::chrono::nanoseconds> point {std::chrono::nanoseconds(time.ns)};
    const auto day = std::chrono::floor<std::chrono::days>(point);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(std::chrono::floor<std::chrono::seconds>(point - day));
    std::array<char, 40> text {};
    const int size = std::snprintf(text.data(), text.size(), "\"%04d-%02u-%02u %02d:%02d:%02d+00:00\"", int(date.year()),
        unsigned(date.month()), unsigned(date.day()), int(clock.hours().count()), int(clock.minutes().count()),
        int(clock.seconds().count()));
    return {text.data(), std::size_t(size)};
}

/// GraphQL's names for what the document calls otherwise.
std::string_view documentName(json::Value record, std::string_view name)
{
    if (name == "Id" && !record["_id"].exists())
        return "_id";
    return name == "userId" && !record["user_id"].exists() ? "user_id" : name;
}

std::vector<PythonJson::Member> signedMembers(json::Value record, const std::string& time)
{
    std::vector<PythonJson::Member> members;
    for (const json::Value member : record) {
        if (member.key() == "signature")
            continue;
        if (member.key() == "timestamp")
            members.push_back({member.key(), {}, time});
        else
            members.push_back({documentName(record, member.key()), member, {}});
    }
    return members;
}

} // namespace

std::span<const std::string_view> SanturaHmac::formats() const
{
    static constexpr std::array<std::string_view, 1> formats {"santura"};
    return formats;
}

bool SanturaHmac::isIn(json::Value record) const
{
    const json::Value signature = record["signature"];
    return signature.exists() && !signature.isNull() && !(signature.isString() && signature.text().empty());
}

SignatureVerdict SanturaHmac::verdictOn(json::Value record, SignatureCheck& check) const
{
    const std::string time = signedTime(record["timestamp"]);
    const json::Value signature = record["signature"];
    if (time.empty() || !signature.isString())
        return {SignatureState::Invalid, 0, {}};
    const std::vector<PythonJson::Member> members = signedMembers(record, time);
    PythonJson mongo({", ", ": ", true});
    const std::string_view text = mongo.ofObject(members);
    if (const auto key = check.keyOf(text, signature.text()); key && !text.empty())
        return {SignatureState::Valid, *key, {}};
    if (!mongo.hadMongoNumbers())
        return {SignatureState::Invalid, 0, {}};
    PythonJson plain;
    const std::string_view asWritten = plain.ofObject(members);
    if (const auto key = check.keyOf(asWritten, signature.text()); key && !asWritten.empty())
        return {SignatureState::Valid, *key, SignatureReading::PlainNumbers};
    return {SignatureState::Invalid, 0, {}};
}

Cover SanturaHmac::coverOf(std::string_view member) const
{
    if (member == "signature")
        return Cover::None;
    return member == "timestamp" ? Cover::Part : Cover::Whole;
}

} // namespace auditlens
