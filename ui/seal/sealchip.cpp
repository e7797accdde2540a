// SPDX-License-Identifier: MIT
#include "seal/sealchip.h"

#include "seal/sealtext.h"
#include "widgets/labels.h"

namespace auditlens {

SealChip::SealChip(QWidget* parent)
    : QPushButton(parent)
{
    setAutoDefault(false);
    setCursor(Qt::PointingHandCursor);
    clear();
}

void SealChip::show(const QString& words, const QString& more, const char* look)
{
    setText(words);
    setToolTip(more);
    setAccessibleName(words);
    setAccessibleDescription(more);
    setLook(this, look);
    setVisible(!words.isEmpty());
}

void SealChip::setReport(const SealReport& report)
{
    setEnabled(true);
    show(sealWords(report), sealSentences(report).join(QLatin1Char('\n')), report.isWell() ? "link" : "alarm");
}

void SealChip::setChecking()
{
    setEnabled(false);
    show(tr("checking the seal…"), {}, "link");
}

void SealChip::clear()
{
    show({}, {}, "link");
}

} // namespace auditlens
