// SPDX-License-Identifier: MIT
#include "details/detailpane.h"

#include "base/text.h"
#include "details/changecard.h"
#include "details/fieldspage.h"
#include "details/rawpage.h"
#include "models/timetext.h"
#include "summary/summary.h"
#include "widgets/labels.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr std::size_t cardsAtOnce = 100;
    constexpr qsizetype longestSentence = 240; // the cards below say the rest

    QString dotted(const QStringList& parts)
    {
        QStringList known = parts;
        known.removeAll(QString());
        return known.join(QString::fromUtf8(" · "));
    }

} // namespace

DetailPane::DetailPane(QWidget* parent)
    : QWidget(parent)
    , m_whole(new QStackedWidget)
    , m_headline(makeParagraph({}, "heading"))
    , m_sentence(makeParagraph({}, "dim"))
    , m_meta(new QGridLayout)
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_cards(new QScrollArea)
    , m_raw(new RawPage)
    , m_fields(new FieldsPage)
{
    setObjectName(QStringLiteral("detailPane"));
    setAttribute(Qt::WA_StyledBackground);
    setMinimumWidth(300);
    QLabel* nothing = makeParagraph(tr("Choose an event to see who did what, when, and what changed."), "dim");
    nothing->setAlignment(Qt::AlignCenter);
    nothing->setContentsMargins(40, 0, 40, 0);
    m_whole->addWidget(nothing);

    auto* event = new QWidget;
    auto* layout = new QVBoxLayout(event);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    auto* strip = new QWidget;
    strip->setObjectName(QStringLiteral("tabStrip"));
    strip->setAttribute(Qt::WA_StyledBackground);
    auto* stripLayout = new QHBoxLayout(strip);
    stripLayout->setContentsMargins(16, 0, 16, 0);
    stripLayout->addWidget(m_tabs);
    layout->addWidget(strip);
    layout->addWidget(m_pages, 1);
    m_whole->addWidget(event);

    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    for (const QString& title : {tr("Changes"), tr("Raw"), tr("Fields")})
        m_tabs->addTab(title);
    m_cards->setObjectName(QStringLiteral("detailCards"));
    m_cards->setWidgetResizable(true);
    m_cards->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pages->addWidget(m_cards);
    m_pages->addWidget(m_raw);
    m_pages->addWidget(m_fields);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);

    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_whole);
}

QWidget* DetailPane::makeHead()
{
    auto* head = new QWidget;
    head->setObjectName(QStringLiteral("detailHead"));
    auto* layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 14, 16, 10);
    layout->setSpacing(4);
    layout->addWidget(m_headline);
    layout->addWidget(m_sentence);
    layout->addSpacing(4);
    m_meta->setHorizontalSpacing(10);
    m_meta->setVerticalSpacing(3);
    m_meta->setColumnMinimumWidth(0, 74);
    m_meta->setColumnStretch(1, 1);
    layout->addLayout(m_meta);
    return head;
}

void DetailPane::clear()
{
    m_event.reset();
    m_whole->setCurrentIndex(0);
}

void DetailPane::setEvent(const StoredEvent& stored, const QString& sourceName, const QTimeZone& zone)
{
    m_event = stored;
    m_source = sourceName;
    m_zone = zone;
    m_shownCards = cardsAtOnce;
    m_tabs->setTabText(0, stored.event.changes.empty() ? tr("Changes") : tr("Changes %1").arg(stored.event.changes.size()));
    fillHead();
    fillCards();
    m_cards->verticalScrollBar()->setValue(0);
    m_raw->setRaw(stored.raw);
    m_fields->setEvent(stored);
    m_whole->setCurrentIndex(1);
}

void DetailPane::setZone(const QTimeZone& zone)
{
    m_zone = zone;
    if (m_event)
        fillHead();
}

void DetailPane::addMeta(const QString& key, const QString& value, const char* look)
{
    if (value.isEmpty())
        return;
    const int row = m_meta->rowCount();
    m_meta->addWidget(makeLabel(key, "key"), row, 0, Qt::AlignTop);
    m_meta->addWidget(makeParagraph(value, look), row, 1);
}

void DetailPane::fillHead()
{
    while (QLayoutItem* item = m_meta->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const AuditEvent& event = m_event->event;
    const Summary summary = summarize(event);
    m_headline->setText(summary.headline);
    const QString sentence = summary.sentence == summary.headline ? summary.detail : summary.sentence;
    m_sentence->setText(sentence.size() > longestSentence ? sentence.left(longestSentence) + QChar(0x2026) : sentence);
    m_sentence->setToolTip(sentence.toHtmlEscaped());
    m_sentence->setVisible(!m_sentence->text().isEmpty());
    addMeta(tr("When"), whenText());
    addMeta(tr("Actor"), actorLine());
    addMeta(tr("Action"), dotted({toQString(event.action), event.outcome == Outcome::Failure ? tr("failed") : QString(), toQString(event.outcomeReason)}));
    addMeta(tr("Entity"), entityLine());
    addMeta(tr("Request"), dotted({toQString(event.requestId), toQString(event.ip)}));
    addMeta(tr("Tenant"), toQString(event.tenant));
    addMeta(tr("Source"), m_source);
    addMeta(tr("Integrity"), integrityText());
}

QString DetailPane::whenText() const
{
    const EventTime& time = m_event->event.time;
    const QString utc = stampText(time, QTimeZone::utc());
    const QTimeZone local = QTimeZone::systemTimeZone();
    // Written the long way when the day differs, so that nobody reads the wrong date.
    const bool sameDay = dateText(time.ns, local) == dateText(time.ns, QTimeZone::utc());
    const QString mine = sameDay ? clockText(time.ns, local).left(5) : dateText(time.ns, local) + QLatin1Char(' ') + clockText(time.ns, local).left(5);
    return dotted({utc, tr("%1 your time").arg(mine), originText(time.origin)});
}

QString DetailPane::actorLine() const
{
    const Actor& actor = m_event->event.actor;
    if (!actor.known())
        return tr("unknown: the record names nobody");
    QString name = actorText(actor);
    if (!actor.id.empty() && toQString(actor.id) != name)
        name += QLatin1Char(' ') + tr("(id %1)").arg(toQString(actor.id));
    const QString login = toQString(actor.name);
    const QString mail = toQString(actor.email);
    return dotted({name, name.contains(login) ? QString() : login, name.contains(mail) ? QString() : mail, toQString(actor.kind)});
}

QString DetailPane::entityLine() const
{
    const EntityRef& entity = m_event->event.entity;
    return dotted({toQString(entity.type), toQString(entity.id), toQString(entity.label)});
}

QString DetailPane::integrityText() const
{
    if (m_event->event.signature.scheme.empty() && m_event->event.signature.text.empty())
        return tr("not signed");
    return tr("signed, not verified here");
}

void DetailPane::fillCards()
{
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("cardsContent"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(10);
    const std::vector<Change>& changes = m_event->event.changes;
    const std::size_t shown = std::min(changes.size(), m_shownCards);
    for (std::size_t i = 0; i < shown; ++i)
        layout->addWidget(new ChangeCard(changes[i]));
    if (changes.empty())
        layout->addWidget(makeParagraph(tr("The record describes no change of fields."), "dim"));
    if (shown < changes.size()) {
        QPushButton* more = makeButton(tr("Show %n more change(s)", nullptr, int(changes.size() - shown)), "link");
        connect(more, &QPushButton::clicked, this, [this] { m_shownCards += cardsAtOnce; fillCards(); }, Qt::QueuedConnection);
        layout->addWidget(more);
    }
    layout->addStretch();
    m_cards->setWidget(content);
}

} // namespace auditlens
