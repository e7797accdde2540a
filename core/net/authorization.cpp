// SPDX-License-Identifier: MIT
#include "net/authorization.h"

namespace auditlens {

namespace {

QByteArray bytesOf(const Secret& secret)
{
    return {secret.reveal().data(), qsizetype(secret.size())};
}

class BasicAuthorization : public Authorization
{
public:
    BasicAuthorization(const QString& user, Secret password) : m_user(user.toUtf8()), m_password(std::move(password)) { }

    std::vector<HttpHeader> headers(const HttpRequest&, const QDateTime&) const override
    {
        return {{"Authorization", "Basic " + encoded()}};
    }

    QByteArray concealed(QByteArray text) const override
    {
        text.replace(encoded(), "[secret]");
        return withoutSecret(std::move(text), m_password);
    }

private:
    QByteArray encoded() const { return QByteArray(m_user + ':' + bytesOf(m_password)).toBase64(); }

    QByteArray m_user;
    Secret m_password;
};

/// One header with a secret behind some public words.
class SecretHeader : public Authorization
{
public:
    SecretHeader(QByteArray name, QByteArray prefix, Secret value)
        : m_name(std::move(name)), m_prefix(std::move(prefix)), m_value(std::move(value))
    {
    }

    std::vector<HttpHeader> headers(const HttpRequest&, const QDateTime&) const override
    {
        return {{m_name, m_prefix + bytesOf(m_value)}};
    }

    QByteArray concealed(QByteArray text) const override { return withoutSecret(std::move(text), m_value); }

private:
    QByteArray m_name;
    QByteArray m_prefix;
    Secret m_value;
};

} // namespace

QByteArray withoutSecret(QByteArray text, const Secret& secret)
{
    constexpr std::size_t tooShort = 4;
    if (secret.size() >= tooShort)
        text.replace(QByteArrayView(secret.reveal().data(), qsizetype(secret.size())), "[secret]");
    return text;
}

std::shared_ptr<const Authorization> basicAuthorization(const QString& user, Secret password)
{
    return std::make_shared<BasicAuthorization>(user, std::move(password));
}

std::shared_ptr<const Authorization> bearerAuthorization(Secret token, const QByteArray& scheme)
{
    return std::make_shared<SecretHeader>("Authorization", scheme + ' ', std::move(token));
}

std::shared_ptr<const Authorization> headerAuthorization(const QByteArray& name, Secret value)
{
    return std::make_shared<SecretHeader>(name, QByteArray(), std::move(value));
}

} // namespace auditlens
