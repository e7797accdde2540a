// SPDX-License-Identifier: MIT
#pragma once

#include "views/savedview.h"

#include <QString>

#include <optional>
#include <vector>

namespace auditlens {

/// A file of the folder. One that cannot be read is listed too, with the reason.
struct ViewEntry
{
    QString file; ///< Whole path.
    SavedView view; ///< Only a name when the file cannot be read.
    std::optional<Error> problem; ///< Why it cannot be used: the file, the query or the range.
    bool readable = true; ///< The file is a view, whatever its query says.
};

/// The person's saved views: one small file each, in one folder. Names are unique there, whatever their case. Reads
/// the disk at every call; the files are few (at most 1,000 are looked at) and small.
class ViewFolder
{
public:
    static constexpr int maxFiles = 1000;

    explicit ViewFolder(QString path) : m_path(std::move(path)) { }
    static ViewFolder ofThisUser();
    const QString& path() const { return m_path; }

    /// By name.
    std::vector<ViewEntry> list() const;
    std::optional<ViewEntry> find(const QString& name) const;

    /// Replaces the view of this name, or adds one.
    Result<void> save(const SavedView& view) const;
    Result<void> rename(const ViewEntry& entry, const QString& name) const;
    Result<void> remove(const ViewEntry& entry) const;
    /// Copies a shared file into the folder. Where the name is taken by another view it gets a number: "Deletes (2)".
    /// The name it has here.
    Result<QString> import(const QString& file) const;

private:
    QString freeFile(const QString& name) const;
    QString freeName(const QString& name) const;

    QString m_path;
};

/// One file anywhere, for a view that somebody sent.
Result<SavedView> loadView(const QString& file);
Result<void> storeView(const SavedView& view, const QString& file);
/// Whether a path looks like a shared view, by its ending.
bool isViewFile(const QString& path);
/// "Deletes outside hours.auditview"
QString viewFileName(const QString& name);

} // namespace auditlens
