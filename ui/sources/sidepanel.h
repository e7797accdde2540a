// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <QMap>
#include <QScrollArea>

class QVBoxLayout;

namespace auditlens {

class SideSection;

/// The sources of the archive, the saved views, and the most frequent values; a click filters by them.
class SidePanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit SidePanel(QWidget* parent = nullptr);

    void setArchive(const ArchiveInfo& info);
    void setFacets(const std::vector<Facet>& facets);
    /// Behind the sources; the panel owns it from now on.
    void addSection(SideSection* section);

Q_SIGNALS:
    void termAsked(const QString& term); ///< "action:update"
    void rejectsAsked();

private:
    void showSources();
    void showFacet(const Facet& facet);
    void ask(const QString& term, Qt::KeyboardModifiers modifiers);

    ArchiveInfo m_info;
    QMap<QString, SideSection*> m_facets; ///< By field.
    SideSection* m_sources;
    QVBoxLayout* m_layout;
};

} // namespace auditlens
