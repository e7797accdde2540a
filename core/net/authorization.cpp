// SPDX-License-Identifier: MIT
#include "net/authorization.h"

#include <algorithm>

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

/// Fills a secret from front to back.
class SecretText
{
public:
    explicit SecretText(std::size_t most) : m_text(most) { }

    void add(std::string_view piece)
    {
        std::ranges::copy(piece, m_text.bytes().begin() + std::ptrdiff_t(m_size));
        m_size += piece.size();
    }
    void addHex(std::string_view before, unsigned char byte)
    {
        static constexpr std::string_view digits = "0123456789ABCDEF";
        add(before);
        add(digits.substr(byte >> 4U, 1));
        add(digits.substr(byte & 15U, 1));
    }
    Secret take()
    {
        m_text.shrink(m_size);
        return std::move(m_text);
    }

private:
    Secret m_text;
    std::size_t m_size = 0;
};

constexpr std::size_t longestEscape = 6; // \u001F

bool isUnreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
}

Secret encoded(ProofBody kind, const Secret& value)
{
    SecretText text(longestEscape * value.size());
    for (const char& c : value.reveal()) {
        const std::string_view itself(&c, 1);
        if (kind == ProofBody::Form ? isUnreserved(c) : static_cast<unsigned char>(c) >= ' ' && c != '"' && c != '\\')
            text.add(itself);
        else
            text.addHex(kind == ProofBody::Form ? "%" : "\\u00", static_cast<unsigned char>(c));
    }
    return text.take();
}

class BodyAuthorization : public Authorization
{
public:
    BodyAuthorization(ProofBody kind, std::vector<ProofField> fields) : m_kind(kind), m_fields(std::move(fields)) { }

    std::vector<HttpHeader> headers(const HttpRequest&, const QDateTime&) const override { return {}; }

    Secret body() const override
    {
        const bool isForm = m_kind == ProofBody::Form;
        std::size_t most = 2;
        for (const ProofField& field : m_fields)
            most += std::size_t(field.name.size()) + longestEscape * field.value.size() + 8;
        SecretText text(most);
        for (const ProofField& field : m_fields) {
            const bool first = &field == &m_fields.front();
            text.add(isForm ? (first ? "" : "&") : (first ? "{\"" : ",\""));
            text.add({field.name.constData(), std::size_t(field.name.size())});
            text.add(isForm ? "=" : "\":\"");
            text.add(encoded(m_kind, field.value).reveal());
            text.add(isForm ? "" : "\"");
        }
        text.add(isForm ? "" : "}");
        return text.take();
    }

    QByteArray concealed(QByteArray text) const override
    {
        for (const ProofField& field : m_fields)
            text = withoutSecret(withoutSecret(std::move(text), field.value), encoded(m_kind, field.value));
        return text;
    }

private:
    ProofBody m_kind;
    std::vector<ProofField> m_fields;
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

std::shared_ptr<const Authorization> bodyAuthorization(ProofBody kind, std::vector<ProofField> fields)
{
    return std::make_shared<BodyAuthorization>(kind, std::move(fields));
}

} // namespace auditlens
