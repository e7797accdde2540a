// SPDX-License-Identifier: MIT
#pragma once

#include "session/comparisonreader.h"

#include <QObject>
#include <QTimeZone>

#include <memory>

class QWidget;

namespace auditlens {

class Session;

/// Has two sides compared and shows the answer over the window.
class CompareGuide : public QObject
{
    Q_OBJECT

public:
    CompareGuide(Session* session, QWidget* window);

    void compareEvents(std::shared_ptr<const Archive> archive, Row left, Row right, const QTimeZone& zone);
    void compareMoments(std::shared_ptr<const EntityHistory> history, EventIndex left, EventIndex right, const QTimeZone& zone);

private:
    QWidget* m_window;
    ComparisonReader m_reader;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace auditlens
