// SPDX-License-Identifier: MIT
#include "models/columntext.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

    struct Tr
    {
        Q_DECLARE_TR_FUNCTIONS(auditlens::RowColumn)
    };

} // namespace

QString rowColumnTitle(RowColumn column)
{
    switch (column) {
    case RowColumn::Actor:
        return Tr::tr("Actor");
    case RowColumn::Entity:
        return Tr::tr("Entity");
    case RowColumn::Tenant:
        return Tr::tr("Tenant");
    case RowColumn::Ip:
        return Tr::tr("Address");
    case RowColumn::Request:
        return Tr::tr("Request");
    case RowColumn::Source:
        return Tr::tr("Source");
    }
    return {};
}

} // namespace auditlens
