// SPDX-License-Identifier: MIT
#pragma once

#include "profiles/mappingprofile.h"

#include <QDialog>

#include <vector>

class QLabel;
class QLineEdit;

namespace auditlens {

/// Shows what was guessed about a format nobody described, and lets a person correct and save it as a profile.
class MappingDialog : public QDialog
{
    Q_OBJECT

public:
    /// `profile` is the guessed profile's JSON, `folder` where it is saved.
    MappingDialog(const std::string& profile, QString folder, QWidget* parent = nullptr);

    QLineEdit* edit(const QString& field) const; ///< "time", "action", "actor.name" …
    void save();

Q_SIGNALS:
    void saved(const QString& path);

private:
    struct Line
    {
        QString field;
        MappingProfile::Paths* paths;
        QLineEdit* edit;
    };
    std::vector<std::pair<QString, MappingProfile::Paths*>> places();

    MappingProfile m_profile;
    QString m_folder;
    std::vector<Line> m_lines;
    QLineEdit* m_name;
    QLabel* m_problem;
};

} // namespace auditlens
