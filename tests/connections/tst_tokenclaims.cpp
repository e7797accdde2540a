// SPDX-License-Identifier: MIT
#include "connections/tokenclaims.h"
#include "fakes/fakeprocess.h"
#include "fakes/frameworktoken.h"
#include "unmask/secret.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// What a token claims counts when the service has accepted it, and not before.
class TestTokenClaims : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_fake.ok()); }
    void whatAnAcceptedTokenClaims();
    void aTokenThatTheServiceRefusesClaimsNothing();
    void aServiceThatDoesNotAnswerProvesNothing();
    void anAuthorityOfOnesOwnProvesNothingAndIsNotAsked();
    void whoeverHasNoTokenClaimsNothing();
    void cancellingEndsIt();

private:
    Connection connection() const
    {
        Connection made;
        made.name = u"audit"_s;
        made.backend = "auditframework";
        made.values = {{"url", m_fake.url().toString()}, {"proxy", u"none"_s}};
        return made;
    }
    static GivenSecrets token(const QByteArray& text)
    {
        return {{"token", std::make_shared<const Secret>(Secret::copyOf(std::string_view(text.constData(), std::size_t(text.size()))))}};
    }
    static TokenClaims asked(const Connection& connection, const GivenSecrets& secrets, const Cancellation& cancellation = {})
    {
        return askTokenClaims(connection, secrets, cancellation);
    }

    FakeProcess m_fake {u"fakeauditframework"_s};
};

void TestTokenClaims::whatAnAcceptedTokenClaims()
{
    const TokenClaims claims = asked(connection(), token(frameworkToken(frameworkClaims())));
    QVERIFY2(!claims.error, claims.error ? qPrintable(claims.error->oneLine()) : "");
    QCOMPARE(claims.claims, std::vector<std::string> {"read:audit"});
}

void TestTokenClaims::aTokenThatTheServiceRefusesClaimsNothing()
{
    QByteArray forged = frameworkToken(frameworkClaims());
    forged.back() = forged.back() == 'A' ? 'Q' : 'A';
    const TokenClaims claims = asked(connection(), token(forged));
    QVERIFY(claims.error && claims.claims.empty());
}

void TestTokenClaims::aServiceThatDoesNotAnswerProvesNothing()
{
    Connection nobody = connection();
    nobody.values["url"] = u"http://no-such-host.invalid"_s;
    const TokenClaims claims = asked(nobody, token(frameworkToken(frameworkClaims())));
    QVERIFY(claims.error && claims.claims.empty());
}

void TestTokenClaims::anAuthorityOfOnesOwnProvesNothingAndIsNotAsked()
{
    m_fake.forget();
    Connection own = connection();
    own.values["tls_authorities"] = u"ca.pem"_s;
    const TokenClaims claims = asked(own, token(frameworkToken(frameworkClaims())));
    QVERIFY(claims.error && claims.claims.empty());
    QVERIFY(claims.error->why.contains(u"certificate authority"_s));
    QVERIFY(m_fake.requests().isEmpty());
}

void TestTokenClaims::whoeverHasNoTokenClaimsNothing()
{
    Connection withKey = connection();
    withKey.values["auth"] = u"key"_s;
    withKey.values["tenant"] = u"default"_s;
    const TokenClaims claims = asked(withKey, {{"key", std::make_shared<const Secret>(Secret::copyOf(std::string_view("k123")))}});
    QVERIFY(claims.error && claims.claims.empty());
    QVERIFY2(claims.error->why.contains(u"no role"_s), qPrintable(claims.error->oneLine()));
}

void TestTokenClaims::cancellingEndsIt()
{
    Cancellation cancelled;
    cancelled.request();
    const TokenClaims claims = asked(connection(), token(frameworkToken(frameworkClaims())), cancelled);
    QVERIFY(claims.error && claims.claims.empty());
}

QTEST_GUILESS_MAIN(TestTokenClaims)
#include "tst_tokenclaims.moc"
