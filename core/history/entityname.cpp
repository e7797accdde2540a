// SPDX-License-Identifier: MIT
#include "history/entityname.h"

#include "base/fold.h"
#include "base/text.h"
#include "query/fields.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;
using Node = BoundQuery::Node;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::EntityName)
};

constexpr std::size_t named = 5; // How many objects a sentence lists.
constexpr std::size_t compared = 5000; // How many are looked at for the nearest.

QString objectText(const ObjectCount& object)
{
    return toQString(object.type) + u'#' + toQString(object.id);
}

/// "Policy#7 (12), Policy#9 (3) …"
QString listOf(const std::vector<ObjectCount>& objects)
{
    QStringList texts;
    for (std::size_t i = 0; i < std::min(objects.size(), named); ++i)
        texts << Tr::tr("%1 (%n event(s))", "an object", int(objects[i].events)).arg(objectText(objects[i]));
    return texts.join(u", "_s) + (objects.size() > named ? u" …"_s : QString());
}

Node termOf(Field field, const QString& text)
{
    Node node;
    node.kind = Node::Kind::Term;
    node.field = field;
    node.match = Match::Equals;
    node.text = folded(toUtf8(text));
    return node;
}

/// Looks for objects in one archive and remembers what went wrong.
class EntitySearch
{
public:
    EntitySearch(const Archive& archive, const QString& text, const Cancellation& cancellation)
        : m_archive(archive), m_text(text), m_cancellation(cancellation), m_hash(text.lastIndexOf(u'#'))
    {
    }

    EntityOutcome run()
    {
        std::vector<ObjectCount> objects = m_hash > 0 ? byTypeAndId() : std::vector<ObjectCount>();
        if (objects.empty() && !m_problem)
            objects = among({termOf(Field::Entity, m_text)});
        if (m_problem)
            return {EntityOutcome::Found::Trouble, {}, *m_problem};
        std::erase_if(objects, [](const ObjectCount& object) { return object.id.empty(); });
        if (m_hash < 0 && isType(m_text))
            return several(Tr::tr("\"%1\" is a type, not an object.").arg(m_text), nameOne(objects));
        if (objects.empty())
            return unknown();
        if (objects.size() > 1)
            return several(Tr::tr("\"%1\" can be several objects.").arg(m_text), Tr::tr("Name one of them: %1.").arg(listOf(objects)));
        return {EntityOutcome::Found::One, {objects.front().type, objects.front().id}, {}};
    }

private:
    QString type() const { return m_text.left(m_hash); }

    std::vector<ObjectCount> among(std::vector<Node> terms)
    {
        BoundQuery query;
        query.root.kind = Node::Kind::And;
        query.root.children = std::move(terms);
        const QueryResult found = m_archive.find(query, m_cancellation);
        if (!found.complete || found.problem)
            m_problem = found.problem.value_or(Error {Tr::tr("The search for \"%1\" was interrupted.").arg(m_text), {}, {}, Tr::tr("Try it again.")});
        return m_archive.objects(found.rows, compared);
    }

    std::vector<ObjectCount> byTypeAndId()
    {
        return among({termOf(Field::EntityType, type()), termOf(Field::EntityId, m_text.mid(m_hash + 1))});
    }

    bool isType(const QString& text) const
    {
        const Node term = termOf(Field::EntityType, text);
        return std::ranges::any_of(m_archive.values("entity", compared), [&](const auto& value) { return entityTypeMatches(term, value.first); });
    }

    static QString nameOne(const std::vector<ObjectCount>& objects)
    {
        return objects.empty() ? Tr::tr("Its events name no object by an id.") : Tr::tr("Name one with its id: %1.").arg(listOf(objects));
    }

    static EntityOutcome several(const QString& what, const QString& help)
    {
        return {EntityOutcome::Found::Several, {}, {what, {}, {}, help}};
    }

    static EntityOutcome none(const QString& what, const QString& help) { return {EntityOutcome::Found::None, {}, {what, {}, {}, help}}; }

    EntityOutcome unknown()
    {
        const QString what = Tr::tr("There is no object \"%1\" in the archive.").arg(m_text);
        if (m_hash > 0 && isType(type()))
            return none(what, nearestOf(among({termOf(Field::EntityType, type())})));
        QStringList types;
        for (const auto& [value, count] : m_archive.values("entity", compared))
            types << toQString(value) << toQString(value).section(u'.', -1);
        const QString nearest = nearestWord(m_hash > 0 ? type() : m_text, types);
        if (!nearest.isEmpty())
            return none(what, Tr::tr("Did you mean the type \"%1\"?").arg(nearest));
        return none(what, Tr::tr("Name a type and an id, such as Policy#7. \"auditlens query --facet object\" lists objects."));
    }

    QString nearestOf(const std::vector<ObjectCount>& objects) const
    {
        QStringList ids;
        for (const ObjectCount& object : objects)
            ids << toQString(object.id);
        const QString nearest = nearestWord(m_text.mid(m_hash + 1), ids);
        const QString list = Tr::tr("Objects of that type: %1.").arg(listOf(objects));
        return nearest.isEmpty() ? list : Tr::tr("Did you mean \"%1\"?").arg(type() + u'#' + nearest) + u' ' + list;
    }

    const Archive& m_archive;
    QString m_text;
    const Cancellation& m_cancellation;
    qsizetype m_hash;
    std::optional<Error> m_problem;
};

} // namespace

EntityOutcome findEntity(const Archive& archive, const QString& text, const Cancellation& cancellation)
{
    return EntitySearch(archive, text, cancellation).run();
}

} // namespace auditlens
