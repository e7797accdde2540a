// SPDX-License-Identifier: MIT
#pragma once

#include "importing/importer.h"

#include <QElapsedTimer>
#include <QFrame>

class QLabel;
class QProgressBar;
class QPushButton;

namespace auditlens {

/// How far the import is, with a cancel that answers at once.
class ImportBar : public QFrame
{
    Q_OBJECT

public:
    explicit ImportBar(QWidget* parent = nullptr);

    void start();
    void setProgress(const ImportProgress& progress);

Q_SIGNALS:
    void cancelled();

private:
    QLabel* m_text;
    QLabel* m_file;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    QElapsedTimer m_clock;
};

/// "12.4 MB of 40 MB · 31,020 events · 15,100 per second · 3 s left"
QString progressText(const ImportProgress& progress, qint64 elapsedMs);

} // namespace auditlens
