// SPDX-License-Identifier: MIT
#include "details/rawpage.h"

#include "base/text.h"
#include "models/timetext.h"
#include "style/theme.h"
#include "widgets/labels.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    constexpr std::size_t maxShown = 1u << 20;

} // namespace

RawPage::RawPage(QWidget* parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit)
    , m_toggle(makeButton({}, "link"))
    , m_note(makeLabel({}, "small"))
{
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(16, 8, 16, 8);
    bar->setSpacing(14);
    bar->addWidget(m_note, 1);
    bar->addWidget(m_toggle);
    QPushButton* copyButton = makeButton(tr("Copy"), "link");
    bar->addWidget(copyButton);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_text, 1);
    m_text->setReadOnly(true);
    m_text->setAccessibleName(tr("Raw record"));
    m_text->setFont(monoFont(12));
    m_text->document()->setDocumentMargin(12);
    connect(m_toggle, &QPushButton::clicked, this, [this] { m_pretty = !m_pretty; show(); });
    connect(copyButton, &QPushButton::clicked, this, &RawPage::copy);
}

void RawPage::setRaw(std::string raw, const QString& prettyRaw)
{
    m_raw = std::move(raw);
    m_prettyRaw = prettyRaw;
    show();
}

QString RawPage::shownText() const
{
    return m_text->toPlainText();
}

void RawPage::show()
{
    const bool tooLong = m_raw.size() > maxShown;
    const QString pretty = m_pretty && !tooLong ? m_prettyRaw : QString();
    m_text->setPlainText(pretty.isEmpty() ? toQString(std::string_view(m_raw).substr(0, maxShown)) : pretty);
    m_toggle->setText(m_pretty ? tr("As received") : tr("With line breaks"));
    m_toggle->setVisible(!tooLong && !m_prettyRaw.isEmpty());
    const QString size = sizeText(m_raw.size());
    m_note->setText(tooLong ? tr("The first %1 of %2; Copy takes all of it.").arg(sizeText(maxShown), size)
                            : pretty.isEmpty() ? tr("%1, as received").arg(size) : tr("%1, line breaks added").arg(size));
}

void RawPage::copy() const
{
    QApplication::clipboard()->setText(toQString(m_raw));
}

} // namespace auditlens
