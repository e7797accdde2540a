// SPDX-License-Identifier: MIT
#pragma once

#include "sync/lokihistory.h"

#include <random>

namespace auditlens::test {

/// A service that a sync is tried on: a fake with some hundred records, which are the truth that an archive is compared with.
/// Chance says how many, how they lie in time, and in which of its ways the service is asked.
class FaultService
{
public:
    FaultService(const QByteArray& backend, std::mt19937& random);

    FakeProcess& fake() { return m_fake; }
    SyncSource source(const QString& archive) const;
    /// For a program of its own: see syncchild.cpp.
    QStringList wordsOf(const SyncSource& source) const;

    /// See keepsItsWord().
    bool isTruthful(const QString& archive) const;
    bool isWhole(const QString& archive) const;

private:
    struct Way
    {
        QStringList environment; ///< Of the fake.
        std::map<QByteArray, QString> values; ///< Of the connection.
    };
    struct Kind
    {
        QByteArray backend;
        QString fake;
        QJsonObject (*sample)(int number, Nanoseconds time) = nullptr; ///< Null for Loki, which is pushed to.
        QLatin1String id; ///< Its member that tells it apart.
        std::vector<Way> ways;
    };
    static std::vector<Kind> kinds();
    static Kind kindOf(const QByteArray& backend);

    void fill();
    std::vector<std::string> truth(const TimeRange& range) const;
    std::vector<std::string> stored(const QString& archive) const;

    Kind m_kind;
    Way m_way;
    LokiHistory m_history;
    std::vector<LokiHistory::Entry> m_names; ///< By time.
    FakeProcess m_fake;
};

} // namespace auditlens::test
