// SPDX-License-Identifier: MIT
#include "reveal/revealpanel.h"

#include "reveal/secretview.h"
#include "style/theme.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace auditlens {

namespace {

    constexpr int tallest = 220; // of a long text; the rest is scrolled to

} // namespace

RevealPanel::RevealPanel(const QString& mask, const RevealTimes& times, QWidget* parent)
    : QFrame(parent)
    , m_times(times)
    , m_mask(makeParagraph(mask, "dim"))
    , m_view(new SecretView)
    , m_scroll(new QScrollArea)
    , m_countdown(makeLabel({}, "access"))
{
    setObjectName(QStringLiteral("card"));
    setProperty("masked", true);
    m_mask->setFont(monoFont(13));
    m_mask->setAccessibleName(tr("In place of the value: %1").arg(mask));
    m_scroll->setWidget(m_view);
    m_scroll->setWidgetResizable(true);
    m_scroll->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_view->setAutoFillBackground(false);
    m_countdown->setAccessibleName(tr("Time until it hides"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(16);
    layout->addWidget(m_mask, 1);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(m_countdown);
    m_scroll->hide();
    m_countdown->hide();
    m_tick.setInterval(revealTick);
    connect(&m_tick, &QTimer::timeout, this, &RevealPanel::tick);
}

bool RevealPanel::isShowing() const
{
    return !m_view->isEmpty();
}

QString RevealPanel::countdown() const
{
    return m_countdown->text();
}

void RevealPanel::showSecret(Secret text)
{
    m_view->setSecret(std::move(text));
    m_scroll->setFixedHeight(std::min(tallest, m_view->heightForWidth(std::max(1, width() - 140))));
    m_until = m_times.now() + m_times.shown;
    m_mask->hide();
    m_scroll->show();
    m_countdown->show();
    m_view->setFocus(Qt::OtherFocusReason);
    m_tick.start();
    tick();
}

void RevealPanel::hideSecret()
{
    if (!isShowing())
        return;
    m_tick.stop();
    m_view->clear();
    m_scroll->hide();
    m_countdown->clear();
    m_countdown->hide();
    m_mask->show();
    Q_EMIT hidden();
}

void RevealPanel::tick()
{
    const std::chrono::milliseconds left = m_until - m_times.now();
    if (left <= std::chrono::milliseconds::zero()) {
        hideSecret();
        return;
    }
    const auto seconds = int(std::chrono::ceil<std::chrono::seconds>(left).count());
    m_countdown->setText(tr("hides in %1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, QLatin1Char('0')));
}

} // namespace auditlens
