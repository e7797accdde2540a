// SPDX-License-Identifier: MIT
#include "query/querycompletion.h"

#include "models/timetext.h"
#include "query/fields.h"
#include "query/filterterm.h"
#include "query/queryedit.h"
#include "style/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QRegularExpression>
#include <QStyledItemDelegate>

#include <algorithm>

namespace auditlens {

namespace {

constexpr int insertedRole = Qt::UserRole;
constexpr int noteRole = Qt::UserRole + 1;
constexpr int listWidth = 320;
constexpr int maxOffers = 50;

class OfferDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {listWidth - 12, QueryPopup::rowHeight}; }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme().accentWeak);
        const QRect inner = option.rect.adjusted(10, 0, -10, 0);
        const QString note = index.data(noteRole).toString();
        painter->setFont(textFont(12));
        painter->setPen(theme().dim);
        painter->drawText(inner, Qt::AlignRight | Qt::AlignVCenter, note);
        const int room = inner.width() - QFontMetrics(painter->font()).horizontalAdvance(note) - 10;
        painter->setFont(monoFont(12));
        painter->setPen(theme().text);
        painter->drawText(inner, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(painter->font()).elidedText(index.data().toString(), Qt::ElideMiddle, room));
    }
};

/// The name under which the archive counts the values of a field, whatever it is called here.
QString countedName(const QString& name)
{
    const std::optional<Field> field = fieldNamed(name);
    for (const FieldName& entry : fieldNames()) {
        if (field && entry.field == *field)
            return entry.name;
    }
    return {};
}

} // namespace

QueryWord wordBefore(const QString& text, qsizetype cursor)
{
    static const QRegularExpression last(QStringLiteral("(-?)@?(?:([\\w.]+):)?(\"[^\"]*|[^\\s\"():]*)$"), QRegularExpression::UseUnicodePropertiesOption);
    const QRegularExpressionMatch match = last.match(text.left(cursor));
    QueryWord word {match.capturedStart(0), match.capturedLength(0), match.captured(1), match.captured(2), match.captured(3)};
    if (word.typed.startsWith(QLatin1Char('"')))
        word.typed.remove(0, 1);
    return word;
}

QueryCompletion::QueryCompletion(QueryEdit* edit)
    : QueryPopup(edit, tr("Offers for the filter"))
{
    setItemDelegate(new OfferDelegate(this));
    connect(edit, &QPlainTextEdit::textChanged, this, [this] {
        if (m_typing)
            offer(false);
    });
}

void QueryCompletion::setValues(const QString& field, const Values& values)
{
    m_values[field] = values;
    if (edit()->hasFocus() && countedName(wordBefore(edit()->query(), edit()->textCursor().position()).field) == field)
        offer(true);
}

void QueryCompletion::forgetValues()
{
    m_values.clear();
    hide();
}

void QueryCompletion::offer(bool asked)
{
    const QueryWord word = wordBefore(edit()->query(), edit()->textCursor().position());
    clear();
    if (!word.field.isEmpty())
        offerValues(word);
    else if (asked || !word.typed.isEmpty())
        offerFields(word);
    if (count() == 0)
        hide();
    else
        placeBelow(word);
}

void QueryCompletion::offerFields(const QueryWord& word)
{
    for (const QString& name : offeredFieldNames()) {
        if (name.startsWith(word.typed, Qt::CaseInsensitive))
            addOffer(name + QLatin1Char(':'), word.sign + name + QLatin1Char(':'));
    }
}

void QueryCompletion::offerValues(const QueryWord& word)
{
    const QString field = countedName(word.field);
    const std::optional<Field> listed = fieldNamed(field);
    for (const QString& value : listed ? listedValues(*listed) : QStringList()) {
        if (value.startsWith(word.typed, Qt::CaseInsensitive) && value != word.typed)
            addOffer(value, word.sign + filterTerm(word.field, value) + QLatin1Char(' '));
    }
    static const QStringList counted {QStringLiteral("action"), QStringLiteral("actor"), QStringLiteral("entity"),
        QStringLiteral("tenant"), QStringLiteral("source"), QStringLiteral("changed")};
    if (!counted.contains(field))
        return;
    if (!m_values.contains(field)) {
        Q_EMIT valuesWanted(field);
        return;
    }
    const Values& values = m_values[field];
    for (const bool atStart : {true, false}) { // what begins with the typed letters comes first
        for (const auto& [value, number] : values) {
            const qsizetype place = value.indexOf(word.typed, 0, Qt::CaseInsensitive);
            if (!value.isEmpty() && place >= 0 && (place == 0) == atStart && value != word.typed)
                addOffer(value, word.sign + filterTerm(word.field, value) + QLatin1Char(' '), numberText(number));
        }
    }
}

void QueryCompletion::addOffer(const QString& shown, const QString& inserted, const QString& note)
{
    if (count() >= maxOffers)
        return;
    auto* item = new QListWidgetItem(shown, this);
    item->setData(insertedRole, inserted);
    item->setData(noteRole, note);
}

void QueryCompletion::placeBelow(const QueryWord& word)
{
    constexpr int maxRows = 10;
    QTextCursor cursor = edit()->textCursor();
    cursor.setPosition(int(word.begin));
    const QPoint below = edit()->viewport()->mapTo(edit()->window(), edit()->cursorRect(cursor).bottomLeft());
    const int x = std::clamp(below.x() - 12, 4, std::max(4, edit()->window()->width() - listWidth - 4));
    showBelow({x, below.y()}, listWidth, maxRows);
    setCurrentRow(-1);
}

bool QueryCompletion::eventFilter(QObject* watched, QEvent* event)
{
    // A key reaches the edit after this and changes its text before the next event comes.
    if (watched == edit())
        m_typing = event->type() == QEvent::KeyPress
            || (m_typing && event->type() != QEvent::KeyRelease && event->type() != QEvent::FocusOut);
    return QueryPopup::eventFilter(watched, event);
}

bool QueryCompletion::opensWith(const QKeyEvent& key)
{
    if (key.key() != Qt::Key_Space || key.modifiers() != Qt::ControlModifier)
        return false;
    offer(true);
    return true;
}

void QueryCompletion::take()
{
    const QString inserted = currentItem() ? currentItem()->data(insertedRole).toString() : QString();
    hide();
    if (inserted.isEmpty())
        return;
    const QueryWord word = wordBefore(edit()->query(), edit()->textCursor().position());
    QTextCursor cursor = edit()->textCursor();
    m_typing = false;
    cursor.setPosition(int(word.begin));
    cursor.setPosition(int(word.begin + word.length), QTextCursor::KeepAnchor);
    cursor.insertText(inserted);
    edit()->setTextCursor(cursor);
    if (inserted.endsWith(QLatin1Char(':')))
        offer(true); // its values are the next question
}

} // namespace auditlens
