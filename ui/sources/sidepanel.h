// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <QMap>
#include <QScrollArea>

class QVBoxLayout;

namespace auditlens {

class SideRow;

/// The sources of the archive and its most frequent values; a click filters by them.
class SidePanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit SidePanel(QWidget* parent = nullptr);

    void setArchive(const ArchiveInfo& info);
    void setFacets(const std::vector<Facet>& facets);

Q_SIGNALS:
    void termAsked(const QString& term); ///< "action:update"
    void rejectsAsked();

private:
    void rebuild();
    void addSection(const QString& title);
    void addSources();
    void addFacet(const Facet& facet);
    void addRow(const QString& section, SideRow* row, const QString& term);
    /// The rest of a long section: a line that shows it, or a search in it and a line that hides it again.
    void addFolding(const QString& section, std::size_t count, std::size_t folded);
    void filterRows(const QString& section, const QString& text);
    void setExpanded(const QString& section, bool expanded);
    bool isExpanded(const QString& section) const { return m_expanded.contains(section); }

    ArchiveInfo m_info;
    std::vector<Facet> m_facets;
    QMap<QString, QString> m_expanded; ///< What is searched for in every section that is shown whole.
    QMultiMap<QString, SideRow*> m_rows; ///< Of the sections that are shown whole.
    QVBoxLayout* m_layout = nullptr;
};

} // namespace auditlens
