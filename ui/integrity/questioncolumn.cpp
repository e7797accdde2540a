// SPDX-License-Identifier: MIT
#include "integrity/questioncolumn.h"

#include "integrity/integritypills.h"
#include "integrity/integritytext.h"
#include "style/theme.h"
#include "widgets/labels.h"

#include <QFrame>
#include <QGridLayout>

namespace auditlens {

namespace {

using Line = IntegrityLine;

QFrame* makeRule()
{
    auto* rule = new QFrame;
    rule->setObjectName(QStringLiteral("rule"));
    rule->setFixedHeight(1);
    return rule;
}

/// A count is a number in a column of numbers; a judgement is a pill.
QWidget* makeValue(const Line& line)
{
    const bool isCount = line.state == Line::State::Note || line.question == Line::Question::Content;
    if (!isCount)
        return makeAnswerPill(line.state, line.value);
    QLabel* value = makeLabel(line.value, line.state == Line::State::Bad ? "error" : line.state == Line::State::Note ? "dim" : "plain");
    value->setFont(monoFont(12));
    return value;
}

} // namespace

QWidget* makeQuestionColumn(const IntegrityReport& report, Line::Question question)
{
    auto* column = new QWidget;
    column->setAccessibleName(questionText(question));
    auto* grid = new QGridLayout(column);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(5);
    grid->setColumnStretch(0, 1);
    grid->addWidget(makeLabel(questionText(question), "strong"), 0, 0, 1, 2);
    int row = 1;
    for (const Line& line : integrityLines(report)) {
        if (line.question != question)
            continue;
        const bool isBadCount = line.state == Line::State::Bad && question == Line::Question::Content;
        grid->addWidget(makeParagraph(line.text, isBadCount ? "error" : line.state == Line::State::Note ? "dim" : "plain"), row, 0);
        grid->addWidget(makeValue(line), row, 1, Qt::AlignRight | Qt::AlignTop);
        grid->addWidget(makeRule(), row + 1, 0, 1, 2);
        row += 2;
    }
    for (const QString& note : integrityNotes(report, question))
        grid->addWidget(makeParagraph(note, "dim"), row++, 0, 1, 2);
    grid->setRowStretch(row, 1);
    return column;
}

} // namespace auditlens
