// SPDX-License-Identifier: MIT
#include "connections/connection.h"

#include "base/personalname.h"
#include "base/text.h"
#include "secrets/knownkey.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Connection)
};

constexpr int formatVersion = 1;
constexpr qsizetype maxFields = 100;
const QString versionMember = u"auditlens_connection"_s;

QString placeWord(SecretPlace place)
{
    return place == SecretPlace::Keychain ? u"keychain"_s : u"each run"_s;
}

/// Takes the members of the object and remembers the first thing that is wrong.
class ConnectionReader
{
public:
    explicit ConnectionReader(QJsonObject object) : m_left(std::move(object)) { }

    QString text(const QString& name)
    {
        const QJsonValue value = m_left.take(name);
        if (!value.isUndefined() && !value.isString())
            complain(Tr::tr("\"%1\" is not a text.").arg(name));
        if (!isFitForNames(value.toString()))
            complain(Tr::tr("\"%1\" has control characters.").arg(name));
        return value.toString();
    }
    bool flag(const QString& name, bool otherwise)
    {
        const QJsonValue value = m_left.take(name);
        if (!value.isUndefined() && !value.isBool())
            complain(Tr::tr("\"%1\" is neither true nor false.").arg(name));
        return value.toBool(otherwise);
    }
    std::map<QByteArray, QString> texts(const QString& name)
    {
        const QJsonValue value = m_left.take(name);
        if (!value.isUndefined() && (!value.isObject() || value.toObject().size() > maxFields))
            complain(Tr::tr("\"%1\" is not an object of a few texts.").arg(name));
        ConnectionReader fields(value.toObject());
        std::map<QByteArray, QString> texts;
        for (const QString& field : value.toObject().keys())
            texts.emplace(field.toUtf8(), fields.text(field));
        complain(fields.m_problem);
        return texts;
    }
    void version()
    {
        if (m_left.take(versionMember).toInt() != formatVersion)
            complain(Tr::tr("It does not say \"%1\": %2.").arg(versionMember).arg(formatVersion));
    }
    void complain(const QString& problem)
    {
        if (m_problem.isEmpty())
            m_problem = problem;
    }
    /// What is wrong, or nothing. What nobody asked for may be misspelt: it must not be ignored.
    QString finish()
    {
        if (!m_left.isEmpty())
            complain(Tr::tr("It has the unknown member \"%1\".").arg(m_left.keys().constFirst().left(60)));
        return m_problem;
    }

private:
    QJsonObject m_left;
    QString m_problem;
};

std::map<QByteArray, SecretPlace> placesOf(const std::map<QByteArray, QString>& words, ConnectionReader& in)
{
    std::map<QByteArray, SecretPlace> places;
    for (const auto& [field, word] : words) {
        const SecretPlace place = word == placeWord(SecretPlace::Keychain) ? SecretPlace::Keychain : SecretPlace::EachRun;
        if (word != placeWord(place))
            in.complain(Tr::tr("A secret is neither in the \"keychain\" nor asked for \"each run\"; a secret itself does not belong into this file."));
        places.emplace(field, place);
    }
    return places;
}

Error unreadable(const QString& file, const QString& why)
{
    return {Tr::tr("Cannot read the connection \"%1\".").arg(QFileInfo(file).fileName()), why, QDir::toNativeSeparators(file),
        Tr::tr("Repair the file, or delete it and add the connection again; docs/connecting.md describes it.")};
}

QJsonObject written(const Connection& connection)
{
    QJsonObject values;
    for (const auto& [field, value] : connection.values)
        values.insert(QString::fromUtf8(field), value);
    QJsonObject secrets;
    for (const auto& [field, place] : connection.secrets)
        secrets.insert(QString::fromUtf8(field), placeWord(place));
    return {{versionMember, formatVersion}, {u"id"_s, connection.id}, {u"name"_s, connection.name},
        {u"backend"_s, QString::fromUtf8(connection.backend)}, {u"settings"_s, values}, {u"secrets"_s, secrets},
        {u"enabled"_s, connection.enabled}, {u"archive"_s, connection.archive}};
}

} // namespace

QString connectionNameProblem(const QString& name)
{
    return personalNameProblem(name, Tr::tr("A connection needs a name."));
}

Result<Connection> readConnection(const QByteArray& text, const QString& file)
{
    if (text.size() > maxConnectionBytes)
        return unreadable(file, Tr::tr("It is larger than %1 KiB.").arg(maxConnectionBytes >> 10));
    QJsonParseError parsed;
    const QJsonDocument document = QJsonDocument::fromJson(text, &parsed);
    if (parsed.error != QJsonParseError::NoError)
        return unreadable(file, Tr::tr("It is not JSON: %1 at byte %2.").arg(parsed.errorString()).arg(parsed.offset));
    if (!document.isObject())
        return unreadable(file, Tr::tr("It is not a JSON object."));
    ConnectionReader in(document.object());
    in.version();
    Connection connection;
    connection.id = in.text(u"id"_s);
    connection.name = in.text(u"name"_s);
    connection.backend = in.text(u"backend"_s).toUtf8();
    connection.values = in.texts(u"settings"_s);
    connection.secrets = placesOf(in.texts(u"secrets"_s), in);
    connection.enabled = in.flag(u"enabled"_s, true);
    connection.archive = in.text(u"archive"_s);
    in.complain(connectionNameProblem(connection.name));
    if (!connection.id.isEmpty() && !isKeyId(connection.id))
        in.complain(Tr::tr("\"id\" is not 32 hex digits."));
    if (const QString problem = in.finish(); !problem.isEmpty())
        return unreadable(file, problem);
    return connection;
}

QByteArray writeConnection(const Connection& connection)
{
    return QJsonDocument(written(connection)).toJson();
}

QByteArray writeForExport(const Connection& connection)
{
    Connection shared = connection;
    for (auto& [field, place] : shared.secrets)
        place = SecretPlace::EachRun;
    QJsonObject object = written(shared);
    for (const QString& own : {u"id"_s, u"archive"_s, u"enabled"_s})
        object.remove(own);
    return QJsonDocument(object).toJson();
}

} // namespace auditlens
