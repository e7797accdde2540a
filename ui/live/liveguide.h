// SPDX-License-Identifier: MIT
#pragma once

#include "live/sourcemenu.h"
#include "session/coveragereader.h"
#include "session/sourcesyncer.h"

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTimer>

class QAction;
class QMenu;
class QPushButton;

namespace auditlens {

class CoverageChip;
class CoverageDialog;
class LiveSection;
class MainWindow;
class Session;
class SourceDialog;

/// Brings the person's sources and the window together: lists them with what is going on, starts, pauses and stops them,
/// lets the archive that is open grow while they store, and says whether what is shown is complete.
class LiveGuide : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    LiveGuide(Session* session, MainWindow* window, SourceSyncer* syncer);

    SourceSyncer* syncer() const { return m_syncer; }
    LiveSection* section() const { return m_section; }
    CoverageChip* chip() const { return m_chip; }
    QPushButton* liveButton() const { return m_live; }
    QMenu* menu() const { return m_menu; }

    /// What else is in the menu of sources. They outlive this.
    void setWaysIn(QList<QAction*> waysIn) { m_waysIn = std::move(waysIn); }
    /// Fetches connections of these names as soon as they are listed.
    void fetchNamed(const QStringList& names);
    /// Fetches one that was changed, when what it was before had failed or brought nothing.
    void fetchChanged(const QString& id, const QString& name);
    void act(const QString& id, SourceStep step);
    void showDetails(const QString& id);
    void showCoverage();

Q_SIGNALS:
    void requestsAsked(const QString& id); ///< SourceSyncer::trace() has them.
    void editAsked(const QString& name);

private:
    void addParts();
    void fillMenu();
    void choose(const QString& id);
    void showMenu(const QString& id, const QPoint& place);
    void takeSources();
    void tellFailures();
    void tellEmptiness();
    void tellItsOwnArchive(const SourceState& state);
    void takeGrowth(const QString& archive);
    void takeCoverage();
    void showLive();
    void toggleLive();
    void noteStart(const SourceState& state);
    void askForTime(const SourceState& state);
    void open(const QString& archive);
    std::vector<SourceState> sourcesOfArchive() const;

    Session* m_session;
    MainWindow* m_window;
    SourceSyncer* m_syncer;
    LiveSection* m_section;
    CoverageChip* m_chip;
    QPushButton* m_live;
    QMenu* m_menu;
    QList<QAction*> m_waysIn;
    CoverageReader m_reader;
    CoverageView m_shown; ///< Of the time that is shown.
    QPointer<SourceDialog> m_details;
    QPointer<CoverageDialog> m_ledger;
    QStringList m_wanted; ///< Names that are to be fetched when they are listed.
    QSet<QString> m_toOpen; ///< Archives that are opened as soon as something is in them.
    QSet<QString> m_failed; ///< Ids of sources whose failure was told.
    QTimer m_clock; ///< What is behind grows.
};

} // namespace auditlens
