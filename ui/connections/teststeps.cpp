// SPDX-License-Identifier: MIT
#include "connections/teststeps.h"

#include "reveal/revealtext.h"
#include "widgets/labels.h"
#include "widgets/pill.h"

#include <QFrame>
#include <QGridLayout>
#include <QProgressBar>
#include <QVBoxLayout>

namespace auditlens {

namespace {

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

void TestSteps::clear()
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
    hide();
}

void TestSteps::showRunning()
{
    clear();
    auto* busy = new QProgressBar;
    busy->setRange(0, 0);
    busy->setTextVisible(false);
    busy->setAccessibleName(tr("Testing…"));
    addLine(tr("Testing: asking the service for next to nothing…"), "dim", nullptr, tr("Testing…"));
    m_grid->addWidget(busy, m_grid->rowCount(), 0, 1, 2);
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
    m_grid->addWidget(label, row, 0);
    if (sign)
        m_grid->addWidget(sign, row, 1, Qt::AlignRight | Qt::AlignTop);
    m_lines << spoken;
}

void TestSteps::showTest(const ConnectionTest& test)
{
    clear();
    const auto sign = [](Pill::Look look, const QString& text) { return new Pill(look, text, {}); };
    bool known = true;
    for (const ConnectionStep step : connectionSteps) {
        const QString name = stepText(step);
        const bool failed = test.failed == step;
        if (failed)
            addLine(name, "strong", sign(Pill::Look::Removed, tr("✗ failed")), tr("%1: failed").arg(name));
        else if (known)
            addLine(name, "plain", sign(Pill::Look::Added, tr("✓")), tr("%1: well").arg(name));
        else
            addLine(name, "dim", makeLabel(tr("not known"), "dim"), tr("%1: not known").arg(name));
        if (failed && test.error)
            addLine(errorParagraph(*test.error), "error", nullptr, errorParagraph(*test.error));
        known = known && !failed;
        addRule();
    }
    for (const QString& note : notesOf(test.report)) {
        addLine(note, "plain", sign(Pill::Look::Note, tr("note")), note);
        addRule();
    }
    show();
}

} // namespace auditlens
