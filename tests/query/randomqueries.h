// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

#include <random>

namespace auditlens::test {

/// Random queries in the whole language, about the words of AuditFiles. All of them can be read.
class RandomQueries
{
public:
    explicit RandomQueries(std::uint32_t seed) : m_random(seed) { }
    QString next() { return query(3); }

private:
    std::uint32_t below(std::uint32_t limit) { return std::uint32_t(m_random() % limit); }
    QString of(const QStringList& list) { return list[qsizetype(below(std::uint32_t(list.size())))]; }

    QString query(int depth);
    QString term();
    QString field();
    QString text();
    QString phrase();
    QString value();
    QString wildcard();
    QString pattern();
    QString bound();
    QString range();
    QString timeTerm();
    QString clockTerm();
    QString addressTerm();
    QString listedTerm();
    QString changeTerms();

    std::mt19937 m_random;
};

} // namespace auditlens::test
