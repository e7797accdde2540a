// SPDX-License-Identifier: MIT
#include "importing/welcomepage.h"

#include "models/timetext.h"
#include "widgets/cardbutton.h"
#include "widgets/labels.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLocale>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    QString recentDetail(const RecentFile& file)
    {
        const QString count = WelcomePage::tr("%1 events").arg(numberText(file.events));
        if (!file.first.isValid())
            return count;
        return WelcomePage::tr("%1 · %2 to %3").arg(count, file.first.date().toString(Qt::ISODate), file.last.date().toString(Qt::ISODate));
    }

} // namespace

WelcomePage::WelcomePage(bool hasDemo, QWidget* parent)
    : QWidget(parent)
    , m_recent(new QVBoxLayout)
{
    setObjectName(QStringLiteral("welcomePage"));
    setAttribute(Qt::WA_StyledBackground);
    auto* frame = new QFrame;
    frame->setObjectName(QStringLiteral("welcomeFrame"));
    frame->setFixedWidth(780);
    auto* inside = new QVBoxLayout(frame);
    inside->setContentsMargins(28, 26, 28, 26);
    inside->setSpacing(4);
    inside->addWidget(makeParagraph(tr("What happened, who did it, and can the record be believed?"), "title"));
    inside->addWidget(makeLabel(tr("Open exported audit files, or connect to the service that keeps them."), "dim"));
    inside->addSpacing(12);
    auto* cards = new QHBoxLayout;
    cards->setSpacing(10);
    auto* open = new CardButton(tr("Open files…"), tr("JSON, CSV, gzip, zstd, zip. Or drop them in this window."));
    auto* folder = new CardButton(tr("Open a folder…"), tr("Every audit file in it and below, on one timeline."));
    auto* source = new CardButton(tr("Connect a source…"), tr("Loki, CloudWatch, tiger, santura, Audit Log Framework."));
    auto* demo = new CardButton(tr("Explore the demo"), tr("A small case to solve: who changed a premium, and was it recorded?"));
    demo->setMain(hasDemo);
    demo->setEnabled(hasDemo);
    for (CardButton* card : {open, folder, source, demo})
        cards->addWidget(card, 1);
    inside->addLayout(cards);
    m_recent->setSpacing(0);
    inside->addLayout(m_recent);
    connect(open, &CardButton::clicked, this, &WelcomePage::openAsked);
    connect(folder, &CardButton::clicked, this, &WelcomePage::folderAsked);
    connect(source, &CardButton::clicked, this, &WelcomePage::connectAsked);
    connect(demo, &CardButton::clicked, this, &WelcomePage::demoAsked);

    auto* layout = new QVBoxLayout(this);
    layout->addStretch(2);
    layout->addWidget(frame, 0, Qt::AlignHCenter);
    layout->addStretch(3);
}

void WelcomePage::setRecent(const std::vector<RecentFile>& files)
{
    while (QLayoutItem* item = m_recent->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
    if (files.empty())
        return;
    QLabel* title = makeLabel(tr("Recent"), "dim");
    title->setContentsMargins(0, 16, 0, 4);
    m_recent->addWidget(title);
    constexpr std::size_t shown = 5;
    for (std::size_t i = 0; i < files.size() && i < shown; ++i) {
        const RecentFile& file = files[i];
        const QString name = file.title.isEmpty() ? QFileInfo(file.paths.front()).fileName() : file.title;
        auto* row = new CardButton(name, recentDetail(file));
        row->setFlat(QLocale().toString(file.opened.date(), QLocale::ShortFormat));
        row->setToolTip(file.paths.mid(0, 10).join(QLatin1Char('\n')));
        connect(row, &CardButton::clicked, this, [this, paths = file.paths] { Q_EMIT recentAsked(paths); });
        m_recent->addWidget(row);
    }
}

} // namespace auditlens
