// SPDX-License-Identifier: MIT
// The sources of the window and what it says of completeness, without any service.
#include "walkthrough.h"

#include "base/text.h"
#include "live/coveragedialog.h"
#include "live/liveguide.h"
#include "live/sourcedialog.h"
#include "mainwindow.h"
#include "session/connectionscope.h"
#include "session/session.h"
#include "store/syncjournal.h"
#include "timeline/histogramview.h"

#include <QApplication>
#include <QDir>
#include <QFile>
#include <QKeyEvent>

namespace auditlens {

namespace {

Connection connectionNamed(const QString& name, const QString& archive)
{
    Connection connection;
    connection.id = QString::fromLatin1(name.toUtf8().toHex()).leftJustified(32, QLatin1Char('0'), true);
    connection.name = name;
    connection.backend = "loki";
    connection.values = {{"url", QStringLiteral("http://127.0.0.1:9")}};
    connection.archive = archive;
    return connection;
}

/// Writes what a sync would have written of the time that the archive has: something capped, and something missing.
Result<void> writeLedger(const QString& archive, const Connection& connection, const ArchiveInfo& info)
{
    auto writer = ArchiveWriter::open(archive);
    if (!writer)
        return writer.error();
    SourceInfo source;
    source.name = toUtf8(connection.name);
    source.origin = "loki";
    source.format = "redacto";
    auto journal = SyncJournal::open(**writer, source, scopeOf(connection));
    if (!journal)
        return journal.error();
    const Nanoseconds part = (info.last - info.first) / 20;
    const auto note = [&](int from, int to, Completeness state, const char* why) {
        (*journal)->note({{info.first + from * part, info.first + to * part + 1}, state, info.last, why});
    };
    note(0, 5, Completeness::Complete, "");
    note(5, 6, Completeness::Capped, "The service has more events of this time than it hands out.");
    note(6, 13, Completeness::Complete, "");
    note(14, 16, Completeness::Failed, "The service does not accept the credentials (401).");
    note(16, 20, Completeness::Complete, "");
    return (*writer)->finish();
}

} // namespace

void Walkthrough::openSources()
{
    const ArchiveInfo info = m_session->info();
    const QString copy = QDir(m_folder).filePath(QStringLiteral("consent.auditlens"));
    QFile::remove(copy);
    const Connection consent = connectionNamed(tr("Consent (production)"), copy);
    const Connection logins = connectionNamed(tr("Logins"), m_folder); // a folder cannot be an archive
    Connection old = connectionNamed(tr("Old claims"), QDir(m_folder).filePath(QStringLiteral("claims.auditlens")));
    old.enabled = false;
    for (const Connection& connection : {consent, logins, old})
        m_failed = !m_live->syncer()->folder().save(connection) || m_failed;
    m_failed = !QFile::copy(info.path, copy) || !writeLedger(copy, consent, info) || m_failed;
    m_live->fetchNamed({logins.name});
    m_session->open({copy});
}

void Walkthrough::addLiveStops()
{
    const auto shot = [this](const char* name) { return [this, name] { save(QString::fromLatin1(name)); }; };
    const auto end = [](QWidget* dialog) { return dialog ? dialog->close() : false; };
    stop([this] { m_window->setTheme(ThemeChoice::Light); openSources(); }, [] {});
    stop([this] {
        QKeyEvent home(QEvent::KeyPress, Qt::Key_Home, Qt::NoModifier);
        QApplication::sendEvent(m_window->histogram(), &home);
    }, shot("60-live-sources"));
    stop([this] { m_window->setTheme(ThemeChoice::Dark); }, shot("61-live-sources-dark"));
    stop([this] { m_live->showCoverage(); }, [this, end] {
        auto* dialog = m_window->findChild<CoverageDialog*>();
        save(QStringLiteral("62-coverage-dark"), dialog);
        end(dialog);
    });
    stop([this] {
        m_window->setTheme(ThemeChoice::Light);
        for (const SourceState& state : m_live->syncer()->sources()) {
            if (state.problem)
                m_live->showDetails(state.id);
        }
    }, [this, end] {
        auto* dialog = m_window->findChild<SourceDialog*>();
        save(QStringLiteral("63-source"), dialog);
        end(dialog);
    });
    stop([this] { m_window->resize(1024, 700); }, shot("64-live-small"));
    stop([this] { m_live->syncer()->stopAll(); m_window->resize(1440, 900); }, [] {});
}

} // namespace auditlens
