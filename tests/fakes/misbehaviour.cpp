// SPDX-License-Identifier: MIT
#include "fakes/fakeserver.h"

#include <QTcpSocket>
#include <QTimer>

#include <zlib.h>

#include <algorithm>

namespace auditlens::test {

namespace {

QByteArray gzipped(const QByteArray& plain)
{
    constexpr int gzipFormat = 15 + 16;
    z_stream stream {};
    deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, gzipFormat, 8, Z_DEFAULT_STRATEGY);
    QByteArray out(qsizetype(deflateBound(&stream, uLong(plain.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.constData()));
    stream.avail_in = uInt(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    deflate(&stream, Z_FINISH);
    out.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

void writeEncoded(QTcpSocket* socket, FakeAnswer answer, const QByteArray& body)
{
    answer.headers.append(qMakePair(QByteArray("Content-Encoding"), QByteArray("gzip")));
    answer.body = body;
    socket->write(written(answer));
}

void writeHead(QTcpSocket* socket, const FakeAnswer& answer, qsizetype length)
{
    socket->write("HTTP/1.1 200 Fake\r\nContent-Type: " + answer.type + "\r\nContent-Length: " + QByteArray::number(length) + "\r\n\r\n");
}

void close(QTcpSocket* socket)
{
    socket->disconnectFromHost();
}

bool misbehaveInStatus(QTcpSocket* socket, const Misbehaviour& how)
{
    if (how.name == "status") // STATUS:TEXT
        socket->write(written({how.argument.left(3).toInt(), how.argument.mid(4), "text/plain; charset=utf-8", {}}));
    else if (how.name == "429")
        socket->write(written({429, "slow down", "text/plain", {{"Retry-After", how.argument}}}));
    else if (how.name == "redirect")
        socket->write(written({302, {}, "text/plain", {{"Location", how.argument}, {"Set-Cookie", "sid=1"}}}));
    else if (how.name == "html")
        socket->write(written({200, "<!DOCTYPE html><title>Log in to this network</title>", "text/html", {}}));
    else if (how.name == "unlabelled-html")
        socket->write(written({200, "<!DOCTYPE html><title>Log in to this network</title>", "application/json", {}}));
    else
        return false;
    return true;
}

bool misbehaveInEncoding(QTcpSocket* socket, const Misbehaviour& how, const FakeAnswer& honest)
{
    if (how.name == "gzip") // no misbehaviour, but not what the others do either
        writeEncoded(socket, honest, gzipped(honest.body));
    else if (how.name == "bad-gzip")
        writeEncoded(socket, honest, "this is no gzip");
    else if (how.name == "cut-gzip")
        writeEncoded(socket, honest, gzipped(honest.body).chopped(9));
    else if (how.name == "gzip-bomb")
        writeEncoded(socket, honest, gzipped(QByteArray(8 << 20, '0')));
    else
        return false;
    return true;
}

/// BYTES:KIND: a JSON array of that size, blanks inside, as long as somebody reads it. It ends where it says: with its
/// "length", with the last of its "chunks", or with the connection ("close").
void writeHuge(QTcpSocket* socket, const QByteArray& argument)
{
    const qint64 bytes = argument.left(argument.indexOf(':')).toLongLong();
    const QByteArray kind = argument.mid(argument.indexOf(':') + 1);
    const QByteArray length = "Content-Length: " + QByteArray::number(bytes);
    const QByteArray head = kind == "length" ? length : QByteArray(kind == "chunks" ? "Transfer-Encoding: chunked" : "Connection: close");
    socket->write("HTTP/1.1 200 Fake\r\nContent-Type: application/json\r\n" + head + "\r\n\r\n");
    const auto more = [socket, bytes, kind, at = qint64(0)]() mutable {
        while (at < bytes && socket->isOpen() && socket->bytesToWrite() < 1 << 20) {
            QByteArray piece(qsizetype(std::min<qint64>(1 << 16, bytes - at)), ' ');
            if (at == 0)
                piece.front() = '[';
            at += piece.size();
            if (at == bytes)
                piece.back() = ']';
            const bool inChunks = kind == "chunks";
            socket->write(inChunks ? QByteArray(QByteArray::number(piece.size(), 16) + "\r\n" + piece + "\r\n") : piece);
            if (at == bytes && inChunks)
                socket->write("0\r\n\r\n");
        }
        if (at == bytes && kind == "close")
            close(socket);
    };
    QObject::connect(socket, &QTcpSocket::bytesWritten, socket, more);
}

bool misbehaveInLength(QTcpSocket* socket, const Misbehaviour& how, const FakeAnswer& honest)
{
    if (how.name == "cut") {
        writeHead(socket, honest, honest.body.size());
        socket->write(honest.body.left(honest.body.size() / 2));
        close(socket);
    } else if (how.name == "long-length") {
        writeHead(socket, honest, honest.body.size() + 100);
        socket->write(honest.body);
        close(socket);
    } else if (how.name == "short-length") {
        writeHead(socket, honest, honest.body.size() / 2);
        socket->write(honest.body);
        close(socket);
    } else if (how.name == "endless-body") {
        socket->write("HTTP/1.1 200 Fake\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
        writeForever(socket, "10000\r\n" + QByteArray(0x10000, ' ') + "\r\n");
    } else if (how.name == "huge-body") {
        writeHuge(socket, how.argument);
    } else if (how.name == "endless-headers") {
        socket->write("HTTP/1.1 200 Fake\r\n");
        writeForever(socket, "X-More: " + QByteArray(1000, 'x') + "\r\n");
    } else if (how.name == "large-headers") {
        socket->write(written({200, "{}", "application/json", {{"X-Large", QByteArray(100'000, 'x')}}}));
    } else {
        return false;
    }
    return true;
}

} // namespace

void writeForever(QTcpSocket* socket, const QByteArray& piece)
{
    const auto more = [socket, piece] {
        while (socket->isOpen() && socket->bytesToWrite() < 1 << 20)
            socket->write(piece);
    };
    QObject::connect(socket, &QTcpSocket::bytesWritten, socket, more);
    more();
}

void writeSlowly(QTcpSocket* socket, const QByteArray& bytes, int millisecondsAByte)
{
    auto* timer = new QTimer(socket);
    QObject::connect(timer, &QTimer::timeout, socket, [socket, timer, bytes, at = qsizetype(0)]() mutable {
        socket->write(bytes.mid(at++, 1));
        if (at >= bytes.size())
            timer->stop();
    });
    timer->start(millisecondsAByte);
}

bool misbehave(QTcpSocket* socket, const Misbehaviour& how, const FakeAnswer& honest)
{
    if (how.name == "hang")
        return true;
    if (how.name == "hang-body") {
        writeHead(socket, honest, honest.body.size());
        socket->write(honest.body.left(honest.body.size() / 2));
        return true;
    }
    if (how.name == "slow") {
        writeSlowly(socket, written(honest), 20);
        return true;
    }
    if (how.name == "garbage") {
        socket->write("220 mail.example.org ESMTP\r\n");
        close(socket);
        return true;
    }
    return misbehaveInStatus(socket, how) || misbehaveInEncoding(socket, how, honest) || misbehaveInLength(socket, how, honest);
}

} // namespace auditlens::test
