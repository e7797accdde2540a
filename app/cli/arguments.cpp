// SPDX-License-Identifier: MIT
#include "cli/arguments.h"

#include "cli/exitcode.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

bool isQueryText(const QString& word)
{
    return word.startsWith(u'-') && !word.startsWith(u"--") && (word.contains(u':') || word.contains(u' ') || word.contains(u'"'));
}

QString optionText(const QCommandLineOption& option)
{
    QStringList names;
    for (const QString& name : option.names())
        names << (name.size() == 1 ? u"-"_s : u"--"_s) + name;
    const QString value = option.valueName();
    return names.join(u", "_s) + (value.isEmpty() ? QString() : u' ' + value);
}

} // namespace

Arguments::Arguments(QString synopsis, QString description)
    : m_synopsis(std::move(synopsis))
    , m_description(std::move(description))
    , m_parser(std::make_unique<QCommandLineParser>())
{
    addFlag(u"help"_s, Tr::tr("Say this and end."));
}

void Arguments::addFlag(const QString& name, const QString& help)
{
    m_options.emplace_back(name, help);
    m_parser->addOption(m_options.back());
}

void Arguments::addOption(const QStringList& names, const QString& valueName, const QString& help)
{
    m_options.emplace_back(names, help, valueName);
    m_parser->addOption(m_options.back());
}

std::optional<int> Arguments::read(const QStringList& words, Console& console)
{
    QStringList options {u"auditlens"_s};
    QStringList query;
    bool valueFollows = false;
    for (const QString& word : words) {
        (isQueryText(word) && !valueFollows ? query : options) << word;
        valueFollows = std::ranges::any_of(m_options, [&](const QCommandLineOption& option) {
            return !option.valueName().isEmpty() && option.names().contains(word.mid(word.startsWith(u"--") ? 2 : 1));
        }) && word.startsWith(u'-');
    }
    const bool understood = m_parser->parse(options);
    if (m_parser->isSet(u"help"_s)) {
        console.write(helpText());
        return ExitDone;
    }
    if (!understood)
        return complain(console, m_parser->errorText());
    m_rest = m_parser->positionalArguments() + query;
    return {};
}

QString Arguments::optionBeside(const QStringList& names) const
{
    const auto stray = std::ranges::find_if(m_options, [&](const QCommandLineOption& option) {
        const QString name = option.names().front();
        return has(name) && !names.contains(name);
    });
    return stray == m_options.end() ? QString() : stray->names().front();
}

std::optional<QTimeZone> Arguments::zone(const QString& name) const
{
    const QString text = value(name);
    if (text.isEmpty() || text.compare(u"UTC"_s, Qt::CaseInsensitive) == 0)
        return QTimeZone::utc();
    const QTimeZone zone = text == u"local" ? QTimeZone::systemTimeZone() : QTimeZone(text.toUtf8());
    return zone.isValid() ? std::optional(zone) : std::nullopt;
}

int Arguments::complain(Console& console, const QString& what) const
{
    console.say(what + (what.endsWith(u'.') ? u""_s : u"."_s));
    console.say(Tr::tr("Usage: auditlens %1").arg(m_synopsis));
    console.say(Tr::tr("\"auditlens %1 --help\" explains the options.").arg(m_synopsis.section(u' ', 0, 0)));
    return ExitUsage;
}

QString Arguments::helpText() const
{
    qsizetype width = 0;
    for (const QCommandLineOption& option : m_options)
        width = std::max(width, optionText(option).size());
    QString text = Tr::tr("Usage: auditlens %1").arg(m_synopsis) + u"\n\n"_s + m_description + u"\n\n"_s + Tr::tr("Options:") + u'\n';
    for (const QCommandLineOption& option : m_options)
        text += u"  "_s + optionText(option).leftJustified(width + 2) + option.description() + u'\n';
    return text;
}

} // namespace auditlens
