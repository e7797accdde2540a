// SPDX-License-Identifier: MIT
#include "views/savedview.h"

#include "base/personalname.h"
#include "base/text.h"
#include "json/document.h"
#include "query/binder.h"
#include "query/fields.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SavedView)
};

constexpr int formatVersion = 1;
constexpr qsizetype maxNameLength = 120;

/// Takes the members of the object and remembers the first thing that is wrong.
class ViewReader
{
public:
    explicit ViewReader(json::Value object) : m_object(object) { }

    QString text(const QString& name)
    {
        m_known << name;
        const json::Value value = m_object[toUtf8(name)];
        if (value.exists() && !value.isString())
            complain(Tr::tr("\"%1\" is not a text.").arg(name));
        const QString text = value.isString() ? toQString(value.text()) : QString();
        if (!isFitForNames(text))
            complain(Tr::tr("\"%1\" has control characters.").arg(name));
        return text;
    }
    bool flag(const QString& name)
    {
        m_known << name;
        const json::Value value = m_object[toUtf8(name)];
        if (value.exists() && !value.isBool())
            complain(Tr::tr("\"%1\" is neither true nor false.").arg(name));
        return value.isBool() && value.text() == "true";
    }
    std::vector<RowColumn> columns(const QString& name)
    {
        m_known << name;
        const json::Value list = m_object[toUtf8(name)];
        if (list.exists() && !list.isArray())
            complain(Tr::tr("\"%1\" is not a list.").arg(name));
        std::vector<RowColumn> columns;
        for (const json::Value each : list) {
            const auto column = each.isString() ? rowColumnNamed(each.text()) : std::nullopt;
            if (!column)
                complain(Tr::tr("\"%1\" has the unknown column \"%2\".").arg(name, toQString(each.text().substr(0, 60))));
            else if (std::ranges::find(columns, *column) != columns.end())
                complain(Tr::tr("\"%1\" has the column \"%2\" twice.").arg(name, toQString(each.text())));
            else
                columns.push_back(*column);
        }
        return columns;
    }
    void version()
    {
        const QString name = u"auditlens_view"_s;
        m_known << name;
        const json::Value value = m_object[toUtf8(name)];
        if (!value.isNumber())
            complain(Tr::tr("It does not say \"auditlens_view\": %1.").arg(formatVersion));
        else if (value.text() != std::to_string(formatVersion))
            complain(Tr::tr("It is of version %1, and this program knows version %2.").arg(toQString(value.text().substr(0, 20))).arg(formatVersion));
    }
    void complain(const QString& problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }
    /// What is wrong, or nothing. A member nobody asked for may be a misspelt filter: it must not be ignored.
    QString finish()
    {
        for (const json::Value member : m_object) {
            const QString key = toQString(member.key()).left(60);
            const QString near = nearestWord(key, m_known);
            if (!m_known.contains(key))
                complain(near.isEmpty() ? Tr::tr("It has the unknown member \"%1\".").arg(key)
                                        : Tr::tr("It has the unknown member \"%1\". Did you mean \"%2\"?").arg(key, near));
        }
        return m_problem;
    }

private:
    json::Value m_object;
    QStringList m_known;
    QString m_problem;
};

Error unreadable(const QString& file, const QString& why, const QString& where = {})
{
    const QString name = QDir::toNativeSeparators(file);
    return {Tr::tr("Cannot read the saved view \"%1\".").arg(QFileInfo(file).fileName()), why, where.isEmpty() ? name : where,
        Tr::tr("Repair the file or delete it; docs/saved-views.md describes it.")};
}

} // namespace

QString nameProblem(const QString& name)
{
    if (name.trimmed().isEmpty())
        return Tr::tr("A view needs a name.");
    if (name.size() > maxNameLength)
        return Tr::tr("The name has more than %n characters.", nullptr, maxNameLength);
    return isFitForNames(name) ? QString() : Tr::tr("The name has control characters.");
}

Result<SavedView> readView(const QByteArray& text, const QString& file)
{
    if (text.size() > maxViewBytes)
        return unreadable(file, Tr::tr("It is larger than %1 KiB.").arg(maxViewBytes >> 10));
    json::Document document;
    if (!document.parseCopy({text.constData(), std::size_t(text.size())}))
        return unreadable(file, Tr::tr("It is not JSON: %1.").arg(toQString(document.errorText())),
            Tr::tr("%1, byte %2").arg(QDir::toNativeSeparators(file)).arg(document.errorOffset()));
    if (!document.root().isObject())
        return unreadable(file, Tr::tr("It is not a JSON object."));
    if (document.hasRepeatedKeys())
        return unreadable(file, Tr::tr("A member is there twice."));
    ViewReader in(document.root());
    in.version();
    SavedView view;
    view.name = in.text(u"name"_s).trimmed();
    in.complain(nameProblem(view.name));
    view.query = in.text(u"query"_s);
    view.range = {in.text(u"from"_s), in.text(u"to"_s), in.text(u"newest"_s)};
    if (!view.range.newest.isEmpty() && !(view.range.from.isEmpty() && view.range.to.isEmpty()))
        in.complain(Tr::tr("It has \"newest\" beside \"from\" or \"to\"."));
    if (const QString zone = in.text(u"zone"_s); !zone.isEmpty())
        view.zone = zone.toUtf8();
    if (!QTimeZone(view.zone).isValid())
        in.complain(Tr::tr("There is no time zone \"%1\".").arg(QString::fromUtf8(view.zone).left(60)));
    view.fold = in.flag(u"fold_by_request"_s);
    view.columns = in.columns(u"columns"_s);
    const QString order = in.text(u"order"_s);
    view.order = order == u"oldest" ? RowOrder::OldestFirst : RowOrder::NewestFirst;
    if (!order.isEmpty() && order != u"oldest" && order != u"newest")
        in.complain(Tr::tr("\"order\" is neither \"newest\" nor \"oldest\"."));
    if (const QString problem = in.finish(); !problem.isEmpty())
        return unreadable(file, problem);
    return view;
}

QByteArray writeView(const SavedView& view)
{
    QJsonObject object {{u"auditlens_view"_s, formatVersion}, {u"name"_s, view.name}, {u"query"_s, view.query},
        {u"zone"_s, QString::fromUtf8(view.zone)}, {u"order"_s, view.order == RowOrder::OldestFirst ? u"oldest"_s : u"newest"_s}};
    for (const auto& [name, text] : {std::pair(u"from"_s, view.range.from), {u"to"_s, view.range.to}, {u"newest"_s, view.range.newest}}) {
        if (!text.isEmpty())
            object.insert(name, text);
    }
    if (view.fold)
        object.insert(u"fold_by_request"_s, true);
    QJsonArray columns;
    for (const RowColumn column : view.columns)
        columns << toQString(rowColumnName(column));
    if (!columns.isEmpty())
        object.insert(u"columns"_s, columns);
    return QJsonDocument(object).toJson();
}

std::optional<Error> viewProblem(const SavedView& view)
{
    const TimeContext context = TimeContext::current(QTimeZone(view.zone));
    const QString what = Tr::tr("The view \"%1\" cannot be used.").arg(view.name);
    if (const BoundOutcome bound = readQuery(view.query, context); bound.error)
        return Error {what, bound.error->what, view.query, bound.error->help};
    if (const Result<TimeRange> range = rangeOf(view.range, context, noTime); !range)
        return Error {what, range.error().what, {}, range.error().help};
    return {};
}

} // namespace auditlens
