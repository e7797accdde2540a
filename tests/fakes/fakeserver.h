// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QList>
#include <QObject>
#include <QPair>
#include <QSslConfiguration>
#include <QTcpServer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace auditlens::test {

struct FakeRequest
{
    QByteArray method;
    QByteArray target; ///< As received: "/path?query", or a whole address where this is a proxy.
    QList<QPair<QByteArray, QByteArray>> headers; ///< Names in lower case.
    QByteArray body;

    QByteArray path() const; ///< Without the query, still encoded.
    QByteArray header(const QByteArray& name) const;
    /// From the query, or from the form that is the body; decoded.
    std::optional<QByteArray> parameter(const QByteArray& name) const;
};

struct FakeAnswer
{
    int status = 200;
    QByteArray body;
    QByteArray type = "application/json";
    QList<QPair<QByteArray, QByteArray>> headers;
    /// With status 101: the connection is the service's own from then on, and what comes over it is not read.
    std::function<void(QTcpSocket*)> takeOver = {};
};

/// How the next requests are answered instead.
struct Misbehaviour
{
    QByteArray name; ///< See misbehave() in misbehaviour.cpp.
    int times = 1;
    QByteArray argument;
};

using FakeService = std::function<FakeAnswer(const FakeRequest&)>;

/// A small HTTP/1.1 server that can also answer wrongly, byte by byte; no library for servers lets one do that.
class FakeServer : public QObject
{
    Q_OBJECT

public:
    FakeServer(FakeService service, const std::optional<QSslConfiguration>& tls);

    /// On any free port of 127.0.0.1.
    bool listen();
    quint16 port() const { return m_server->serverPort(); }

    void misbehave(Misbehaviour misbehaviour) { m_misbehaviours.push_back(std::move(misbehaviour)); }
    const std::vector<FakeRequest>& requests() const { return m_requests; }
    void forget() { m_requests.clear(); }

private:
    void accept();
    void answer(QTcpSocket* socket, const FakeRequest& request);

    FakeService m_service;
    std::unique_ptr<QTcpServer> m_server;
    std::vector<Misbehaviour> m_misbehaviours;
    std::vector<FakeRequest> m_requests;
};

/// A number in the environment.
int fakeOption(const char* name, int otherwise);
/// The bytes of an honest answer.
QByteArray written(const FakeAnswer& answer);
/// Answers wrongly, in the way of that name; false for a name that is not known.
bool misbehave(QTcpSocket* socket, const Misbehaviour& how, const FakeAnswer& honest);

/// The same bytes for as long as somebody reads them.
void writeForever(QTcpSocket* socket, const QByteArray& piece);
/// A byte every few milliseconds: never silent, for a long time not done.
void writeSlowly(QTcpSocket* socket, const QByteArray& bytes, int millisecondsAByte);

/// Says "listening PORT" and answers lines of standard input, each with a line, until that ends.
int obeyOrders(quint16 port, const std::function<QByteArray(const QByteArray& line)>& obey);

/// What every fake does with its arguments and standard input (tests/fakes/README.md); `fill` takes what the service shall
/// have.
using FakeFill = std::function<void(const QJsonArray&)>;
int runFake(int argc, char** argv, FakeService service, const FakeFill& fill = {});

} // namespace auditlens::test
