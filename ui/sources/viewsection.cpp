// SPDX-License-Identifier: MIT
#include "sources/viewsection.h"

#include "sources/viewnamedialog.h"
#include "style/theme.h"
#include "widgets/dialogparts.h"

#include <QFileDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace auditlens {

namespace {

    QString fileFilter()
    {
        return ViewSection::tr("Saved views (*.auditview)");
    }

} // namespace

ViewSection::ViewSection(ViewFolder folder, std::function<SavedView()> shown, QWidget* parent)
    : SideSection(QStringLiteral("views"), tr("Saved views"), parent)
    , m_folder(std::move(folder))
    , m_shown(std::move(shown))
{
    QToolButton* add = addTool(QStringLiteral("+"), tr("Import saved views"), tr("Import views that somebody shared"));
    connect(add, &QToolButton::clicked, this, &ViewSection::chooseImport);
    connect(this, &SideSection::chosen, this, &ViewSection::open);
    connect(this, &SideSection::menuAsked, this, &ViewSection::showMenu);
    refresh();
}

void ViewSection::refresh()
{
    m_entries = m_folder.list();
    fill();
    Q_EMIT changed();
}

void ViewSection::setWatched(const QStringList& names)
{
    m_watched = names;
    fill();
}

void ViewSection::fill()
{
    std::vector<SideLine> lines;
    for (const ViewEntry& entry : m_entries) {
        SideLine line;
        line.key = entry.file;
        line.text = entry.view.name;
        line.toolTip = entry.problem ? entry.problem->oneLine() : entry.view.query.isEmpty() ? tr("All events") : entry.view.query;
        line.count = entry.problem ? QStringLiteral("!") : m_watched.contains(entry.view.name) ? tr("tells") : QString();
        line.dimmed = entry.problem.has_value();
        lines.push_back(line);
    }
    if (lines.empty())
        lines.push_back({QStringLiteral("saveFirst"), tr("Save what is shown…"), {}, -1, {}, tr("Keeps the filter, the time range and the zone under a name."), true});
    setLines(std::move(lines));
}

std::optional<ViewEntry> ViewSection::entryOf(const QString& file) const
{
    const auto found = std::ranges::find(m_entries, file, &ViewEntry::file);
    return found == m_entries.end() ? std::nullopt : std::optional(*found);
}

/// One whose query cannot be read is shown too: the filter says where it is wrong.
void ViewSection::open(const QString& file)
{
    const std::optional<ViewEntry> entry = entryOf(file);
    if (!entry)
        saveShown();
    else if (entry->readable)
        Q_EMIT viewAsked(entry->view);
    else
        Q_EMIT problem(*entry->problem);
}

void ViewSection::openNamed(const QString& name)
{
    const auto found = std::ranges::find(m_entries, name, [](const ViewEntry& entry) { return entry.view.name; });
    if (found != m_entries.end())
        open(found->file);
}

void ViewSection::saveShown()
{
    auto* dialog = new ViewNameDialog(ViewNameDialog::For::Saving, m_folder, {}, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ViewNameDialog::named, this, [this, view = m_shown()](const QString& name) {
        SavedView named = view;
        named.name = name;
        ended(m_folder.save(named), tr("Saved the view \"%1\"").arg(name));
    });
    dialog->open();
}

void ViewSection::chooseImport()
{
    auto* dialog = new QFileDialog(window(), tr("Import saved views"), {}, fileFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &ViewSection::import);
    dialog->open();
}

void ViewSection::import(const QStringList& files)
{
    QStringList names;
    for (const QString& file : files) {
        const Result<QString> name = m_folder.import(file);
        if (name)
            names << *name;
        else
            Q_EMIT problem(name.error());
    }
    refresh();
    if (names.isEmpty())
        return;
    Q_EMIT notice(tr("Imported: %1").arg(names.join(QStringLiteral(", "))));
    const std::optional<ViewEntry> first = m_folder.find(names.front());
    if (names.size() == 1 && first)
        open(first->file);
}

void ViewSection::showMenu(const QString& file, const QPoint& place)
{
    const std::optional<ViewEntry> entry = entryOf(file);
    if (!entry)
        return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("viewMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (entry->readable) {
        menu->addAction(tr("&Open"), this, [this, file] { open(file); });
        menu->addAction(tr("&Update to what is shown"), this, [this, entry] { updateView(*entry); });
        menu->addAction(tr("&Rename…"), this, [this, entry] { rename(*entry); })->setShortcut(Qt::Key_F2);
        menu->addAction(tr("&Share as a file…"), this, [this, entry] { share(*entry); });
        QAction* watch = menu->addAction(tr("&Tell me about new events"));
        watch->setCheckable(true);
        watch->setChecked(m_watched.contains(entry->view.name));
        connect(watch, &QAction::toggled, this, [this, name = entry->view.name](bool watched) { Q_EMIT watchAsked(name, watched); });
        menu->addSeparator();
    }
    menu->addAction(tr("&Delete…"), this, [this, entry] { remove(*entry); })->setShortcut(Qt::Key_Delete);
    menu->popup(place);
}

void ViewSection::keyPressEvent(QKeyEvent* event)
{
    const std::optional<ViewEntry> entry = entryOf(focusedKey());
    if (entry && entry->readable && event->key() == Qt::Key_F2)
        rename(*entry);
    else if (entry && event->key() == Qt::Key_Delete)
        remove(*entry);
    else
        SideSection::keyPressEvent(event);
}

void ViewSection::updateView(const ViewEntry& entry)
{
    SavedView view = m_shown();
    view.name = entry.view.name;
    view.order = entry.view.order;
    ended(m_folder.save(view), tr("Updated the view \"%1\"").arg(view.name));
}

void ViewSection::rename(const ViewEntry& entry)
{
    auto* dialog = new ViewNameDialog(ViewNameDialog::For::Renaming, m_folder, entry.view.name, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ViewNameDialog::named, this, [this, entry](const QString& name) {
        const Result<void> done = m_folder.rename(entry, name);
        if (done)
            Q_EMIT renamed(entry.view.name, name);
        ended(done, tr("Renamed the view to \"%1\"").arg(name));
        // When the dialog is gone and the window has the focus again.
        if (const auto renamed = m_folder.find(name))
            QTimer::singleShot(0, this, [this, file = renamed->file] { focusLine(file); });
    });
    dialog->open();
}

void ViewSection::share(const ViewEntry& entry)
{
    auto* dialog = new QFileDialog(window(), tr("Share the view \"%1\"").arg(entry.view.name), {}, fileFilter());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("auditview"));
    dialog->selectFile(viewFileName(entry.view.name));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, view = entry.view](const QString& file) { ended(storeView(view, file), tr("Saved as \"%1\"").arg(QFileInfo(file).fileName())); });
    dialog->open();
}

void ViewSection::remove(const ViewEntry& entry)
{
    const auto forget = [this, entry] { ended(m_folder.remove(entry), tr("Deleted the view \"%1\"").arg(entry.view.name)); };
    askBeforeLoss(window(), tr("Delete view"), tr("Delete the view \"%1\"?").arg(entry.view.name), tr("Delete"), forget);
}

void ViewSection::ended(const Result<void>& done, const QString& said)
{
    refresh();
    if (done)
        Q_EMIT notice(said);
    else
        Q_EMIT problem(done.error());
}

} // namespace auditlens
