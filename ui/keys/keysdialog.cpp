// SPDX-License-Identifier: MIT
#include "keys/keysdialog.h"

#include "keys/keydialog.h"
#include "reveal/revealtext.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"
#include "widgets/table.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QTableWidget>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    enum Column { NameColumn, KindColumn, FingerprintColumn, NoteColumn, GenerationsColumn };

    QString storeText(const Revealer& revealer)
    {
        if (!revealer.isStoreKnown())
            return KeysDialog::tr("Looking for the keychain…");
        switch (revealer.keyring().store().kind()) {
        case SecretStore::Kind::Keychain:
            return KeysDialog::tr("Keys are in the keychain of this system; here are their names.");
        case SecretStore::Kind::ThisRun:
            return KeysDialog::tr("Keys are in the memory of this program and end with it.");
        case SecretStore::Kind::None:
            return errorParagraph(*revealer.keyring().store().unavailable());
        }
        return {};
    }

} // namespace

KeysDialog::KeysDialog(Revealer* revealer, QWidget* parent)
    : QDialog(parent)
    , m_revealer(revealer)
    , m_table(makeTable(tr("Keys"), {tr("Name"), tr("Kind"), tr("Fingerprint"), tr("Note"), tr("Keys so far")}))
    , m_store(makeParagraph({}, "dim"))
    , m_message(makeParagraph({}, "error"))
    , m_thisRun(makeButton(tr("Keep keys for this run only"), "link"))
    , m_add(makeButton(tr("Add…"), "soft"))
    , m_replace(makeButton(tr("Replace…"), ""))
    , m_describe(makeButton(tr("Rename…"), ""))
    , m_remove(makeButton(tr("Remove…"), ""))
{
    setWindowTitle(tr("Keys"));
    resize(900, 420);
    buildTable();
    m_message->setAccessibleName(tr("Problem with the keys"));
    m_message->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(12);
    layout->addWidget(m_store);
    layout->addWidget(m_thisRun);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_message);
    layout->addWidget(makeButtons());
    connect(m_revealer, &Revealer::keysChanged, this, &KeysDialog::fill);
    connect(m_thisRun, &QPushButton::clicked, m_revealer, &Revealer::keepKeysForThisRun);
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &KeysDialog::showState);
    fill();
    m_revealer->findKeys();
}

void KeysDialog::buildTable()
{
    m_table->horizontalHeader()->setSectionResizeMode(NoteColumn, QHeaderView::Stretch);
    m_table->setColumnWidth(NameColumn, 150);
    m_table->setColumnWidth(KindColumn, 150);
    m_table->setColumnWidth(FingerprintColumn, 170);
    m_table->setColumnWidth(GenerationsColumn, 190);
}

QWidget* KeysDialog::makeButtons()
{
    auto* row = new QWidget;
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    QPushButton* close = makeButton(tr("Close"), "");
    for (QPushButton* button : {m_add, m_replace, m_describe, m_remove})
        layout->addWidget(button);
    layout->addStretch();
    layout->addWidget(close);
    connect(m_add, &QPushButton::clicked, this, &KeysDialog::add);
    connect(m_replace, &QPushButton::clicked, this, [this] { change(true); });
    connect(m_describe, &QPushButton::clicked, this, [this] { change(false); });
    connect(m_remove, &QPushButton::clicked, this, &KeysDialog::askRemove);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return row;
}

QString KeysDialog::message() const
{
    return m_message->text();
}

void KeysDialog::fill()
{
    const std::optional<KnownKey> before = chosen();
    const KeyList list = m_revealer->keyring().list();
    m_table->setRowCount(0);
    for (const KnownKey& key : list.keys)
        addRow(key);
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (before && m_table->item(row, NameColumn)->data(Qt::UserRole).toString() == before->id)
            m_table->selectRow(row);
    }
    m_store->setText(storeText(*m_revealer));
    const bool missing = m_revealer->isStoreKnown() && m_revealer->keyring().store().unavailable();
    m_thisRun->setVisible(missing);
    if (list.unreadable > 0) {
        m_message->setText(tr("%n key(s) in the settings cannot be read and are left as they are.", nullptr, list.unreadable));
        m_message->show();
    }
    showState();
}

void KeysDialog::addRow(const KnownKey& key)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    const KeyGeneration& newest = key.generations.front();
    const QString added = newest.added.toString(QStringLiteral("yyyy-MM-dd"));
    const QString generations = key.generations.size() == 1 ? tr("1, of %1").arg(added)
                                                            : tr("%1, the last of %2").arg(key.generations.size()).arg(added);
    const QString texts[] = {key.name, kindText(key.kind), newest.fingerprint, key.note, generations};
    for (int column = NameColumn; column <= GenerationsColumn; ++column) {
        auto* item = new QTableWidgetItem(texts[column]);
        item->setData(Qt::UserRole, key.id);
        m_table->setItem(row, column, item);
    }
}

std::optional<KnownKey> KeysDialog::chosen() const
{
    const QList<QTableWidgetItem*> selected = m_table->selectedItems();
    const QString id = selected.isEmpty() ? QString() : selected.front()->data(Qt::UserRole).toString();
    for (const KnownKey& key : m_revealer->keyring().list().keys) {
        if (key.id == id)
            return key;
    }
    return {};
}

void KeysDialog::showState()
{
    const bool any = !m_table->selectedItems().isEmpty();
    m_add->setEnabled(m_revealer->isStoreKnown());
    for (QPushButton* button : {m_replace, m_describe, m_remove})
        button->setEnabled(any && m_revealer->isStoreKnown());
}

void KeysDialog::add()
{
    auto* dialog = new KeyDialog(KeyDialog::For::Adding, m_revealer, {}, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void KeysDialog::change(bool replaces)
{
    const std::optional<KnownKey> key = chosen();
    if (!key)
        return;
    auto* dialog = new KeyDialog(replaces ? KeyDialog::For::Replacing : KeyDialog::For::Describing, m_revealer, key, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void KeysDialog::askRemove()
{
    const std::optional<KnownKey> key = chosen();
    if (!key)
        return;
    askBeforeLoss(this, tr("Remove a key"),
        tr("Remove \"%1\" with all its generations? What it opened stays closed without another copy of the key.").arg(key->name), tr("Remove"),
        [this, name = key->name] { remove(name); });
}

void KeysDialog::remove(const QString& name)
{
    m_revealer->keyring().remove(name, this, [this](const Result<void>& removed) {
        m_message->setText(removed ? QString() : errorParagraph(removed.error()));
        m_message->setVisible(!removed);
        m_revealer->tellKeysChanged();
    });
}

} // namespace auditlens
