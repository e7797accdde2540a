// SPDX-License-Identifier: MIT
#include "integrity/signatures.h"

#include "base/text.h"
#include "event/redaction.h"
#include "integrity/newestfindings.h"
#include "store/sealmark.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <numeric>
#include <utility>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Signatures)
};

struct Checker
{
    const SchemeKeys* keys = nullptr;
    std::unique_ptr<SignatureCheck> check;
};

using Checkers = std::map<std::string_view, Checker>;

const SignatureScheme* schemeOfId(std::string_view id)
{
    const auto found = std::ranges::find(signatureSchemes(), id, &SignatureScheme::id);
    return found == signatureSchemes().end() ? nullptr : *found;
}

Result<Checkers> makeCheckers(std::span<const SchemeKeys> keys)
{
    Checkers checkers;
    for (const SchemeKeys& each : keys) {
        const SignatureScheme* scheme = schemeOfId(each.scheme);
        if (!scheme || each.keys.empty())
            continue;
        auto check = makeSignatureCheck(scheme->algorithm(), each.keys);
        if (!check)
            return check.error();
        checkers[scheme->id()] = {&each, *std::move(check)};
    }
    return checkers;
}

bool hasScheme(std::string_view format)
{
    return std::ranges::any_of(signatureSchemes(), [format](const SignatureScheme* scheme) {
        return std::ranges::find(scheme->formats(), format) != scheme->formats().end();
    });
}

Error missingEvent()
{
    return {Tr::tr("Cannot check a signature."), Tr::tr("The record does not have the event that was imported from it."), {},
        Tr::tr("Use the version of AuditLens that imported it.")};
}

struct Tally
{
    SchemeResult result;
    std::map<std::string, std::uint64_t> byKey;
};

/// By SignatureState.
using RowsByState = std::array<std::vector<std::uint32_t>, signatureStates>;

void append(std::vector<std::uint32_t>& rows, const std::vector<std::uint32_t>& more)
{
    rows.insert(rows.end(), more.begin(), more.end());
}

class Verifier : public RecordVisitor
{
public:
    /// The values that a redacted twin lacks are missing in what was signed.
    Verifier(Checkers checkers, bool isTwin) : m_checkers(std::move(checkers)), m_isTwin(isTwin) { }

    Result<void> visit(const ScannedRecord& record) override
    {
        const std::string_view format = record.source().info.format;
        const SignatureScheme* scheme = nullptr;
        const bool isWhole = !m_isTwin || record.raw().find(redactionPrefix) == std::string_view::npos;
        if (isWhole && record.isJson() && hasScheme(format) && m_document.parseExactCopy(record.raw()))
            scheme = signatureSchemeOf(format, m_document.root());
        return scheme ? verify(*scheme, record) : countClaims(record);
    }

    std::map<std::string, Tally> tallies;
    NewestFindings<SignatureFinding> findings {mostListed};
    RowsByState rows;

private:
    Result<void> verify(const SignatureScheme& scheme, const ScannedRecord& record)
    {
        const auto checker = m_checkers.find(scheme.id());
        SignatureCheck* check = checker == m_checkers.end() ? nullptr : checker->second.check.get();
        std::span<const ScannedEvent> events = record.events();
        const bool one = events.size() == 1;
        scheme.verify(m_document.root(), one ? RecordParts::only(events[0].part) : RecordParts(), check,
            [&](std::uint32_t part, const SignatureVerdict& verdict) {
                if (events.empty() || events.front().part != part)
                    return;
                note(scheme, events.front(), verdict);
                events = events.subspan(1);
            });
        return events.empty() ? Result<void>() : missingEvent();
    }

    void note(const SignatureScheme& scheme, const ScannedEvent& event, const SignatureVerdict& verdict)
    {
        const bool isSigned = verdict.state != SignatureState::Unsigned;
        Tally& tally = tallies[isSigned ? std::string(scheme.id()) : std::string()];
        count(tally, event, verdict.state);
        if (verdict.state == SignatureState::Valid) {
            ++tally.byKey[m_checkers.at(scheme.id()).keys->names[verdict.key]];
            tally.result.readings |= verdict.readings;
        } else if (verdict.state == SignatureState::Invalid) {
            SignatureFinding finding;
            finding.event.row = event.row;
            finding.scheme = scheme.id();
            finding.algorithm = scheme.algorithm();
            finding.coverage = scheme.coverage(m_document.root(), event.part);
            findings.add(std::move(finding));
        }
    }

    /// A record of no scheme that is known here: its events may say that they are signed all the same.
    Result<void> countClaims(const ScannedRecord& record)
    {
        return record.decode([this](const ScannedEvent& where, const AuditEvent& event) {
            const bool claims = !event.signature.text.empty();
            Tally& tally = tallies[claims ? event.signature.scheme : std::string()];
            count(tally, where, claims ? SignatureState::UnknownScheme : SignatureState::Unsigned);
        });
    }

    void count(Tally& tally, const ScannedEvent& event, SignatureState state)
    {
        ++tally.result.counts[std::size_t(state)];
        rows[std::size_t(state)].push_back(std::uint32_t(event.row));
    }

    Checkers m_checkers;
    bool m_isTwin;
    json::Document m_document;
};

SignatureReport joined(const Archive& archive, std::vector<std::unique_ptr<Verifier>>& verifiers, NewestFindings<SignatureFinding>& findings)
{
    std::map<std::string, Tally> all;
    RowsByState rows;
    for (const auto& verifier : verifiers) {
        for (const auto& [scheme, tally] : verifier->tallies) {
            Tally& sum = all[scheme];
            for (std::size_t i = 0; i < signatureStates; ++i)
                sum.result.counts[i] += tally.result.counts[i];
            sum.result.readings |= tally.result.readings;
            for (const auto& [key, events] : tally.byKey)
                sum.byKey[key] += events;
        }
        findings.join(std::move(verifier->findings));
        for (std::size_t i = 0; i < signatureStates; ++i)
            append(rows[i], verifier->rows[i]);
    }
    SignatureReport report;
    for (auto& [scheme, tally] : all) {
        tally.result.scheme = scheme;
        tally.result.byKey.assign(tally.byKey.begin(), tally.byKey.end());
        report.schemes.push_back(std::move(tally.result));
    }
    auto& [valid, invalid, notSigned, noKey, unknownScheme] = rows;
    append(noKey, unknownScheme);
    report.valid = rowSetOf(archive, std::move(valid));
    report.invalid = rowSetOf(archive, std::move(invalid));
    report.notSigned = rowSetOf(archive, std::move(notSigned));
    report.unknown = rowSetOf(archive, std::move(noKey));
    return report;
}

/// What only the decoded events tell.
Result<void> describe(const Archive& archive, std::vector<SignatureFinding>& findings)
{
    std::vector<EventMention*> mentions;
    for (SignatureFinding& finding : findings)
        mentions.push_back(&finding.event);
    return describeMentions(archive, mentions, [&](std::size_t i, const StoredEvent& stored) {
        findings[i].wellFormed = isWellFormedSignature(findings[i].algorithm, stored.event.signature.text);
    });
}

} // namespace

void addKey(std::vector<SchemeKeys>& all, std::string_view scheme, const QString& name, Secret key)
{
    auto place = std::ranges::find(all, scheme, &SchemeKeys::scheme);
    if (place == all.end())
        place = all.insert(place, SchemeKeys {std::string(scheme), {}, {}});
    place->names.push_back(toUtf8(name));
    place->keys.push_back(std::move(key));
}

bool isNewer(const SignatureFinding& a, const SignatureFinding& b)
{
    return a.event.row > b.event.row;
}

std::uint64_t SignatureReport::count(SignatureState state) const
{
    return std::transform_reduce(schemes.begin(), schemes.end(), std::uint64_t(0), std::plus<>(),
        [state](const SchemeResult& scheme) { return scheme.of(state); });
}

bool isWellFormedSignature(SignatureAlgorithm algorithm, std::string_view signature)
{
    constexpr std::size_t hmacDigits = 64;
    const bool isHmac = algorithm == SignatureAlgorithm::HmacSha256;
    const std::string_view digits = isHmac ? "0123456789abcdef" : "0123456789abcdefABCDEF";
    const bool rightSize = isHmac ? signature.size() == hmacDigits : !signature.empty() && signature.size() % 2 == 0;
    return rightSize && signature.find_first_not_of(digits) == std::string_view::npos;
}

std::vector<const SignatureScheme*> possibleSchemes(const ArchiveInfo& info)
{
    std::vector<const SignatureScheme*> possible;
    for (const SignatureScheme* scheme : signatureSchemes()) {
        const auto reads = [scheme](const StoredSource& source) {
            return std::ranges::find(scheme->formats(), source.info.format) != scheme->formats().end();
        };
        if (std::ranges::any_of(info.sources, reads))
            possible.push_back(scheme);
    }
    return possible;
}

Result<SignatureReport> checkSignatures(
    const Archive& archive, std::span<const SchemeKeys> keys, const ScanProgress& progress, const Cancellation& cancellation)
{
    const auto database = Database::open(archive.info().path, Database::Mode::ReadOnly);
    const auto isTwin = database ? hasTwinTable(**database) : database.error();
    if (!isTwin)
        return isTwin.error();
    std::vector<std::unique_ptr<Verifier>> verifiers;
    std::vector<RecordVisitor*> visitors;
    for (std::size_t i = 0; i < scanThreads(); ++i) {
        auto checkers = makeCheckers(keys);
        if (!checkers)
            return checkers.error();
        visitors.push_back(verifiers.emplace_back(std::make_unique<Verifier>(*std::move(checkers), *isTwin)).get());
    }
    const ScanOutcome scan = scanRecords(archive, visitors, progress, cancellation);
    NewestFindings<SignatureFinding> findings(mostListed);
    SignatureReport report = joined(archive, verifiers, findings);
    report.scan = scan;
    report.findings = findings.take();
    if (const auto done = describe(archive, report.findings); !done)
        report.scan += {false, 0, done.error()};
    return report;
}

} // namespace auditlens
