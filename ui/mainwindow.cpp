// SPDX-License-Identifier: MIT
#include "mainwindow.h"

#include "base/text.h"
#include "details/compareguide.h"
#include "details/detailpane.h"
#include "details/historyguide.h"
#include "details/historypage.h"
#include "importing/exportdialog.h"
#include "importing/importbar.h"
#include "importing/mappingdialog.h"
#include "importing/rejectdialog.h"
#include "importing/reportbar.h"
#include "importing/welcomepage.h"
#include "models/timelinemodel.h"
#include "models/timetext.h"
#include "query/chipbar.h"
#include "query/onlyterm.h"
#include "query/querybar.h"
#include "query/querycompletion.h"
#include "query/timerangebutton.h"
#include "query/zonebutton.h"
#include "seal/sealchip.h"
#include "seal/sealguide.h"
#include "sources/facetdialog.h"
#include "sources/sidepanel.h"
#include "sources/viewsection.h"
#include "timeline/histogramview.h"
#include "timeline/columnmenu.h"
#include "timeline/newrowschip.h"
#include "timeline/timelineview.h"
#include "widgets/labels.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMimeData>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace auditlens {

namespace {

    QStringList localFiles(const QMimeData* data)
    {
        QStringList paths;
        for (const QUrl& url : data->urls()) {
            if (url.isLocalFile())
                paths << url.toLocalFile();
        }
        return paths;
    }

    QStringList absolute(const QStringList& paths)
    {
        QStringList whole;
        for (const QString& path : paths)
            whole << QFileInfo(path).absoluteFilePath();
        return whole;
    }

    QDateTime toDateTime(Nanoseconds ns)
    {
        return ns == noTime ? QDateTime() : QDateTime::fromMSecsSinceEpoch(ns / 1'000'000, QTimeZone::utc());
    }

} // namespace

MainWindow::MainWindow(Session* session, QSettings* settings, const QString& demo, QWidget* parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_settings(settings)
    , m_recentFiles(settings)
    , m_recentQueries(settings)
    , m_demo(demo)
    , m_model(new TimelineModel(this))
    , m_pages(new QStackedWidget)
    , m_welcome(new WelcomePage(!demo.isEmpty()))
    , m_query(new QueryBar)
    , m_chips(new ChipBar)
    , m_range(new TimeRangeButton)
    , m_zoneButton(new ZoneButton)
    , m_saveView(makeButton(tr("Save view"), ""))
    , m_export(makeButton(tr("Export…"), "soft"))
    , m_queryMessage(makeParagraph({}, "error"))
    , m_import(new ImportBar)
    , m_report(new ReportBar)
    , m_errors(new ErrorBar)
    , m_splitter(new QSplitter)
    , m_side(new SidePanel)
    , m_histogram(new HistogramView)
    , m_views(new ViewSection(ViewFolder(session->places().views), [this] { return shownView(); }))
    , m_timeline(new TimelineView(m_model))
    , m_newRows(new NewRowsChip(m_timeline))
    , m_detail(new DetailPane)
    , m_compare(new CompareGuide(session, this))
    , m_seal(new SealGuide(session, settings, this))
    , m_statusArchive(makeLabel({}, "dim"))
    , m_statusFilter(makeLabel({}, "dim"))
    , m_statusZone(makeLabel({}, "dim"))
{
    setWindowTitle(tr("AuditLens"));
    setAcceptDrops(true);
    setMinimumSize(820, 520);
    setCentralWidget(buildBody());
    buildMenus();
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setFixedHeight(24);
    m_statusArchive->setContentsMargins(12, 0, 0, 0);
    m_statusFilter->setContentsMargins(12, 0, 0, 0);
    m_statusZone->setContentsMargins(0, 0, 12, 0);
    statusBar()->addWidget(m_statusArchive);
    statusBar()->addWidget(m_statusFilter);
    statusBar()->addPermanentWidget(m_seal->chip());
    statusBar()->addPermanentWidget(m_statusZone);
    connectSession();
    connectParts();
    const auto* history = new HistoryGuide(m_session, m_detail, this);
    connect(history, &HistoryGuide::eventAsked, this, &MainWindow::goToEvent);
    connect(m_detail->historyPage(), &HistoryPage::compareAsked, this, [this](EventIndex left, EventIndex right) {
        m_compare->compareMoments(m_detail->historyPage()->history(), left, right, m_zone);
    });
    restore();
    archiveChanged();
}

MainWindow::~MainWindow()
{
    m_query->disconnect(this); // it settles when it loses the focus, which it does with the window
}

QWidget* MainWindow::buildQueryRow()
{
    auto* row = new QWidget;
    row->setObjectName(QStringLiteral("queryRow"));
    row->setAttribute(Qt::WA_StyledBackground);
    row->setFixedHeight(48);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(12, 7, 12, 7);
    layout->setSpacing(8);
    layout->addWidget(m_query, 1);
    layout->addWidget(m_range);
    layout->addWidget(m_zoneButton);
    layout->addWidget(m_saveView);
    layout->addWidget(m_export);
    return row;
}

QWidget* MainWindow::buildBody()
{
    auto* archive = new QWidget;
    auto* column = new QVBoxLayout(archive);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildQueryRow());
    column->addWidget(m_chips);
    m_queryMessage->setContentsMargins(14, 5, 14, 5);
    m_queryMessage->hide();
    column->addWidget(m_queryMessage);
    for (QWidget* part : {static_cast<QWidget*>(m_side), buildMiddle(), static_cast<QWidget*>(m_detail)})
        m_splitter->addWidget(part);
    m_splitter->setHandleWidth(1);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setStretchFactor(2, 2);
    m_splitter->setCollapsible(1, false);
    m_splitter->setSizes({236, 736, 468});
    column->addWidget(m_splitter, 1);

    auto* whole = new QWidget;
    auto* layout = new QVBoxLayout(whole);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (QWidget* bar : {static_cast<QWidget*>(m_errors), static_cast<QWidget*>(m_import), static_cast<QWidget*>(m_report)}) {
        bar->hide();
        layout->addWidget(bar);
    }
    m_pages->addWidget(m_welcome);
    m_pages->addWidget(archive);
    layout->addWidget(m_pages, 1);
    return whole;
}

QWidget* MainWindow::buildMiddle()
{
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_histogram);
    column->addWidget(m_timeline, 1);
    m_histogram->hide();
    middle->setMinimumWidth(360);
    return middle;
}

void MainWindow::connectSession()
{
    connect(m_session, &Session::archiveChanged, this, &MainWindow::archiveChanged);
    connect(m_session->facets(), &FacetCounter::counted, m_side, &SidePanel::setFacets);
    connect(m_session, &Session::archiveChanged, m_query->completion(), &QueryCompletion::forgetValues);
    connect(m_query->completion(), &QueryCompletion::valuesWanted, m_session, &Session::fetchValues);
    connect(m_session, &Session::valuesReady, this, [this](const Facet& facet) { m_query->completion()->setValues(facet.field, facet.values); });
    connect(m_session, &Session::answered, this, &MainWindow::showAnswer);
    connect(m_session, &Session::refused, this, &MainWindow::showRefusal);
    connect(m_session, &Session::waiting, this, &MainWindow::showWaiting);
    connect(m_session, &Session::asked, this, [this] { m_queryMessage->hide(); });
    connect(m_session, &Session::problem, m_errors, &ErrorBar::showError);
    connect(m_seal, &SealGuide::problem, m_errors, &ErrorBar::showError);
    connect(m_session, &Session::opening, this, [this] { m_openingFresh = true; m_errors->hide(); m_report->hide(); });
    connect(m_session, &Session::eventReady, this, [this](const EventDetail& detail) {
        m_detail->setEvent(detail, toQString(sourceName(m_session->info().sources, detail.stored.source)), m_zone);
        m_currentId = toQString(detail.stored.event.id); // also of a row whose page was not there when it was chosen
        m_session->keep(m_currentId);
        m_navigation.select(m_currentId);
    });
    connect(m_session, &Session::rejectsReady, this, [this](const std::vector<Reject>& rejects) {
        auto* dialog = new RejectDialog(rejects, m_session->info().rejected, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->show();
    });
    connect(m_session, &Session::importStarted, this, [this] {
        m_errors->hide();
        m_report->hide();
        m_import->start();
    });
    connect(m_session, &Session::importProgressed, m_import, &ImportBar::setProgress);
    connect(m_session, &Session::importFinished, this, &MainWindow::importFinished);
    connect(m_session, &Session::saved, this, [this](const QString& path) {
        statusBar()->showMessage(tr("Saved as \"%1\"").arg(QFileInfo(path).fileName()), noticeMs);
    });
}

void MainWindow::connectParts()
{
    connect(m_query, &QueryBar::queryChanged, this, [this](const QString& query) { look(query, m_range->range()); });
    connect(m_query, &QueryBar::left, m_timeline, [this] { m_timeline->setFocus(); });
    connect(m_range, &TimeRangeButton::rangeChanged, this, [this](const TimeRange& range) { look(m_query->query(), range); });
    connect(m_zoneButton, &ZoneButton::zoneChosen, this, &MainWindow::setZone);
    connectHistogram();
    connectQuery();
    connect(m_export, &QPushButton::clicked, this, &MainWindow::showExport);
    connect(m_timeline, &TimelineView::currentChanged, this, &MainWindow::rowChosen);
    connect(m_timeline, &TimelineView::filterAsked, m_query, &QueryBar::focusEdit);
    connect(m_timeline, &TimelineView::activated, this, [this](int row) {
        if (m_splitter->sizes().value(2) == 0)
            m_splitter->setSizes({m_splitter->sizes().value(0), width() / 2, width() / 3});
        rowChosen(row);
        m_detail->tabs()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_timeline, &TimelineView::historyAsked, this, &MainWindow::showHistory);
    connect(m_timeline, &TimelineView::notice, this, [this](const QString& text) { statusBar()->showMessage(text, noticeMs); });
    for (QWidget* part : {static_cast<QWidget*>(m_detail), static_cast<QWidget*>(m_side)}) {
        connect(new QShortcut(Qt::Key_Escape, part, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated, m_timeline,
            [this] { m_timeline->setFocus(); });
        connect(new QShortcut(Qt::Key_Slash, part, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated, m_query, &QueryBar::focusEdit);
    }
    m_side->addSection(m_views);
    connect(m_saveView, &QPushButton::clicked, m_views, &ViewSection::saveShown);
    connect(m_views, &ViewSection::viewAsked, this, &MainWindow::openView);
    connect(m_views, &ViewSection::problem, m_errors, &ErrorBar::showError);
    connect(m_views, &ViewSection::notice, this, [this](const QString& text) { statusBar()->showMessage(text, noticeMs); });
    connect(m_side, &SidePanel::termAsked, m_query, &QueryBar::addTerm);
    connect(m_side, &SidePanel::onlyAsked, this, &MainWindow::lookAtOnly);
    connect(m_side, &SidePanel::allValuesAsked, this, &MainWindow::showValues);
    connect(m_side, &SidePanel::fieldsChosen, this, [this](const QStringList& fields) {
        m_session->facets()->setFields(fields);
        m_settings->setValue(QStringLiteral("View/facets"), fields);
    });
    connect(m_side, &SidePanel::rejectsAsked, m_session, &Session::fetchRejects);
    connect(m_report, &ReportBar::rejectsAsked, m_session, &Session::fetchRejects);
    connect(m_report, &ReportBar::correctAsked, this, &MainWindow::showCorrection);
    connect(m_import, &ImportBar::cancelled, m_session, &Session::cancelImport);
    connect(m_welcome, &WelcomePage::openAsked, this, &MainWindow::chooseFiles);
    connect(m_welcome, &WelcomePage::folderAsked, this, &MainWindow::chooseFolder);
    connect(m_welcome, &WelcomePage::demoAsked, this, [this] { m_session->open({m_demo}); });
    connect(m_welcome, &WelcomePage::recentAsked, m_session, &Session::open);
}

void MainWindow::connectHistogram()
{
    connect(m_session, &Session::histogramReady, this, [this](const AnswerHistogram& histogram) {
        m_histogram->setHistogram(histogram);
        m_histogram->setVisible(!m_histogram->isEmpty());
    });
    connect(m_histogram, &HistogramView::binsWanted, this, [this](int most) { m_session->setHistogramBins(std::size_t(most)); });
    connect(m_histogram, &HistogramView::rangeChosen, this, [this](const TimeRange& range) {
        m_range->setRange(range);
        look(m_query->query(), range);
    });
    connect(m_histogram, &HistogramView::timeChosen, this, &MainWindow::goToTime);
    connect(m_histogram, &HistogramView::told, this, [this](const QString& text) { statusBar()->showMessage(text, noticeMs); });
    connect(m_histogram, &HistogramView::left, m_timeline, [this] { m_timeline->setFocus(); });
    connect(m_timeline, &TimelineView::listedChanged, this, &MainWindow::showListed);
    connect(m_newRows, &NewRowsChip::clicked, this, &MainWindow::goToNewest);
}

void MainWindow::look(const QString& query, const TimeRange& range)
{
    m_session->look({query, range, m_zone, m_fold->isChecked(), m_oldestFirst->isChecked()}, m_currentId);
}

void MainWindow::lookAtOnly(const QString& term)
{
    m_query->replaceQuery(withOnly(m_query->query(), term));
}

void MainWindow::showValues(const QString& field)
{
    auto* dialog = new FacetDialog(m_session->facets(), field, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &FacetDialog::termAsked, m_query, &QueryBar::addTerm);
    connect(dialog, &FacetDialog::onlyAsked, this, &MainWindow::lookAtOnly);
    dialog->open();
}

SavedView MainWindow::shownView() const
{
    SavedView view;
    view.query = m_query->query();
    view.range = m_range->asked();
    view.zone = m_zone.id();
    view.fold = m_fold->isChecked();
    view.order = m_oldestFirst->isChecked() ? RowOrder::OldestFirst : RowOrder::NewestFirst;
    view.columns = m_columns->columns();
    return view;
}

void MainWindow::openView(const SavedView& view)
{
    if (!m_session->hasArchive())
        return;
    const QTimeZone zone(view.zone);
    m_query->setQuery(view.query);
    m_range->setZone(zone);
    m_range->setAsked(view.range);
    m_fold->setChecked(view.fold);
    m_oldestFirst->setChecked(view.order == RowOrder::OldestFirst);
    m_columns->setColumns(view.columns);
    setZone(zone); // and looks
}

void MainWindow::archiveChanged()
{
    const bool any = m_session->hasArchive();
    const ArchiveInfo info = m_session->info();
    m_pages->setCurrentIndex(any ? 1 : 0);
    m_side->setArchive(info);
    m_range->setSpan(info.first, info.last);
    for (QAction* action : m_archiveActions)
        action->setEnabled(any && !m_session->isImporting());
    if (!any) {
        m_answer.reset();
        m_more.reset();
        m_newRows->clear();
        m_currentId.clear();
        m_navigation.clear();
        updateGo();
        m_model->setRows(nullptr, m_zone);
        m_histogram->hide();
        m_detail->clear();
        m_query->setQuery({});
        m_range->setRange({});
        m_statusArchive->setText(tr("No archive open"));
        m_statusFilter->clear();
        setWindowTitle(tr("AuditLens"));
        fillRecent();
        return;
    }
    if (std::exchange(m_openingFresh, false)) {
        m_currentId.clear();
        m_navigation.clear();
        updateGo();
        m_detail->clear();
        m_query->setQuery({});
        m_range->setRange({});
        rememberArchive();
    }
    setWindowTitle(tr("%1 – AuditLens").arg(QFileInfo(info.path).fileName()));
    const QString count = tr("%1 events").arg(numberText(info.events));
    m_statusArchive->setText(info.first == noTime ? count : tr("%1 · %2 to %3").arg(count, dateText(info.first, m_zone), dateText(info.last, m_zone)));
}

void MainWindow::rememberArchive()
{
    const ArchiveInfo info = m_session->info();
    QString title;
    if (m_session->isUnnamed() && !info.sources.empty()) {
        title = toQString(info.sources.front().info.name);
        if (info.sources.size() > 1)
            title = tr("%1 and %2 more").arg(title, QString::number(info.sources.size() - 1));
    }
    const QStringList paths = m_session->isUnnamed() ? absolute(m_session->importedPaths()) : QStringList(info.path);
    m_recentFiles.add({paths, title, info.events, toDateTime(info.first), toDateTime(info.last), QDateTime::currentDateTime()});
    fillRecent();
}

void MainWindow::importFinished(const ImportReport& report)
{
    m_import->hide();
    m_openingFresh = false;
    if (report.files > 0 || report.events > 0 || report.cancelled || !report.fileProblems.empty())
        m_report->setReport(report, hasGuessedSource());
    // The last state of the archive is opened right after this; then it is worth remembering. An answer may still come
    // from a state before.
    connect(m_session, &Session::archiveChanged, this, [this, report] {
        if (!m_session->hasArchive())
            return; // something else was opened meanwhile
        rememberArchive();
        if (m_report->isVisible())
            m_report->setReport(report, hasGuessedSource());
        for (QAction* action : m_archiveActions)
            action->setEnabled(m_session->hasArchive());
    }, Qt::ConnectionType(Qt::SingleShotConnection));
}

void MainWindow::goToEvent(std::shared_ptr<const Archive> archive, Row row)
{
    const bool isListed = m_answer && m_answer->archive == archive; // Else the archive grew, and rows have other numbers.
    if (const auto place = isListed ? m_answer->order.find(row) : std::nullopt) {
        m_timeline->showEvent(*place);
        return;
    }
    m_timeline->setCurrentRow(-1);
    m_session->fetchEvent(std::move(archive), row);
    if (isListed && !m_answer->running)
        statusBar()->showMessage(tr("The filter hides this event; only its details are shown"), noticeMs);
}

void MainWindow::showHistory()
{
    if (m_splitter->sizes().value(2) == 0)
        m_splitter->setSizes({m_splitter->sizes().value(0), width() / 2, width() / 3});
    m_detail->showHistory();
}

void MainWindow::compare()
{
    HistoryPage* page = m_detail->historyPage();
    if (page->isVisible() && page->isAncestorOf(QApplication::focusWidget())) {
        page->compareMoments();
        return;
    }
    const std::vector<std::uint32_t> events = m_timeline->selectedEvents(3);
    if (events.size() != 2 || !m_answer) {
        statusBar()->showMessage(tr("Select two events to compare them, with Shift and an arrow key or with Ctrl and a click"), noticeMs);
        return;
    }
    const auto [older, newer] = std::minmax({m_answer->rowAt(events[0]), m_answer->rowAt(events[1])});
    m_compare->compareEvents(m_answer->archive, older, newer, m_zone);
}

bool MainWindow::hasGuessedSource() const
{
    const ArchiveInfo info = m_session->info();
    return std::any_of(info.sources.begin(), info.sources.end(), [](const StoredSource& source) { return source.info.format == "guessed"; });
}

void MainWindow::showCorrection()
{
    for (const StoredSource& source : m_session->info().sources) {
        if (source.info.format != "guessed")
            continue;
        auto* dialog = new MappingDialog(source.info.profile, m_session->places().profiles, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &MappingDialog::saved, m_session, &Session::importAgain);
        dialog->show();
        return;
    }
}

void MainWindow::showExport()
{
    if (!m_answer || m_answer->count == 0)
        return;
    if (m_answer->running) {
        statusBar()->showMessage(tr("Not all rows are found yet; they can be exported when they are counted"), noticeMs);
        return;
    }
    auto* dialog = new ExportDialog(m_session, *m_answer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    Q_EMIT exportOpened(dialog);
    dialog->open();
}

void MainWindow::chooseFiles()
{
    m_session->open(QFileDialog::getOpenFileNames(this, tr("Open audit files"), {},
        tr("Audit files (*.auditlens *.json *.jsonl *.ndjson *.log *.csv *.tsv *.gz *.zst *.zip);;All files (*)")));
}

void MainWindow::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open a folder of audit files"));
    if (!folder.isEmpty())
        m_session->open({folder});
}

void MainWindow::chooseMoreFiles()
{
    m_session->addFiles(QFileDialog::getOpenFileNames(this, tr("Add audit files to this archive")));
}

void MainWindow::chooseSaveAs()
{
    QString path = QFileDialog::getSaveFileName(this, tr("Save archive as"), QFileInfo(m_session->info().path).fileName(), tr("AuditLens archives (*.auditlens)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QLatin1String(".auditlens")))
        path += QStringLiteral(".auditlens");
    m_session->saveArchiveAs(path);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!localFiles(event->mimeData()).isEmpty() && !m_session->isImporting())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QStringList paths = localFiles(event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    QStringList views;
    QStringList others;
    for (const QString& path : paths)
        (isViewFile(path) ? views : others) << path;
    m_views->import(views);
    m_session->open(others);
}

} // namespace auditlens
