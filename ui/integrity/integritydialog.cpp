// SPDX-License-Identifier: MIT
#include "integrity/integritydialog.h"

#include "integrity/eventintegrity.h"
#include "integrity/integritytext.h"
#include "integrity/questioncolumn.h"
#include "models/findingmodel.h"
#include "models/timetext.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QProgressBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

constexpr IntegrityFinding::Kind allKinds[] = {IntegrityFinding::Kind::Signature, IntegrityFinding::Kind::Continuity, IntegrityFinding::Kind::Clock};

QTableView* makeTable(FindingModel* model)
{
    auto* table = new QTableView;
    table->setModel(model);
    table->setAccessibleName(IntegrityDialog::tr("Findings"));
    table->setSelectionBehavior(QTableView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setMinimumHeight(120);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(28);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setColumnWidth(FindingModel::When, 190);
    table->setColumnWidth(FindingModel::Kind, 100);
    table->setColumnWidth(FindingModel::Object, 190);
    return table;
}

QString headingOf(const IntegrityReport& report)
{
    const std::uint64_t count = report.findingCount();
    if (count == 0)
        return report.complete() ? IntegrityDialog::tr("Nothing was found that does not verify.") : IntegrityDialog::tr("Nothing was found so far; the check is not complete.");
    const QString findings = IntegrityDialog::tr("%n finding(s)", nullptr, int(std::min<std::uint64_t>(count, 1'000'000'000)));
    return report.complete() ? findings : IntegrityDialog::tr("At least %1; the check is not complete.").arg(findings);
}

} // namespace

IntegrityDialog::IntegrityDialog(QWidget* parent)
    : QDialog(parent)
    , m_heading(makeParagraph({}, "heading"))
    , m_remarks(makeParagraph({}, "dim"))
    , m_progress(new QProgressBar)
    , m_results(new QWidget)
    , m_columns(new QHBoxLayout)
    , m_kinds(new QComboBox)
    , m_model(new FindingModel(this))
    , m_findings(makeTable(m_model))
    , m_sentence(makeParagraph({}, "plain"))
    , m_copy(makeButton(tr("Co&py"), "link"))
    , m_go(makeButton(tr("&Go to event"), ""))
    , m_goOther(makeButton(tr("Go to the &other event"), ""))
    , m_keys(makeButton(tr("&Keys…"), ""))
    , m_cancel(makeButton(tr("&Cancel"), ""))
    , m_again(makeButton(tr("Check &again"), ""))
    , m_close(makeButton(tr("Close"), "primary"))
{
    setWindowTitle(tr("Integrity of this archive"));
    setMinimumSize(760, 560);
    resize(1000, 720);
    auto* layout = new QVBoxLayout(this);
    layout->setSizeConstraint(QLayout::SetNoConstraint); // wrapped sentences would make it higher than it must be
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeBody(), 1);
    layout->addWidget(makeFoot());
    connectParts();
    m_remarks->hide();
    showFinding();
}

QWidget* IntegrityDialog::makeBody()
{
    QWidget* body = makeDialogBody();
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(20, 18, 20, 18);
    inside->setSpacing(10);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(24);
    m_progress->setRange(0, 100);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of the check"));
    inside->addWidget(m_heading);
    inside->addWidget(m_remarks);
    inside->addWidget(m_progress);
    inside->addWidget(m_results, 1);
    inside->addStretch();
    fillResults();
    return body;
}

/// Hidden until there are some.
void IntegrityDialog::fillResults()
{
    auto* layout = new QVBoxLayout(m_results);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addLayout(m_columns);
    layout->addWidget(makeFilterRow());
    layout->addWidget(m_findings, 1);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_sentence->setAccessibleName(tr("The chosen finding"));
    layout->addWidget(m_sentence);
    m_results->hide();
}

QWidget* IntegrityDialog::makeFilterRow()
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 6, 0, 0);
    layout->setSpacing(10);
    m_kinds->setMinimumWidth(190);
    m_copy->setToolTip(tr("Copy the selected findings, or all that are shown (Ctrl+C)"));
    layout->addWidget(makeFieldLabel(tr("&Show"), m_kinds));
    layout->addWidget(m_kinds);
    layout->addStretch();
    layout->addWidget(m_copy);
    return row;
}

QWidget* IntegrityDialog::makeFoot()
{
    auto* foot = new QWidget;
    QHBoxLayout* buttons = makeDialogFoot(foot);
    buttons->insertWidget(0, m_goOther);
    buttons->insertWidget(0, m_go);
    for (QPushButton* button : {m_keys, m_cancel, m_again, m_close})
        buttons->addWidget(button);
    return foot;
}

void IntegrityDialog::connectParts()
{
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_cancel, &QPushButton::clicked, this, &IntegrityDialog::cancelAsked);
    connect(m_again, &QPushButton::clicked, this, &IntegrityDialog::checkAsked);
    connect(m_keys, &QPushButton::clicked, this, &IntegrityDialog::keysAsked);
    connect(m_copy, &QPushButton::clicked, this, &IntegrityDialog::copy);
    connect(m_go, &QPushButton::clicked, this, &IntegrityDialog::go);
    connect(m_goOther, &QPushButton::clicked, this, &IntegrityDialog::goOther);
    connect(m_kinds, &QComboBox::activated, this, &IntegrityDialog::showKind);
    connect(m_findings->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &IntegrityDialog::showFinding);
    connect(m_findings, &QTableView::clicked, this, [this] {
        if (QApplication::keyboardModifiers() == Qt::NoModifier) // else rows are being chosen to be copied
            go();
    });
    m_findings->installEventFilter(this);
}

void IntegrityDialog::showRunning(bool running)
{
    m_progress->setVisible(running);
    m_cancel->setVisible(running);
    m_again->setVisible(!running);
    m_results->setEnabled(!running); // they are those of the check before
}

void IntegrityDialog::showProgress(const QString& sentence, int percent)
{
    showRunning(true);
    m_heading->setText(sentence);
    m_progress->setValue(percent);
}

void IntegrityDialog::showProblem(const QString& sentence)
{
    showRunning(false);
    m_heading->setText(sentence);
    m_remarks->hide();
    m_results->hide();
    m_model->setFindings({}, QTimeZone::utc());
    showFinding();
}

void IntegrityDialog::showReport(const IntegrityReport& report, const QStringList& remarks, const QTimeZone& zone)
{
    showRunning(false);
    m_heading->setText(headingOf(report));
    m_results->show();
    fillAnswers(report);
    std::vector<IntegrityFinding> findings = integrityFindings(report);
    QStringList sentences = remarks;
    if (const auto problem = report.problem())
        sentences << problem->oneLine();
    if (report.findingCount() > findings.size())
        sentences << tr("The newest %1 findings are listed.").arg(numberText(findings.size()));
    m_remarks->setText(sentences.join(u'\n'));
    m_remarks->setVisible(!sentences.isEmpty());
    m_model->setFindings(std::move(findings), zone);
    fillKinds();
    showKind();
    if (!m_kinds->hasFocus())
        m_findings->setFocus(Qt::OtherFocusReason);
}

void IntegrityDialog::fillAnswers(const IntegrityReport& report)
{
    while (QLayoutItem* item = m_columns->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto question : {IntegrityLine::Question::Content, IntegrityLine::Question::Set})
        m_columns->addWidget(makeQuestionColumn(report, question), 1);
}

void IntegrityDialog::fillKinds()
{
    const QVariant chosen = m_kinds->currentData();
    m_kinds->clear();
    int all = 0;
    for (const auto kind : allKinds) {
        m_kinds->addItem(tr("%1 · %2", "kind of finding and how many").arg(FindingModel::kindText(kind), numberText(quint64(m_model->count(kind)))), int(kind));
        all += m_model->count(kind);
    }
    m_kinds->insertItem(0, tr("All · %1", "findings").arg(numberText(quint64(all))));
    m_kinds->setCurrentIndex(std::max(0, chosen.isValid() ? m_kinds->findData(chosen) : 0));
}

void IntegrityDialog::showKind()
{
    const QVariant kind = m_kinds->currentData();
    m_model->showOnly(kind.isValid() ? std::optional(IntegrityFinding::Kind(kind.toInt())) : std::nullopt);
    m_copy->setEnabled(m_model->rowCount() > 0);
    if (m_model->rowCount() > 0)
        m_findings->selectRow(0);
    showFinding();
}

const IntegrityFinding* IntegrityDialog::current() const
{
    const int row = m_findings->currentIndex().row();
    return row >= 0 && row < m_model->rowCount() ? &m_model->at(row) : nullptr;
}

void IntegrityDialog::showFinding()
{
    const IntegrityFinding* finding = current();
    m_go->setEnabled(finding);
    m_goOther->setEnabled(finding && finding->other);
    QStringList sentences;
    if (finding)
        sentences << finding->sentence << finding->detail << findingMeaning(finding->kind);
    sentences.removeAll(QString());
    m_sentence->setText(sentences.join(u'\n'));
}

void IntegrityDialog::go()
{
    if (const IntegrityFinding* finding = current())
        Q_EMIT eventAsked(finding->event.row);
}

void IntegrityDialog::goOther()
{
    const IntegrityFinding* finding = current();
    if (finding && finding->other)
        Q_EMIT eventAsked(finding->other->row);
}

void IntegrityDialog::copy()
{
    std::vector<int> rows;
    for (const QModelIndex& index : m_findings->selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    if (rows.size() < 2) { // one is always selected
        rows.clear();
        for (int row = 0; row < m_model->rowCount(); ++row)
            rows.push_back(row);
    }
    QApplication::clipboard()->setText(m_model->lines(rows));
}

bool IntegrityDialog::eventFilter(QObject* watched, QEvent* event)
{
    const auto* key = event->type() == QEvent::KeyPress ? static_cast<QKeyEvent*>(event) : nullptr;
    if (key && (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter)) {
        go();
        return true;
    }
    if (key && key->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace auditlens
