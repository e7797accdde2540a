// SPDX-License-Identifier: MIT
#include "connections/questiondialog.h"

#include "connections/connectiontext.h"
#include "reveal/revealtext.h"
#include "style/theme.h"
#include "widgets/labels.h"
#include "widgets/pill.h"

#include <QFrame>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    Pill* makePill(Coverage coverage)
    {
        switch (coverage) {
        case Coverage::Complete:
            return new Pill(Pill::Look::Added, QuestionDialog::tr("complete"), {});
        case Coverage::Partial:
            return new Pill(Pill::Look::Note, QuestionDialog::tr("partial"), {});
        case Coverage::None:
            break;
        }
        return new Pill(Pill::Look::Removed, QuestionDialog::tr("none"), {});
    }

    QLabel* makeCode(const QString& text)
    {
        QLabel* code = makeParagraph(text, "plain");
        code->setFont(monoFont(12));
        return code;
    }

} // namespace

QuestionDialog::QuestionDialog(QWidget* parent)
    : QDialog(parent)
    , m_query(makeCode({}))
    , m_cards(new QScrollArea)
{
    setWindowTitle(tr("What a source would be asked"));
    resize(680, 600);
    m_cards->setObjectName(QStringLiteral("detailCards"));
    m_cards->setWidgetResizable(true);
    m_cards->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_cards->setAccessibleName(tr("Sources"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(makeParagraph(tr("Nothing is sent by looking at this. A sync fetches all of a time; this is how much of the filter each service could answer itself."), "dim"));
    layout->addWidget(m_query);
    layout->addWidget(m_cards, 1);
    auto* buttons = new QHBoxLayout;
    QPushButton* close = makeButton(tr("Close"), "");
    buttons->addStretch();
    buttons->addWidget(close);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void QuestionDialog::setSources(const QString& query, const std::vector<Asked>& sources)
{
    m_query->setText(query.isEmpty() ? tr("No filter: everything") : query);
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("cardsContent"));
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(10);
    for (const Asked& asked : sources)
        layout->addWidget(makeCard(asked));
    if (sources.empty())
        layout->addWidget(makeParagraph(tr("No source is enabled. File, Connect a source… adds one."), "dim"));
    layout->addStretch();
    m_cards->setWidget(content);
}

QWidget* QuestionDialog::makeCard(const Asked& asked) const
{
    auto* card = new QFrame;
    card->setObjectName(QStringLiteral("card"));
    card->setAccessibleName(asked.connection.name);
    auto* layout = new QVBoxLayout(card);
    layout->setContentsMargins(14, 12, 14, 12);
    layout->setSpacing(6);
    const Result<SourceQuestion> question = questionTo(asked.connection, asked.query);
    auto* head = new QHBoxLayout;
    head->addWidget(makeLabel(asked.connection.name, "strong"));
    head->addWidget(makeLabel(kindText(asked.connection), "dim"));
    head->addStretch();
    layout->addLayout(head);
    if (!question) {
        layout->addWidget(makeParagraph(errorParagraph(question.error()), "error"));
        return card;
    }
    head->addWidget(makePill(question->pushed.coverage));
    const auto part = [&](const QString& title, QWidget* text) {
        layout->addWidget(makeLabel(title, "section"));
        layout->addWidget(text);
    };
    layout->addWidget(makeParagraph(coverageText(question->pushed.coverage), "plain"));
    part(tr("Sent"), makeCode(question->pushed.sent));
    part(tr("Evaluated here"), makeCode(evaluatedHere(*question).trimmed()));
    const std::optional<quint64> records = question->pushed.coverage == Coverage::None ? asked.there : asked.found;
    part(tr("Cost"), makeParagraph(costSentences(*question, asked.window, records).join(QLatin1Char(' ')), "plain"));
    return card;
}

} // namespace auditlens
