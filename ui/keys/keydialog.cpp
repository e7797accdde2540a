// SPDX-License-Identifier: MIT
#include "keys/keydialog.h"

#include "keys/secretedit.h"
#include "reveal/revealtext.h"
#include "secrets/secretreader.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    QString titleOf(KeyDialog::For purpose, const QString& name)
    {
        switch (purpose) {
        case KeyDialog::For::Adding:
            return KeyDialog::tr("Add a key");
        case KeyDialog::For::Replacing:
            return KeyDialog::tr("Replace the key \"%1\"").arg(name);
        case KeyDialog::For::Describing:
            return KeyDialog::tr("Name and note of \"%1\"").arg(name);
        }
        return {};
    }

    /// A pipe or a device would keep the window waiting.
    Result<Secret> keyFrom(const QString& path)
    {
        if (QFileInfo(path).isFile())
            return readSecretFile(path);
        return Error {KeyDialog::tr("Cannot read the key."), KeyDialog::tr("It is no file."), path, KeyDialog::tr("Choose the file that has the key.")};
    }

} // namespace

KeyDialog::KeyDialog(For purpose, Revealer* revealer, const std::optional<KnownKey>& key, QWidget* parent)
    : QDialog(parent)
    , m_purpose(purpose)
    , m_revealer(revealer)
    , m_before(key ? key->name : QString())
    , m_name(new QLineEdit(m_before))
    , m_kind(new QComboBox)
    , m_note(new QLineEdit(key ? key->note : QString()))
    , m_typed(new SecretEdit)
    , m_browse(makeButton(tr("From a file…"), ""))
    , m_from(makeParagraph({}, "dim"))
    , m_message(makeParagraph({}, "error"))
    , m_save(makeButton(purpose == For::Adding ? tr("Add") : purpose == For::Replacing ? tr("Replace") : tr("Save"), "primary"))
{
    setWindowTitle(titleOf(purpose, m_before));
    setMinimumWidth(480);
    for (const KeyKind kind : allKeyKinds())
        m_kind->addItem(kindText(kind), int(kind));
    m_name->setPlaceholderText(tr("claims-2026"));
    m_note->setPlaceholderText(tr("What it opens, in your words"));
    m_typed->setPlaceholderText(tr("Type or paste it; it is not shown"));
    m_message->setAccessibleName(tr("Problem with the key"));
    m_save->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    QFormLayout* form = makeForm();
    fillForm(form);
    layout->addLayout(form);
    layout->addWidget(m_from);
    layout->addWidget(m_message);
    QPushButton* cancel = makeButton(tr("Cancel"), "");
    layout->addLayout(makeButtonRow(cancel, m_save));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_browse, &QPushButton::clicked, this, &KeyDialog::chooseFile);
    connect(m_save, &QPushButton::clicked, this, &KeyDialog::save);
    connect(m_name, &QLineEdit::textChanged, this, &KeyDialog::check);
    connect(m_typed, &QLineEdit::textChanged, this, &KeyDialog::check);
    check();
}

void KeyDialog::fillForm(QFormLayout* form)
{
    const bool describes = m_purpose != For::Replacing;
    const bool takesKey = m_purpose != For::Describing;
    if (describes)
        addRow(form, tr("Name"), m_name);
    if (m_purpose == For::Adding)
        addRow(form, tr("Kind"), m_kind);
    if (describes)
        addRow(form, tr("Note"), m_note);
    if (takesKey) {
        addRow(form, tr("Key"), m_typed);
        form->addRow(QString(), m_browse);
    }
    for (QWidget* field : {static_cast<QWidget*>(m_name), static_cast<QWidget*>(m_kind), static_cast<QWidget*>(m_note),
             static_cast<QWidget*>(m_typed), static_cast<QWidget*>(m_browse)}) {
        if (form->indexOf(field) >= 0)
            continue;
        field->setParent(this);
        field->hide();
    }
}

void KeyDialog::addRow(QFormLayout* form, const QString& text, QWidget* field)
{
    QLabel* label = makeLabel(text, "dim");
    label->setBuddy(field);
    label->setMinimumHeight(32);
    field->setAccessibleName(text);
    form->addRow(label, field);
}

QString KeyDialog::message() const
{
    return m_message->text();
}

void KeyDialog::setFile(const QString& path)
{
    m_file = path;
    m_typed->clear();
    m_typed->setEnabled(path.isEmpty());
    QString from = tr("The key is read from \"%1\", which stays where it is.").arg(QFileInfo(path).fileName());
    if (isReadByOthers(path))
        from += QLatin1Char(' ') + tr("Others on this machine may read it: remove it, or make it your own (chmod 600).");
    m_from->setText(path.isEmpty() ? QString() : from);
    check();
}

void KeyDialog::chooseFile()
{
    auto* chooser = new QFileDialog(this, tr("Choose the file of the key"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &KeyDialog::setFile);
    chooser->open();
}

void KeyDialog::check()
{
    const QString problem = m_purpose == For::Replacing || m_name->text().isEmpty() ? QString() : keyNameProblem(m_name->text());
    const bool hasName = m_purpose == For::Replacing || !m_name->text().isEmpty();
    const bool hasKey = m_purpose == For::Describing || !m_file.isEmpty() || !m_typed->text().isEmpty();
    m_message->setText(problem);
    m_save->setEnabled(hasName && hasKey && problem.isEmpty());
}

Result<Secret> KeyDialog::takeKey()
{
    return m_file.isEmpty() ? Result(m_typed->take()) : keyFrom(m_file);
}

void KeyDialog::save()
{
    if (m_purpose == For::Describing)
        return describe();
    Result<Secret> key = takeKey();
    if (!key)
        return tell(key.error());
    saveKey(*std::move(key));
}

void KeyDialog::saveKey(Secret key)
{
    m_save->setEnabled(false);
    Keyring& keyring = m_revealer->keyring();
    const auto done = [this](const Result<KnownKey>& result) { finish(result); };
    if (m_purpose == For::Adding)
        keyring.add(m_name->text(), KeyKind(m_kind->currentData().toInt()), m_note->text(), std::move(key), this, done);
    else
        keyring.replace(m_before, std::move(key), this, done);
}

void KeyDialog::describe()
{
    Keyring& keyring = m_revealer->keyring();
    const Result<KnownKey> renamed = keyring.rename(m_before, m_name->text());
    finish(renamed ? keyring.setNote(m_name->text(), m_note->text()) : renamed);
}

void KeyDialog::tell(const Error& error)
{
    m_message->setText(errorParagraph(error));
}

void KeyDialog::finish(const Result<KnownKey>& result)
{
    if (!result) {
        check();
        return tell(result.error());
    }
    m_revealer->tellKeysChanged();
    accept();
}

} // namespace auditlens
