// SPDX-License-Identifier: MIT
#include "connections/connectionsdialog.h"

#include "connections/connectionnamedialog.h"
#include "connections/connectiontext.h"
#include "reveal/revealtext.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"
#include "widgets/table.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    enum Column { NameColumn, StateColumn, KindColumn, AddressColumn, ArchiveColumn };

    QString stateText(const ConnectionEntry& entry)
    {
        if (entry.problem)
            return ConnectionsDialog::tr("cannot be read");
        return entry.connection.enabled ? ConnectionsDialog::tr("enabled") : ConnectionsDialog::tr("disabled");
    }

    /// Not modal for the program: events go on.
    QFileDialog* makeChooser(QWidget* parent, const QString& title, QFileDialog::AcceptMode mode)
    {
        auto* chooser = new QFileDialog(parent, title, {}, ConnectionsDialog::tr("Connections (*.json)"));
        chooser->setAttribute(Qt::WA_DeleteOnClose);
        chooser->setAcceptMode(mode);
        chooser->setDefaultSuffix(QStringLiteral("json"));
        if (mode == QFileDialog::AcceptOpen)
            chooser->setFileMode(QFileDialog::ExistingFile);
        return chooser;
    }

} // namespace

ConnectionsDialog::ConnectionsDialog(ConnectionDesk* desk, QWidget* parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_table(makeTable(tr("Connections"), {tr("Name"), tr("State"), tr("Kind"), tr("Address"), tr("Archive")}))
    , m_message(makeParagraph({}, "error"))
    , m_add(makeButton(tr("Add…"), "soft"))
    , m_edit(makeButton(tr("Edit…"), ""))
    , m_duplicate(makeButton(tr("Duplicate…"), ""))
    , m_rename(makeButton(tr("Rename…"), ""))
    , m_enable(makeButton(tr("Disable"), ""))
    , m_remove(makeButton(tr("Remove…"), ""))
    , m_export(makeButton(tr("Export…"), ""))
    , m_import(makeButton(tr("Import…"), ""))
{
    setWindowTitle(tr("Connections"));
    resize(940, 480);
    m_table->setColumnWidth(NameColumn, 150);
    m_table->setColumnWidth(StateColumn, 90);
    m_table->setColumnWidth(KindColumn, 160);
    m_table->setColumnWidth(AddressColumn, 190);
    m_table->horizontalHeader()->setSectionResizeMode(ArchiveColumn, QHeaderView::Stretch);
    m_message->setAccessibleName(tr("Problem with the connections"));
    m_message->hide();
    auto* row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(m_table, 1);
    row->addWidget(makeButtons());
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(12);
    layout->addWidget(makeParagraph(tr("Services that events are fetched from. Each fills an archive; passwords, tokens and keys are never in a file of this program."), "dim"));
    layout->addLayout(row, 1);
    layout->addWidget(m_message);
    connect(m_desk, &ConnectionDesk::changed, this, &ConnectionsDialog::fill);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &ConnectionsDialog::showState);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, &ConnectionsDialog::edit);
    fill();
}

QWidget* ConnectionsDialog::makeButtons()
{
    auto* column = new QWidget;
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    QPushButton* close = makeButton(tr("Close"), "");
    for (QPushButton* button : {m_add, m_edit, m_duplicate, m_rename, m_enable, m_remove, m_export, m_import})
        layout->addWidget(button);
    layout->addStretch();
    layout->addWidget(close);
    connect(m_add, &QPushButton::clicked, this, [this] { Q_EMIT addAsked(Connection()); });
    connect(m_edit, &QPushButton::clicked, this, &ConnectionsDialog::edit);
    connect(m_duplicate, &QPushButton::clicked, this, [this] { askName(true); });
    connect(m_rename, &QPushButton::clicked, this, [this] { askName(false); });
    connect(m_enable, &QPushButton::clicked, this, &ConnectionsDialog::toggleEnabled);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionsDialog::askRemove);
    connect(m_export, &QPushButton::clicked, this, &ConnectionsDialog::chooseExport);
    connect(m_import, &QPushButton::clicked, this, &ConnectionsDialog::chooseImport);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return column;
}

void ConnectionsDialog::fill()
{
    const ConnectionEntry* before = chosen();
    const int line = m_table->currentRow();
    const QString file = before ? before->file : QString();
    const QSignalBlocker quiet(m_table); // A button that is off for a moment loses the keyboard to another one.
    m_table->setRowCount(0);
    for (const ConnectionEntry& entry : m_desk->entries())
        addRow(entry);
    m_table->selectRow(std::clamp(line, 0, std::max(0, m_table->rowCount() - 1)));
    choose(file);
    showState();
}

void ConnectionsDialog::choose(const QString& file)
{
    const std::vector<ConnectionEntry>& entries = m_desk->entries(); // a row each
    const auto found = std::ranges::find(entries, file, &ConnectionEntry::file);
    if (found != entries.end())
        m_table->selectRow(int(found - entries.begin()));
}

void ConnectionsDialog::addRow(const ConnectionEntry& entry)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const Connection& connection = entry.connection;
    const QString texts[] = {connection.name, stateText(entry), kindText(connection), addressText(connection), QDir::toNativeSeparators(connection.archive)};
    for (int column = NameColumn; column <= ArchiveColumn; ++column) {
        auto* item = new QTableWidgetItem(texts[column]);
        item->setData(Qt::UserRole, entry.file);
        m_table->setItem(row, column, item);
    }
}

const ConnectionEntry* ConnectionsDialog::chosen() const
{
    const QList<QTableWidgetItem*> selected = m_table->selectedItems();
    const QString file = selected.isEmpty() ? QString() : selected.front()->data(Qt::UserRole).toString();
    for (const ConnectionEntry& entry : m_desk->entries()) {
        if (!file.isEmpty() && entry.file == file)
            return &entry;
    }
    return nullptr;
}

void ConnectionsDialog::showState()
{
    const ConnectionEntry* entry = chosen();
    const bool usable = entry && !entry->problem;
    for (QPushButton* button : {m_edit, m_duplicate, m_rename, m_enable, m_export})
        button->setEnabled(usable);
    m_remove->setEnabled(entry);
    m_enable->setText(usable && !entry->connection.enabled ? tr("Enable") : tr("Disable"));
    m_message->setText(entry && entry->problem ? errorParagraph(*entry->problem) : QString());
    m_message->setVisible(!m_message->text().isEmpty());
}

void ConnectionsDialog::edit()
{
    const ConnectionEntry* entry = chosen();
    if (entry && !entry->problem)
        Q_EMIT editAsked(entry->connection.name);
}

void ConnectionsDialog::askName(bool copies)
{
    const ConnectionEntry* entry = chosen();
    if (!entry)
        return;
    using For = ConnectionNameDialog::For;
    auto* dialog = new ConnectionNameDialog(copies ? For::Duplicating : For::Renaming, m_desk, entry->connection.name, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ConnectionNameDialog::named, this, [this, copies, name = entry->connection.name](const QString& newName) {
        if (copies)
            m_desk->duplicate(name, newName, this, [this](const Result<Connection>& result) {
                if (const ConnectionEntry* copy = result ? m_desk->find(result->name) : nullptr)
                    choose(copy->file);
                tellUnless(result);
            });
        else
            tellUnless(m_desk->rename(name, newName));
    });
    dialog->open();
}

void ConnectionsDialog::toggleEnabled()
{
    if (const ConnectionEntry* entry = chosen())
        tellUnless(m_desk->setEnabled(entry->connection.name, !entry->connection.enabled));
}

void ConnectionsDialog::askRemove()
{
    const ConnectionEntry* entry = chosen();
    if (!entry)
        return;
    const QString& name = entry->connection.name;
    const QString& archive = entry->connection.archive;
    QString text = tr("Remove \"%1\" and what the keychain has of it?").arg(name);
    if (!archive.isEmpty())
        text += QLatin1Char(' ') + tr("Its archive stays: \"%1\".").arg(QDir::toNativeSeparators(archive));
    askBeforeLoss(this, tr("Remove a source"), text, tr("Remove"), [this, name] {
        m_desk->remove(name, this, [this](const Result<void>& removed) { tellUnless(removed); });
    });
}

void ConnectionsDialog::chooseExport()
{
    auto* chooser = makeChooser(this, tr("Export without passwords, tokens, keys and paths of this machine"), QFileDialog::AcceptSave);
    connect(chooser, &QFileDialog::fileSelected, this, &ConnectionsDialog::exportTo);
    chooser->open();
}

void ConnectionsDialog::exportTo(const QString& file)
{
    if (const ConnectionEntry* entry = chosen())
        tellUnless(m_desk->exportTo(entry->connection.name, file));
}

void ConnectionsDialog::chooseImport()
{
    auto* chooser = makeChooser(this, tr("Import a connection that somebody exported"), QFileDialog::AcceptOpen);
    connect(chooser, &QFileDialog::fileSelected, this, &ConnectionsDialog::importFrom);
    chooser->open();
}

void ConnectionsDialog::importFrom(const QString& file)
{
    const Result<Connection> read = ConnectionDesk::readExported(file);
    tellUnless(read);
    if (read)
        Q_EMIT addAsked(*read);
}

template <typename T>
void ConnectionsDialog::tellUnless(const Result<T>& result)
{
    if (!result)
        return tell(result.error());
    showState();
}

void ConnectionsDialog::tell(const Error& error)
{
    m_message->setText(errorParagraph(error));
    m_message->show();
}

QString ConnectionsDialog::message() const
{
    return m_message->text();
}

} // namespace auditlens
