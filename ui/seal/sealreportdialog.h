// SPDX-License-Identifier: MIT
#pragma once

#include "seal/checkseal.h"

#include <QDialog>

namespace auditlens {

/// All that is known of a seal, in sentences that can be copied.
class SealReportDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SealReportDialog(const SealReport& report, QWidget* parent = nullptr);

    QString text() const { return m_text; }

private:
    QString m_text;
};

} // namespace auditlens
