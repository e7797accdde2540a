// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <QScrollArea>

class QVBoxLayout;

namespace auditlens {

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

    ArchiveInfo m_info;
    std::vector<Facet> m_facets;
    QVBoxLayout* m_layout = nullptr;
};

/// "actor:alice", with quotes where the value needs them.
QString filterTerm(const QString& field, const QString& value);

} // namespace auditlens
