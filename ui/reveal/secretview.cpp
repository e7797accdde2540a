// SPDX-License-Identifier: MIT
#include "reveal/secretview.h"

#include "base/text.h"
#include "reveal/passingtext.h"
#include "style/theme.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QPainter>
#include <QTextLayout>

#include <cmath>

namespace auditlens {

namespace {

    constexpr int fontPixels = 17;
    constexpr int usualWidth = 240;

    bool isOdd(QChar c)
    {
        return isUnfitForNames(c) && c != QLatin1Char('\n');
    }

    /// As it is shown: oddities written out, line feeds as the layout takes them. The caller wipes it.
    QString shownForm(const Secret& secret)
    {
        const PassingText plain(secret);
        QString shown;
        shown.reserve(plain.text().size() * 6); // A text that grows would leave copies behind.
        for (const QChar c : plain.text()) {
            if (isOdd(c))
                shown += QStringLiteral("\\u%1").arg(uint(c.unicode()), 4, 16, QLatin1Char('0'));
            else
                shown += c == QLatin1Char('\n') ? QChar(QChar::LineSeparator) : c;
        }
        return shown;
    }

    /// Lays the lines out and gives their height.
    qreal layOut(QTextLayout& layout, int width)
    {
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        option.setTextDirection(Qt::LeftToRight);
        layout.setTextOption(option);
        qreal height = 0;
        layout.beginLayout();
        for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width);
            line.setPosition(QPointF(0, height));
            height += line.height();
        }
        layout.endLayout();
        return height;
    }

    class SecretAccessible : public QAccessibleWidget
    {
    public:
        explicit SecretAccessible(SecretView* view) : QAccessibleWidget(view, QAccessible::StaticText), m_view(view) { }

        QString text(QAccessible::Text what) const override
        {
            if (what == QAccessible::Description)
                return SecretView::tr("Unmasked value");
            return what == QAccessible::Name && !m_view->isEmpty() ? shownForm(m_view->secret()) : QString();
        }

    private:
        SecretView* m_view;
    };

    QAccessibleInterface* makeAccessible(const QString&, QObject* object)
    {
        auto* view = qobject_cast<SecretView*>(object);
        return view ? new SecretAccessible(view) : nullptr;
    }

} // namespace

SecretView::SecretView(QWidget* parent) : QWidget(parent)
{
    static const bool installed = [] { QAccessible::installFactory(makeAccessible); return true; }();
    Q_UNUSED(installed)
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFont(monoFont(fontPixels));
    setFocusPolicy(Qt::StrongFocus);
}

void SecretView::setSecret(Secret text)
{
    m_text = std::move(text);
    changed();
}

void SecretView::clear()
{
    m_text = Secret();
    changed();
}

void SecretView::changed()
{
    updateGeometry();
    update();
    QAccessibleEvent event(this, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
}

QSize SecretView::sizeHint() const
{
    return {usualWidth, heightForWidth(usualWidth)};
}

int SecretView::heightForWidth(int width) const
{
    QString shown = shownForm(m_text);
    int height = QFontMetrics(font()).height();
    {
        QTextLayout layout(shown, font());
        height = std::max(height, int(std::ceil(layOut(layout, width))));
    }
    wipe(shown);
    return height;
}

void SecretView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setPen(theme().text);
    QString shown = shownForm(m_text);
    {
        QTextLayout layout(shown, font());
        const qreal height = layOut(layout, width());
        layout.draw(&painter, QPointF(0, std::max(0.0, (this->height() - height) / 2)));
    }
    wipe(shown);
    if (hasFocus()) {
        painter.setPen(theme().accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

} // namespace auditlens
