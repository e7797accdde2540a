// SPDX-License-Identifier: MIT
#include "unmask/secret.h"

#include <QDebug>
#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>
#include <concepts>
#include <sstream>
#include <type_traits>
#include <vector>

using namespace auditlens;

namespace {

template <typename T>
concept Streamable = requires(std::ostream& stream, const T& value) { stream << value; };
template <typename T>
concept Debuggable = requires(QDebug debug, const T& value) { debug << value; };

static_assert(Streamable<std::string> && !Streamable<Secret>);
static_assert(Debuggable<QString> && !Debuggable<Secret>);
static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);
static_assert(!std::is_convertible_v<Secret, QString> && !std::is_constructible_v<QString, Secret>);
static_assert(!std::is_convertible_v<Secret, QByteArray> && !std::is_constructible_v<QByteArray, Secret>);
static_assert(!std::is_convertible_v<Secret, std::string> && !std::is_constructible_v<std::string, Secret>);

constexpr unsigned char veil = 0x5a;

/// Bytes that occur nowhere by chance, kept so that looking for them does not find the note of them.
QByteArray veiledPattern()
{
    QByteArray veiled(32, '\0');
    for (char& byte : veiled)
        byte = char(QRandomGenerator::global()->bounded(256));
    return veiled;
}

Secret unveiled(const QByteArray& veiled)
{
    Secret secret(std::size_t(veiled.size()));
    for (qsizetype i = 0; i < veiled.size(); ++i)
        secret.bytes()[std::size_t(i)] = static_cast<unsigned char>(static_cast<unsigned char>(veiled[i]) ^ veil);
    return secret;
}

bool unveiledAt(QByteArrayView memory, qsizetype at, const QByteArray& veiled)
{
    for (qsizetype i = 0; i < veiled.size(); ++i) {
        if (static_cast<unsigned char>(memory[at + i]) != (static_cast<unsigned char>(veiled[i]) ^ veil))
            return false;
    }
    return true;
}

qsizetype occurrencesIn(QByteArrayView memory, const QByteArray& veiled)
{
    qsizetype count = 0;
    const char first = char(static_cast<unsigned char>(veiled[0]) ^ veil);
    for (qsizetype at = memory.indexOf(first); at >= 0 && at + veiled.size() <= memory.size(); at = memory.indexOf(first, at + 1))
        count += unveiledAt(memory, at, veiled) ? 1 : 0;
    return count;
}

struct Range
{
    qint64 begin = 0;
    qint64 end = 0;
};

QList<Range> writableMemory()
{
    QList<Range> ranges;
    QFile maps(QStringLiteral("/proc/self/maps"));
    if (!maps.open(QIODevice::ReadOnly))
        return ranges;
    for (const QByteArray& line : maps.readAll().split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() < 2 || !words[1].startsWith("rw"))
            continue;
        const QList<QByteArray> ends = words[0].split('-');
        ranges.append({ends[0].toLongLong(nullptr, 16), ends[1].toLongLong(nullptr, 16)});
    }
    return ranges;
}

/// How often the pattern stands in this process's writable memory, the buffer that reads it left aside.
qsizetype occurrences(const QByteArray& veiled)
{
    constexpr qint64 step = 1 << 20;
    QFile memory(QStringLiteral("/proc/self/mem"));
    if (!memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return -1;
    std::vector<char> buffer(step);
    const auto own = reinterpret_cast<qint64>(buffer.data());
    qsizetype count = 0;
    for (const Range& range : writableMemory()) {
        for (qint64 at = range.begin; at < range.end; at += step - veiled.size()) {
            const qint64 got = memory.seek(at) ? memory.read(buffer.data(), std::min(step, range.end - at)) : 0;
            for (qint64 i = std::max<qint64>(own - at, 0); i < std::min(own + step - at, got); ++i)
                buffer[std::size_t(i)] = 0;
            count += got > 0 ? occurrencesIn({buffer.data(), got}, veiled) : 0;
            std::ranges::fill(buffer, '\0');
        }
    }
    return count;
}

} // namespace

class TestSecret : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void holdsBytes();
    void movingLeavesNothing();
    void shrinkingWipesTheRest();
    void equality();
    void nothingStaysInMemory();
    void fingerprints();
};

void TestSecret::holdsBytes()
{
    const Secret secret = Secret::copyOf(std::string_view("a\0b", 3));
    QCOMPARE(secret.size(), std::size_t(3));
    QVERIFY(secret.reveal() == std::string_view("a\0b", 3));
    QVERIFY(Secret().empty() && Secret().reveal().empty() && Secret::copyOf(std::string_view()).empty());
    const Secret large(100'000);
    QVERIFY(std::ranges::all_of(large.bytes(), [](unsigned char byte) { return byte == 0; }));
}

void TestSecret::movingLeavesNothing()
{
    Secret first = Secret::copyOf("first");
    Secret second = std::move(first);
    QVERIFY(first.empty() && first.reveal().empty());
    QVERIFY(second.reveal() == "first");
    Secret third = Secret::copyOf("third");
    third = std::move(second);
    QVERIFY(second.empty());
    QVERIFY(third.reveal() == "first");
    Secret& same = third;
    third = std::move(same);
    QVERIFY(third.reveal() == "first");
}

void TestSecret::shrinkingWipesTheRest()
{
    Secret secret = Secret::copyOf("123-45-6789");
    const unsigned char* rest = secret.bytes().data() + 3;
    secret.shrink(3);
    QVERIFY(secret.reveal() == "123");
    QVERIFY(std::all_of(rest, rest + 8, [](unsigned char byte) { return byte == 0; }));
    secret.shrink(10);
    QCOMPARE(secret.size(), std::size_t(3));
}

void TestSecret::equality()
{
    QVERIFY(Secret::copyOf("same") == Secret::copyOf("same"));
    QVERIFY(Secret::copyOf("same") != Secret::copyOf("sane"));
    QVERIFY(Secret::copyOf("same") != Secret::copyOf("same\n"));
    QVERIFY(Secret() == Secret());
    QVERIFY(Secret() != Secret::copyOf("x"));
}

void TestSecret::nothingStaysInMemory()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("AddressSanitizer's own memory is too large to be searched: NOT tested in this build.");
#endif
    const QByteArray veiled = veiledPattern();
    if (occurrences(veiled) < 0)
        QSKIP("This system does not let a process read its own memory.");
    {
        Secret secret = unveiled(veiled);
        QCOMPARE(occurrences(veiled), 1);
        const Secret moved = std::move(secret);
        QCOMPARE(occurrences(veiled), 1);
        Secret overwritten = unveiled(veiled);
        QCOMPARE(occurrences(veiled), 2);
        overwritten = Secret::copyOf("something else");
        QCOMPARE(occurrences(veiled), 1);
    }
    QCOMPARE(occurrences(veiled), 0);
}

void TestSecret::fingerprints()
{
    const std::string one = fingerprintOf(Secret::copyOf("unit-test-secret-key"));
    QCOMPARE(one, fingerprintOf(Secret::copyOf("unit-test-secret-key")));
    QVERIFY(one != fingerprintOf(Secret::copyOf("unit-test-secret-key\n")));
    QVERIFY(!QString::fromStdString(one).remove(u'-').startsWith(QStringLiteral("e6bf0528")));
    // printf 'auditlens key fingerprint 1\0unit-test-secret-key' | sha256sum
    QCOMPARE(QString::fromStdString(one), QStringLiteral("7831-ec30-50ad-fef7"));
}

QTEST_APPLESS_MAIN(TestSecret)
#include "tst_secret.moc"
