// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "exporting/exporter.h"
#include "formats/registry.h"
#include "importing/importer.h"
#include "query/querytree.h"
#include "session/answerhistogram.h"
#include "session/copytext.h"
#include "session/eventdetail.h"
#include "session/eventrows.h"
#include "session/facetcounter.h"
#include "session/integritychecker.h"
#include "session/rowfinder.h"
#include "session/scratchfolder.h"
#include "session/viewstate.h"
#include "store/archive.h"

#include <QElapsedTimer>
#include <QFuture>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace auditlens {

/// What a query gave. `rows` is never null.
struct QueryAnswer
{
    ViewState state;
    ListOrder order; ///< With the rows oldest first, for an export.
    std::shared_ptr<EventRows> rows; ///< By place.
    std::shared_ptr<EventRows> heads; ///< The first event of each request; null unless rows are folded by request.
    quint32 count = 0;
    quint32 total = 0;
    bool complete = true;
    qint64 microseconds = 0;
    qint64 keptPlace = -1; ///< Where the event that was asked to be kept is now, or -1.
    std::shared_ptr<const Archive> archive;
    BoundQuery query;
    QString keptId = {}; ///< The event that was asked to be kept.
    bool running = false; ///< Only the newest rows so far, unfolded and not complete; all of them follow.

    Row rowAt(quint32 place) const;
    Nanoseconds timeAt(quint32 place) const;
    /// Place of the row whose time is nearest, the newer one of two; -1 without rows. A binary search.
    qint64 nearest(Nanoseconds time) const;
    /// Whether this is the answer to the same question after the archive of `before` grew.
    bool isMoreOf(const QueryAnswer& before) const;
    /// Where the row at a place of that answer is now. By its time: among new events of the same moment it may be
    /// another one. A binary search.
    quint32 placeOf(const QueryAnswer& before, quint32 place) const;
};

/// What the window is given: one archive at a time, its queries, its import, its problems. Every call returns at
/// once; the work runs on the pool and answers come as signals on the thread that made the session. Answers to
/// questions that are no longer asked are dropped. A slow question is answered twice, with its newest rows first. While
/// the archive grows the question stays, as of the moment it was asked, and only what is new is searched and counted. A
/// question for what a check finds out waits until integrity() has checked the archive, and after it grew, checked it again.
class Session : public QObject
{
    Q_OBJECT

public:
    struct Places
    {
        QString archives; ///< Where archives made from loose files live as long as the session; see ScratchFolder.
        QString profiles; ///< Folder of the person's own mapping profiles.
        QString views = {}; ///< Folder of the saved views; see ViewFolder.
    };

    Session(std::shared_ptr<const FormatRegistry> formats, Places places, QObject* parent = nullptr);
    ~Session() override;

    /// One .auditlens file is opened; anything else is imported into a new archive.
    void open(const QStringList& paths);
    void addFiles(const QStringList& paths); ///< Imports into the archive that is open.
    /// Reads the last imported files again, into a new archive, with this profile for all of them.
    void importAgain(const QString& profilePath);
    void cancelImport();
    /// Somebody who syncs has stored more in this file: if it is the archive that is open, it grows soon. What is shown
    /// stays as it is while the question is one for checks.
    void noteGrowth(const QString& path);
    void closeArchive();
    /// Copies the archive and goes on with the copy.
    void saveArchiveAs(const QString& path);

    /// Asks for the rows of a state; `keepId` is the event whose new place is wanted. Newer asks cancel older ones.
    void look(const ViewState& state, const QString& keepId = {});
    /// From now on the place of this event is wanted, also when the archive grows.
    void keep(const QString& eventId) { m_keepId = eventId; }
    /// How long a whole answer may take before its newest rows are shown alone: most answers are there by then.
    void setPatience(int milliseconds);
    /// How many bins of a histogram there is room for; the answer is counted again when that has changed.
    void setHistogramBins(std::size_t most);
    /// Text of rows of an answer, by their places, for the clipboard; `done` is called on this thread, unless the rows cannot be read.
    void copyEvents(const QueryAnswer& answer, std::vector<EventRows::Span> spans, CopyFormat format, std::function<void(const QString&)> done);
    /// Rows are those of the archive that gave them: the session's own may have grown since.
    void fetchEvent(std::shared_ptr<const Archive> archive, Row row);
    void fetchRejects();
    /// Asks for the most frequent values of a field, for completion; see Archive::values().
    void fetchValues(const QString& field);
    /// Writes the rows of an answer to a file; one export at a time.
    void exportRows(const QueryAnswer& answer, const ExportRequest& request);
    void cancelExport();

    bool hasArchive() const { return m_archive != nullptr; }
    bool isImporting() const { return m_importing; }
    /// True for an archive made from loose files that was not saved under a name: it is gone with the session.
    bool isUnnamed() const;
    /// Empty without an archive.
    ArchiveInfo info() const;
    std::shared_ptr<const Archive> archive() const { return m_archive; }
    const ViewState& state() const { return m_state; }
    /// The files that were read into the open archive by this session, all of them.
    const QStringList& importedPaths() const { return m_importPaths; }
    const Places& places() const { return m_places; }
    std::shared_ptr<const FormatRegistry> formats() const { return m_formats; }
    /// Counts the values of the last answer.
    FacetCounter* facets() { return &m_facets; }
    /// Checks whether the open archive can be believed, and knows what the last check found.
    IntegrityChecker* integrity() { return &m_integrity; }

Q_SIGNALS:
    void opening(const QString& path);
    void archiveChanged(); ///< Another archive, or more of the same while it is imported, or none.
    void histogramReady(const auditlens::AnswerHistogram& histogram); ///< After each answer that is not running.
    void valuesReady(const auditlens::Facet& facet);
    void asked();
    void answered(const auditlens::QueryAnswer& answer);
    void refused(const auditlens::QueryError& error);
    void waiting(const QString& sentence); ///< Instead of an answer: only a check of the archive can give it.
    void checkWanted(); ///< integrity() is to check the archive; the answer follows.
    void eventReady(const auditlens::EventDetail& detail);
    void rejectsReady(const std::vector<auditlens::Reject>& rejects);
    void importStarted();
    void importProgressed(const auditlens::ImportProgress& progress);
    void importFinished(const auditlens::ImportReport& report);
    void exportProgressed(quint64 done, quint64 total);
    void exportFinished(const auditlens::ExportOutcome& outcome, const QString& file);
    void exportFailed(const auditlens::Error& error);
    void saved(const QString& path);
    void problem(const auditlens::Error& error);

private:
    struct Opened;
    enum class Quiet { No, Yes, IfMore };

    void openArchive(const QString& path, Quiet quiet);
    void takeArchive(Result<Opened> opened, Quiet quiet);
    void dropQuestion(); ///< Nothing is answered until the next one.
    /// Gives the query what is known of the archive. False when it asks for more: then that was told.
    bool giveFacts(BoundQuery& query);
    void answerAfterCheck();
    /// Asks for the rows of the state; `known` are those that the question gave before the archive grew, if it did.
    void ask(BoundQuery query, EarlierRows known);
    QueryAnswer answerOf(const ListedRows& listed, const BoundQuery& query);
    void takeNewest(const ListedRows& newest, const BoundQuery& query);
    void takeRows(const ListedRows& listed, const BoundQuery& query, bool grew);
    void countHistogram();
    void startImport(ImportRequest request);
    void endImport(Result<ImportReport> report);
    void refresh();
    void importFresh(const QStringList& paths, const QString& profile);
    QString newArchivePath(const QStringList& paths);

    std::shared_ptr<const FormatRegistry> m_formats;
    Places m_places;
    ScratchFolder m_scratch; // outlives the archive in it
    std::shared_ptr<const Archive> m_archive;
    ViewState m_state;
    QString m_keepId;
    bool m_asksChecks = false; ///< The question of the state asks what a check finds out.
    quint64 m_openTicket = 0;
    quint64 m_queryTicket = 0;
    quint64 m_eventTicket = 0;
    Cancellation m_queryCancel;
    Cancellation m_eventCancel;
    std::optional<QueryAnswer> m_answer; ///< The last whole one, while its archive is open.
    std::optional<QueryAnswer> m_newest; ///< What is known of the answer that is on its way.
    QTimer m_showNewest;
    std::size_t m_histogramBins = 100;
    EarlierAnalysis m_histogram; ///< Of the answer's question; without an archive: none yet.
    quint64 m_histogramTicket = 0;
    Cancellation m_histogramCancel;
    bool m_importing = false;
    std::uint32_t m_sizeBeforeImport = 0; ///< In events.
    bool m_refreshing = false;
    bool m_grew = false; ///< Somebody else has stored more.
    int m_refreshPause = 0;
    Cancellation m_importCancel;
    QFuture<void> m_importRunning;
    Cancellation m_exportCancel;
    bool m_exporting = false;
    QFuture<void> m_exportRunning;
    QString m_importArchive;
    QStringList m_importPaths;
    QTimer m_refresh;
    FacetCounter m_facets;
    IntegrityChecker m_integrity;
};

} // namespace auditlens
