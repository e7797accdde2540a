// SPDX-License-Identifier: MIT
#include "style/stylesheet.h"

#include "style/theme.h"

#include <QRegularExpression>

namespace auditlens {

namespace {

    /// Colours stand as @name and are filled in below.
    const char* const frame = R"(
QMainWindow, QDialog { background: @bg; }
QMenuBar { background: @panel; border-bottom: 1px solid @line; color: @dim; padding: 2px 2px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 5px; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: @accentWeak; color: @text; }
QMenu { background: @panel; border: 1px solid @line; padding: 5px; color: @text; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 5px; }
QMenu::item:selected { background: @accentWeak; color: @text; }
QMenu::item:disabled { color: @dim; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QToolTip { background: @panel; color: @text; border: 1px solid @line; padding: 4px 6px; }
QSplitter::handle { background: @line; }
QStatusBar { background: @panel; border-top: 1px solid @line; color: @dim; font-size: 12px; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: @dim; font-size: 12px; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; }
QScrollBar::handle { background: @handle; border-radius: 2px; }
QScrollBar::handle:vertical { min-height: 32px; margin: 2px; }
QScrollBar::handle:horizontal { min-width: 32px; margin: 2px; }
QScrollBar::handle:hover { background: @dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea { border: none; }
)";

    const char* const controls = R"(
QPushButton, QToolButton[look="button"] { background: @panel; border: 1px solid @line; border-radius: 6px; color: @text; padding: 0 12px; min-height: 30px; outline: none; }
QPushButton:hover, QToolButton[look="button"]:hover { border-color: @dim; }
QPushButton:pressed, QToolButton[look="button"]:pressed { background: @accentWeak; }
QPushButton:disabled, QToolButton[look="button"]:disabled { color: @dim; background: @bg; }
QPushButton:focus, QToolButton[look="button"]:focus { border-color: @accent; }
QPushButton[look="primary"], QPushButton:default { background: @accent; color: @onAccent; border-color: transparent; font-weight: 600; }
QPushButton[look="primary"]:hover, QPushButton:default:hover { background: @accentHover; }
QPushButton[look="soft"] { background: @accentWeak; color: @accent; border-color: transparent; font-weight: 600; }
QPushButton[look="soft"]:hover, QPushButton[look="soft"]:focus { border-color: @accent; }
QPushButton[look="primary"]:focus, QPushButton:default:focus { border-color: @text; }
QPushButton[look="soft"]:disabled, QPushButton[look="primary"]:disabled { background: @bg; color: @dim; border-color: @line; font-weight: 400; }
QPushButton[look="step"]:checked { background: @mask; border-color: @access; color: @access; font-weight: 600; }
QPushButton[look="link"] { background: transparent; border: none; color: @accent; padding: 0; min-height: 20px; text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { text-decoration: underline; }
QPushButton[look="alarm"] { background: transparent; border: none; color: @remove; font-weight: 600; padding: 0; min-height: 20px; text-align: left; }
QStatusBar QPushButton { font-size: 12px; margin-right: 14px; }
QPushButton[look="alarm"]:hover, QPushButton[look="alarm"]:focus { text-decoration: underline; }
QToolButton { background: transparent; border: none; color: @dim; border-radius: 5px; padding: 2px; }
QToolButton:hover { background: @accentWeak; color: @text; }
QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit, QComboBox, QDateTimeEdit, QSpinBox { background: @bg; border: 1px solid @line; border-radius: 6px; padding: 0 8px; min-height: 30px; color: @text; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus, QDateTimeEdit:focus { border-color: @accent; }
QLineEdit[look="side"] { background: @panel; min-height: 24px; font-size: 12px; }
QLineEdit[look="chip"] { background: @panel; border-color: @accent; min-height: 0; padding: 0 6px; }
QComboBox { padding-left: 10px; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url(:/icons/chevron-@theme.svg); width: 12px; height: 12px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QListView { background: @panel; border: 1px solid @line; border-radius: 6px; color: @text; outline: none; }
QListView::item { height: 26px; padding-left: 8px; border: none; }
QListView::item:selected { background: @selection; color: @text; }
QListView:focus, QTableView:focus { border-color: @accent; }
QComboBox QAbstractItemView { background: @panel; border: 1px solid @line; selection-background-color: @accentWeak; selection-color: @text; color: @text; outline: none; }
QCheckBox, QRadioButton { color: @text; spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @dim; border-radius: 4px; background: @panel; }
QCheckBox::indicator:focus, QCheckBox::indicator:hover { border-color: @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check-@theme.svg); }
QCheckBox::indicator:disabled { border-color: @line; }
QCheckBox::indicator:checked:disabled { background: @dim; border-color: @dim; }
QProgressBar { background: @line; border: none; border-radius: 2px; max-height: 4px; min-height: 4px; }
QProgressBar::chunk { background: @accent; border-radius: 2px; }
QPlainTextEdit, QTextBrowser { background: @panel; color: @text; selection-background-color: @accent; selection-color: @onAccent; }
QTableView { background: @panel; border: 1px solid @line; border-radius: 6px; gridline-color: @line; color: @text; selection-background-color: @selection; selection-color: @text; outline: none; }
QTableView::item { padding: 0 5px; border: none; }
QTableView::item:selected { background: @selection; color: @text; }
QHeaderView::section { background: @bg; color: @dim; border: none; border-bottom: 1px solid @line; padding: 6px 8px; font-size: 11px; font-weight: 600; }
QTableCornerButton::section { background: @bg; border: none; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @dim; padding: 7px 0; margin: 0 18px 0 0; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @accent; border-bottom: 2px solid @accent; font-weight: 600; }
QTabBar::tab:hover:!selected { color: @text; }
QTabBar::tab:focus { background: @accentWeak; }
)";

    const char* const parts = R"(
#completion { background: @panel; border: 1px solid @line; border-radius: 6px; padding: 3px; }
#queryRow { background: @panel; border-bottom: 1px solid @line; }
#chipBar { background: @panel; border-bottom: 1px solid @line; }
#sidePanel, #sidePanel QWidget#sideContent { background: @bg; }
#timeline { background: @panel; }
QPushButton#newRows { background: @accent; color: @onAccent; border-color: transparent; border-radius: 14px; min-height: 28px; padding: 0 14px; font-size: 12px; font-weight: 600; }
QPushButton#newRows:hover, QPushButton#newRows:focus { background: @accentHover; border-color: @onAccent; }
#detailPane, #detailHead { background: @panel; }
#detailCards, #detailCards QWidget#cardsContent { background: @bg; }
#tabStrip { background: @panel; border-bottom: 1px solid @line; }
#card { background: @panel; border: 1px solid @line; border-radius: 8px; }
#card[masked="true"] { background: @mask; border-color: transparent; }
#welcomeCard { background: @panel; border: 1px solid @line; border-radius: 8px; }
#welcomeCard:hover, #welcomeCard:focus { border-color: @accent; }
#welcomeCard[main="true"] { border-color: @accent; }
#welcomePage { background: @bg; }
#welcomeFrame { background: @panel; border: 1px solid @line; border-radius: 10px; }
#importBar, #reportBar { background: @panel; border-bottom: 1px solid @line; }
#errorBar { background: @removeBg; border-bottom: 1px solid @line; }
#errorBar QLabel { color: @text; }
#dialogFoot { background: @bg; border-top: 1px solid @line; }
#dialogBody { background: @panel; }
#rule { background: @line; border: none; }
#brokenLink { background: @panel; border: 1px solid @remove; border-radius: 8px; }
QLabel { color: @text; background: transparent; }
QLabel[look="dim"] { color: @dim; }
QLabel[look="small"] { color: @dim; font-size: 11px; }
QLabel[look="heading"] { font-size: 16px; font-weight: 700; }
QLabel[look="title"] { font-size: 20px; font-weight: 700; }
QLabel[look="section"] { color: @dim; font-size: 11px; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="accent"] { color: @accent; font-weight: 600; }
QLabel[look="value"] { font-size: 12px; font-weight: 500; }
QLabel[look="key"] { color: @dim; font-size: 12px; }
QLabel[look="warning"] { color: @update; font-size: 11px; }
QLabel[look="error"] { color: @remove; }
QLabel[look="access"] { color: @access; }
)";

    QString filled(QString sheet, const QString& name, const QColor& colour)
    {
        return sheet.replace(QRegularExpression(QLatin1Char('@') + name + QStringLiteral("\\b")), colour.name());
    }

} // namespace

QString styleSheet(const Theme& t)
{
    QString sheet = QString::fromLatin1(frame) + QString::fromLatin1(controls) + QString::fromLatin1(parts);
    const std::pair<const char*, QColor> names[] = {{"bg", t.bg}, {"panel", t.panel}, {"line", t.line}, {"text", t.text},
        {"dim", t.dim}, {"accentWeak", t.accentWeak}, {"accentHover", mixed(t.accent, t.text, 0.12)}, {"accent", t.accent},
        {"onAccent", t.onAccent}, {"removeBg", t.removeBg}, {"remove", t.remove}, {"update", t.update}, {"access", t.access}, {"mask", t.mask}, {"selection", t.selection},
        {"handle", mixed(t.line, t.dim, 0.25)}};
    for (const auto& [name, colour] : names)
        sheet = filled(sheet, QString::fromLatin1(name), colour);
    return sheet.replace(QStringLiteral("@theme"), t.name);
}

} // namespace auditlens
