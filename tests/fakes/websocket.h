// SPDX-License-Identifier: MIT
#pragma once

#include "fakes/fakeserver.h"

namespace auditlens::test {

/// The server's side of RFC 6455, by hand, so that it can break every rule of it.

/// The answer that opens a websocket; 400 for what does not ask for one.
FakeAnswer webSocketAnswer(const FakeRequest& request, std::function<void(QTcpSocket*)> opened);
/// A whole text message in one frame.
QByteArray textFrame(const QByteArray& text);

/// Does what a server should not, or the network does: "close" (as it should be, though), "cut", "garbage", "giant" (a frame
/// that is said to have a gibibyte), "endless" (a message of many frames without a last one). False for another name.
bool misbehaveOverWebSocket(QTcpSocket* socket, const QByteArray& name);

} // namespace auditlens::test
