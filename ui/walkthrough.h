// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/knownkey.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <vector>

class QApplication;

namespace auditlens {

class ConnectionGuide;
class IntegrityGuide;
class LiveGuide;
class MainWindow;
class RevealGuide;
class Session;

/// Drives the real window as a person would and saves a picture of every stop: for looking at it where there is no
/// screen, and for the documentation.
class Walkthrough : public QObject
{
    Q_OBJECT

public:
    Walkthrough(QApplication* app, Session* session, MainWindow* window, RevealGuide* reveal, IntegrityGuide* integrity, ConnectionGuide* connections,
        const QString& folder);
    void setLive(LiveGuide* live) { m_live = live; }

    /// 0 when every picture was saved, 3 when one could not be.
    int run(const QStringList& paths);

private:
    void next();
    void save(const QString& name, QWidget* widget = nullptr);
    void addStops(const QStringList& paths);
    void addImportStops();
    void addRevealStops();
    void addIntegrityStops();
    void addHandOnStops();
    void addLiveStops();
    void openSources();
    void addSourceStops();
    /// The dialog in both themes; then it is closed.
    void showBoth(const char* name, const std::function<QWidget*()>& find);
    void addKey(const QString& name, KeyKind kind, const QString& note, std::string_view text);
    /// A file that no format fits, with a damaged line.
    QString writeOddFile() const;
    void stop(std::function<void()> act, std::function<void()> then);
    void selectRow(int row);

    QApplication* m_app;
    Session* m_session;
    MainWindow* m_window;
    RevealGuide* m_reveal;
    IntegrityGuide* m_integrity;
    LiveGuide* m_live = nullptr;
    ConnectionGuide* m_connections;
    QString m_folder;
    QTimer m_settled; ///< Fires when nothing has been heard for a moment.
    std::vector<std::pair<std::function<void()>, std::function<void()>>> m_stops;
    std::size_t m_at = 0;
    bool m_failed = false;
};

} // namespace auditlens
