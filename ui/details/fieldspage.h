// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"

#include <QTableWidget>

namespace auditlens {

/// Every field of the event by the name that docs/event.md gives it, and what the record had besides.
class FieldsPage : public QTableWidget
{
    Q_OBJECT

public:
    explicit FieldsPage(QWidget* parent = nullptr);

    void setEvent(const StoredEvent& stored);

private:
    void add(const QString& name, const QString& value);
};

} // namespace auditlens
