// SPDX-License-Identifier: MIT
#include "importing/mappingdialog.h"

#include "base/text.h"
#include "profiles/profileregistry.h"
#include "style/theme.h"
#include "widgets/labels.h"

#include <QGridLayout>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace auditlens {

namespace {

    QString joined(const MappingProfile::Paths& paths)
    {
        QStringList texts;
        for (const std::string& path : paths)
            texts << toQString(path);
        return texts.join(QStringLiteral(", "));
    }

    MappingProfile::Paths split(const QString& text)
    {
        MappingProfile::Paths paths;
        for (const QString& path : text.split(QLatin1Char(','), Qt::SkipEmptyParts))
            paths.push_back(toUtf8(path.trimmed()));
        return paths;
    }

    /// "My service" -> "my-service": what an id may look like.
    QString idFrom(const QString& title)
    {
        QString id = title.toLower();
        id.replace(QRegularExpression(QStringLiteral("[^a-z0-9]+")), QStringLiteral("-"));
        while (id.startsWith(QLatin1Char('-')))
            id.remove(0, 1);
        while (id.endsWith(QLatin1Char('-')))
            id.chop(1);
        return id;
    }

} // namespace

MappingDialog::MappingDialog(const std::string& profile, QString folder, QWidget* parent)
    : QDialog(parent)
    , m_folder(std::move(folder))
    , m_name(new QLineEdit)
    , m_problem(makeParagraph({}, "error"))
{
    setWindowTitle(tr("Correct the guessed mapping"));
    resize(620, 560);
    Result<MappingProfile> parsed = MappingProfile::parse(profile, tr("guessed mapping"));
    if (parsed)
        m_profile = *std::move(parsed);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 18);
    layout->setSpacing(10);
    layout->addWidget(makeLabel(tr("Where the parts of an event are"), "heading"));
    layout->addWidget(makeParagraph(tr("No known format fits these records, so AuditLens guessed from the names and the look of their values. Each line is a "
                                       "path into the record; of several, divided by commas, the first one with a value counts. Saving reads the files again."), "dim"));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(14);
    grid->setVerticalSpacing(7);
    m_name->setPlaceholderText(tr("Name of the service"));
    grid->addWidget(makeLabel(tr("Profile"), "dim"), 0, 0);
    grid->addWidget(m_name, 0, 1);
    for (const auto& [field, paths] : places()) {
        auto* edit = new QLineEdit(joined(*paths));
        edit->setFont(monoFont(12));
        edit->setAccessibleName(field);
        grid->addWidget(makeLabel(field, "dim"), int(m_lines.size()) + 1, 0);
        grid->addWidget(edit, int(m_lines.size()) + 1, 1);
        m_lines.push_back({field, paths, edit});
    }
    layout->addLayout(grid);
    layout->addWidget(m_problem);
    m_problem->hide();
    if (!parsed) {
        m_problem->setText(parsed.error().oneLine());
        m_problem->show();
    }
    layout->addStretch();
    auto* buttons = new QHBoxLayout;
    QPushButton* cancel = makeButton(tr("Cancel"), "");
    QPushButton* accept = makeButton(tr("Save and read again"), "primary");
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(accept);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(accept, &QPushButton::clicked, this, &MappingDialog::save);
}

std::vector<std::pair<QString, MappingProfile::Paths*>> MappingDialog::places()
{
    if (m_profile.entity.empty())
        m_profile.entity.emplace_back();
    MappingProfile::Entity& entity = m_profile.entity.front();
    return {{QStringLiteral("time"), &m_profile.time.paths}, {QStringLiteral("action"), &m_profile.action.paths},
        {QStringLiteral("actor.id"), &m_profile.actor.id}, {QStringLiteral("actor.name"), &m_profile.actor.name},
        {QStringLiteral("entity.type"), &entity.type}, {QStringLiteral("entity.id"), &entity.id},
        {QStringLiteral("entity.label"), &entity.label}, {QStringLiteral("id"), &m_profile.eventId},
        {QStringLiteral("tenant"), &m_profile.tenant}, {QStringLiteral("ip"), &m_profile.ip},
        {QStringLiteral("request_id"), &m_profile.requestId}, {QStringLiteral("before"), &m_profile.changes.before},
        {QStringLiteral("after"), &m_profile.changes.after}};
}

QLineEdit* MappingDialog::edit(const QString& field) const
{
    for (const Line& line : m_lines) {
        if (line.field == field)
            return line.edit;
    }
    return nullptr;
}

void MappingDialog::save()
{
    for (const Line& line : m_lines)
        *line.paths = split(line.edit->text());
    const QString name = m_name->text().trimmed();
    const QString id = idFrom(name);
    m_profile.id = id.isEmpty() ? "my-profile" : toUtf8(id);
    m_profile.title = name.isEmpty() ? "My profile" : toUtf8(name);
    Result<QString> path = saveProfile(m_profile, m_folder);
    if (!path) {
        m_problem->setText(path.error().oneLine());
        m_problem->show();
        return;
    }
    Q_EMIT saved(*path);
    accept();
}

} // namespace auditlens
