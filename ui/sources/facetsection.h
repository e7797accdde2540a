// SPDX-License-Identifier: MIT
#pragma once

#include "session/facetcounter.h"
#include "sources/sidesection.h"

namespace auditlens {

/// "Actor", "Changed field": how people call a field of facetFields().
QString facetTitle(const QString& field);
/// How people call one of its values.
QString facetValueText(const QString& field, const QString& value);

/// The values of one field with their exact counts. A click filters for one, Alt-click leaves it out, Ctrl-click
/// shows it only; the menu of a line says the same.
class FacetSection : public SideSection
{
    Q_OBJECT

public:
    explicit FacetSection(const QString& field, QWidget* parent = nullptr);
    void setFacet(const Facet& facet);

Q_SIGNALS:
    void termAsked(const QString& term); ///< "action:update", "-tenant:*"
    void onlyAsked(const QString& term); ///< This, and nothing else of the field.
    void allAsked(const QString& field); ///< There are more values than could be shown here.
    void removeAsked(const QString& field);

private:
    void choose(const QString& term, Qt::KeyboardModifiers modifiers);
    void showMenu(const QString& term, const QPoint& place);

    QString m_field;
};

} // namespace auditlens
