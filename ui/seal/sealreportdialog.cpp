// SPDX-License-Identifier: MIT
#include "seal/sealreportdialog.h"

#include "seal/sealtext.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace auditlens {

SealReportDialog::SealReportDialog(const SealReport& report, QWidget* parent)
    : QDialog(parent)
{
    QStringList sentences = sealSentences(report);
    m_text = sentences.join(QLatin1Char('\n'));
    setWindowTitle(tr("Seal of this archive"));
    setMinimumWidth(560);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 20);
    layout->setSpacing(10);
    layout->addWidget(makeParagraph(sentences.takeFirst(), "heading"));
    for (const QString& sentence : sentences) {
        QLabel* line = makeParagraph(sentence, report.problems.contains(sentence) ? "error" : "dim");
        line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        layout->addWidget(line);
    }
    layout->addStretch();
    QPushButton* close = makeButton(tr("Close"), "primary");
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* foot = new QHBoxLayout;
    foot->addStretch();
    foot->addWidget(close);
    layout->addLayout(foot);
    close->setFocus();
    resize(minimumWidth(), layout->totalHeightForWidth(minimumWidth()));
}

} // namespace auditlens
