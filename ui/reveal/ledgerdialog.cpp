// SPDX-License-Identifier: MIT
#include "reveal/ledgerdialog.h"

#include "ledger/ledgertext.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QDir>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace auditlens {

LedgerDialog::LedgerDialog(Revealer* revealer, QWidget* parent)
    : QDialog(parent)
    , m_verdict(makeParagraph(tr("The ledger is being verified…"), "heading"))
    , m_place(makeParagraph({}, "dim"))
    , m_findings(new QPlainTextEdit)
    , m_timeline(makeButton(tr("Show as a timeline"), "primary"))
{
    setWindowTitle(tr("Ledger of reveals"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBody(), 1);
    layout->addWidget(makeFoot());
    resize(620, 360);
    revealer->checkLedger(m_cancellation, this, [this](const Result<LedgerCheck>& checked) { take(checked); });
}

LedgerDialog::~LedgerDialog()
{
    m_cancellation.request();
}

QWidget* LedgerDialog::makeBody()
{
    m_findings->setReadOnly(true);
    m_findings->setTabChangesFocus(true);
    m_findings->setAccessibleName(tr("What was found"));
    QWidget* body = makeDialogBody();
    auto* layout = new QVBoxLayout(body);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(m_verdict);
    layout->addWidget(m_place);
    layout->addWidget(m_findings, 1);
    return body;
}

QWidget* LedgerDialog::makeFoot()
{
    auto* foot = new QWidget;
    QHBoxLayout* layout = makeDialogFoot(foot);
    QPushButton* close = makeButton(tr("Close"), "");
    m_timeline->setEnabled(false);
    layout->addWidget(close);
    layout->addWidget(m_timeline);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_timeline, &QPushButton::clicked, this, [this] {
        Q_EMIT timelineAsked(m_file);
        accept();
    });
    return foot;
}

QString LedgerDialog::verdict() const
{
    return m_verdict->text();
}

QString LedgerDialog::findings() const
{
    return m_findings->toPlainText();
}

void LedgerDialog::take(const Result<LedgerCheck>& checked)
{
    if (!checked) {
        m_verdict->setText(checked.error().oneLine());
        return;
    }
    m_file = checked->file;
    m_place->setText(QDir::toNativeSeparators(m_file));
    if (!checked->report) {
        m_verdict->setText(tr("Nothing was revealed here yet: there is no ledger."));
        return;
    }
    QStringList sentences = ledgerSentences(*checked->report);
    if (!checked->tailKnown)
        sentences << tr("Whether entries were removed at its end cannot be told: the keychain does not know the last one.");
    m_verdict->setText(ledgerVerdict(*checked->report));
    m_findings->setPlainText(sentences.join(QLatin1Char('\n')));
    m_timeline->setEnabled(true);
    m_timeline->setFocus();
}

} // namespace auditlens
