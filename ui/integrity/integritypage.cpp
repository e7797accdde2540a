// SPDX-License-Identifier: MIT
#include "integrity/integritypage.h"

#include "base/text.h"
#include "integrity/coveredfields.h"
#include "integrity/integritypills.h"
#include "integrity/integritytext.h"
#include "summary/words.h"
#include "widgets/flowlayout.h"
#include "widgets/labels.h"

#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

constexpr std::size_t mostNames = 60;

QVBoxLayout* innerLayout(QWidget* answers)
{
    return static_cast<QVBoxLayout*>(answers->layout());
}

} // namespace

IntegrityPage::IntegrityPage(QWidget* parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
    , m_note(makeParagraph({}, "dim"))
    , m_link(makeButton({}, "link"))
{
    m_layout->setContentsMargins(16, 12, 16, 12);
    m_layout->setSpacing(10);
    m_layout->addWidget(m_note);
    m_layout->addWidget(m_link);
    m_layout->addStretch();
    connect(m_link, &QPushButton::clicked, this, &IntegrityPage::checkAsked);
    setCheck({}, false);
}

void IntegrityPage::setCheck(const QString& running, bool hasReport)
{
    m_note->setText(running);
    m_note->setVisible(!running.isEmpty());
    m_link->setText(!running.isEmpty() ? tr("Show the check") : hasReport ? tr("Integrity of the whole archive") : tr("Check this archive now"));
}

void IntegrityPage::setIntegrity(const EventIntegrity& integrity, const std::vector<CoveredMember>& coverage)
{
    delete m_answers;
    m_answers = new QWidget;
    auto* inside = new QVBoxLayout(m_answers);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(8);
    addAnswer(questionText(IntegrityLine::Question::Content), integrity.content);
    addCoverage(coverage);
    inside->addSpacing(8);
    addAnswer(tr("Does it fit what is around it?"), integrity.set);
    for (const EventFinding& finding : integrity.findings)
        addFinding(finding);
    m_layout->insertWidget(0, m_answers);
}

void IntegrityPage::addAnswer(const QString& question, const EventAnswer& answer)
{
    innerLayout(m_answers)->addWidget(makeLabel(question, "strong"));
    innerLayout(m_answers)->addWidget(makeAnswerPill(answer.state, answer.word));
    for (const QString& sentence : answer.sentences)
        innerLayout(m_answers)->addWidget(makeParagraph(sentence, "plain"));
}

void IntegrityPage::addCoverage(const std::vector<CoveredMember>& coverage)
{
    const std::pair<Cover, QString> groups[] = {{Cover::Whole, tr("The signature covers")}, {Cover::Part, tr("It covers a part of")},
        {Cover::None, tr("It does not cover; a change there would not show")}};
    for (const auto& [cover, title] : groups) {
        QStringList names;
        for (const CoveredMember& member : coverage) {
            if (member.cover == cover && !isSignatureMember(member.path))
                names << oneLine(member.path, 60);
        }
        if (names.isEmpty())
            continue;
        innerLayout(m_answers)->addWidget(makeLabel(title, "section"));
        auto* flow = new QWidget;
        auto* pills = new FlowLayout(6, flow);
        for (const QString& name : names.mid(0, qsizetype(mostNames)))
            pills->addWidget(new Pill(cover == Cover::Whole ? Pill::Look::Added : cover == Cover::Part ? Pill::Look::Note : Pill::Look::Object, name, {}));
        if (names.size() > qsizetype(mostNames))
            pills->addWidget(makeLabel(tr("and %n more", nullptr, int(names.size() - qsizetype(mostNames))), "dim"));
        innerLayout(m_answers)->addWidget(flow);
    }
}

void IntegrityPage::addFinding(const EventFinding& finding)
{
    innerLayout(m_answers)->addWidget(makeParagraph(finding.sentence, "error"));
    innerLayout(m_answers)->addWidget(makeParagraph(findingMeaning(finding.kind), "dim"));
    if (!finding.other)
        return;
    QPushButton* other = makeButton(tr("Go to event %1").arg(oneLine(finding.other->id, 40)), "link");
    connect(other, &QPushButton::clicked, this, [this, row = finding.other->row] { Q_EMIT eventAsked(row); });
    innerLayout(m_answers)->addWidget(other);
}

} // namespace auditlens
