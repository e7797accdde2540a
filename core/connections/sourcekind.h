// SPDX-License-Identifier: MIT
#pragma once

#include "backends/backendfield.h"

namespace auditlens {

/// A kind of source as a form shows it.
struct SourceKind
{
    QByteArray id; ///< Of its BackendDescriptor.
    QString name;
    QString about; ///< One sentence.
    std::vector<BackendField> fields; ///< Its own.
    bool follows = false;
};

/// All that there are, in the order a person sees them.
std::vector<SourceKind> sourceKinds();
/// The fields that every connection has beside those of its kind: a company's own certificate authority, a client
/// certificate, a proxy. Files are paths of PEM files.
const std::vector<BackendField>& networkFields();

} // namespace auditlens
