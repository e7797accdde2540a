// SPDX-License-Identifier: MIT
#include "summary/words.h"

#include "base/text.h"
#include "event/redaction.h"
#include "summary/summary.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Summary)
};

// U+202A to U+202E and U+2066 to U+2069 can make a line read backwards.
bool breaksTheLine(QChar c)
{
    return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line
        || c.category() == QChar::Separator_Paragraph || (c.unicode() >= 0x202a && c.unicode() <= 0x202e)
        || (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
}

// "User 1042": a bare number at the head of a sentence is read as anything but a person.
QString numberedActor(const Actor& actor)
{
    const QString id = oneLine(actor.id, 80);
    QString kind = oneLine(actor.kind, 24);
    if (kind.isEmpty())
        return Tr::tr("Actor %1", "somebody of whom only a number is known").arg(id);
    kind[0] = kind[0].toUpper();
    return kind + u' ' + id;
}

bool isNumber(std::string_view text)
{
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

} // namespace

QString oneLine(std::string_view utf8, qsizetype longest)
{
    if (isRedaction(utf8))
        return Tr::tr("(redacted)");
    // Four bytes are the most one character needs: the rest of a megabyte is not worth decoding.
    const std::size_t enough = std::size_t(longest) * 4 + 16;
    QString text = toQString(utf8.substr(0, enough));
    for (QChar& c : text) {
        if (breaksTheLine(c))
            c = u' ';
    }
    text = text.simplified();
    if (text.size() <= longest && utf8.size() <= enough)
        return text;
    qsizetype end = std::min(longest - 1, text.size());
    if (end > 0 && text[end - 1].isHighSurrogate())
        --end;
    return text.left(end) + u'…';
}

QString listText(const QStringList& items)
{
    if (items.size() < 2)
        return items.join(QString());
    return Tr::tr("%1 and %2", "last two items of a list").arg(items.mid(0, items.size() - 1).join(u", "_s), items.back());
}

QString valueText(const Value& value, qsizetype longest)
{
    switch (value.kind) {
    case Value::Kind::Absent:
        return Tr::tr("nothing", "a value that is not there");
    case Value::Kind::Null:
        return u"null"_s;
    case Value::Kind::Masked:
        return Tr::tr("(masked)");
    case Value::Kind::Reference:
        return oneLine(value.label.empty() ? value.text : value.label, longest);
    case Value::Kind::Bool:
    case Value::Kind::Number:
    case Value::Kind::Text:
    case Value::Kind::Document:
        break;
    }
    return value.text.empty() ? Tr::tr("empty text") : oneLine(value.text, longest);
}

QString actorText(const Actor& actor)
{
    const QString name = !actor.known() ? Tr::tr("Unknown actor")
        : isNumber(actor.display())     ? numberedActor(actor)
                                        : oneLine(actor.display(), 80);
    if (actor.onBehalfOf.empty())
        return name;
    return Tr::tr("%1 (on behalf of %2)").arg(name, oneLine(actor.onBehalfOf, 80));
}

QString entityText(const EntityRef& entity)
{
    const std::string_view type = std::string_view(entity.type).substr(entity.type.find_last_of('.') + 1);
    const std::string_view name = !entity.label.empty() ? entity.label
        : entity.id == "None"                           ? std::string_view()
                                                        : entity.id;
    if (type.empty() && name.empty())
        return Tr::tr("an unnamed object");
    if (type.empty() || name.empty())
        return oneLine(type.empty() ? name : type, 80);
    return oneLine(type, 80) + u' ' + oneLine(name, 80);
}

} // namespace auditlens
