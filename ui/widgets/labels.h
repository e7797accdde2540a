// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QString>

namespace auditlens {

/// A plain-text label with one of the style sheet's looks ("dim", "section", "heading" …). Never rich text: what is
/// shown comes from records, and a record must not be able to draw or link.
QLabel* makeLabel(const QString& text, const char* look, QWidget* parent = nullptr);
/// The same with line breaks, for sentences.
QLabel* makeParagraph(const QString& text, const char* look, QWidget* parent = nullptr);
QPushButton* makeButton(const QString& text, const char* look, QWidget* parent = nullptr);
/// Another look for a widget that is there already.
void setLook(QWidget* widget, const char* look);

} // namespace auditlens
