// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"

#include <QDialog>

namespace auditlens {

/// The records that could not be read, with their reasons and what there is of their bytes.
class RejectDialog : public QDialog
{
    Q_OBJECT

public:
    RejectDialog(std::vector<Reject> rejects, quint64 total, QWidget* parent = nullptr);
};

} // namespace auditlens
