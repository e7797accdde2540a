// SPDX-License-Identifier: MIT
#include "details/detailpane.h"

#include "base/text.h"
#include "details/changecard.h"
#include "details/fieldspage.h"
#include "details/historypage.h"
#include "details/rawpage.h"
#include "integrity/integritypage.h"
#include "integrity/integritypills.h"
#include "models/timetext.h"
#include "reveal/maskactions.h"
#include "summary/summary.h"
#include "widgets/flowlayout.h"
#include "widgets/labels.h"

#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr int leastPage = 140;
    constexpr std::size_t cardsAtOnce = 40;
    constexpr qsizetype longestSentence = 240; // the cards below say the rest

    /// A record in Arabic or Hebrew must not turn the line around: its label stays left, its punctuation in place.
    QString leftToRight(const QString& text)
    {
        return text.isRightToLeft() ? QChar(0x200e) + text : text;
    }

    /// Pages that take the room there is: the tallest would otherwise take that of the head and cut its wrapped lines.
    class Pages : public QStackedWidget
    {
    public:
        Pages()
        {
            setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Ignored);
            setMinimumHeight(leastPage);
        }

        bool hasHeightForWidth() const override { return false; }
    };

    QScrollArea* makeScrollArea()
    {
        auto* area = new QScrollArea;
        area->setWidgetResizable(true);
        area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        return area;
    }

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
    , m_tabs(new QTabBar)
    , m_pages(new Pages)
    , m_cards(makeScrollArea())
    , m_history(new HistoryPage)
    , m_raw(new RawPage)
    , m_fields(new FieldsPage)
    , m_integrity(new IntegrityPage)
    , m_pills(nullptr)
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
    for (const QString& title : {tr("Changes"), tr("History"), tr("Raw"), tr("Fields"), tr("Integrity")})
        m_tabs->addTab(title);
    m_cards->setObjectName(QStringLiteral("detailCards"));
    m_pages->addWidget(m_cards);
    QScrollArea* history = makeScrollArea();
    history->setFocusPolicy(Qt::NoFocus); // Its tables have it.
    history->setWidget(m_history);
    m_pages->addWidget(history);
    m_pages->addWidget(m_raw);
    m_pages->addWidget(m_fields);
    QScrollArea* integrity = makeScrollArea();
    integrity->setWidget(m_integrity);
    m_pages->addWidget(integrity);
    connect(m_integrity, &IntegrityPage::checkAsked, this, &DetailPane::checkAsked);
    connect(m_integrity, &IntegrityPage::eventAsked, this, &DetailPane::eventAsked);
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
    layout->addLayout(makeFacts());
    return head;
}

QGridLayout* DetailPane::makeFacts()
{
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(10);
    grid->setVerticalSpacing(3);
    grid->setColumnMinimumWidth(0, 74);
    grid->setColumnStretch(1, 1);
    for (const QString& name : {tr("When"), tr("Actor"), tr("Action"), tr("Entity"), tr("Request"), tr("Tenant"), tr("Source")}) {
        const int row = int(m_facts.size());
        m_facts.push_back({makeLabel(name, "key"), makeParagraph({}, "value")});
        grid->addWidget(m_facts.back().name, row, 0, Qt::AlignTop);
        grid->addWidget(m_facts.back().value, row, 1);
    }
    auto* pills = new QWidget;
    m_pills = new FlowLayout(6, pills);
    grid->addWidget(makeLabel(tr("Integrity"), "key"), int(m_facts.size()), 0, Qt::AlignTop);
    grid->addWidget(pills, int(m_facts.size()), 1);
    return grid;
}

void DetailPane::clear()
{
    m_detail.reset();
    m_whole->setCurrentIndex(0);
}

void DetailPane::setEvent(const EventDetail& detail, const QString& sourceName, const QTimeZone& zone)
{
    m_detail = detail;
    m_source = sourceName;
    m_zone = zone;
    m_shownCards = cardsAtOnce;
    m_tabs->setTabText(ChangesTab, detail.changes.empty() ? tr("Changes") : tr("Changes %1").arg(detail.changes.size()));
    fillHead();
    fillCards();
    m_cards->verticalScrollBar()->setValue(0);
    m_raw->setRaw(detail.stored.raw, detail.prettyRaw);
    m_fields->setEvent(detail.stored, detail.evidence.coverage);
    fillIntegrity();
    m_whole->setCurrentIndex(1);
}

void DetailPane::setZone(const QTimeZone& zone)
{
    m_zone = zone;
    m_history->setZone(zone);
    if (m_detail)
        fillHead();
}

void DetailPane::setHistoryCount(std::optional<quint64> events)
{
    m_tabs->setTabText(HistoryTab, events ? tr("History of this entity %1").arg(numberText(*events)) : tr("History"));
}

void DetailPane::showHistory()
{
    m_tabs->setCurrentIndex(HistoryTab);
    m_history->events()->setFocus(Qt::OtherFocusReason);
}

void DetailPane::setFacts(const QStringList& values)
{
    for (qsizetype i = 0; i < values.size(); ++i) {
        const Fact& fact = m_facts[std::size_t(i)];
        fact.value->setText(leftToRight(values[i]));
        fact.name->setVisible(!values[i].isEmpty());
        fact.value->setVisible(!values[i].isEmpty());
    }
}

void DetailPane::fillHead()
{
    const AuditEvent& event = this->event();
    const Summary& summary = m_detail->summary;
    m_headline->setText(leftToRight(summary.headline));
    const QString sentence = summary.sentence == summary.headline ? summary.detail : summary.sentence;
    m_sentence->setText(leftToRight(sentence.size() > longestSentence ? sentence.left(longestSentence) + QChar(0x2026) : sentence));
    m_sentence->setToolTip(sentence.toHtmlEscaped());
    m_sentence->setVisible(!m_sentence->text().isEmpty());
    const QString action = dotted({toQString(event.action), event.outcome == Outcome::Failure ? tr("failed") : QString(), toQString(event.outcomeReason)});
    const QString request = dotted({toQString(event.requestId), toQString(event.ip)});
    setFacts({whenText(), actorLine(), action, entityLine(), request, toQString(event.tenant), m_source});
}

QString DetailPane::whenText() const
{
    const EventTime& time = event().time;
    const QTimeZone utc = QTimeZone::utc();
    const QTimeZone local = QTimeZone::systemTimeZone();
    // Written the long way when the day differs, so that nobody reads the wrong date.
    const auto in = [&](const QTimeZone& zone) {
        const QString clock = clockText(time.ns, zone).left(5);
        return dateText(time.ns, zone) == dateText(time.ns, utc) ? clock : dateText(time.ns, zone) + QLatin1Char(' ') + clock;
    };
    QStringList parts {stampText(time, utc), tr("%1 your time").arg(in(local))};
    if (m_zone != utc && m_zone != local)
        parts << tr("%1 in %2").arg(in(m_zone), QString::fromUtf8(m_zone.id()));
    parts << originText(time.origin);
    return dotted(parts);
}

QString DetailPane::actorLine() const
{
    const Actor& actor = event().actor;
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
    const EntityRef& entity = event().entity;
    return dotted({toQString(entity.type), toQString(entity.id), toQString(entity.label)});
}

void DetailPane::setReport(std::shared_ptr<const IntegrityReport> report, std::shared_ptr<const Archive> archive)
{
    m_report = std::move(report);
    m_reportArchive = std::move(archive);
    m_integrity->setCheck({}, m_report != nullptr);
    if (m_detail)
        fillIntegrity();
}

void DetailPane::setCheck(const QString& running)
{
    m_integrity->setCheck(running, m_report != nullptr);
}

void DetailPane::fillIntegrity()
{
    const bool isMeant = m_report && m_detail->archive == m_reportArchive; // else rows have other numbers
    const EventIntegrity integrity = eventIntegrity(isMeant ? m_report.get() : nullptr, m_detail->stored, m_detail->evidence);
    m_integrity->setIntegrity(integrity, m_detail->evidence.coverage);
    while (QLayoutItem* item = m_pills->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const EventAnswer* answer : {&integrity.content, &integrity.set})
        m_pills->addWidget(makeAnswerPill(answer->state, answer->word));
}

ChangeCard* DetailPane::makeCard(const ChangeDetail& detail)
{
    auto* card = new ChangeCard(detail);
    if (!detail.change.isMasked())
        return card;
    auto* actions = new MaskActions(detail.change);
    connect(actions, &MaskActions::revealAsked, this, [this, change = detail.change](LedgerPosition position) { Q_EMIT revealAsked(change, position); });
    connect(actions, &MaskActions::sameAsked, this, &DetailPane::sameAsked);
    card->setActions(actions);
    return card;
}

void DetailPane::fillCards()
{
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("cardsContent"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(10);
    const std::vector<ChangeDetail>& changes = m_detail->changes;
    const std::size_t shown = std::min(changes.size(), m_shownCards);
    for (std::size_t i = 0; i < shown; ++i)
        layout->addWidget(makeCard(changes[i]));
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
