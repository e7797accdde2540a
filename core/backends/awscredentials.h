// SPDX-License-Identifier: MIT
#pragma once

#include "backends/descriptor.h"
#include "net/sigv4.h"

#include <QByteArray>

namespace auditlens {

/// How every service of AWS is told who asks: fields of the form, and what they mean.
///
/// The names are those of the AWS command line: a profile is read from ~/.aws/credentials, or where
/// AWS_SHARED_CREDENTIALS_FILE points; the environment has AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
/// AWS_SESSION_TOKEN. Profiles that ask another program or assume a role are not followed.
std::vector<BackendField> awsCredentialFields();

/// An Error that says what is missing, without any value.
Result<AwsCredentials> awsCredentialsOf(const BackendDescriptor& descriptor, const BackendSettings& settings);

/// The members of one section of such a file that make credentials.
Result<AwsCredentials> readAwsProfile(const QByteArray& file, const QByteArray& profile);

} // namespace auditlens
