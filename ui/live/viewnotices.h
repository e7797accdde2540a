// SPDX-License-Identifier: MIT
#pragma once

#include "session/viewwatch.h"

#include <QHash>
#include <QObject>

#include <functional>

class QSettings;

namespace auditlens {

class MainWindow;
class NoticeBar;
class Session;
class SourceSyncer;

/// Tells of followed events that saved views find, of those views that the person chose for it: in the window, and by the
/// desktop. Names and numbers only; nothing of an event.
class ViewNotices : public QObject
{
    Q_OBJECT

public:
    using Tell = std::function<void(const QString& title, const QString& text)>;

    /// All outlive this.
    ViewNotices(Session* session, MainWindow* window, SourceSyncer* syncer, QSettings* settings, Tell tellDesktop);

    NoticeBar* bar() const { return m_bar; }

private:
    QStringList watched() const;
    void watch(const QString& view, bool watched);
    void rename(const QString& from, const QString& to);
    void readViews();
    void takeSources();
    void lookAtArchive();
    bool isLive() const;
    void tell(const QString& view, quint64 events);

    Session* m_session;
    MainWindow* m_window;
    SourceSyncer* m_syncer;
    QSettings* m_settings;
    Tell m_tellDesktop;
    NoticeBar* m_bar;
    ViewWatch m_watch;
    QHash<QString, std::uint64_t> m_liveAt; ///< By id: how many events a source had when it began to be followed.
    bool m_watching = false; ///< Something may come into the archive that is open.
    std::shared_ptr<const Archive> m_looked;
};

} // namespace auditlens
