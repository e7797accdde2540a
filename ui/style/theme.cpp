// SPDX-License-Identifier: MIT
#include "style/theme.h"

#include "style/stylesheet.h"

#include <QApplication>
#include <QEvent>
#include <QProxyStyle>
#include <QTimer>
#include <QWidget>

namespace auditlens {

namespace {

    Theme& currentTheme()
    {
        static Theme current = Theme::light();
        return current;
    }

    QPalette paletteOf(const Theme& t)
    {
        QPalette palette;
        palette.setColor(QPalette::Window, t.bg);
        palette.setColor(QPalette::WindowText, t.text);
        palette.setColor(QPalette::Base, t.panel);
        palette.setColor(QPalette::AlternateBase, t.bg);
        palette.setColor(QPalette::Text, t.text);
        palette.setColor(QPalette::Button, t.panel);
        palette.setColor(QPalette::ButtonText, t.text);
        palette.setColor(QPalette::Highlight, t.accent);
        palette.setColor(QPalette::HighlightedText, t.onAccent);
        palette.setColor(QPalette::ToolTipBase, t.panel);
        palette.setColor(QPalette::ToolTipText, t.text);
        palette.setColor(QPalette::PlaceholderText, t.dim);
        palette.setColor(QPalette::Link, t.accent);
        palette.setColor(QPalette::Mid, t.line);
        for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
            palette.setColor(QPalette::Disabled, role, t.dim);
        return palette;
    }

    /// What the desktop asked for, read before the application sets colours of its own.
    bool systemIsDark()
    {
        static const bool dark = QPalette().color(QPalette::Window).lightness() < 128;
        return dark;
    }

    /// Keeps from all widgets that the style is another.
    class StyleChangeSilencer : public QObject
    {
    public:
        explicit StyleChangeSilencer(QApplication& app) { app.installEventFilter(this); }

    protected:
        bool eventFilter(QObject*, QEvent* event) override { return event->type() == QEvent::StyleChange; }
    };

    // A sheet in the place of another is applied to every widget anew for each widget around it; a first one once. Nobody
    // lays out what is between the two.
    void removeStyleSheet(QApplication& app)
    {
        const StyleChangeSilencer silencer(app);
        app.setStyleSheet({});
    }

    // Windows that are on the screen are painted when the event loop has run: with all that is before it a person would wait.
    void paintLater()
    {
        for (QWidget* window : QApplication::topLevelWidgets()) {
            if (!window->isVisible() || !window->updatesEnabled())
                continue;
            window->setUpdatesEnabled(false);
            QTimer::singleShot(0, window, [window] { window->setUpdatesEnabled(true); });
        }
    }

    /// Fusion without the lines under the letters of the menu bar; Alt and the letter work as ever.
    class Style : public QProxyStyle
    {
    public:
        Style() : QProxyStyle(QStringLiteral("Fusion")) { }

        int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* data) const override
        {
            return hint == SH_UnderlineShortcut ? 0 : QProxyStyle::styleHint(hint, option, widget, data);
        }
    };

} // namespace

Theme Theme::light()
{
    return {QStringLiteral("light"), 0xf6f7f9, 0xffffff, 0xe3e6eb, 0x1b1f27, 0x687182, 0x2f5fd0, 0xe7eefc, 0xffffff, 0x1f8a54,
        0xb7791f, 0xc4383f, 0x6a4fc4, 0x7a8494, 0xe2f4ea, 0xfbe5e6, 0xf1eefb, 0xeaf0fd};
}

Theme Theme::dark()
{
    return {QStringLiteral("dark"), 0x15181e, 0x1c2028, 0x2c323d, 0xe7eaf0, 0x98a1b3, 0x7ea2ff, 0x233056, 0x10131a, 0x55c38b,
        0xe3b057, 0xf0797e, 0xa994f5, 0x8c96a8, 0x1b3a2a, 0x452326, 0x2a2540, 0x232c44};
}

QColor Theme::forVerb(Verb verb) const
{
    switch (verb) {
    case Verb::Create:
        return create;
    case Verb::Update:
        return update;
    case Verb::Delete:
        return remove;
    case Verb::Read:
    case Verb::Export:
    case Verb::Login:
    case Verb::Logout:
        return access;
    case Verb::Other:
        break;
    }
    return other;
}

QColor Theme::addMark() const
{
    return mixed(addBg, create, 0.32);
}

QColor Theme::removeMark() const
{
    return mixed(removeBg, remove, 0.32);
}

const Theme& theme()
{
    return currentTheme();
}

void prepareStyle(QApplication& app)
{
    systemIsDark(); // remembered before the style's own palette hides it
    app.setStyle(new Style);
    app.setFont(textFont(13));
}

void applyTheme(QApplication& app, ThemeChoice choice)
{
    const bool dark = choice == ThemeChoice::Dark || (choice == ThemeChoice::System && systemIsDark());
    currentTheme() = dark ? Theme::dark() : Theme::light();
    paintLater();
    removeStyleSheet(app);
    app.setPalette(paletteOf(theme()));
    app.setStyleSheet(styleSheet(theme()));
}

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int from, int to) { return int(from + (to - from) * share + 0.5); };
    return QColor(part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue()));
}

QFont textFont(int pixels, QFont::Weight weight)
{
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans"), QStringLiteral("sans-serif")});
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QFont monoFont(int pixels)
{
    QFont font;
    font.setFamilies({QStringLiteral("JetBrains Mono"), QStringLiteral("Noto Sans Mono"), QStringLiteral("DejaVu Sans Mono"),
        QStringLiteral("monospace")});
    font.setStyleHint(QFont::Monospace);
    font.setPixelSize(pixels);
    return font;
}

} // namespace auditlens
