// SPDX-License-Identifier: MIT
#include "connections/teststeps.h"

#include "reveal/revealtext.h"
#include "widgets/labels.h"
#include "widgets/pill.h"

#include <QFrame>
#include <QGridLayout>
#include <QVBoxLayout>

namespace auditlens {

namespace {

constexpr int signHeight = 21; ///< Lines without a sign are as high, so that nothing moves when they get one.

/// In the line of the pills.
QLabel* makeWord(const QString& text)
{
    QLabel* word = makeLabel(text, "dim");
    word->setFixedHeight(signHeight);
    return word;
}

/// The version is a note like the others.
QStringList notesOf(const ProbeReport& report)
{
    QStringList notes;
    if (!report.version.isEmpty())
        notes << TestSteps::tr("The service says that it is version %1.").arg(report.version);
    return notes + report.notes;
}

} // namespace

TestSteps::TestSteps(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    setAccessibleName(tr("Result of the test"));
    clear();
}

void TestSteps::begin()
{
    delete m_table;
    m_lines.clear();
    m_table = new QWidget;
    m_grid = new QGridLayout(m_table);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(5);
    m_grid->setColumnStretch(0, 1);
    layout()->addWidget(m_table);
}

void TestSteps::clear()
{
    begin();
    hide();
}

void TestSteps::showRunning(const ConnectionTest& soFar, ConnectionStep at)
{
    begin();
    for (const ConnectionStep step : connectionSteps) {
        const QString name = stepText(step);
        if (step < at)
            addStep(step, outcomeOf(soFar, step));
        else if (step == at)
            addLine(name, "strong", new Pill(Pill::Look::Note, tr("… being tested"), {}), tr("%1: being tested").arg(name));
        else
            addLine(name, "dim", nullptr, tr("%1: not tested yet").arg(name));
        addRule();
    }
    show();
}

void TestSteps::addRule()
{
    auto* rule = new QFrame;
    rule->setObjectName(QStringLiteral("rule"));
    rule->setFixedHeight(1);
    m_grid->addWidget(rule, m_grid->rowCount(), 0, 1, 2);
}

void TestSteps::addLine(const QString& text, const char* look, QWidget* sign, const QString& spoken)
{
    const int row = m_grid->rowCount();
    QLabel* label = makeParagraph(text, look);
    label->setAccessibleName(spoken);
    m_grid->setRowMinimumHeight(row, signHeight);
    m_grid->addWidget(label, row, 0, sign ? Qt::Alignment(Qt::AlignVCenter) : Qt::Alignment());
    if (sign)
        m_grid->addWidget(sign, row, 1, Qt::AlignRight | Qt::AlignTop);
    m_lines << spoken;
}

void TestSteps::addStep(ConnectionStep step, StepOutcome outcome)
{
    const QString name = stepText(step);
    switch (outcome) {
    case StepOutcome::Well:
        return addLine(name, "plain", new Pill(Pill::Look::Added, tr("✓"), {}), tr("%1: well").arg(name));
    case StepOutcome::Failed:
        return addLine(name, "strong", new Pill(Pill::Look::Removed, tr("✗ failed"), {}), tr("%1: failed").arg(name));
    case StepOutcome::Moot:
        return addLine(name, "plain", makeWord(mootText(step)), tr("%1: %2", "a step of a test and what came of it").arg(name, mootText(step)));
    case StepOutcome::Unknown:
        return addLine(name, "dim", makeWord(tr("not known")), tr("%1: not known").arg(name));
    }
}

void TestSteps::showTest(const ConnectionTest& test)
{
    begin();
    for (const ConnectionStep step : connectionSteps) {
        const StepOutcome outcome = outcomeOf(test, step);
        addStep(step, outcome);
        if (outcome == StepOutcome::Failed && test.error)
            addLine(errorParagraph(*test.error), "error", nullptr, errorParagraph(*test.error));
        addRule();
    }
    for (const QString& note : notesOf(test.report)) {
        addLine(note, "plain", new Pill(Pill::Look::Note, tr("note"), {}), note);
        addRule();
    }
    show();
}

} // namespace auditlens
