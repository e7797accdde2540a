// SPDX-License-Identifier: MIT
#include "seal/sealblock.h"

#include "base/hex.h"
#include "seal/merkle.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <charconv>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Seal)
};

constexpr std::string_view title = "AuditLens seal 1\n";
constexpr std::string_view endBegin = "AuditLens seal, ";
constexpr std::string_view endRest = " bytes\n";
constexpr std::size_t endDigits = 12;
static_assert(endBegin.size() + endDigits + endRest.size() == sealEndBytes);
constexpr std::string_view segmentWord = "segment ";
constexpr std::string_view signatureWord = "signature ";
constexpr std::string_view fieldsName = "fields";
constexpr std::array<std::string_view, 6> partNames = {"file", "schema", "meta", "sources", "dictionaries", "rejects"};
constexpr std::array<std::string_view, 5> furtherNames = {"syncs", "coverage", "cursors", "cuts", fieldsName};

std::string lineOf(const SealLeaf& leaf)
{
    return leaf.name + ' ' + toHex(leaf.digest);
}

std::string endOf(std::size_t bytes)
{
    const std::string digits = std::to_string(bytes);
    return std::string(endBegin) + std::string(endDigits - digits.size(), '0') + digits + std::string(endRest);
}

/// The line at the front, without its line feed, which is taken off with it.
std::string_view takeLine(std::string_view& text)
{
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    return line;
}

template <std::size_t size>
bool readHex(std::string_view text, std::array<unsigned char, size>& bytes)
{
    const auto read = fromHex(text);
    if (!read || read->size() != size)
        return false;
    std::ranges::copy(*read, bytes.begin());
    return true;
}

bool readLeaf(std::string_view line, SealLeaf& leaf)
{
    const std::size_t blank = line.rfind(' ');
    if (blank == std::string_view::npos)
        return false;
    leaf.name = line.substr(0, blank);
    return readHex(line.substr(blank + 1), leaf.digest);
}

/// Parts that are not segments.
std::size_t partCount(std::span<const SealLeaf> leaves)
{
    std::size_t count = partNames.size();
    for (const std::string_view name : furtherNames)
        count += count < leaves.size() && leaves[count].name == name ? 1 : 0;
    return count;
}

/// The parts that every archive has, those that only some have, then segments with growing numbers.
bool namesAreInOrder(std::span<const SealLeaf> leaves)
{
    if (leaves.size() < partNames.size()
        || !std::ranges::equal(leaves.first(partNames.size()), partNames, {}, &SealLeaf::name))
        return false;
    std::int64_t before = 0;
    for (const SealLeaf& leaf : leaves.subspan(partCount(leaves))) {
        const auto segment = segmentOf(leaf);
        if (!segment || *segment <= before)
            return false;
        before = *segment;
    }
    return true;
}

Result<Seal, QString> readLines(std::string_view text)
{
    Seal seal;
    takeLine(text);
    auto statement = readSealStatement(takeLine(text));
    if (!statement)
        return statement.error();
    seal.statement = std::move(*statement);
    while (!text.empty() && !text.starts_with(signatureWord)) {
        if (!readLeaf(takeLine(text), seal.leaves.emplace_back()))
            return Tr::tr("One of its hashes is none.");
    }
    const std::string_view line = takeLine(text);
    if (!line.starts_with(signatureWord) || !readHex(line.substr(signatureWord.size()), seal.signature))
        return Tr::tr("Its signature is none.");
    return seal;
}

} // namespace

std::string segmentLeafName(std::int64_t segment)
{
    return std::string(segmentWord) + std::to_string(segment);
}

std::optional<std::int64_t> segmentOf(const SealLeaf& leaf)
{
    std::int64_t segment = 0;
    const std::string_view name = leaf.name;
    if (!name.starts_with(segmentWord))
        return {};
    std::from_chars(name.data() + segmentWord.size(), name.data() + name.size(), segment);
    return segment > 0 && segmentLeafName(segment) == name ? std::optional(segment) : std::nullopt;
}

SealLeaf fieldsLeaf(const Sha256Digest& root)
{
    return {std::string(fieldsName), root};
}

std::optional<Sha256Digest> fieldsRoot(const Seal& seal)
{
    return leafDigest(seal, fieldsName);
}

std::optional<Sha256Digest> leafDigest(const Seal& seal, std::string_view name)
{
    const auto leaf = std::ranges::find(seal.leaves, name, &SealLeaf::name);
    return leaf == seal.leaves.end() ? std::nullopt : std::optional(leaf->digest);
}

std::string merkleRoot(std::span<const SealLeaf> leaves)
{
    MerkleTree tree;
    for (const SealLeaf& leaf : leaves)
        tree.add(sha256(std::string(1, '\0') + lineOf(leaf)));
    return toHex(tree.root());
}

std::string signedText(const SealStatement& statement)
{
    return std::string(title) + textOf(statement) + '\n';
}

Result<Seal> signedSeal(SealStatement statement, std::vector<SealLeaf> leaves, const Secret& key)
{
    const auto publicKey = Ed25519PublicKey::ofPrivateKey(key);
    if (!publicKey)
        return publicKey.error();
    statement.leaves = leaves.size();
    statement.root = merkleRoot(leaves);
    statement.key = publicKey->pem();
    const auto signature = signEd25519(key, signedText(statement));
    if (!signature)
        return signature.error();
    return Seal{std::move(statement), std::move(leaves), *signature};
}

std::string textOf(const Seal& seal)
{
    std::string text = signedText(seal.statement);
    for (const SealLeaf& leaf : seal.leaves)
        (text += lineOf(leaf)) += '\n';
    ((text += signatureWord) += toHex(seal.signature)) += '\n';
    return text + endOf(text.size() + sealEndBytes);
}

std::optional<std::uint64_t> sealSize(std::string_view end)
{
    std::size_t bytes = 0;
    if (end.size() != sealEndBytes || !end.starts_with(endBegin))
        return {};
    std::from_chars(end.data() + endBegin.size(), end.data() + endBegin.size() + endDigits, bytes);
    return bytes <= maxSealBytes && endOf(bytes) == end ? std::optional<std::uint64_t>(bytes) : std::nullopt;
}

Result<Seal, QString> readSeal(std::string_view text)
{
    if (text.size() > maxSealBytes)
        return Tr::tr("It has more than %1 MiB.").arg(maxSealBytes >> 20);
    if (!text.starts_with(title))
        return Tr::tr("It does not begin as a seal that this version of AuditLens knows.");
    Result<Seal, QString> seal = readLines(text);
    if (!seal)
        return seal;
    if (!namesAreInOrder(seal->leaves) || seal->leaves.size() != seal->statement.leaves
        || seal->leaves.size() - partCount(seal->leaves) != seal->statement.segments)
        return Tr::tr("Its list of hashes is not whole.");
    if (textOf(*seal) != text)
        return Tr::tr("It is not written as AuditLens writes a seal.");
    return seal;
}

bool isAsSigned(const Seal& seal)
{
    const auto key = Ed25519PublicKey::fromPem(seal.statement.key);
    return key && key->matches(signedText(seal.statement), seal.signature)
        && merkleRoot(seal.leaves) == seal.statement.root;
}

} // namespace auditlens
