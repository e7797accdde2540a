// SPDX-License-Identifier: MIT
#include "backends/awscredentials.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::AwsCredentials)
};

constexpr qint64 largestFile = 1 << 20;

Error unusable(const QString& why, const QString& where)
{
    return {Tr::tr("There are no credentials for AWS."), why, where,
        Tr::tr("Enter a key, or choose where else it is to be found; the command line of AWS uses the same places.")};
}

Secret secretFrom(const QByteArray& bytes)
{
    return Secret::copyOf(std::string_view(bytes.constData(), std::size_t(bytes.size())));
}

QString credentialsFile()
{
    const QString named = qEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE");
    return named.isEmpty() ? QDir::homePath() + QStringLiteral("/.aws/credentials") : named;
}

Result<AwsCredentials> ofProfile(const QByteArray& profile)
{
    QFile file(credentialsFile());
    if (!file.open(QIODevice::ReadOnly))
        return unusable(Tr::tr("The file of profiles cannot be read: %1").arg(file.errorString()), file.fileName());
    QByteArray text = file.read(largestFile);
    Result<AwsCredentials> credentials = readAwsProfile(text, profile);
    text.fill('\0');
    return credentials;
}

Result<AwsCredentials> ofEnvironment()
{
    AwsCredentials credentials {qgetenv("AWS_ACCESS_KEY_ID"), secretFrom(qgetenv("AWS_SECRET_ACCESS_KEY")),
        secretFrom(qgetenv("AWS_SESSION_TOKEN"))};
    if (credentials.keyId.isEmpty() || credentials.secretKey.empty())
        return unusable(Tr::tr("The environment has no AWS_ACCESS_KEY_ID or no AWS_SECRET_ACCESS_KEY."), {});
    return credentials;
}

} // namespace

std::vector<BackendField> awsCredentialFields()
{
    return {
        {"credentials", Tr::tr("Credentials"), FieldKind::Choice, true, QStringLiteral("static"),
            Tr::tr("Entered here and kept in the keychain, or those of the AWS command line."),
            {{"static", Tr::tr("Access key")}, {"profile", Tr::tr("Profile")}, {"environment", Tr::tr("Environment")}}},
        {"keyid", Tr::tr("Access key ID"), FieldKind::Text, true, {},
            Tr::tr("Begins with AKIA, or with ASIA for a temporary one."), {},
            QStringLiteral("AKIAIOSFODNN7EXAMPLE"), {"credentials", {"static"}}},
        {"secret", Tr::tr("Secret access key"), FieldKind::Secret, true, {}, Tr::tr("It was shown once when the key was made."), {}, {},
            {"credentials", {"static"}}},
        {"token", Tr::tr("Session token"), FieldKind::Secret, false, {},
            Tr::tr("Only of a temporary key; it runs out."), {}, {}, {"credentials", {"static"}}},
        {"profile", Tr::tr("Profile"), FieldKind::Text, false, QStringLiteral("default"),
            Tr::tr("A section of ~/.aws/credentials that has a key itself."), {}, {},
            {"credentials", {"profile"}}},
    };
}

Result<AwsCredentials> awsCredentialsOf(const BackendDescriptor& descriptor, const BackendSettings& settings)
{
    const QString kind = settingOf(descriptor, settings, "credentials");
    if (kind == QLatin1String("environment"))
        return ofEnvironment();
    if (kind == QLatin1String("profile"))
        return ofProfile(settingOf(descriptor, settings, "profile").toUtf8());
    AwsCredentials credentials {
        settingOf(descriptor, settings, "keyid").toUtf8(), copyOfSecret(settings, "secret"), copyOfSecret(settings, "token")};
    if (credentials.keyId.isEmpty())
        return missingSetting(Tr::tr("Access key ID"), Tr::tr("Credentials"));
    if (credentials.secretKey.empty())
        return missingSetting(Tr::tr("Secret access key"), Tr::tr("Credentials"));
    return credentials;
}

Result<AwsCredentials> readAwsProfile(const QByteArray& file, const QByteArray& profile)
{
    AwsCredentials credentials;
    bool isOurs = false;
    for (const QByteArray& line : file.split('\n')) {
        const QByteArray text = line.trimmed();
        if (text.startsWith('[') && text.endsWith(']'))
            isOurs = text.mid(1, text.size() - 2).trimmed() == profile;
        const qsizetype equals = text.indexOf('=');
        if (!isOurs || equals < 0 || text.startsWith('#') || text.startsWith(';'))
            continue;
        const QByteArray name = text.left(equals).trimmed().toLower();
        const QByteArray value = text.mid(equals + 1).trimmed();
        if (name == "aws_access_key_id")
            credentials.keyId = value;
        else if (name == "aws_secret_access_key")
            credentials.secretKey = secretFrom(value);
        else if (name == "aws_session_token")
            credentials.sessionToken = secretFrom(value);
    }
    if (credentials.keyId.isEmpty() || credentials.secretKey.empty())
        return unusable(
            Tr::tr("The profile \"%1\" is not there or has no access key of its own.").arg(QString::fromUtf8(profile)),
            credentialsFile());
    return credentials;
}

} // namespace auditlens
