// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace auditlens {

enum class KeyKind : std::uint8_t {
    TigerSensitive, ///< Unmasks values of tiger_audit_trail, or of a service with AES-256-GCM.
    SanturaSigning, ///< Shared key of santura's signatures.
    RedactoSigning, ///< Shared key of Redacto's signatures.
    Sealing, ///< Ed25519 private key that seals archives, as PEM.
    Public, ///< Ed25519 or RSA public key, as PEM: no secret.
};

/// "tiger", "santura", "redacto", "seal", "public": as the command line and the settings write it.
QString kindWord(KeyKind kind);
std::optional<KeyKind> kindOf(const QString& word);
std::span<const KeyKind> allKeyKinds();
/// For people: "tiger sensitive key".
QString kindText(KeyKind kind);

/// One of the keys that a name had: replacing a key keeps the earlier ones, for what they opened.
struct KeyGeneration
{
    QString id; ///< 32 hex digits; names its entry in the SecretStore.
    QString fingerprint; ///< fingerprintOf()
    QDateTime added; ///< UTC.
    QByteArray pem; ///< Of a public key, and the public half of a sealing key; else empty.
    friend bool operator==(const KeyGeneration&, const KeyGeneration&) = default;
};

/// What is known of a key without the key.
struct KnownKey
{
    QString id; ///< 32 hex digits, the same whatever its name is.
    QString name;
    KeyKind kind = KeyKind::TigerSensitive;
    QString note; ///< What it opens, in the person's words; one line, may be empty.
    std::vector<KeyGeneration> generations; ///< Newest first, never empty.
    bool thisRun = false; ///< It ends with the program.
    friend bool operator==(const KnownKey&, const KnownKey&) = default;
};

constexpr std::size_t maxKeys = 500;
constexpr std::size_t maxGenerations = 50;

/// Why a text cannot be the name of a key, or the note of one; empty when it can; see personalNameProblem().
QString keyNameProblem(const QString& name);
QString keyNoteProblem(const QString& note);
/// Names are the same whatever their case and the way their accents are written.
bool isSameKeyName(const QString& a, const QString& b);

/// A name for an entry that no other has.
QString newKeyId();
bool isKeyId(const QString& text);

} // namespace auditlens
