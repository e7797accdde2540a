// SPDX-License-Identifier: MIT
#include "sources/facetdialog.h"

#include "models/facetmodel.h"
#include "models/timetext.h"
#include "query/filterterm.h"
#include "sources/facetsection.h"
#include "widgets/labels.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QTableView>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    constexpr int pauseMs = 120;

} // namespace

FacetDialog::FacetDialog(FacetCounter* counter, const QString& field, QWidget* parent)
    : QDialog(parent)
    , m_counter(counter)
    , m_field(field)
    , m_model(new FacetModel(this))
    , m_search(new QLineEdit)
    , m_note(makeLabel(tr("Counting…"), "dim"))
    , m_table(new QTableView)
{
    setWindowTitle(tr("Values of: %1").arg(facetTitle(field)));
    resize(520, 560);
    m_search->setPlaceholderText(tr("Search all values"));
    m_search->setAccessibleName(tr("Search all values"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Values"));
    m_table->setSelectionBehavior(QTableView::SelectRows);
    m_table->setSelectionMode(QTableView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(FacetModel::Value, QHeaderView::Stretch);
    m_table->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(m_search);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(10);
    buttons->addStretch();
    const std::pair<QString, Qt::KeyboardModifier> choices[]
        = {{tr("Leave out"), Qt::AltModifier}, {tr("Only this"), Qt::ControlModifier}, {tr("Filter for this"), Qt::NoModifier}};
    for (const auto& [text, modifier] : choices) {
        QPushButton* button = makeButton(text, modifier == Qt::NoModifier ? "primary" : "");
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, modifier = modifier] { choose(modifier); });
        buttons->addWidget(button);
    }
    layout->addLayout(buttons);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(m_search, &QLineEdit::textChanged, &m_pause, qOverload<>(&QTimer::start));
    connect(&m_pause, &QTimer::timeout, this, [this] { m_counter->fetch(m_field, m_search->text()); });
    connect(m_counter, &FacetCounter::fetched, this, &FacetDialog::showFacet);
    connect(m_table, &QTableView::doubleClicked, this, [this] { choose(Qt::NoModifier); });
    m_counter->fetch(m_field, {});
}

void FacetDialog::showFacet(const Facet& facet, const QString& containing)
{
    if (facet.field != m_field || containing != m_search->text())
        return;
    m_model->setFacet(facet);
    m_table->selectRow(0);
    const QString shown = numberText(facet.values.size());
    m_note->setText(facet.distinct > facet.values.size()
            ? tr("The %1 most frequent of %2 values; the search looks through all of them.").arg(shown, numberText(facet.distinct))
            : tr("%1 values in %2 events, counted exactly.").arg(shown, numberText(facet.events)));
}

void FacetDialog::choose(Qt::KeyboardModifiers modifiers)
{
    const QModelIndex index = m_table->currentIndex();
    if (!index.isValid())
        return;
    const QString term = filterTerm(m_field, m_model->value(index.row()));
    if (modifiers.testFlag(Qt::ControlModifier))
        Q_EMIT onlyAsked(term);
    else
        Q_EMIT termAsked(modifiers.testFlag(Qt::AltModifier) ? QString(QLatin1Char('-') + term) : term);
    accept();
}

/// Enter chooses from the search too, where the arrows move the list.
bool FacetDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        choose(key->modifiers());
        return true;
    }
    const bool moves = key->key() == Qt::Key_Up || key->key() == Qt::Key_Down || key->key() == Qt::Key_PageUp || key->key() == Qt::Key_PageDown;
    if (watched == m_search && moves)
        return QCoreApplication::sendEvent(m_table, event);
    return QDialog::eventFilter(watched, event);
}

} // namespace auditlens
