// SPDX-License-Identifier: MIT
#pragma once

#include "session/recentfiles.h"

#include <QWidget>

class QVBoxLayout;

namespace auditlens {

/// What the window shows before anything is open: the ways in.
class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(bool hasDemo, QWidget* parent = nullptr);

    void setRecent(const std::vector<RecentFile>& files);

Q_SIGNALS:
    void openAsked();
    void folderAsked();
    void connectAsked();
    void demoAsked();
    void recentAsked(const QStringList& paths);

private:
    QVBoxLayout* m_recent;
};

} // namespace auditlens
