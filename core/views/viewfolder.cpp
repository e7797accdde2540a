// SPDX-License-Identifier: MIT
#include "views/viewfolder.h"

#include "base/filename.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SavedView)
};

QString ending()
{
    return u".auditview"_s;
}

bool sameName(const QString& a, const QString& b)
{
    return a.compare(b, Qt::CaseInsensitive) == 0;
}

Error fileError(const QString& what, const QFileDevice& file)
{
    return {what, file.errorString(), QDir::toNativeSeparators(file.fileName()), Tr::tr("Check that you may write there and that the disk has room.")};
}

ViewEntry entryOf(const QString& file)
{
    const Result<SavedView> view = loadView(file);
    if (view)
        return {file, *view, viewProblem(*view), true};
    SavedView nameOnly;
    nameOnly.name = QFileInfo(file).completeBaseName();
    return {file, nameOnly, view.error(), false};
}

} // namespace

bool isViewFile(const QString& path)
{
    return path.endsWith(ending(), Qt::CaseInsensitive);
}

QString viewFileName(const QString& name)
{
    return fileStemOf(name) + ending();
}

Result<SavedView> loadView(const QString& file)
{
    const QString what = Tr::tr("Cannot read the saved view \"%1\".").arg(QFileInfo(file).fileName());
    QFile in(file);
    if (!QFileInfo(file).isFile()) // A pipe would make the reader wait.
        return Error {what, Tr::tr("It is not a file."), QDir::toNativeSeparators(file), Tr::tr("Choose a .auditview file.")};
    if (!in.open(QIODevice::ReadOnly))
        return Error {what, in.errorString(), QDir::toNativeSeparators(file), Tr::tr("Check that you may read it.")};
    return readView(in.read(maxViewBytes + 1), file);
}

Result<void> storeView(const SavedView& view, const QString& file)
{
    QSaveFile out(file);
    const QByteArray text = writeView(view);
    if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size() || !out.commit())
        return fileError(Tr::tr("Cannot save the view \"%1\".").arg(view.name), out);
    return {};
}

ViewFolder ViewFolder::ofThisUser()
{
    return ViewFolder(QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(u"views"_s));
}

std::vector<ViewEntry> ViewFolder::list() const
{
    std::vector<ViewEntry> entries;
    const QFileInfoList files = QDir(m_path).entryInfoList({u'*' + ending()}, QDir::Files | QDir::Readable | QDir::Hidden, QDir::Name);
    for (const QFileInfo& file : files.mid(0, maxFiles))
        entries.push_back(entryOf(file.filePath()));
    std::ranges::stable_sort(entries, [](const ViewEntry& a, const ViewEntry& b) { return a.view.name.compare(b.view.name, Qt::CaseInsensitive) < 0; });
    return entries;
}

std::optional<ViewEntry> ViewFolder::find(const QString& name) const
{
    for (const ViewEntry& entry : list()) {
        if (sameName(entry.view.name, name.trimmed()))
            return entry;
    }
    return {};
}

Result<void> ViewFolder::save(const SavedView& view) const
{
    if (const QString problem = nameProblem(view.name); !problem.isEmpty())
        return Error {Tr::tr("Cannot save the view."), problem, {}, Tr::tr("Give it another name.")};
    if (!QDir().mkpath(m_path))
        return Error {Tr::tr("Cannot save the view \"%1\".").arg(view.name), Tr::tr("The folder cannot be made."), QDir::toNativeSeparators(m_path),
            Tr::tr("Check that you may write there and that the disk has room.")};
    const std::optional<ViewEntry> there = find(view.name);
    return storeView(view, there ? there->file : freeFile(view.name));
}

// Under a file name of its own too, so that the folder can be read without the program.
Result<void> ViewFolder::rename(const ViewEntry& entry, const QString& name) const
{
    const std::optional<ViewEntry> there = find(name);
    if (there && there->file != entry.file)
        return Error {Tr::tr("Cannot rename the view \"%1\".").arg(entry.view.name), Tr::tr("There is a view \"%1\" already.").arg(there->view.name), {},
            Tr::tr("Give it another name.")};
    SavedView renamed = entry.view;
    renamed.name = name.trimmed();
    if (there) // Only the case of its letters changes.
        return storeView(renamed, entry.file);
    if (const Result<void> saved = save(renamed); !saved)
        return saved;
    return remove(entry);
}

Result<void> ViewFolder::remove(const ViewEntry& entry) const
{
    QFile file(entry.file);
    if (!file.remove())
        return fileError(Tr::tr("Cannot delete the view \"%1\".").arg(entry.view.name), file);
    return {};
}

Result<QString> ViewFolder::import(const QString& file) const
{
    Result<SavedView> view = loadView(file);
    if (!view)
        return view.error();
    const std::optional<ViewEntry> there = find(view->name);
    if (there && there->readable && there->view == *view)
        return view->name;
    view->name = freeName(view->name);
    if (const Result<void> saved = save(*view); !saved)
        return saved.error();
    return view->name;
}

QString ViewFolder::freeName(const QString& name) const
{
    QString tried = name;
    for (int i = 2; find(tried); ++i)
        tried = u"%1 (%2)"_s.arg(name.left(100)).arg(i);
    return tried;
}

QString ViewFolder::freeFile(const QString& name) const
{
    return freeFileName(QDir(m_path).filePath(fileStemOf(name)), ending());
}

} // namespace auditlens
