// SPDX-License-Identifier: MIT
#include "live/noticebar.h"

#include "models/timetext.h"
#include "widgets/labels.h"

#include <QHBoxLayout>

namespace auditlens {

QString viewNotice(const QString& view, quint64 events)
{
    const QString count = NoticeBar::tr("%n new event(s)", nullptr, int(events)).replace(QString::number(events), numberText(events));
    return NoticeBar::tr("%1: %2", "a saved view, and what it found").arg(view, count);
}

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_text(makeParagraph({}, "strong"))
    , m_open(makeButton(tr("Open the view"), ""))
    , m_close(makeButton(tr("Dismiss"), ""))
{
    setObjectName(QStringLiteral("reportBar"));
    setAccessibleName(tr("New events of saved views"));
    m_text->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 12, 8);
    layout->setSpacing(10);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_open);
    layout->addWidget(m_close);
    connect(m_open, &QPushButton::clicked, this, [this] {
        const QString view = m_last;
        dismiss();
        Q_EMIT viewAsked(view);
    });
    connect(m_close, &QPushButton::clicked, this, &NoticeBar::dismiss);
    hide();
}

void NoticeBar::add(const QString& view, quint64 events)
{
    m_found[view] += events;
    m_last = view;
    QStringList parts;
    for (auto found = m_found.cbegin(); found != m_found.cend(); ++found)
        parts << viewNotice(found.key(), found.value());
    m_text->setText(parts.join(QStringLiteral("; ")));
    show();
}

void NoticeBar::dismiss()
{
    m_found.clear();
    hide();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

} // namespace auditlens
