// SPDX-License-Identifier: MIT
#include "importing/importbar.h"

#include "models/timetext.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QProgressBar>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr int barSteps = 1000;
    constexpr qint64 rateNeedsMs = 500; // before that a rate is noise

} // namespace

QString progressText(const ImportProgress& progress, qint64 elapsedMs)
{
    QStringList parts;
    parts << (progress.bytesTotal > 0 ? ImportBar::tr("%1 of %2").arg(sizeText(progress.bytesDone), sizeText(progress.bytesTotal))
                                      : sizeText(progress.bytesDone));
    parts << ImportBar::tr("%1 events").arg(numberText(progress.events));
    if (progress.rejected > 0)
        parts << ImportBar::tr("%1 rejected").arg(numberText(progress.rejected));
    if (elapsedMs >= rateNeedsMs) {
        parts << ImportBar::tr("%1 per second").arg(numberText(progress.events * 1000 / quint64(elapsedMs)));
        if (progress.bytesTotal > progress.bytesDone && progress.bytesDone > 0) {
            const quint64 leftMs = quint64(double(progress.bytesTotal - progress.bytesDone) / double(progress.bytesDone) * double(elapsedMs));
            parts << ImportBar::tr("%1 s left").arg(numberText(std::max<quint64>(1, leftMs / 1000)));
        }
    }
    return parts.join(QString::fromUtf8(" · "));
}

ImportBar::ImportBar(QWidget* parent)
    : QFrame(parent)
    , m_text(makeLabel({}, "dim"))
    , m_file(makeLabel({}, "strong"))
    , m_bar(new QProgressBar)
    , m_cancel(makeButton(tr("Cancel"), ""))
{
    setObjectName(QStringLiteral("importBar"));
    m_bar->setTextVisible(false);
    m_bar->setAccessibleName(tr("Import progress"));
    auto* texts = new QHBoxLayout;
    texts->addWidget(m_file);
    texts->addWidget(m_text, 1);
    auto* left = new QVBoxLayout;
    left->setSpacing(6);
    left->addLayout(texts);
    left->addWidget(m_bar);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 12, 8);
    layout->setSpacing(16);
    layout->addLayout(left, 1);
    layout->addWidget(m_cancel);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_cancel->setEnabled(false);
        m_text->setText(tr("Stopping; what was read so far is kept."));
        Q_EMIT cancelled();
    });
}

void ImportBar::start()
{
    m_clock.start();
    m_cancel->setEnabled(true);
    m_bar->setRange(0, 0);
    m_file->setText(tr("Reading…"));
    m_text->clear();
    show();
}

void ImportBar::setProgress(const ImportProgress& progress)
{
    m_bar->setRange(0, progress.bytesTotal > 0 ? barSteps : 0);
    if (progress.bytesTotal > 0)
        m_bar->setValue(int(double(progress.bytesDone) / double(progress.bytesTotal) * barSteps));
    m_file->setText(progress.file);
    if (m_cancel->isEnabled())
        m_text->setText(progressText(progress, m_clock.elapsed()));
}

} // namespace auditlens
