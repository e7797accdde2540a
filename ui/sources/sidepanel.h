// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"

#include <QMap>
#include <QScrollArea>

class QVBoxLayout;

namespace auditlens {

class FacetSection;
class SideRow;
class SideSection;

/// The sources of the archive, the saved views, and the most frequent values; a click filters by them.
class SidePanel : public QScrollArea
{
    Q_OBJECT

public:
    explicit SidePanel(QWidget* parent = nullptr);

    void setArchive(const ArchiveInfo& info);
    /// In this order; other fields are not shown.
    void setFacets(const std::vector<Facet>& facets);
    /// The fields that are chosen, for the menu that changes them.
    void setFields(const QStringList& fields);
    /// Behind the sources; the panel owns it from now on.
    void addSection(SideSection* section);

Q_SIGNALS:
    void termAsked(const QString& term); ///< "action:update"
    void onlyAsked(const QString& term); ///< This, and nothing else of its field.
    void allValuesAsked(const QString& field);
    void fieldsChosen(const QStringList& fields);
    void rejectsAsked();

private:
    void showSources();
    FacetSection* sectionOf(const QString& field);
    void putInOrder(const QStringList& fields);
    void chooseField(const QString& field, bool shown);
    void showFieldMenu();
    void askForField();
    void ask(const QString& term, Qt::KeyboardModifiers modifiers);

    ArchiveInfo m_info;
    QStringList m_fields;
    QStringList m_order; ///< Of the sections.
    QMap<QString, FacetSection*> m_facets; ///< By field.
    SideSection* m_sources;
    SideRow* m_choose;
    QVBoxLayout* m_layout;
};

} // namespace auditlens
