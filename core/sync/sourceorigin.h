// SPDX-License-Identifier: MIT
#pragma once

#include <QUrl>

#include <string>
#include <string_view>

namespace auditlens {

struct BackendDescriptor;
struct BackendSettings;

/// Where the records of a live source come from, as an archive keeps it: "loki https://loki.example.org".
std::string originOf(const BackendDescriptor& descriptor, const BackendSettings& settings);
/// The address in such a text; empty for the path of a file.
QUrl serviceUrl(std::string_view origin);

} // namespace auditlens
