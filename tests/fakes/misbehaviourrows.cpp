// SPDX-License-Identifier: MIT
#include "fakes/misbehaviourrows.h"

#include <QtTest>

namespace auditlens::test {

using Kind = HttpProblem::Kind;

void addMisbehaviour(const char* misbehaviour, Kind kind, const char* argument)
{
    QTest::addRow("%s %s", misbehaviour, argument) << QByteArray(misbehaviour) << QByteArray(argument) << int(kind);
}

void addMisbehaviours()
{
    QTest::addColumn<QByteArray>("misbehaviour");
    QTest::addColumn<QByteArray>("argument");
    QTest::addColumn<int>("kind");
    addMisbehaviour("hang", Kind::TimedOut);
    addMisbehaviour("hang-body", Kind::TimedOut);
    addMisbehaviour("cut", Kind::ConnectionCut);
    addMisbehaviour("long-length", Kind::ConnectionCut);
    addMisbehaviour("endless-body", Kind::TooLarge);
    addMisbehaviour("large-headers", Kind::TooLarge);
    addMisbehaviour("bad-gzip", Kind::BadEncoding);
    addMisbehaviour("cut-gzip", Kind::BadEncoding);
    addMisbehaviour("gzip-bomb", Kind::TooLarge);
    addMisbehaviour("html", Kind::NotTheService);
    addMisbehaviour("status", Kind::CredentialsRefused, "401:no org id");
    addMisbehaviour("status", Kind::PermissionRefused, "403:not you");
    addMisbehaviour("status", Kind::ServerFailed, "500:sorry");
    addMisbehaviour("429", Kind::TooManyRequests, "1");
    addMisbehaviour("redirect", Kind::Redirected, "/elsewhere");
}

} // namespace auditlens::test
