// SPDX-License-Identifier: MIT
#include "seal/sealdialog.h"

#include "session/sealcut.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QVBoxLayout>

namespace auditlens {

SealDialog::SealDialog(const QString& archive, const QString& by, const std::optional<QueryAnswer>& shown, QSettings* settings, QWidget* parent)
    : QDialog(parent)
    , m_archive(archive)
    , m_shown(shown)
    , m_sealing(settings)
    , m_what(new QComboBox)
    , m_target(new QLineEdit)
    , m_browseTarget(makeButton(tr("Browse…"), ""))
    , m_key(new QComboBox)
    , m_file(new QLineEdit)
    , m_browse(makeButton(tr("Browse…"), ""))
    , m_by(new QLineEdit(by))
    , m_note(new QLineEdit)
    , m_progress(new QProgressBar)
    , m_redactable(new QCheckBox(tr("&Allow redacted copies")))
    , m_message(makeParagraph({}, "error"))
    , m_done(makeParagraph({}, "dim"))
    , m_cancel(makeButton(tr("Cancel"), ""))
    , m_seal(makeButton(tr("Seal"), "primary"))
{
    setWindowTitle(tr("Seal this archive"));
    setMinimumWidth(560);
    m_what->addItem(tr("Everything, in this file"));
    if (m_shown)
        m_what->addItem(tr("What the filter shows: %n event(s), in a new file", nullptr, int(m_shown->count)));
    for (const QString& name : m_sealing.keyNames())
        m_key->addItem(name, name);
    m_key->addItem(tr("An Ed25519 private key in a file"));
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    auto* foot = new QWidget;
    QHBoxLayout* buttons = makeDialogFoot(foot);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_seal);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBody(archive), 1);
    layout->addWidget(foot);

    for (QLineEdit* edit : {m_file, m_by, m_note, m_target})
        connect(edit, &QLineEdit::textChanged, this, &SealDialog::showState);
    connect(m_what, &QComboBox::currentIndexChanged, this, &SealDialog::showState);
    connect(m_browseTarget, &QPushButton::clicked, this, &SealDialog::chooseTarget);
    connect(m_key, &QComboBox::currentIndexChanged, this, &SealDialog::showState);
    connect(m_browse, &QPushButton::clicked, this, &SealDialog::chooseFile);
    connect(m_cancel, &QPushButton::clicked, this, &SealDialog::reject);
    connect(m_seal, &QPushButton::clicked, this, &SealDialog::start);
    connect(&m_sealing, &Sealing::progressed, this, [this] { m_progress->setValue(m_sealing.percent()); });
    connect(&m_sealing, &Sealing::failed, this, [this](const Error& error) {
        setRunning(false);
        m_message->setText(error.oneLine());
    });
    connect(&m_sealing, &Sealing::sealed, this, &SealDialog::finish);
    setRunning(false);
}

QWidget* SealDialog::makeBody(const QString& archive)
{
    QWidget* body = makeDialogBody();
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(20, 18, 20, 18);
    inside->setSpacing(14);
    inside->addWidget(makeParagraph(tr("Seal \"%1\"").arg(QFileInfo(archive).fileName()), "heading"));
    inside->addWidget(makeParagraph(tr("Signs hashes of every byte of the archive. From then on every change of it "
                                       "shows, and nothing can be added to it."),
        "dim"));
    QFormLayout* form = makeForm();
    auto* fileRow = new QHBoxLayout;
    fileRow->setSpacing(8);
    fileRow->addWidget(m_file, 1);
    fileRow->addWidget(m_browse);
    auto* targetRow = new QHBoxLayout;
    targetRow->setSpacing(8);
    targetRow->addWidget(m_target, 1);
    targetRow->addWidget(m_browseTarget);
    form->addRow(makeFieldLabel(tr("&Seal what"), m_what), m_what);
    form->addRow(makeFieldLabel(tr("Ne&w file"), m_target), targetRow);
    form->addRow(makeFieldLabel(tr("&Key"), m_key), m_key);
    form->addRow(makeFieldLabel(tr("Key &file"), m_file), fileRow);
    form->addRow(makeFieldLabel(tr("Sealed &by"), m_by), m_by);
    form->addRow(makeFieldLabel(tr("&Note"), m_note), m_note);
    m_redactable->setToolTip(tr("Hashes every field of every record, so that copies without the values of some fields can be verified later."));
    form->addRow({}, m_redactable);
    inside->addLayout(form);
    inside->addWidget(m_progress);
    inside->addWidget(m_message);
    inside->addWidget(m_done);
    inside->addStretch();
    return body;
}

QString SealDialog::message() const
{
    return m_message->text();
}

QString SealDialog::doneText() const
{
    return m_done->text();
}

void SealDialog::chooseFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Ed25519 private key"), m_file->text());
    if (!path.isEmpty())
        m_file->setText(path);
}

void SealDialog::chooseTarget()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Sealed archive"), m_target->text(), tr("Archives (*.auditlens)"));
    if (!path.isEmpty())
        m_target->setText(path);
}

bool SealDialog::isCut() const
{
    return m_what->currentIndex() > 0;
}

// What cannot be used is told at once; an empty field speaks for itself.
void SealDialog::showState()
{
    const bool needsFile = !m_key->currentData().isValid();
    m_file->setEnabled(needsFile && !m_running);
    m_browse->setEnabled(needsFile && !m_running);
    const QString problem = m_by->text().isEmpty() ? QString() : sealNameProblem(m_by->text());
    m_message->setText(problem.isEmpty() ? sealNoteProblem(m_note->text()) : problem);
    for (QWidget* widget : {static_cast<QWidget*>(m_target), static_cast<QWidget*>(m_browseTarget)})
        widget->setEnabled(isCut() && !m_running);
    const bool whole = !m_by->text().isEmpty() && !(isCut() && m_target->text().isEmpty()) && !(needsFile && m_file->text().isEmpty());
    m_seal->setEnabled(whole && !m_running && m_message->text().isEmpty());
}

void SealDialog::setRunning(bool running)
{
    m_running = running;
    for (QWidget* widget : QList<QWidget*>{m_what, m_key, m_by, m_note, m_redactable})
        widget->setEnabled(!running);
    m_progress->setValue(0);
    m_progress->setVisible(running);
    showState();
}

Result<SealRequest> SealDialog::request() const
{
    SealRequest request{m_archive, {}, m_by->text(), m_note->text()};
    request.redactable = m_redactable->isChecked();
    if (!isCut())
        return request;
    const ViewState& state = m_shown->state;
    Result<SealCut> cut = sealCut(m_shown->archive, m_shown->order.rows, {state.query, state.zone, state.range}, m_shown->query);
    if (!cut)
        return cut.error();
    request.target = m_target->text();
    request.cut = *std::move(cut);
    return request;
}

void SealDialog::start()
{
    const Result<SealRequest> asked = request();
    if (!asked)
        return m_message->setText(asked.error().oneLine());
    setRunning(true);
    if (m_key->currentData().isValid())
        m_sealing.withKey(*asked, m_key->currentData().toString());
    else
        m_sealing.withFile(*asked, m_file->text());
}

// The window goes on with the archive that is open: a part of it is another one.
void SealDialog::finish(const SealStatement& statement)
{
    if (isCut()) {
        setRunning(false);
        m_seal->setEnabled(false);
        m_cancel->setText(tr("Close"));
        m_done->setText(tr("%n event(s) are sealed in \"%1\".", nullptr, int(statement.events)).arg(m_target->text()));
        return;
    }
    m_running = false;
    Q_EMIT sealed();
    accept();
}

void SealDialog::reject()
{
    if (m_running)
        m_sealing.cancel();
    else
        QDialog::reject();
}

} // namespace auditlens
