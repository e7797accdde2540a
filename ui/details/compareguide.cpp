// SPDX-License-Identifier: MIT
#include "details/compareguide.h"

#include "details/comparedialog.h"
#include "session/session.h"

namespace auditlens {

CompareGuide::CompareGuide(Session* session, QWidget* window)
    : QObject(window)
    , m_window(window)
{
    connect(&m_reader, &ComparisonReader::failed, session, &Session::problem);
    connect(&m_reader, &ComparisonReader::ready, this, [this](const ComparisonDetail& detail) {
        auto* dialog = new CompareDialog(detail, m_zone, m_window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

void CompareGuide::compareEvents(std::shared_ptr<const Archive> archive, Row left, Row right, const QTimeZone& zone)
{
    m_zone = zone;
    m_reader.compareEvents(std::move(archive), left, right);
}

void CompareGuide::compareMoments(std::shared_ptr<const EntityHistory> history, EventIndex left, EventIndex right, const QTimeZone& zone)
{
    m_zone = zone;
    m_reader.compareMoments(std::move(history), left, right);
}

} // namespace auditlens
