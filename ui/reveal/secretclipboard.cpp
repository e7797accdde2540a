// SPDX-License-Identifier: MIT
#include "reveal/secretclipboard.h"

#include "reveal/passingtext.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>

namespace auditlens {

namespace {

    Sha256Digest digestOf(const Secret& text)
    {
        return sha256(text.reveal());
    }

} // namespace

SecretClipboard::SecretClipboard(const RevealTimes& times, QObject* parent)
    : QObject(parent)
    , m_times(times)
{
    m_tick.setInterval(revealTick);
    connect(&m_tick, &QTimer::timeout, this, &SecretClipboard::tick);
}

SecretClipboard::~SecretClipboard()
{
    clear();
}

void SecretClipboard::put(const Secret& text)
{
    const PassingText plain(text);
    auto* data = new QMimeData;
    data->setText(QString(plain.text().constData(), plain.text().size())); // Its own letters: ours are wiped.
    data->setData(QStringLiteral("x-kde-passwordManagerHint"), "secret");
    QApplication::clipboard()->setMimeData(data);
    m_held = digestOf(text);
    m_until = m_times.now() + m_times.copied;
    m_tick.start();
}

void SecretClipboard::clear()
{
    m_tick.stop();
    if (!m_held)
        return;
    QString there = QApplication::clipboard()->text();
    if (digestOf(secretOf(there)) == *m_held) {
        QApplication::clipboard()->clear();
        wipe(there); // Of another text the letters may be those of its owner.
    }
    m_held.reset();
    Q_EMIT cleared();
}

void SecretClipboard::tick()
{
    if (m_times.now() >= m_until)
        clear();
}

} // namespace auditlens
