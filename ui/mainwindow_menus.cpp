// SPDX-License-Identifier: MIT
// The menus and the lasting settings of the main window.
#include "mainwindow.h"

#include "base/text.h"
#include "details/detailpane.h"
#include "importing/welcomepage.h"
#include "models/timelinemodel.h"
#include "models/zonemodel.h"
#include "query/querybar.h"
#include "query/timerangebutton.h"
#include "query/zonebutton.h"
#include "seal/sealguide.h"
#include "sources/sidepanel.h"
#include "sources/viewsection.h"
#include "timeline/columnmenu.h"
#include "timeline/timelineview.h"
#include "widgets/labels.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QShortcut>
#include <QSplitter>
#include <QStatusBar>
#include <QTabBar>

#include <algorithm>

namespace auditlens {

void MainWindow::buildMenus()
{
    QLabel* name = makeLabel(QStringLiteral("AuditLens"), "strong");
    name->setContentsMargins(12, 0, 6, 0);
    menuBar()->setCornerWidget(name, Qt::TopLeftCorner);
    menuBar()->setNativeMenuBar(false);
    buildFileMenu();
    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    QAction* find = edit->addAction(tr("&Filter"), m_query, &QueryBar::focusEdit);
    find->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_F), QKeySequence(Qt::CTRL | Qt::Key_L)});
    QAction* clear = edit->addAction(tr("&Clear filter and time range"), this, [this] {
        m_query->setQuery({});
        m_range->setRange({});
        look({}, {});
    });
    clear->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    m_archiveActions << find << clear;
    QAction* recent = edit->addAction(tr("&Recent filters…"), m_query, &QueryBar::showRecent);
    recent->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_R));
    m_archiveActions << recent;
    edit->addAction(tr("F&orget recent filters"), this, [this] {
        m_recentQueries.clear();
        m_query->setRecent({});
    });
    edit->addSeparator();
    buildCopyMenu(edit);
    buildViewMenu();
    buildGoMenu();
    buildInvestigateMenu();
    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("&About AuditLens"), this, &MainWindow::showAbout);
}

void MainWindow::buildFileMenu()
{
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&Open files…"), QKeySequence::Open, this, &MainWindow::chooseFiles);
    file->addAction(tr("Open &folder…"), this, &MainWindow::chooseFolder);
    m_recentMenu = file->addMenu(tr("Open &recent"));
    m_endOfOpening = file->addSeparator();
    m_archiveActions << file->addAction(tr("&Add files to this archive…"), this, &MainWindow::chooseMoreFiles);
    m_archiveActions << file->addAction(tr("&Save archive as…"), QKeySequence::Save, this, &MainWindow::chooseSaveAs);
    m_archiveActions << file->addAction(tr("Sea&l…"), m_seal, &SealGuide::askForSeal);
    m_archiveActions << file->addAction(tr("Re&dacted copy…"), m_seal, &SealGuide::askForCopy);
    m_archiveActions << file->addAction(tr("&Export…"), QKeySequence(Qt::CTRL | Qt::Key_E), this, &MainWindow::showExport);
    m_archiveActions << file->addAction(tr("&Close archive"), QKeySequence(Qt::CTRL | Qt::Key_W), m_session, &Session::closeArchive);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), this, &QWidget::close);
}

void MainWindow::addToFileMenu(const QList<QAction*>& waysIn)
{
    m_recentMenu->parentWidget()->insertActions(m_endOfOpening, waysIn);
}

void MainWindow::buildViewMenu()
{
    QMenu* view = menuBar()->addMenu(tr("&View"));
    m_themes = new QActionGroup(this);
    const std::pair<QString, ThemeChoice> choices[]
        = {{tr("&Light"), ThemeChoice::Light}, {tr("&Dark"), ThemeChoice::Dark}, {tr("As the &system"), ThemeChoice::System}};
    for (const auto& [title, choice] : choices) {
        QAction* action = view->addAction(title, this, [this, choice = choice] { setTheme(choice); });
        action->setCheckable(true);
        action->setData(int(choice));
        m_themes->addAction(action);
    }
    view->addSeparator();
    QAction* save = view->addAction(tr("&Save view…"), m_views, &ViewSection::saveShown);
    save->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    QAction* import = view->addAction(tr("&Import saved views…"), m_views, &ViewSection::chooseImport);
    view->addSeparator();
    QAction* zone = view->addAction(tr("&UTC or the other zone"), m_zoneButton, &ZoneButton::toggleUtc);
    zone->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_U));
    QAction* otherZone = view->addAction(tr("Times in another &zone…"), m_zoneButton, &ZoneButton::askForZone);
    m_fold = view->addAction(tr("&Fold by request"));
    m_fold->setCheckable(true);
    m_fold->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_F));
    connect(m_fold, &QAction::triggered, this, [this] { look(m_query->query(), m_range->range()); });
    connect(m_fold, &QAction::toggled, this, [this](bool fold) { m_settings->setValue(QStringLiteral("View/fold"), fold); });
    m_oldestFirst = view->addAction(tr("&Oldest first"));
    m_oldestFirst->setCheckable(true);
    m_oldestFirst->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    connect(m_oldestFirst, &QAction::triggered, this, [this] {
        if (m_fold->isChecked())
            statusBar()->showMessage(tr("Folded requests stay newest first; unfold them to see the oldest event first"), noticeMs);
        look(m_query->query(), m_range->range());
    });
    connect(m_oldestFirst, &QAction::toggled, this, [this](bool oldest) { m_settings->setValue(QStringLiteral("View/oldestFirst"), oldest); });
    m_columns = new ColumnMenu(view);
    view->addMenu(m_columns);
    connect(m_columns, &ColumnMenu::columnsChanged, this, &MainWindow::showColumns);
    QAction* detail = view->addAction(tr("De&tail pane"), this, [this] {
        const QList<int> sizes = m_splitter->sizes();
        m_splitter->setSizes(sizes.value(2) > 0 ? QList<int> {sizes.value(0), sizes.value(1) + sizes.value(2), 0}
                                                : QList<int> {sizes.value(0), sizes.value(1) - 400, 400});
    });
    detail->setShortcut(QKeySequence(Qt::Key_F9));
    m_archiveActions << save << import << zone << otherZone << m_fold << m_oldestFirst << m_columns->menuAction() << detail;
}

void MainWindow::buildInvestigateMenu()
{
    m_investigate = menuBar()->addMenu(tr("&Investigate"));
    m_archiveActions << m_investigate->addAction(tr("&History of this entity"), QKeySequence(Qt::CTRL | Qt::Key_H), this, &MainWindow::showHistory);
    m_archiveActions << m_investigate->addAction(tr("&Compare two events or moments"), QKeySequence(Qt::CTRL | Qt::Key_D), this, &MainWindow::compare);
    for (int tab = 0; tab < m_detail->tabs()->count(); ++tab) {
        auto* shortcut = new QShortcut(QKeySequence(int(Qt::CTRL) | (int(Qt::Key_1) + tab)), this);
        connect(shortcut, &QShortcut::activated, m_detail, [this, tab] {
            m_detail->tabs()->setCurrentIndex(tab);
            m_detail->tabs()->setFocus(Qt::ShortcutFocusReason);
        });
    }
}

void MainWindow::showAbout()
{
    QMessageBox::about(this, tr("About AuditLens"), tr("AuditLens %1\n\nOpens audit trails and shows what happened, who did it, and what changed.").arg(QStringLiteral(AUDITLENS_VERSION)));
}

void MainWindow::fillRecent()
{
    const std::vector<RecentFile> files = m_recentFiles.list();
    m_welcome->setRecent(files);
    m_recentMenu->clear();
    m_recentMenu->setEnabled(!files.empty());
    for (const RecentFile& file : files) {
        const QString name = file.title.isEmpty() ? QFileInfo(file.paths.front()).fileName() : file.title;
        m_recentMenu->addAction(name, this, [this, paths = file.paths] { m_session->open(paths); });
    }
}

void MainWindow::setTheme(ThemeChoice choice)
{
    applyTheme(*qApp, choice);
    m_settings->setValue(QStringLiteral("View/theme"), int(choice));
    for (QAction* action : m_themes->actions())
        action->setChecked(action->data().toInt() == int(choice));
}

void MainWindow::showColumns(const std::vector<RowColumn>& columns)
{
    m_model->setColumns(columns);
    QStringList names;
    for (const RowColumn column : columns)
        names << toQString(rowColumnName(column));
    m_settings->setValue(QStringLiteral("View/columns"), names);
}

void MainWindow::setZone(const QTimeZone& zone)
{
    m_zone = zone;
    m_zoneButton->setZone(zone);
    m_statusZone->setText(tr("Times in %1").arg(zoneLongName(zone)));
    m_range->setZone(zone);
    m_detail->setZone(zone);
    // "local" stays local when the machine moves.
    const bool local = zone == QTimeZone::systemTimeZone() && zone != QTimeZone::utc();
    m_settings->setValue(QStringLiteral("View/zone"), local ? QByteArray("local") : zone.id());
    if (m_session->hasArchive())
        look(m_query->query(), m_range->range());
}

void MainWindow::restore()
{
    const int theme = m_settings->value(QStringLiteral("View/theme"), int(ThemeChoice::System)).toInt();
    setTheme(theme >= 0 && theme <= int(ThemeChoice::Dark) ? ThemeChoice(theme) : ThemeChoice::System);
    m_fold->setChecked(m_settings->value(QStringLiteral("View/fold"), false).toBool());
    m_oldestFirst->setChecked(m_settings->value(QStringLiteral("View/oldestFirst"), false).toBool());
    std::vector<RowColumn> columns;
    for (const QString& name : m_settings->value(QStringLiteral("View/columns")).toStringList()) {
        const auto column = rowColumnNamed(toUtf8(name));
        if (column && std::ranges::find(columns, *column) == columns.end())
            columns.push_back(*column);
    }
    m_columns->setColumns(std::move(columns));
    const QByteArray zone = m_settings->value(QStringLiteral("View/zone"), QByteArray("UTC")).toByteArray();
    const QTimeZone named = zone == "local" ? QTimeZone::systemTimeZone() : QTimeZone(zone);
    setZone(named.isValid() ? named : QTimeZone::utc());
    m_session->facets()->setFields(m_settings->value(QStringLiteral("View/facets"), FacetCounter::usualFields()).toStringList());
    m_side->setFields(m_session->facets()->fields());
    resize(1440, 900);
    restoreGeometry(m_settings->value(QStringLiteral("Window/geometry")).toByteArray());
    m_splitter->restoreState(m_settings->value(QStringLiteral("Window/splitter")).toByteArray());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    m_settings->setValue(QStringLiteral("Window/geometry"), saveGeometry());
    m_settings->setValue(QStringLiteral("Window/splitter"), m_splitter->saveState());
    if (m_session->hasArchive() && !m_session->isImporting())
        rememberArchive(); // It may have grown since it was opened.
    event->accept();
}

} // namespace auditlens
