// SPDX-License-Identifier: MIT
#include "details/comparedialog.h"

#include "base/text.h"
#include "details/changecard.h"
#include "models/timetext.h"
#include "summary/summary.h"
#include "summary/words.h"
#include "widgets/labels.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr std::size_t cardsAtOnce = 40;
    constexpr std::size_t mostEqual = 500;
    constexpr qsizetype longestName = 100;
    constexpr qsizetype longestValue = 200;

    QString equalValue(const Change& change)
    {
        if (change.kind == Change::Kind::Members)
            return CompareDialog::tr("the same members");
        return change.before.exists() ? valueText(change.before, longestValue) : CompareDialog::tr("not recorded");
    }

} // namespace

CompareDialog::CompareDialog(const ComparisonDetail& detail, const QTimeZone& zone, QWidget* parent)
    : QDialog(parent)
    , m_detail(detail)
    , m_zone(zone)
    , m_equal(new QCheckBox(tr("&Show %n equal field(s)", nullptr, int(detail.equal.size()))))
    , m_cards(new QScrollArea)
    , m_shown(cardsAtOnce)
{
    setWindowTitle(tr("Compare"));
    resize(620, 640);
    m_cards->setObjectName(QStringLiteral("detailCards"));
    m_cards->setWidgetResizable(true);
    m_cards->setFrameShape(QFrame::NoFrame);
    m_cards->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cards->setAccessibleName(tr("Differences"));
    m_equal->setEnabled(!detail.equal.empty());
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeHead());
    layout->addWidget(m_cards, 1);
    auto* foot = new QHBoxLayout;
    foot->addWidget(m_equal);
    foot->addStretch();
    foot->addWidget(buttons);
    layout->addLayout(foot);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_equal, &QCheckBox::toggled, this, &CompareDialog::fill);
    fill();
}

QWidget* CompareDialog::makeHead() const
{
    auto* head = new QWidget;
    auto* grid = new QGridLayout(head);
    grid->setContentsMargins(4, 4, 4, 4);
    const std::pair<QString, const ComparisonDetail::Side*> sides[]
        = {{QString(QChar(0x2212)), &m_detail.left}, {QStringLiteral("+"), &m_detail.right}};
    for (int row = 0; row < 2; ++row) {
        const auto& [sign, side] = sides[row];
        grid->addWidget(makeLabel(sign, "strong"), row, 0, Qt::AlignTop);
        grid->addWidget(makeParagraph(side->time.ns == noTime ? QString() : stampText(side->time, m_zone), "dim"), row, 1, Qt::AlignTop);
        grid->addWidget(makeParagraph(side->title, "strong"), row, 2);
    }
    grid->setColumnStretch(2, 1);
    return head;
}

void CompareDialog::fill()
{
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("cardsContent"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(10);
    const std::size_t shown = std::min(m_detail.different.size(), m_shown);
    for (std::size_t i = 0; i < shown; ++i)
        layout->addWidget(new ChangeCard(m_detail.different[i]));
    if (m_detail.different.empty())
        layout->addWidget(makeParagraph(tr("Both sides are equal in every field."), "dim"));
    if (shown < m_detail.different.size()) {
        QPushButton* more = makeButton(tr("Show %n more difference(s)", nullptr, int(m_detail.different.size() - shown)), "link");
        connect(more, &QPushButton::clicked, this, [this] { m_shown += cardsAtOnce; fill(); }, Qt::QueuedConnection);
        layout->addWidget(more);
    }
    const std::size_t equal = m_equal->isChecked() ? std::min(m_detail.equal.size(), mostEqual) : 0;
    for (std::size_t i = 0; i < equal; ++i) {
        const Change& change = m_detail.equal[i];
        const QString name = oneLine(change.label.empty() ? change.field : change.label, longestName);
        layout->addWidget(makeParagraph(tr("%1: %2", "field and value").arg(name, equalValue(change)), "dim"));
    }
    if (equal > 0 && equal < m_detail.equal.size())
        layout->addWidget(makeParagraph(tr("… and %n more", nullptr, int(m_detail.equal.size() - equal)), "dim"));
    layout->addStretch();
    m_cards->setWidget(content);
}

} // namespace auditlens
