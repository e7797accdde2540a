// SPDX-License-Identifier: MIT
#pragma once

#include "backends/backendfield.h"
#include "net/httpclient.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <vector>

namespace auditlens {

class Backend;

/// What a service does not hand out at once.
struct BackendCaps
{
    int pageRecords = 0; ///< The most in one answer.
    std::chrono::hours longestWindow {0}; ///< The longest time that may be asked about; 0: any.
};

/// What a person entered for one connection.
struct BackendSettings
{
    std::map<QByteArray, QString> values;
    std::map<QByteArray, std::shared_ptr<const Secret>> secrets;
    HttpSettings http; ///< Timeouts, retries, TLS and proxy; base and endpoints are the backend's.
};

/// What is known of a kind of source without asking it. The form, the help of the command line and the docs come from it.
struct BackendDescriptor
{
    QByteArray id; ///< "loki"
    QString name;
    QString about; ///< One sentence.
    std::vector<BackendField> fields;
    BackendCaps caps;
    bool follows = false;
    QByteArray format; ///< The id of the format that reads its records.
    QString docs; ///< "connecting.md#grafana-loki"
    std::vector<HttpEndpoint> endpoints; ///< All that it ever sends.
    /// An Error for settings that cannot be used; see checkSettings().
    std::function<Result<std::unique_ptr<Backend>>(BackendSettings, HttpSurroundings)> make;
};

/// All kinds of source, in the order a person sees them.
const std::vector<BackendDescriptor>& builtinBackends();
/// Null for an id that nobody has.
const BackendDescriptor* backendOf(const QByteArray& id);

/// The value that was entered, or the default.
QString settingOf(const BackendDescriptor& descriptor, const BackendSettings& settings, const QByteArray& name);
/// A copy of the secret of that name; empty where none was entered.
Secret copyOfSecret(const BackendSettings& settings, const QByteArray& name);
/// Those of the connection, with the address of the field "url" and all that the descriptor declares.
HttpSettings httpOf(const BackendDescriptor& descriptor, const BackendSettings& settings);
/// A value that another one asks for: a password where a user is chosen. `where` is the label of that other field.
Error missingSetting(const QString& label, const QString& where);
/// Required fields are there, addresses are addresses, choices exist, numbers are numbers, nothing is unknown.
Result<void> checkSettings(const BackendDescriptor& descriptor, const BackendSettings& settings);

} // namespace auditlens
