// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"

#include <QCommandLineParser>
#include <QString>
#include <QStringList>
#include <QTimeZone>

#include <memory>
#include <optional>
#include <vector>

namespace auditlens {

/// The words behind a command's name: its options, its help, its complaints. Every command has --help.
class Arguments
{
public:
    /// `synopsis` is the line behind "auditlens"; `description` says what the command does.
    Arguments(QString synopsis, QString description);

    void addFlag(const QString& name, const QString& help);
    void addOption(const QStringList& names, const QString& valueName, const QString& help);

    /// Nothing when the command can go on; otherwise the exit code after help or a complaint.
    /// A word such as "-actor:bot" is part of a query, not an option.
    std::optional<int> read(const QStringList& words, Console& console);

    bool has(const QString& name) const { return m_parser->isSet(name); }
    QString value(const QString& name) const { return m_parser->value(name); }
    /// All of an option that may be repeated.
    QStringList values(const QString& name) const { return m_parser->values(name); }
    const QStringList& rest() const { return m_rest; }
    /// An option that was given and is none of these, by its first name; empty without one.
    QString optionBeside(const QStringList& names) const;

    /// The value as a zone, UTC where the option is not given, nothing when there is no such zone. "local" is the
    /// zone of this machine.
    std::optional<QTimeZone> zone(const QString& name) const;

    /// Says what is wrong and where the help is; gives ExitUsage.
    int complain(Console& console, const QString& what) const;

private:
    QString helpText() const;

    QString m_synopsis;
    QString m_description;
    std::unique_ptr<QCommandLineParser> m_parser; ///< On the heap, because it cannot be moved.
    std::vector<QCommandLineOption> m_options;
    QStringList m_rest;
};

} // namespace auditlens
