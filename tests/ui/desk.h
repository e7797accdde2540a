// SPDX-License-Identifier: MIT
#pragma once

#include "mainwindow.h"
#include "models/timelinemodel.h"
#include "session/session.h"
#include "support/importing.h"
#include "support/testsupport.h"

#include <QSettings>
#include <QSignalSpy>
#include <QtTest>

namespace auditlens::test {

/// A window with settings, archives and profiles of its own.
class Desk
{
public:
    Desk()
        : m_settings(m_folder.path(QStringLiteral("settings.ini")), QSettings::IniFormat)
        , m_session(allFormats(), {m_folder.path(QStringLiteral("archives")), m_folder.path(QStringLiteral("profiles")), m_folder.path(QStringLiteral("views"))})
        , m_window(&m_session, &m_settings, QString())
    {
        m_window.resize(1200, 800);
        m_window.show();
        m_window.activateWindow();
        // On a busy machine the offscreen platform may take the activity from the only window; shortcuts need it.
        QObject::connect(qApp, &QGuiApplication::focusWindowChanged, &m_window, [this](const QWindow* now) {
            if (!now && m_window.isVisible())
                m_window.activateWindow();
        });
    }

    const ImportFolder& folder() const { return m_folder; }
    Session& session() { return m_session; }
    MainWindow& window() { return m_window; }

    /// Types a shortcut of the window, which must be active for it.
    bool press(const QKeySequence& keys)
    {
        if (!QTest::qWaitForWindowActive(&m_window))
            return false;
        QTest::keySequence(&m_window, keys);
        return true;
    }

    /// Opens a file of these lines and waits until its rows are shown.
    bool open(const QByteArray& lines)
    {
        QSignalSpy finished(&m_session, &Session::importFinished);
        m_session.open({m_folder.write(QStringLiteral("input.jsonl"), lines)});
        return QTest::qWaitFor([&] { return finished.count() == 1 && m_window.answer() && m_window.answer()->total > 0 && m_window.model()->entry(0); }, 20000);
    }

private:
    ImportFolder m_folder;
    QSettings m_settings;
    Session m_session;
    MainWindow m_window;
};

template <typename Widget>
Widget* waitFor(QWidget* parent)
{
    Widget* found = nullptr;
    if (!QTest::qWaitFor([&] { found = parent->findChild<Widget*>(); return found && found->isVisible(); }, 10000))
        return nullptr;
    return found;
}

template <typename Button>
Button* buttonNamed(QWidget* parent, const QString& text)
{
    for (Button* button : parent->findChildren<Button*>()) {
        if (button->text() == text && button->isVisible())
            return button;
    }
    return nullptr;
}

} // namespace auditlens::test
