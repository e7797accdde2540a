// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QString>

class QApplication;

namespace auditlens {

/// Every colour of the window by its meaning. Values without behaviour; see light() and dark().
struct Theme
{
    QString name;
    QColor bg, panel, line, text, dim, accent, accentWeak, onAccent;
    QColor create, update, remove, access, other;
    QColor addBg, removeBg, mask, selection;

    static Theme light();
    static Theme dark();

    QColor forVerb(Verb verb) const;
    /// Behind the words of a diff line that differ.
    QColor addMark() const;
    QColor removeMark() const;
};

enum class ThemeChoice { System, Light, Dark };

/// The theme of this application; Theme::light() before applyTheme().
const Theme& theme();
/// Gives the application its style and font, once and before the first widget: those that are there already would keep
/// families of the desktop's font.
void prepareStyle(QApplication& app);
/// Gives the application its palette and style sheet. Widgets that paint get a PaletteChange.
void applyTheme(QApplication& app, ThemeChoice choice);

/// Half-way colours: `share` of 0 is `a`, 1 is `b`.
QColor mixed(const QColor& a, const QColor& b, double share);

QFont textFont(int pixels, QFont::Weight weight = QFont::Normal);
QFont monoFont(int pixels);

} // namespace auditlens
