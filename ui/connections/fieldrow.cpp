// SPDX-License-Identifier: MIT
#include "connections/fieldrow.h"

#include "connections/connectiontext.h"
#include "keys/secretedit.h"
#include "secrets/secretreader.h"
#include "style/theme.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QIntValidator>
#include <QVBoxLayout>

namespace auditlens {

FieldRow::FieldRow(const BackendField& field, QWidget* parent)
    : QWidget(parent)
    , m_field(field)
    , m_editor(makeEditor())
    , m_help(makeParagraph(field.help, "small"))
{
    const bool isAsked = field.required && field.byDefault.isEmpty();
    m_label = makeFieldLabel(isAsked ? tr("%1 *", "a label; the field must be filled").arg(field.label) : field.label, m_editor);
    m_label->setMinimumWidth(labelWidth);
    m_editor->setAccessibleName(isAsked ? tr("%1, required").arg(field.label) : field.label);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3);
    column->addWidget(m_editor);
    column->addWidget(m_help);
    if (field.isFile) {
        m_browse = makeButton(tr("From a file…"), "link");
        m_browse->setAccessibleDescription(field.label);
        column->addWidget(m_browse, 0, Qt::AlignLeft);
        connect(m_browse, &QPushButton::clicked, this, &FieldRow::chooseFile);
    }
    setFocusProxy(m_editor);
    showState();
}

QWidget* FieldRow::makeEditor()
{
    if (m_field.kind == FieldKind::Choice) {
        m_choice = new QComboBox;
        for (const FieldChoice& choice : m_field.choices)
            m_choice->addItem(choice.label, choice.value);
        m_choice->setCurrentIndex(m_choice->findData(m_field.byDefault.toUtf8()));
        connect(m_choice, &QComboBox::currentIndexChanged, this, &FieldRow::changed);
        return m_choice;
    }
    if (m_field.kind == FieldKind::Secret)
        m_line = m_secretLine = new SecretEdit;
    else
        m_line = new QLineEdit(m_field.byDefault);
    if (m_field.kind == FieldKind::Address)
        m_line->setFont(monoFont(12));
    if (m_field.kind == FieldKind::Number)
        m_line->setValidator(new QIntValidator(1, 1'000'000'000, m_line));
    connect(m_line, &QLineEdit::textChanged, this, &FieldRow::changed);
    if (m_field.kind == FieldKind::Address)
        connect(m_line, &QLineEdit::textChanged, this, &FieldRow::showState);
    return m_line;
}

QString FieldRow::value() const
{
    const QString entered = m_choice ? QString::fromUtf8(m_choice->currentData().toByteArray()) : m_secretLine ? QString() : m_line->text().trimmed();
    return entered == m_field.byDefault ? QString() : entered;
}

void FieldRow::setValue(const QString& value)
{
    const QString shown = value.isEmpty() ? m_field.byDefault : value;
    if (m_choice)
        m_choice->setCurrentIndex(m_choice->findData(shown.toUtf8()));
    else if (!m_secretLine)
        m_line->setText(shown);
}

bool FieldRow::isFilled() const
{
    if (m_choice)
        return m_choice->currentIndex() >= 0;
    if (m_secretLine)
        return m_secret || m_keep == Keep::Kept || !m_line->text().isEmpty();
    return !m_line->text().trimmed().isEmpty() || !m_field.byDefault.isEmpty();
}

std::shared_ptr<const Secret> FieldRow::takeSecret()
{
    if (m_secretLine && !m_secretLine->text().isEmpty()) {
        const QSignalBlocker quiet(m_secretLine); // It is still what was entered.
        m_secret = std::make_shared<const Secret>(m_secretLine->take());
        showState();
    }
    return m_secret;
}

QList<QWidget*> FieldRow::stops() const
{
    return m_browse ? QList<QWidget*> {m_editor, m_browse} : QList<QWidget*> {m_editor};
}

void FieldRow::chooseFile()
{
    auto* chooser = new QFileDialog(this, m_field.label);
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setFileMode(QFileDialog::ExistingFile);
    connect(chooser, &QFileDialog::fileSelected, this, &FieldRow::setFile);
    chooser->open();
}

void FieldRow::setFile(const QString& path)
{
    if (!m_secretLine)
        return m_line->setText(path);
    if (!QFileInfo(path).isFile()) // A pipe would keep the window waiting.
        m_trouble = tr("\"%1\" is no file.").arg(path);
    else if (Result<Secret> secret = readSecretFile(path); !secret)
        m_trouble = secret.error().oneLine();
    else {
        m_trouble.clear();
        m_secret = std::make_shared<const Secret>(*std::move(secret));
    }
    showState();
    Q_EMIT changed();
}

void FieldRow::setKeep(Keep keep)
{
    m_keep = keep;
    showState();
}

void FieldRow::setPlace(const QString& sentence)
{
    m_place = sentence;
    showState();
}

void FieldRow::showState()
{
    QStringList sentences;
    const QString warning = m_field.kind == FieldKind::Address ? unencryptedWarning(value()) : QString();
    if (!warning.isEmpty())
        sentences << warning;
    if (m_keep == Keep::GivenForAnother && !m_secret)
        sentences << tr("It was given for another address and is not sent to this one: enter it again.");
    sentences << m_field.help;
    if (m_secretLine && !m_place.isEmpty())
        sentences << m_place;
    if (!m_trouble.isEmpty())
        sentences << m_trouble;
    if (const QString help = sentences.join(QLatin1Char(' ')); m_help->text() != help) // A form is not laid out anew for each key.
        m_help->setText(help);
    m_help->setVisible(!m_help->text().isEmpty());
    if (const char* look = warning.isEmpty() ? "small" : "warning"; m_help->property("look").toString() != QLatin1String(look))
        setLook(m_help, look);
    m_editor->setAccessibleDescription(m_help->text());
    if (m_secretLine)
        m_secretLine->setPlaceholderText(m_secret ? tr("Entered; type to enter another one")
                : m_keep == Keep::Kept            ? tr("Kept; type to enter another one")
                                                  : tr("Type or paste it; it is not shown"));
    else if (m_line)
        m_line->setPlaceholderText(m_field.example);
}

} // namespace auditlens
