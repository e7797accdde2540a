// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"
#include "views/savedview.h"

#include <QObject>

#include <memory>
#include <vector>

namespace auditlens {

/// Looks whether saved views find events that came in. Their filter counts, not their range of time. Works on the pool;
/// lives on the GUI thread.
class ViewWatch : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// One whose filter cannot be read, or asks what only a check of the archive finds out, finds nothing.
    void setViews(const std::vector<SavedView>& views);
    /// The archive, or more of it. `tells`: what is new came in while it was followed; else it is only noted.
    void look(std::shared_ptr<const Archive> archive, bool tells);

Q_SIGNALS:
    void found(const QString& view, quint64 events);

private:
    struct Watched
    {
        QString name;
        BoundQuery query;
        RowSet rows;
    };
    struct Looked
    {
        std::vector<Watched> views;
        std::vector<std::pair<QString, quint64>> found;
        bool complete = true;
    };

    void lookNow();

    std::vector<Watched> m_views;
    std::shared_ptr<const Archive> m_archive;
    std::shared_ptr<const Archive> m_known; ///< The one that the rows of the views are of.
    bool m_tells = false;
    bool m_looking = false;
    quint64 m_ticket = 0;
};

} // namespace auditlens
