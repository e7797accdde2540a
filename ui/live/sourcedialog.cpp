// SPDX-License-Identifier: MIT
#include "live/sourcedialog.h"

#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace auditlens {

SourceDialog::SourceDialog(QString id, QWidget* parent)
    : QDialog(parent)
    , m_id(std::move(id))
    , m_name(makeParagraph({}, "heading"))
    , m_line(makeParagraph({}, "dim"))
    , m_text(makeParagraph({}, ""))
    , m_again(makeButton(tr("Try again"), ""))
{
    resize(560, 340);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 20);
    layout->setSpacing(10);
    for (QWidget* part : {m_name, m_line, m_text})
        layout->addWidget(part);
    layout->addStretch();
    QPushButton* requests = makeButton(tr("Requests…"), "");
    QPushButton* edit = makeButton(tr("Edit…"), "");
    QPushButton* close = makeButton(tr("Close"), "primary");
    connect(m_again, &QPushButton::clicked, this, &SourceDialog::againAsked);
    connect(requests, &QPushButton::clicked, this, &SourceDialog::requestsAsked);
    connect(edit, &QPushButton::clicked, this, &SourceDialog::editAsked);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* foot = new QHBoxLayout;
    foot->addWidget(requests);
    foot->addWidget(edit);
    foot->addStretch();
    foot->addWidget(m_again);
    foot->addWidget(close);
    layout->addLayout(foot);
    close->setFocus();
}

void SourceDialog::setState(const SourceState& state, Nanoseconds now)
{
    setWindowTitle(tr("Source \"%1\"").arg(state.name));
    m_name->setText(state.service.isEmpty() ? state.name : tr("%1 · %2", "a source and its kind").arg(state.name, state.service));
    m_line->setText(sourceLine(state, now));
    const QString text = sourceSentences(state, now).join(QLatin1Char('\n'));
    if (m_text->text() != text) // a selection stays
        m_text->setText(text);
    m_again->setVisible(state.activity == SourceActivity::Failed || state.activity == SourceActivity::Waiting);
}

QString SourceDialog::text() const
{
    return m_text->text();
}

} // namespace auditlens
