// SPDX-License-Identifier: MIT
#pragma once

#include "session/navigation.h"
#include "session/recentfiles.h"
#include "session/recentqueries.h"
#include "session/session.h"
#include "style/theme.h"

#include <QMainWindow>

#include <memory>
#include <optional>

class QAction;
class QActionGroup;
class QLabel;
class QMenu;
class QPushButton;
class QSettings;
class QSplitter;
class QStackedWidget;

namespace auditlens {

class ChipBar;
class ColumnMenu;
class CompareGuide;
class DetailPane;
class ErrorBar;
class ExportDialog;
class HistogramView;
class ImportBar;
class NewRowsChip;
class QueryBar;
class ReportBar;
class SealGuide;
class SidePanel;
class ViewSection;
struct SavedView;
class TimeRangeButton;
class TimelineModel;
class TimelineView;
class WelcomePage;
class ZoneButton;

/// Puts the pages together and hands signals on; what is shown is decided by the Session.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow(Session* session, QSettings* settings, const QString& demo, QWidget* parent = nullptr);
    ~MainWindow() override;

    TimelineView* timeline() const { return m_timeline; }
    HistogramView* histogram() const { return m_histogram; }
    TimelineModel* model() const { return m_model; }
    QueryBar* queryBar() const { return m_query; }
    ChipBar* chipBar() const { return m_chips; }
    DetailPane* detailPane() const { return m_detail; }
    ErrorBar* errorBar() const { return m_errors; }
    ReportBar* reportBar() const { return m_report; }
    ImportBar* importBar() const { return m_import; }
    SidePanel* sidePanel() const { return m_side; }
    TimeRangeButton* rangeButton() const { return m_range; }
    ZoneButton* zoneButton() const { return m_zoneButton; }
    ViewSection* savedViews() const { return m_views; }
    WelcomePage* welcomePage() const { return m_welcome; }
    SealGuide* seal() const { return m_seal; }
    NewRowsChip* newRows() const { return m_newRows; }
    QLabel* zoneStatus() const { return m_statusZone; }
    QLabel* queryMessage() const { return m_queryMessage; }
    const std::optional<QueryAnswer>& answer() const { return m_answer; }

    /// Whether all that the sources have of the time that is shown was fetched: a count of what is here says so.
    void setFetchedAll(bool fetchedAll);
    void setTheme(ThemeChoice choice);
    void setZone(const QTimeZone& zone);
    const QTimeZone& zone() const { return m_zone; }
    ColumnMenu* columnMenu() const { return m_columns; }
    QMenu* investigateMenu() const { return m_investigate; }
    void addToFileMenu(const QList<QAction*>& waysIn); ///< Below those that are there.
    void showExport();
    void goBack();
    void goForward();
    /// Selects the row of the list that is nearest to a time.
    void goToTime(Nanoseconds time);
    void askForTime();
    void goToEvent(std::shared_ptr<const Archive> archive, Row row); ///< Also to one that the filter hides.
    /// Puts the selected rows on the clipboard.
    void copyAs(CopyFormat format);

Q_SIGNALS:
    void exportOpened(auditlens::ExportDialog* dialog); ///< Before it is shown.

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void buildMenus();
    void buildFileMenu();
    void buildViewMenu();
    void buildGoMenu();
    void buildCopyMenu(QMenu* edit);
    void buildInvestigateMenu();
    QWidget* buildQueryRow();
    QWidget* buildBody();
    QWidget* buildMiddle();
    void connectSession();
    void connectParts();
    void connectHistogram();
    void connectQuery();
    void goTo(const std::optional<Place>& place);
    void updateGo();
    void chooseFiles();
    void chooseFolder();
    void chooseMoreFiles();
    void chooseSaveAs();
    void showCorrection();
    void showAbout();
    void fillRecent();
    void archiveChanged();
    void importFinished(const ImportReport& report);
    void rememberArchive();
    void showAnswer(const QueryAnswer& answer);
    void showMoreWhenReady();
    void showMore();
    void showRows(const QueryAnswer& answer);
    bool isAtNewest() const;
    void goToNewest();
    void showListed();
    QString countText(const QueryAnswer& answer) const;
    static QString shownText(const QueryAnswer& answer);
    void showRefusal(const QueryError& error);
    void showWaiting(const QString& sentence);
    void tellInsteadOfAnswer(const QString& sentence, const char* look);
    void rowChosen(int row);
    void showHistory();
    void compare(); ///< Two selected events; in the history tab, two moments.
    void look(const QString& query, const TimeRange& range);
    void lookAtOnly(const QString& term);
    void showValues(const QString& field);
    SavedView shownView() const;
    void openView(const SavedView& view);
    bool hasGuessedSource() const;
    void restore();
    void showColumns(const std::vector<RowColumn>& columns);

    Session* m_session;
    QSettings* m_settings;
    RecentFiles m_recentFiles;
    RecentQueries m_recentQueries;
    Navigation m_navigation;
    QString m_demo;
    QTimeZone m_zone = QTimeZone::utc();
    std::optional<QueryAnswer> m_answer;
    std::optional<QueryAnswer> m_more; ///< The same of an archive that has grown, on its way.
    QString m_currentId;
    bool m_openingFresh = false;
    bool m_fetchedAll = true;

    TimelineModel* m_model;
    QStackedWidget* m_pages;
    WelcomePage* m_welcome;
    QueryBar* m_query;
    ChipBar* m_chips;
    TimeRangeButton* m_range;
    ZoneButton* m_zoneButton;
    QPushButton* m_saveView;
    QPushButton* m_export;
    QLabel* m_queryMessage;
    ImportBar* m_import;
    ReportBar* m_report;
    ErrorBar* m_errors;
    QSplitter* m_splitter;
    SidePanel* m_side;
    HistogramView* m_histogram;
    ViewSection* m_views;
    TimelineView* m_timeline;
    NewRowsChip* m_newRows;
    DetailPane* m_detail;
    CompareGuide* m_compare;
    SealGuide* m_seal;
    QLabel* m_statusArchive;
    QLabel* m_statusFilter;
    QLabel* m_statusZone;
    QMenu* m_recentMenu = nullptr;
    QAction* m_endOfOpening = nullptr;
    QMenu* m_copyAs = nullptr;
    QMenu* m_investigate = nullptr;
    QAction* m_back = nullptr;
    QAction* m_forward = nullptr;
    static constexpr int noticeMs = 5000; ///< A notice in the status line.

    QAction* m_fold = nullptr;
    QAction* m_oldestFirst = nullptr;
    ColumnMenu* m_columns = nullptr;
    QActionGroup* m_themes = nullptr;
    QList<QAction*> m_archiveActions;
};

} // namespace auditlens
