// SPDX-License-Identifier: MIT
#pragma once

#include "net/authorization.h"

#include <memory>

namespace auditlens {

/// Amazon's Signature Version 4, as "Signature Version 4 signing process" of the AWS General Reference has it.

struct AwsCredentials
{
    QByteArray keyId;
    Secret secretKey;
    Secret sessionToken; ///< Of temporary credentials; else empty.
};

struct SigV4Scope
{
    QByteArray region; ///< "us-east-1"
    QByteArray service; ///< "logs", "s3", …: "s3" encodes a path once and signs the body's hash as a header.
};

/// What is signed and how it comes about; for tests and for finding out why a service disagrees.
struct SigV4Parts
{
    QByteArray signedHeaders; ///< "host;x-amz-date"
    QByteArray canonicalRequest;
    QByteArray stringToSign;
};

/// Signs all headers that the request has, and those that the signature needs: host, x-amz-date, x-amz-content-sha256 for
/// S3, x-amz-security-token where there is one. `headers` are the latter without host.
SigV4Parts sigV4Parts(
    const HttpRequest& request, const std::vector<HttpHeader>& headers, const QDateTime& time, const SigV4Scope& scope);
/// The key of one day ("20150830"), region and service.
Secret sigV4Key(const Secret& secretKey, const QByteArray& date, const SigV4Scope& scope);
/// 64 lower-case hex digits.
QByteArray sigV4Signature(const Secret& key, const QByteArray& stringToSign);

std::shared_ptr<const Authorization> sigV4Authorization(AwsCredentials credentials, const SigV4Scope& scope);

} // namespace auditlens
