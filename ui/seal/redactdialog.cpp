// SPDX-License-Identifier: MIT
#include "seal/redactdialog.h"

#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QProgressBar>
#include <QVBoxLayout>

namespace auditlens {

RedactDialog::RedactDialog(std::shared_ptr<const Archive> archive, QWidget* parent)
    : QDialog(parent)
    , m_archive(std::move(archive))
    , m_fields(new QLineEdit)
    , m_target(new QLineEdit)
    , m_browse(makeButton(tr("Browse…"), ""))
    , m_progress(new QProgressBar)
    , m_message(makeParagraph({}, "error"))
    , m_done(makeParagraph({}, "dim"))
    , m_cancel(makeButton(tr("Cancel"), ""))
    , m_make(makeButton(tr("Make the copy"), "primary"))
{
    setWindowTitle(tr("Redacted copy"));
    setMinimumWidth(560);
    m_fields->setPlaceholderText(tr("actor.email, diff.ssn"));
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    auto* foot = new QWidget;
    QHBoxLayout* buttons = makeDialogFoot(foot);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_make);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBody(), 1);
    layout->addWidget(foot);
    for (QLineEdit* edit : {m_fields, m_target})
        connect(edit, &QLineEdit::textChanged, this, &RedactDialog::showState);
    connect(m_browse, &QPushButton::clicked, this, &RedactDialog::chooseTarget);
    connect(m_cancel, &QPushButton::clicked, this, &RedactDialog::reject);
    connect(m_make, &QPushButton::clicked, this, &RedactDialog::start);
    connect(&m_redacting, &Redacting::progressed, this, [this] { m_progress->setValue(m_redacting.percent()); });
    connect(&m_redacting, &Redacting::made, this, &RedactDialog::finish);
    connect(&m_redacting, &Redacting::failed, this, [this](const Error& error) {
        setRunning(false);
        m_message->setText(error.oneLine());
    });
    setRunning(false);
}

QWidget* RedactDialog::makeBody()
{
    QWidget* body = makeDialogBody();
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(20, 18, 20, 18);
    inside->setSpacing(14);
    inside->addWidget(makeParagraph(tr("Redacted copy of \"%1\"").arg(QFileInfo(m_archive->info().path).fileName()), "heading"));
    inside->addWidget(makeParagraph(tr("Salted hashes stand in place of the values of these fields, in all records. Who gets the copy can still verify "
                                       "everything that is left."),
        "dim"));
    QFormLayout* form = makeForm();
    auto* targetRow = new QHBoxLayout;
    targetRow->setSpacing(8);
    targetRow->addWidget(m_target, 1);
    targetRow->addWidget(m_browse);
    form->addRow(makeFieldLabel(tr("&Fields"), m_fields), m_fields);
    form->addRow(makeFieldLabel(tr("Ne&w file"), m_target), targetRow);
    inside->addLayout(form);
    inside->addWidget(makeParagraph(tr("A field is named by the keys that lead to it in the record as received, with dots between them; commas between fields."), "small"));
    inside->addWidget(m_progress);
    inside->addWidget(m_message);
    inside->addWidget(m_done);
    inside->addStretch();
    return body;
}

QString RedactDialog::doneText() const
{
    return m_done->text();
}

QString RedactDialog::message() const
{
    return m_message->text();
}

QStringList RedactDialog::fieldNames() const
{
    QStringList names;
    for (const QString& name : m_fields->text().split(QLatin1Char(','), Qt::SkipEmptyParts)) {
        if (!name.trimmed().isEmpty())
            names << name.trimmed();
    }
    return names;
}

void RedactDialog::chooseTarget()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Redacted copy"), m_target->text(), tr("Archives (*.auditlens)"));
    if (!path.isEmpty())
        m_target->setText(path);
}

void RedactDialog::showState()
{
    m_message->clear();
    m_make->setEnabled(!m_running && !fieldNames().isEmpty() && !m_target->text().isEmpty());
}

void RedactDialog::setRunning(bool running)
{
    m_running = running;
    for (QWidget* widget : {static_cast<QWidget*>(m_fields), static_cast<QWidget*>(m_target), static_cast<QWidget*>(m_browse)})
        widget->setEnabled(!running);
    m_progress->setValue(0);
    m_progress->setVisible(running);
    showState();
}

void RedactDialog::start()
{
    m_done->clear();
    setRunning(true);
    m_redacting.run({m_archive, m_target->text(), fieldNames()});
}

void RedactDialog::finish(const RedactOutcome& outcome)
{
    setRunning(false);
    m_cancel->setText(tr("Close"));
    QStringList sentences{tr("%n value(s) are redacted in \"%1\".", nullptr, int(outcome.values)).arg(m_target->text())};
    for (const ValueLeft& value : outcome.left) {
        sentences << tr("In %n record(s) the value of %1 also stands in %2, which is not redacted.", nullptr, int(value.records))
                         .arg(value.field, value.alsoIn);
    }
    m_done->setText(sentences.join(QLatin1Char('\n')));
}

void RedactDialog::reject()
{
    if (m_running)
        m_redacting.cancel();
    else
        QDialog::reject();
}

} // namespace auditlens
