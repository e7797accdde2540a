// SPDX-License-Identifier: MIT
#pragma once

#include "formats/registry.h"
#include "importing/importer.h"
#include "profiles/profileregistry.h"
#include "store/archive.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <vector>

namespace auditlens::test {

inline std::shared_ptr<const FormatRegistry> allFormats()
{
    static const std::shared_ptr<const FormatRegistry> formats = [] {
        auto registry = std::make_shared<FormatRegistry>();
        addBuiltinFormats(*registry);
        if (const auto added = addBuiltinProfiles(*registry); !added)
            qFatal("%s", qPrintable(added.error().oneLine()));
        return registry;
    }();
    return formats;
}

/// A tiger event of one line, without the line feed.
inline QByteArray tigerLine(int n, const QByteArray& time = "2023-01-01T02:00:00Z")
{
    return "{\"id\": \"e" + QByteArray::number(n) + "\", \"timestamp\": \"" + time
        + "\", \"action\": \"update\", \"actor\": {\"id\": 7, \"username\": \"ann\"}, \"model\": \"policies.Policy\", "
          "\"object_id\": \"42\", \"object_repr\": \"POL-42\", \"tenant\": \"t1\", \"diff\": {\"status\": {\"field\": "
          "\"status\", \"field_type\": \"CharField\", \"relation\": \"field\", \"before\": \"a\", \"after\": \"b\"}}}";
}

/// Events 0, 1, … of one line each.
inline QByteArray tigerLines(int count)
{
    QByteArray lines;
    for (int i = 0; i < count; ++i)
        lines += tigerLine(i) + '\n';
    return lines;
}

inline std::vector<StoredEvent> allEvents(const Archive& archive)
{
    std::vector<Row> rows;
    for (std::uint32_t row = 0; row < archive.size(); ++row)
        rows.push_back(Row(row));
    auto events = archive.events(rows);
    if (!events)
        qFatal("%s", qPrintable(events.error().oneLine()));
    return std::move(*events);
}

/// A folder of its own with input files and an archive.
class ImportFolder
{
public:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    QString archivePath() const { return path(QStringLiteral("out.auditlens")); }

    QString write(const QString& name, const QByteArray& bytes) const
    {
        QFile file(path(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", qPrintable(file.fileName()));
        return file.fileName();
    }

    Result<ImportReport> import(const QStringList& paths, ImportRequest request = {}, const Cancellation& cancellation = {},
        const std::function<void(const ImportProgress&)>& progress = {}) const
    {
        request.paths = paths;
        request.archive = archivePath();
        return importFiles(request, *allFormats(), cancellation, progress);
    }

    std::shared_ptr<const Archive> open() const
    {
        auto archive = Archive::open(archivePath(), allFormats());
        if (!archive)
            qFatal("%s", qPrintable(archive.error().oneLine()));
        return *archive;
    }

private:
    QTemporaryDir m_dir;
};

} // namespace auditlens::test
