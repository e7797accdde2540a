// SPDX-License-Identifier: MIT
#include "session/session.h"

#include "base/text.h"
#include "query/binder.h"
#include "session/delivery.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThreadPool>

#include <algorithm>
#include <iterator>

namespace auditlens {

namespace {

constexpr int refreshMs = 300;
constexpr int patienceMs = 60;
constexpr std::size_t facetValues = 200;
constexpr std::size_t maxRejects = 1000;

Result<std::shared_ptr<const Archive>> openOrGrow(
    const std::shared_ptr<const Archive>& known, const QString& path, const std::shared_ptr<const FormatRegistry>& formats)
{
    if (known) {
        if (auto grown = known->grown())
            return grown;
    }
    return Archive::open(path, formats);
}

Result<EventDetail> readDetail(const std::shared_ptr<const Archive>& archive, Row row, const Cancellation& cancelled)
{
    if (cancelled.requested())
        return EventDetail(); // dropped: another row was chosen meanwhile
    Result<StoredEvent> stored = archive->event(row);
    if (!stored)
        return stored.error();
    const EventEvidence evidence = eventEvidence(archive->info(), *stored);
    EventDetail detail = eventDetail(*std::move(stored));
    detail.archive = archive;
    detail.evidence = evidence;
    return detail;
}

Error copyError(const QString& path, const QString& reason)
{
    return {QObject::tr("Cannot save the archive as \"%1\".").arg(path), reason, path,
        QObject::tr("Choose another place with enough room that you may write to.")};
}

/// Beside the target first, so that a full disk leaves nothing under the wanted name.
Result<void> copyArchive(const QString& from, const QString& to)
{
    const QString part = to + QStringLiteral(".part");
    QFile::remove(part);
    QFile source(from);
    if (!source.copy(part)) {
        QFile::remove(part);
        return copyError(to, source.errorString());
    }
    if (QFile::exists(to) && !QFile::remove(to))
        return copyError(to, QObject::tr("The file that is there cannot be replaced."));
    if (!QFile::rename(part, to))
        return copyError(to, QObject::tr("The copy cannot be renamed."));
    return {};
}

} // namespace

struct Session::Opened
{
    std::shared_ptr<const Archive> archive;
    qint64 milliseconds = 0;
};

Session::Session(std::shared_ptr<const FormatRegistry> formats, Places places, QObject* parent)
    : QObject(parent)
    , m_formats(std::move(formats))
    , m_places(std::move(places))
    , m_scratch(m_places.archives)
{
    m_refresh.setSingleShot(true);
    connect(&m_facets, &FacetCounter::problem, this, &Session::problem);
    connect(&m_integrity, &IntegrityChecker::finished, this, &Session::answerAfterCheck);
    connect(&m_integrity, &IntegrityChecker::failed, this, &Session::answerAfterCheck);
    connect(&m_refresh, &QTimer::timeout, this, &Session::refresh);
    m_showNewest.setSingleShot(true);
    m_showNewest.setInterval(patienceMs);
    connect(&m_showNewest, &QTimer::timeout, this, [this] {
        const QueryAnswer newest = *m_newest; // a slot may ask something else
        Q_EMIT answered(newest);
    });
}

Session::~Session()
{
    m_queryCancel.request();
    m_eventCancel.request();
    m_histogramCancel.request();
    m_importCancel.request();
    m_exportCancel.request();
    m_integrity.cancel();
    m_facets.clear();
    m_importRunning.waitForFinished(); // they report to this object
    m_exportRunning.waitForFinished();
    QThreadPool::globalInstance()->waitForDone(); // answers need the application
}

void Session::open(const QStringList& paths)
{
    if (paths.isEmpty() || m_importing)
        return;
    if (paths.size() == 1 && paths.front().endsWith(QLatin1String(".auditlens"), Qt::CaseInsensitive)) {
        openArchive(QFileInfo(paths.front()).absoluteFilePath(), Quiet::No);
        return;
    }
    importFresh(paths, {});
}

void Session::importFresh(const QStringList& paths, const QString& profile)
{
    ImportRequest request;
    request.paths = paths;
    request.profile = profile;
    request.archive = newArchivePath(paths);
    closeArchive();
    m_importPaths = paths;
    startImport(request);
}

void Session::addFiles(const QStringList& paths)
{
    if (!m_archive || m_importing || paths.isEmpty())
        return;
    ImportRequest request;
    request.paths = paths;
    request.archive = m_archive->info().path;
    m_importPaths += paths;
    startImport(request);
}

void Session::importAgain(const QString& profilePath)
{
    if (!m_importing && !m_importPaths.isEmpty())
        importFresh(QStringList(m_importPaths), profilePath);
}

QString Session::newArchivePath(const QStringList& paths)
{
    const QString base = QFileInfo(paths.front()).fileName().section(QLatin1Char('.'), 0, 0);
    const QString stamp = QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH-mm-ss"));
    const QString scratch = m_scratch.path();
    const QString stem = QDir(scratch.isEmpty() ? m_places.archives : scratch).filePath((base.isEmpty() ? QStringLiteral("import") : base) + QLatin1Char(' ') + stamp);
    QString path = stem + QStringLiteral(".auditlens");
    for (int i = 2; QFile::exists(path); ++i)
        path = stem + QStringLiteral(" (%1).auditlens").arg(i);
    return path;
}

bool Session::isUnnamed() const
{
    return m_archive && m_scratch.holds(m_archive->info().path);
}

ArchiveInfo Session::info() const
{
    return m_archive ? m_archive->info() : ArchiveInfo();
}

void Session::openArchive(const QString& path, Quiet quiet)
{
    if (quiet != Quiet::IfMore) // which must not end the opening of another archive
        ++m_openTicket;
    if (quiet == Quiet::No)
        Q_EMIT opening(path);
    const bool isSame = quiet != Quiet::No && m_archive && m_archive->info().path == path;
    // After an import that was most of the archive it is read whole: segments in order of time are faster to search.
    const bool mayGrow = isSame && (m_importing || quiet == Quiet::IfMore || m_archive->size() / 2 <= m_sizeBeforeImport);
    deliver(Cancellation(), [path, formats = m_formats, known = mayGrow ? m_archive : nullptr](const Cancellation&) -> Result<Opened> {
        QElapsedTimer clock;
        clock.start();
        Result<std::shared_ptr<const Archive>> archive = openOrGrow(known, path, formats);
        if (!archive)
            return archive.error();
        return Opened {*std::move(archive), clock.elapsed()};
    }).then(this, [this, ticket = m_openTicket, quiet](Result<Opened> opened) {
        m_refreshing = false;
        if (ticket == m_openTicket)
            takeArchive(std::move(opened), quiet);
    });
}

void Session::takeArchive(Result<Opened> opened, Quiet quiet)
{
    m_refreshPause = refreshMs;
    if (opened) // It takes longer the more there is; never let it eat more than a tenth of the time.
        m_refreshPause = std::max(refreshMs, int(opened->milliseconds) * 10);
    if (m_importing || m_grew)
        m_refresh.start(m_refreshPause);
    if (!opened) {
        if (quiet == Quiet::No)
            Q_EMIT problem(opened.error());
        return; // while an import begins there may be nothing to open yet
    }
    const bool onlyMore = m_importing || quiet == Quiet::IfMore;
    if (onlyMore && m_archive && m_archive->size() == opened->archive->size())
        return;
    const bool isOther = !m_archive || m_archive->info().path != opened->archive->info().path;
    if (quiet == Quiet::IfMore && (isOther || m_asksChecks))
        return; // the whole archive would be checked again and again; the next question sees what is new
    if (quiet == Quiet::No) {
        m_state = {{}, {}, m_state.zone, m_state.fold, m_state.oldestFirst};
        m_importPaths.clear();
    }
    const bool grew = m_archive && m_archive->info().path == opened->archive->info().path;
    m_archive = opened->archive;
    m_integrity.setArchive(m_archive);
    Q_EMIT archiveChanged();
    if (grew && m_answer && m_answer->complete && m_answer->state == m_state && !m_asksChecks)
        ask(m_answer->query, {m_answer->archive, m_answer->order.rows});
    else
        look(m_state, m_keepId);
}

void Session::closeArchive()
{
    m_grew = false;
    ++m_openTicket;
    ++m_eventTicket;
    dropQuestion();
    m_eventCancel.request();
    m_answer.reset();
    m_asksChecks = false;
    m_histogram = {};
    m_archive.reset();
    m_integrity.setArchive(nullptr);
    m_keepId.clear();
    m_importPaths.clear();
    m_state = {{}, {}, m_state.zone, m_state.fold, m_state.oldestFirst};
    m_facets.clear();
    Q_EMIT archiveChanged();
}

void Session::startImport(ImportRequest request)
{
    if (!QDir().mkpath(QFileInfo(request.archive).absolutePath())) {
        Q_EMIT problem(copyError(request.archive, tr("The folder cannot be made.")));
        return;
    }
    m_importing = true;
    m_sizeBeforeImport = m_archive ? m_archive->size() : 0;
    m_importCancel = Cancellation();
    m_importArchive = request.archive;
    Q_EMIT importStarted();
    m_importRunning = deliver(m_importCancel, [this, request, formats = m_formats](const Cancellation& cancelled) {
        return importFiles(request, *formats, cancelled, [this](const ImportProgress& progress) {
            QMetaObject::invokeMethod(this, [this, progress] { Q_EMIT importProgressed(progress); }, Qt::QueuedConnection);
        });
    }).then(this, [this](Result<ImportReport> report) { endImport(std::move(report)); });
    m_refresh.start(refreshMs);
}

void Session::refresh()
{
    if (m_refreshing || !(m_importing || (m_grew && m_archive)))
        return;
    m_refreshing = true;
    m_grew = false;
    if (m_importing)
        openArchive(m_importArchive, Quiet::Yes);
    else
        openArchive(m_archive->info().path, Quiet::IfMore);
}

void Session::noteGrowth(const QString& path)
{
    if (m_importing || !m_archive || m_archive->info().path != path)
        return;
    m_grew = true;
    if (!m_refreshing && !m_refresh.isActive())
        m_refresh.start(m_refreshPause);
}

void Session::endImport(Result<ImportReport> report)
{
    m_importing = false;
    m_refresh.stop();
    if (!report) {
        Q_EMIT problem(report.error());
        ImportReport nothing;
        Q_EMIT importFinished(nothing);
    } else {
        Q_EMIT importFinished(*report);
    }
    if (QFile::exists(m_importArchive))
        openArchive(m_importArchive, Quiet::Yes);
}

void Session::cancelImport()
{
    m_importCancel.request();
}

void Session::saveArchiveAs(const QString& path)
{
    if (!m_archive || m_importing)
        return;
    deliver(Cancellation(), [from = m_archive->info().path, path](const Cancellation&) {
        return copyArchive(from, path);
    }).then(this, [this, path](Result<void> copied) {
        if (!copied) {
            Q_EMIT problem(copied.error());
            return;
        }
        Q_EMIT saved(path);
        openArchive(path, Quiet::Yes);
    });
}

void Session::look(const ViewState& state, const QString& keepId)
{
    m_state = state;
    m_keepId = keepId;
    m_asksChecks = false;
    dropQuestion();
    if (!m_archive)
        return;
    BoundOutcome bound = readQuery(state.query, TimeContext::current(state.zone));
    if (bound.error) {
        Q_EMIT refused(*bound.error);
        return;
    }
    restrictTo(bound.query, state.range);
    if (giveFacts(bound.query))
        ask(bound.query, {});
}

bool Session::giveFacts(BoundQuery& query)
{
    query.facts = m_integrity.facts();
    m_asksChecks = !checksOf(query).empty();
    if (!m_asksChecks || query.facts)
        return true;
    if (m_importing) {
        Q_EMIT waiting(tr("This is known only after a check of the archive, which is made when all files are read."));
    } else {
        Q_EMIT waiting(tr("This is known only after a check of the archive. The answer follows when it was checked."));
        Q_EMIT checkWanted();
    }
    return false;
}

void Session::answerAfterCheck()
{
    if (m_asksChecks && m_integrity.facts())
        look(ViewState(m_state), QString(m_keepId));
    else if (m_asksChecks)
        Q_EMIT waiting(tr("This is known only after a check of the archive, and the check was not finished."));
}

void Session::dropQuestion()
{
    ++m_queryTicket;
    m_queryCancel.request();
    m_showNewest.stop();
    m_newest.reset();
}

void Session::ask(BoundQuery query, EarlierRows known)
{
    dropQuestion();
    m_queryCancel = Cancellation();
    Q_EMIT asked();
    const bool fold = m_state.fold && !m_importing; // while files are read the archive is another one several times a second
    const RowQuestion question {m_archive, query, m_state.zone, fold, m_state.oldestFirst && !m_state.fold, m_keepId, known};
    const auto tellNewest = [this, ticket = m_queryTicket, query](const ListedRows& newest) {
        QMetaObject::invokeMethod(this, [this, ticket, query, newest] {
            if (ticket == m_queryTicket)
                takeNewest(newest, query);
        }, Qt::QueuedConnection);
    };
    deliver(m_queryCancel, [question, tellNewest](const Cancellation& cancelled) { return listRows(question, tellNewest, cancelled); })
        .then(this, [this, ticket = m_queryTicket, query, grew = known.archive != nullptr](const ListedRows& listed) {
            if (ticket == m_queryTicket)
                takeRows(listed, query, grew);
        });
}

QueryAnswer Session::answerOf(const ListedRows& listed, const BoundQuery& query)
{
    const RowSet& rows = listed.order.rows;
    QueryAnswer answer {m_state, listed.order, std::make_shared<EventRows>(rows.size(), listed.days, listed.fetchFrom(m_archive)), nullptr,
        rows.size(), m_archive->size(), listed.result.complete, listed.result.microseconds, listed.keptPlace, m_archive, query};
    answer.keptId = listed.keptId;
    connect(answer.rows.get(), &EventRows::failed, this, &Session::problem);
    if (const auto& groups = listed.order.groups) {
        answer.heads = std::make_shared<EventRows>(groups->size(), listed.foldedDays, listed.fetchHeadsFrom(m_archive));
        connect(answer.heads.get(), &EventRows::failed, this, &Session::problem);
    }
    return answer;
}

void Session::takeNewest(const ListedRows& newest, const BoundQuery& query)
{
    m_newest = answerOf(newest, query);
    m_newest->complete = false;
    m_newest->running = true;
    m_showNewest.start();
}

void Session::takeRows(const ListedRows& listed, const BoundQuery& query, bool grew)
{
    const QueryAnswer answer = answerOf(listed, query); // a slot may ask something else
    if (m_newest && !answer.heads)
        answer.rows->startWith(*m_newest->rows);
    m_showNewest.stop();
    m_newest.reset();
    m_answer = answer;
    if (!grew)
        m_histogram = {};
    countHistogram();
    Q_EMIT answered(answer);
    for (const std::optional<Error>& trouble : {listed.result.problem, listed.foldProblem}) {
        if (trouble)
            Q_EMIT problem(*trouble);
    }
    if (grew && answer.complete)
        m_facets.countMore(answer.archive, answer.order.rows);
    else
        m_facets.count(answer.complete ? answer.archive : nullptr, query, answer.order.rows);
}

void Session::setHistogramBins(std::size_t most)
{
    if (std::exchange(m_histogramBins, most) != most)
        countHistogram();
}

void Session::countHistogram()
{
    m_histogramCancel.request();
    m_histogramCancel = Cancellation();
    if (!m_answer)
        return;
    const auto edges = histogramEdges(m_answer->archive->info(), m_answer->state.range, m_answer->state.zone, m_histogramBins);
    deliver(m_histogramCancel, [archive = m_answer->archive, query = m_answer->query, rows = m_answer->order.rows, counted = m_histogram, edges](
                                   const Cancellation& cancelled) {
        return archive->analyze(query, rows, {{}, edges}, counted, cancelled);
    }).then(this, [this, ticket = ++m_histogramTicket, edges](const Analysis& analysis) {
        if (ticket != m_histogramTicket || !m_answer)
            return;
        m_histogram = analysis.complete ? EarlierAnalysis {m_answer->archive, analysis} : EarlierAnalysis();
        AnswerHistogram histogram {analysis.histogram, m_answer->state.zone, analysis.complete && m_answer->complete};
        histogram.counts.edges = edges;
        Q_EMIT histogramReady(histogram);
    });
}

void Session::copyEvents(
    const QueryAnswer& answer, std::vector<EventRows::Span> spans, CopyFormat format, std::function<void(const QString&)> done)
{
    deliver(Cancellation(), [archive = answer.archive, order = answer.order, zone = answer.state.zone, spans = std::move(spans), format](
                                const Cancellation&) -> Result<QString> {
        const Result<std::vector<StoredEvent>> events = readEvents(*archive, order, spans);
        if (!events)
            return events.error();
        return copyText(*events, format, {QFileInfo(archive->info().path).fileName(), archive->info().sources, zone});
    }).then(this, [this, done = std::move(done)](const Result<QString>& text) {
        if (text)
            done(*text);
        else
            Q_EMIT problem(text.error());
    });
}

void Session::setPatience(int milliseconds)
{
    m_showNewest.setInterval(milliseconds);
}

void Session::fetchEvent(std::shared_ptr<const Archive> archive, Row row)
{
    const quint64 ticket = ++m_eventTicket;
    m_eventCancel.request();
    m_eventCancel = Cancellation();
    deliver(m_eventCancel, [archive = std::move(archive), row](const Cancellation& cancelled) { return readDetail(archive, row, cancelled); })
        .then(this, [this, ticket](Result<EventDetail> detail) {
            if (ticket != m_eventTicket)
                return;
            if (!detail)
                Q_EMIT problem(detail.error());
            else
                Q_EMIT eventReady(*detail);
        });
}

void Session::exportRows(const QueryAnswer& answer, const ExportRequest& request)
{
    if (m_exporting)
        return;
    m_exporting = true;
    m_exportCancel = Cancellation();
    m_exportRunning = deliver(m_exportCancel, [this, archive = answer.archive, rows = answer.order.rows, request](const Cancellation& cancelled) {
        return exportToFile(*archive, rows, request, cancelled, [this](std::uint64_t done, std::uint64_t total) {
            QMetaObject::invokeMethod(
                this, [this, done, total] { Q_EMIT exportProgressed(done, total); }, Qt::QueuedConnection);
        });
    }).then(this, [this, file = request.file](Result<ExportOutcome> outcome) {
        m_exporting = false;
        if (outcome)
            Q_EMIT exportFinished(*outcome, file);
        else
            Q_EMIT exportFailed(outcome.error());
    });
}

void Session::cancelExport()
{
    m_exportCancel.request();
}

void Session::fetchValues(const QString& field)
{
    if (!m_archive)
        return;
    deliver(Cancellation(), [archive = m_archive, field](const Cancellation&) {
        return facetOf({.field = toUtf8(field), .values = archive->values(toUtf8(field), facetValues)});
    })
        .then(this, [this, archive = m_archive](const Facet& facet) {
            if (archive == m_archive)
                Q_EMIT valuesReady(facet);
        });
}

void Session::fetchRejects()
{
    if (!m_archive)
        return;
    deliver(Cancellation(), [archive = m_archive](const Cancellation&) { return archive->rejects(maxRejects); })
        .then(this, [this](Result<std::vector<Reject>> rejects) {
            if (!rejects)
                Q_EMIT problem(rejects.error());
            else
                Q_EMIT rejectsReady(*rejects);
        });
}

} // namespace auditlens
