// SPDX-License-Identifier: MIT
#include "connections/sourceform.h"

#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QFormLayout>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

SourceForm::SourceForm(QWidget* parent)
    : QWidget(parent)
    , m_form(makeForm())
    , m_more(makeButton({}, "link"))
    , m_morePart(new QWidget)
    , m_moreForm(makeForm())
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(9);
    column->addLayout(m_form);
    column->addWidget(m_more, 0, Qt::AlignLeft);
    column->addWidget(m_morePart);
    m_moreForm->setContentsMargins(0, 0, 0, 0);
    m_morePart->setLayout(m_moreForm);
    m_more->setCheckable(true);
    for (const BackendField& field : networkFields())
        add(field, m_moreForm, m_further);
    connect(m_more, &QPushButton::toggled, this, &SourceForm::setMoreShown);
    setMoreShown(false);
}

void SourceForm::add(const BackendField& field, QFormLayout* form, std::vector<FieldRow*>& rows)
{
    auto* row = new FieldRow(field);
    form->addRow(row->label(), row);
    rows.push_back(row);
    connect(row, &FieldRow::changed, this, [this] {
        showFields();
        Q_EMIT changed();
    });
}

void SourceForm::setKind(const SourceKind& kind)
{
    const std::map<QByteArray, QString> entered = values();
    m_own.clear();
    while (m_form->rowCount() > 0)
        m_form->removeRow(0);
    for (const BackendField& field : kind.fields)
        add(field, m_form, m_own);
    for (FieldRow* row : m_own) {
        const auto value = entered.find(row->field().name);
        const bool fits = value != entered.end() && (row->field().kind == FieldKind::Text || row->field().kind == FieldKind::Address);
        if (fits)
            row->setValue(value->second);
    }
    showFields();
    Q_EMIT changed();
}

void SourceForm::setValues(const std::map<QByteArray, QString>& values)
{
    for (FieldRow* row : rows()) {
        const auto value = values.find(row->field().name);
        row->setValue(value == values.end() ? QString() : value->second);
    }
    setMoreShown(std::ranges::any_of(m_further, [&](const FieldRow* row) { return values.contains(row->field().name); }));
}

std::vector<FieldRow*> SourceForm::rows() const
{
    std::vector<FieldRow*> all = m_own;
    all.insert(all.end(), m_further.begin(), m_further.end());
    return all;
}

bool SourceForm::isShown(const FieldRow* row) const
{
    std::vector<BackendField> fields;
    std::map<QByteArray, QString> entered;
    for (const FieldRow* one : rows()) {
        fields.push_back(one->field());
        entered.emplace(one->field().name, one->value());
    }
    return isOfUse(row->field(), fields, entered);
}

void SourceForm::showFields()
{
    for (FieldRow* row : m_own)
        m_form->setRowVisible(row, isShown(row));
    for (FieldRow* row : m_further)
        m_moreForm->setRowVisible(row, isShown(row));
}

std::map<QByteArray, QString> SourceForm::values() const
{
    std::map<QByteArray, QString> values;
    for (const FieldRow* row : rows()) {
        const QString value = row->value();
        if (!value.isEmpty() && isShown(row))
            values.emplace(row->field().name, value);
    }
    return values;
}

GivenSecrets SourceForm::takeSecrets()
{
    GivenSecrets secrets;
    for (FieldRow* row : rows()) {
        const std::shared_ptr<const Secret> secret = isShown(row) ? row->takeSecret() : nullptr;
        if (secret)
            secrets.emplace(row->field().name, secret);
    }
    return secrets;
}

void SourceForm::setKept(const QList<QByteArray>& fields, const QList<QByteArray>& forAnother)
{
    using Keep = FieldRow::Keep;
    for (FieldRow* row : rows()) {
        const QByteArray& name = row->field().name;
        row->setKeep(forAnother.contains(name) ? Keep::GivenForAnother : fields.contains(name) ? Keep::Kept : Keep::Nothing);
    }
}

void SourceForm::setPlace(const QString& sentence)
{
    for (FieldRow* row : rows())
        row->setPlace(sentence);
}

QStringList SourceForm::missing() const
{
    QStringList labels;
    for (const FieldRow* row : rows()) {
        if ((row->field().required || row->isWantedAgain()) && !row->isFilled() && isShown(row))
            labels << row->field().label;
    }
    return labels;
}

bool SourceForm::hasSecretFields() const
{
    return std::ranges::any_of(m_own, [this](const FieldRow* row) { return row->field().kind == FieldKind::Secret && isShown(row); });
}

FieldRow* SourceForm::row(const QByteArray& field) const
{
    const std::vector<FieldRow*> all = rows();
    const auto found = std::ranges::find_if(all, [&](const FieldRow* row) { return row->field().name == field; });
    return found == all.end() ? nullptr : *found;
}

FieldRow* SourceForm::rowLabelled(const QString& label) const
{
    const std::vector<FieldRow*> all = rows();
    const auto found = std::ranges::find_if(all, [&](const FieldRow* row) { return row->field().label == label; });
    return found == all.end() ? nullptr : *found;
}

void SourceForm::setMoreShown(bool shown)
{
    m_more->setChecked(shown);
    m_more->setText(shown ? tr("▾ Proxy and certificates") : tr("▸ Proxy and certificates"));
    m_more->setAccessibleName(tr("Proxy and certificates"));
    m_morePart->setVisible(shown);
}

QList<QWidget*> SourceForm::editors() const
{
    QList<QWidget*> editors;
    for (const FieldRow* row : m_own)
        editors << row->stops();
    editors << m_more;
    for (const FieldRow* row : m_further)
        editors << row->stops();
    return editors;
}

} // namespace auditlens
