// SPDX-License-Identifier: MIT
#include "details/changecard.h"

#include "event/redaction.h"
#include "base/text.h"
#include "details/diffline.h"
#include "details/documentview.h"
#include "style/glyphs.h"
#include "style/theme.h"
#include "summary/summary.h"
#include "widgets/flowlayout.h"
#include "widgets/labels.h"
#include "widgets/pill.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QTimer>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    class LockIcon : public QWidget
    {
    public:
        LockIcon() { setFixedSize(14, 14); }

    protected:
        void paintEvent(QPaintEvent*) override
        {
            QPainter painter(this);
            paintLock(painter, QRectF(1, 1, 12, 12), theme().access);
        }
    };

    QString typeText(const Change& change)
    {
        QString type = toQString(change.type);
        if (!change.model.empty())
            type = type.isEmpty() ? toQString(change.model) : type + QString::fromUtf8(" → ") + toQString(change.model);
        if (change.kind != Change::Kind::Members)
            return type;
        const QString counts = QStringLiteral("+%1 %2%3").arg(change.added.size()).arg(QChar(0x2212)).arg(change.removed.size());
        return type.isEmpty() ? counts : type + QString::fromUtf8(" · ") + counts;
    }

    Pill* objectPill(const Value& value, Pill::Look look)
    {
        if (value.kind != Value::Kind::Reference)
            return new Pill(look, shownValue(value).text, {});
        const QString pk = value.text.empty() ? QString() : QLatin1Char('#') + toQString(value.text);
        return new Pill(look, value.label.empty() ? pk : toQString(value.label), value.label.empty() ? QString() : pk);
    }

    Pill* memberPill(const Value& value, Pill::Look look)
    {
        const QString sign = look == Pill::Look::Added ? QStringLiteral("+ ") : QString(QChar(0x2212)) + QLatin1Char(' ');
        const QString pk = value.kind == Value::Kind::Reference && !value.text.empty() && !value.label.empty()
            ? QLatin1Char('#') + toQString(value.text)
            : QString();
        return new Pill(look, sign + (value.label.empty() ? shownValue(value).text : toQString(value.label)), pk);
    }

    QString cipherText(const Change& change)
    {
        const bool masked = change.isMasked();
        const bool cipher = !change.before.cipher.empty() || !change.after.cipher.empty();
        if (!masked)
            return {};
        return cipher ? ChangeCard::tr("An encrypted copy is in the record.")
                      : ChangeCard::tr("Digest only: the value can never be unmasked.");
    }

} // namespace

ShownValue shownValue(const Value& value)
{
    if (isRedaction(value.text))
        return {ChangeCard::tr("redacted"), true};
    switch (value.kind) {
    case Value::Kind::Absent:
        return {ChangeCard::tr("absent"), true};
    case Value::Kind::Null:
        return {ChangeCard::tr("null"), true};
    case Value::Kind::Text:
        return value.text.empty() ? ShownValue {ChangeCard::tr("empty text"), true} : ShownValue {toQString(value.text), false};
    default:
        return {toQString(shownText(value)), false};
    }
}

ChangeCard::ChangeCard(const ChangeDetail& detail, QWidget* parent)
    : QFrame(parent)
    , m_layout(new QVBoxLayout(this))
{
    const Change& change = detail.change;
    setObjectName(QStringLiteral("card"));
    setProperty("masked", change.isMasked());
    m_layout->setContentsMargins(12, 9, 12, 11);
    m_layout->setSpacing(3);
    addHead(change);
    if (change.isMasked())
        addMasked(change);
    else if (change.kind == Change::Kind::Reference)
        addReference(change);
    else if (change.kind == Change::Kind::Members)
        addMembers(change);
    else if (!detail.document.rows.empty())
        m_layout->addWidget(new DocumentView(detail.document, detail.documentWords));
    else
        addScalar(detail);
}

void ChangeCard::setActions(QWidget* row)
{
    m_layout->addWidget(row);
    addActions(row->actions());
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void ChangeCard::addHead(const Change& change)
{
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 4);
    row->setSpacing(6);
    if (change.isMasked())
        row->addWidget(new LockIcon);
    row->addWidget(makeLabel(toQString(change.label.empty() ? change.field : change.label), "strong"));
    row->addStretch();
    const QString type = change.isMasked() && change.type.empty() ? tr("masked") : typeText(change);
    row->addWidget(makeLabel(type, "small"));
    m_layout->addLayout(row);
    setAccessibleName(tr("Change of %1").arg(toQString(change.field)));
}

void ChangeCard::addMasked(const Change& change)
{
    auto* flow = new FlowLayout(6);
    const auto pill = [](const Value& value) {
        const ShownValue shown = shownValue(value);
        return new Pill(value.kind == Value::Kind::Masked ? Pill::Look::Object : Pill::Look::Masked, shown.text, {});
    };
    flow->addWidget(pill(change.before));
    flow->addWidget(makeLabel(QString(QChar(0x2192)), "dim"));
    flow->addWidget(pill(change.after));
    m_layout->addLayout(flow);
    m_layout->addSpacing(2);
    m_layout->addWidget(makeParagraph(cipherText(change), "small"));
}

void ChangeCard::addScalar(const ChangeDetail& detail)
{
    const Change& change = detail.change;
    const auto side = [](const Value& value) { return std::vector<DiffPiece> {{toUtf8(shownValue(value).text), false}}; };
    // Without words there is nothing to compare: one side is not a text.
    const bool redacted = isRedaction(change.before.text) || isRedaction(change.after.text);
    const bool compared = !redacted && (!detail.words.before.empty() || !detail.words.after.empty());
    if (change.before.exists())
        m_layout->addWidget(new DiffLine(DiffLine::Side::Before, compared ? detail.words.before : side(change.before), shownValue(change.before).special));
    if (change.after.exists())
        m_layout->addWidget(new DiffLine(DiffLine::Side::After, compared ? detail.words.after : side(change.after), shownValue(change.after).special));
    addFolding();
}

void ChangeCard::addReference(const Change& change)
{
    auto* flow = new FlowLayout(8);
    if (change.before.exists())
        flow->addWidget(objectPill(change.before, Pill::Look::Object));
    if (change.before.exists() && change.after.exists()) {
        QLabel* arrow = makeLabel(QString(QChar(0x2192)), "dim");
        arrow->setFixedHeight(28);
        flow->addWidget(arrow);
    }
    if (change.after.exists())
        flow->addWidget(objectPill(change.after, Pill::Look::NewObject));
    m_layout->addLayout(flow);
}

void ChangeCard::addMembers(const Change& change)
{
    constexpr std::size_t maxPills = 200;
    auto* flow = new FlowLayout(6);
    std::size_t shown = 0;
    for (const Value& value : change.added) {
        if (shown++ < maxPills)
            flow->addWidget(memberPill(value, Pill::Look::Added));
    }
    for (const Value& value : change.removed) {
        if (shown++ < maxPills)
            flow->addWidget(memberPill(value, Pill::Look::Removed));
    }
    m_layout->addLayout(flow);
    if (shown > maxPills)
        m_layout->addWidget(makeLabel(tr("%n more in the raw record", nullptr, int(shown - maxPills)), "small"));
}

/// Whether a line is too long is known when it has its width: after the first layout.
void ChangeCard::addFolding()
{
    QTimer::singleShot(0, this, [this] {
        const auto lines = findChildren<DiffLine*>();
        bool any = false;
        for (DiffLine* line : lines) {
            line->heightForWidth(line->width());
            any = any || line->needsFolding();
        }
        if (!any)
            return;
        QPushButton* button = makeButton(tr("Show all"), "link");
        m_layout->addWidget(button);
        connect(button, &QPushButton::clicked, this, [button, lines, folded = true]() mutable {
            folded = !folded;
            for (DiffLine* line : lines)
                line->setFolded(folded);
            button->setText(folded ? tr("Show all") : tr("Show less"));
        });
    });
}

} // namespace auditlens
