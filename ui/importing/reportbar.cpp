// SPDX-License-Identifier: MIT
#include "importing/reportbar.h"

#include "models/timetext.h"
#include "widgets/labels.h"

#include <QHBoxLayout>
#include <QToolButton>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    QToolButton* closeButton(QFrame* bar)
    {
        auto* button = new QToolButton;
        button->setText(QString(QChar(0x2715)));
        button->setAccessibleName(QFrame::tr("Dismiss"));
        button->setFixedSize(24, 24);
        QObject::connect(button, &QToolButton::clicked, bar, &QWidget::hide);
        return button;
    }

    constexpr std::size_t shownReasons = 3;

} // namespace

QString reportText(const ImportReport& report)
{
    QStringList parts;
    parts << ReportBar::tr("%1 event(s) added", nullptr, int(report.events)).arg(numberText(report.events));
    if (report.duplicates > 0)
        parts << ReportBar::tr("%1 duplicate(s) left out", nullptr, int(report.duplicates)).arg(numberText(report.duplicates));
    if (report.withoutTime > 0)
        parts << ReportBar::tr("%1 without a time of their own").arg(numberText(report.withoutTime));
    if (report.rejected > 0)
        parts << ReportBar::tr("%1 record(s) rejected and kept", nullptr, int(report.rejected)).arg(numberText(report.rejected));
    const QString all = parts.join(QStringLiteral(", ")) + QLatin1Char('.');
    return report.cancelled ? ReportBar::tr("Stopped before the end: %1").arg(all) : all;
}

QString reportReasons(const ImportReport& report)
{
    QStringList lines;
    for (const Error& error : report.fileProblems)
        lines << error.oneLine();
    for (const auto* notes : {&report.firstErrors, &report.warnings}) {
        for (std::size_t i = 0; i < notes->size() && i < shownReasons; ++i) {
            const ImportNote& note = (*notes)[i];
            lines << (note.line > 0 ? ReportBar::tr("%1, line %2: %3").arg(note.file, QString::number(note.line), note.reason)
                                    : ReportBar::tr("%1: %2").arg(note.file, note.reason));
        }
    }
    return lines.join(QLatin1Char('\n'));
}

ReportBar::ReportBar(QWidget* parent)
    : QFrame(parent)
    , m_text(makeLabel({}, "strong"))
    , m_reasons(makeParagraph({}, "dim"))
    , m_rejects(makeButton(tr("Rejected records…"), "link"))
    , m_correct(makeButton(tr("Correct the guessed mapping…"), "link"))
{
    setObjectName(QStringLiteral("reportBar"));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_text);
    texts->addWidget(m_reasons);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 12, 8);
    layout->setSpacing(16);
    layout->addLayout(texts, 1);
    layout->addWidget(m_rejects);
    layout->addWidget(m_correct);
    layout->addWidget(closeButton(this), 0, Qt::AlignTop);
    connect(m_rejects, &QPushButton::clicked, this, &ReportBar::rejectsAsked);
    connect(m_correct, &QPushButton::clicked, this, &ReportBar::correctAsked);
}

void ReportBar::setReport(const ImportReport& report, bool guessed)
{
    m_text->setText(reportText(report));
    m_reasons->setText(reportReasons(report));
    m_reasons->setVisible(!m_reasons->text().isEmpty());
    m_rejects->setVisible(report.rejected > 0);
    m_correct->setVisible(guessed);
    show();
}

ErrorBar::ErrorBar(QWidget* parent)
    : QFrame(parent)
    , m_what(makeParagraph({}, "strong"))
    , m_why(makeParagraph({}, ""))
{
    setObjectName(QStringLiteral("errorBar"));
    setAccessibleName(tr("Problem"));
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_what);
    texts->addWidget(m_why);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(14, 8, 12, 8);
    layout->addLayout(texts, 1);
    layout->addWidget(closeButton(this), 0, Qt::AlignTop);
}

void ErrorBar::showError(const Error& error)
{
    m_what->setText(error.what);
    QStringList rest {error.why, error.help};
    if (!error.where.isEmpty())
        rest << QLatin1Char('(') + error.where + QLatin1Char(')');
    rest.removeAll(QString());
    m_why->setText(rest.join(QLatin1Char(' ')));
    show();
}

QString ErrorBar::text() const
{
    return m_what->text() + QLatin1Char(' ') + m_why->text();
}

} // namespace auditlens
