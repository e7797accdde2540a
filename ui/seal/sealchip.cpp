// SPDX-License-Identifier: MIT
#include "seal/sealchip.h"

#include "seal/sealtext.h"

namespace auditlens {

void SealChip::setReport(const SealReport& report)
{
    setEnabled(true);
    const QString sentences = sealSentences(report).join(QLatin1Char('\n'));
    report.isWell() ? tell(sealWords(report), sentences) : warn(sealWords(report), sentences);
}

void SealChip::setChecking()
{
    setEnabled(false);
    tell(tr("checking the seal…"), {});
}

void SealChip::clear()
{
    tell({}, {});
}

} // namespace auditlens
