// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

class QFormLayout;
class QHBoxLayout;
class QLabel;
class QPushButton;
class QWidget;

namespace auditlens {

/// What dialogs are built of, in the style sheet's looks.

/// The part above the foot. The caller gives it its layout.
QWidget* makeDialogBody();
/// The strip at the bottom of a dialog, with a layout that puts its buttons to the right.
QHBoxLayout* makeDialogFoot(QWidget* foot);
/// The last row of a dialog without a foot: both buttons to the right.
QHBoxLayout* makeButtonRow(QPushButton* cancel, QPushButton* accept);
QFormLayout* makeForm();
/// The label in front of a field of a form; its shortcut goes to the field.
QLabel* makeFieldLabel(const QString& text, QWidget* field);
/// Whether something is to be lost: `yes` is the button for it, and what Return and Escape press is Cancel. Not modal for
/// the program.
void askBeforeLoss(QWidget* parent, const QString& title, const QString& question, const QString& yes, std::function<void()> then);

} // namespace auditlens
