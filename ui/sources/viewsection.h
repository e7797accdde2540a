// SPDX-License-Identifier: MIT
#pragma once

#include "sources/sidesection.h"
#include "views/viewfolder.h"

#include <functional>

namespace auditlens {

/// The saved views: a click opens one; the menu of a line (or F2, Delete) renames, updates, shares and deletes it.
class ViewSection : public SideSection
{
    Q_OBJECT

public:
    /// `shown` gives what the window shows now, without a name.
    ViewSection(ViewFolder folder, std::function<SavedView()> shown, QWidget* parent = nullptr);

    void refresh();
    const std::vector<ViewEntry>& entries() const { return m_entries; }
    /// The views whose new events are told of, by name.
    void setWatched(const QStringList& names);
    void openNamed(const QString& name);
    void saveShown(); ///< Asks for a name.
    void chooseImport();
    void import(const QStringList& files);

Q_SIGNALS:
    void viewAsked(const auditlens::SavedView& view);
    void watchAsked(const QString& name, bool watched);
    void renamed(const QString& from, const QString& to);
    void changed(); ///< entries()
    void problem(const auditlens::Error& error);
    void notice(const QString& text);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill();
    std::optional<ViewEntry> entryOf(const QString& file) const;
    void open(const QString& file);
    void showMenu(const QString& file, const QPoint& place);
    void updateView(const ViewEntry& entry);
    void rename(const ViewEntry& entry);
    void share(const ViewEntry& entry);
    void remove(const ViewEntry& entry);
    void ended(const Result<void>& done, const QString& said);

    ViewFolder m_folder;
    std::function<SavedView()> m_shown;
    std::vector<ViewEntry> m_entries;
    QStringList m_watched;
};

} // namespace auditlens
