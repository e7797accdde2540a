// SPDX-License-Identifier: MIT
#include "importing/exportdialog.h"

#include "base/text.h"
#include "models/timetext.h"
#include "query/zonedialog.h"
#include "reveal/unmaskform.h"
#include "session/revealer.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    const char* const suffixes[] = {"csv", "json", "jsonl"};

} // namespace

ExportDialog::ExportDialog(Session* session, const QueryAnswer& answer, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_answer(answer)
    , m_inside(new QVBoxLayout)
    , m_count(makeParagraph({}, "heading"))
    , m_format(new QComboBox)
    , m_zone(new QComboBox)
    , m_file(new QLineEdit)
    , m_progress(new QProgressBar)
    , m_status(makeParagraph({}, "dim"))
    , m_start(makeButton(tr("Export"), "primary"))
    , m_close(makeButton(tr("Cancel"), ""))
{
    setWindowTitle(tr("Export events"));
    setMinimumWidth(560);
    m_format->addItems({tr("CSV, for spreadsheets"), tr("JSON, one array"), tr("JSON Lines, one event per line")});
    fillZones();
    m_file->setText(QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)).filePath(tr("events.csv")));
    m_progress->setTextVisible(false);
    m_progress->hide();
    auto* foot = new QWidget;
    QHBoxLayout* buttons = makeDialogFoot(foot);
    buttons->addWidget(m_close);
    buttons->addWidget(m_start);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBody(), 1);
    layout->addWidget(foot);

    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::showStated);
    connect(m_zone, &QComboBox::activated, this, &ExportDialog::zoneActivated);
    connect(m_start, &QPushButton::clicked, this, &ExportDialog::start);
    connect(m_close, &QPushButton::clicked, this, &ExportDialog::reject);
    connect(session, &Session::exportFailed, this, [this](const Error& error) {
        endUnmasked();
        finish(error.oneLine());
    });
    connect(session, &Session::exportFinished, this, [this](const ExportOutcome& outcome, const QString& file) {
        finish(outcome.cancelled ? tr("Stopped. No file was written.") : tr("%1 event(s) are in \"%2\".", nullptr, int(outcome.events)).arg(numberText(outcome.events), file));
    });
    connect(session, &Session::exportProgressed, this, [this](quint64 done, quint64 total) {
        m_progress->setRange(0, int(total / 16 + 1));
        m_progress->setValue(int(done / 16));
        m_status->setText(tr("%1 of %2 written.").arg(numberText(done), numberText(total)));
    });
    showStated();
    resize(minimumWidth(), layout->totalHeightForWidth(minimumWidth()));
}

QWidget* ExportDialog::makeBody()
{
    QPushButton* browse = makeButton(tr("Browse…"), "");
    connect(browse, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    QWidget* body = makeDialogBody();
    body->setLayout(m_inside);
    m_inside->setContentsMargins(20, 18, 20, 18);
    m_inside->setSpacing(14);
    m_inside->addWidget(m_count);
    QFormLayout* form = makeForm();
    auto* fileRow = new QHBoxLayout;
    fileRow->setSpacing(8);
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(browse);
    form->addRow(makeFieldLabel(tr("Format"), m_format), m_format);
    form->addRow(makeFieldLabel(tr("Times in"), m_zone), m_zone);
    form->addRow(makeFieldLabel(tr("File"), m_file), fileRow);
    m_inside->addLayout(form);
    m_inside->addWidget(m_progress);
    m_inside->addWidget(m_status);
    m_inside->addStretch();
    return body;
}

UnmaskForm* ExportDialog::offerUnmasking(Revealer* revealer)
{
    m_revealer = revealer;
    m_unmask = new UnmaskForm(revealer);
    m_inside->insertWidget(m_inside->indexOf(m_progress), m_unmask);
    connect(m_unmask, &UnmaskForm::changed, this, &ExportDialog::showReady);
    showReady();
    return m_unmask;
}

/// What the button does says its text: nobody unmasks by habit.
void ExportDialog::showReady()
{
    const bool unmasks = m_unmask && m_unmask->isAsked();
    const QString doing = unmasks ? tr("Export unmasked") : tr("Export");
    m_start->setEnabled(!m_running && (!m_unmask || m_unmask->isReady()));
    if (m_start->text() == doing)
        return;
    m_start->setText(doing);
    showStated();
    const int height = layout()->totalHeightForWidth(width());
    if (height > this->height())
        resize(width(), height);
}

void ExportDialog::fillZones()
{
    const QTimeZone local = QTimeZone::systemTimeZone();
    const QTimeZone shown = m_answer.state.zone;
    m_zone->addItem(tr("UTC"), QByteArray("UTC"));
    if (local != QTimeZone::utc())
        m_zone->addItem(tr("Local time (%1)").arg(QString::fromUtf8(local.id())), local.id());
    if (shown != QTimeZone::utc() && shown != local)
        m_zone->addItem(QString::fromUtf8(shown.id()), shown.id());
    m_zone->addItem(tr("Another zone…"));
    m_zoneIndex = std::max(0, m_zone->findData(shown.id()));
    m_zone->setCurrentIndex(m_zoneIndex);
}

void ExportDialog::zoneActivated(int index)
{
    if (m_zone->itemData(index).isValid()) {
        m_zoneIndex = index;
        return;
    }
    m_zone->setCurrentIndex(m_zoneIndex);
    auto* dialog = new ZoneDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ZoneDialog::chosen, this, [this](const QTimeZone& zone) {
        if (m_zone->findData(zone.id()) < 0)
            m_zone->insertItem(m_zone->count() - 1, QString::fromUtf8(zone.id()), zone.id());
        m_zoneIndex = m_zone->findData(zone.id());
        m_zone->setCurrentIndex(m_zoneIndex);
    });
    dialog->open();
}

QTimeZone ExportDialog::zone() const
{
    const QByteArray id = m_zone->itemData(m_zoneIndex).toByteArray();
    return id == "UTC" ? QTimeZone::utc() : QTimeZone(id);
}

ExportFormat ExportDialog::format() const
{
    return ExportFormat(m_format->currentIndex());
}

void ExportDialog::showStated()
{
    const QString count = tr("%1 of %2 events").arg(numberText(m_answer.count), numberText(m_answer.total));
    m_count->setText(m_answer.complete ? count : tr("%1, and there may be more: the search was not complete").arg(count));
    m_zone->setEnabled(format() == ExportFormat::Csv);
    const bool unmasks = m_unmask && m_unmask->isAsked();
    const QString times = format() == ExportFormat::Csv
        ? tr("The header names the time zone. Cells that a spreadsheet would run as a formula are made harmless.")
        : tr("Times are written in UTC.");
    m_status->setText(times + QLatin1Char(' ') + (unmasks ? tr("Anybody who gets the file can read the values.") : tr("Masked values stay masked.")));
    const QString path = m_file->text();
    const qsizetype dot = path.lastIndexOf(QLatin1Char('.'));
    if (dot > path.lastIndexOf(QLatin1Char('/')))
        m_file->setText(path.left(dot + 1) + QLatin1String(suffixes[m_format->currentIndex()]));
}

QString ExportDialog::statedCount() const
{
    return m_count->text();
}

void ExportDialog::setFile(const QString& path)
{
    m_file->setText(path);
}

void ExportDialog::chooseFile()
{
    const QString suffix = QLatin1String(suffixes[m_format->currentIndex()]);
    const QString path = QFileDialog::getSaveFileName(this, tr("Export to"), m_file->text(), tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (!path.isEmpty())
        m_file->setText(path);
}

QString ExportDialog::status() const
{
    return m_status->text();
}

void ExportDialog::start()
{
    if (m_running || m_file->text().isEmpty())
        return;
    m_running = true;
    m_start->setEnabled(false);
    if (m_unmask)
        m_unmask->setEnabled(false);
    m_close->setText(tr("Stop"));
    m_progress->setRange(0, 0);
    m_progress->show();
    if (m_unmask && m_unmask->isAsked())
        openUnmasked();
    else
        write({});
}

void ExportDialog::openUnmasked()
{
    m_opening = true;
    const ArchiveInfo& info = m_answer.archive->info();
    UnmaskAsk ask = m_unmask->ask();
    ask.archive = toUtf8(QFileInfo(info.path).fileName());
    ask.archiveId = info.id;
    m_revealer->unmaskExport(ask, this, [this, ticket = ++m_ticket](Result<std::shared_ptr<UnmaskedExport>> opened) {
        if (ticket != m_ticket)
            return;
        m_opening = false;
        if (!opened)
            return finish(opened.error().oneLine());
        m_unmasked = *std::move(opened);
        write([unmasked = m_unmasked](AuditEvent& event) { return unmasked->open(event); });
    });
}

void ExportDialog::write(const EventChange& change)
{
    ExportRequest request;
    request.file = m_file->text();
    request.format = format();
    request.zone = zone();
    request.change = change;
    m_session->exportRows(m_answer, request);
}

QStringList ExportDialog::endUnmasked()
{
    const std::shared_ptr<UnmaskedExport> unmasked = std::exchange(m_unmasked, nullptr);
    if (!unmasked)
        return {};
    m_revealer->endExport(*unmasked);
    return unmasked->sentences();
}

void ExportDialog::finish(const QString& status)
{
    if (!m_running)
        return;
    m_running = false;
    m_progress->hide();
    if (m_unmask)
        m_unmask->setEnabled(true);
    showReady();
    m_close->setText(tr("Close"));
    m_status->setText((QStringList {status} + endUnmasked()).join(QLatin1Char(' ')));
}

void ExportDialog::reject()
{
    if (m_opening) {
        ++m_ticket;
        m_opening = false;
        finish(tr("Stopped. No file was written."));
    } else if (m_running) {
        m_session->cancelExport();
    } else {
        QDialog::reject();
    }
}

} // namespace auditlens
