// SPDX-License-Identifier: MIT
#include "importing/importer.h"

#include "support/importing.h"

#include <QDir>
#include <QProcess>
#include <QTest>

#include <csignal>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

using namespace auditlens;
using test::ImportFolder;
using test::tigerLine;
using test::tigerLines;

namespace {

QByteArray gzipped(const QByteArray& text)
{
    z_stream stream {};
    constexpr int gzip = 16 + MAX_WBITS;
    if (deflateInit2(&stream, 1, Z_DEFLATED, gzip, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        qFatal("zlib");
    QByteArray out(qsizetype(deflateBound(&stream, uLong(text.size()))), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.constData()));
    stream.avail_in = uInt(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        qFatal("zlib");
    out.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

} // namespace

/// Bad bytes: each gives a message that names the place, what is wrong and what to do, and costs nothing around it.
class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void badRecords_data();
    void badRecords();
    void truncatedGzip();
    void gzipOfSeveralMembers();
    void zipBomb();
    void repeatedKeys();
    void emptyFile();
    void missingFile();
    void unreadableFolder();
    void aFileThatGrowsWhileItIsRead();
    void fullDisk();
};

void TestBadInput::badRecords_data()
{
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<QString>("reason");
    QTest::newRow("half a line") << QByteArray("{\"id\": \"x\", \"timestamp\": \"2023") << QStringLiteral("not closed");
    QTest::newRow("invalid UTF-8") << QByteArray("{\"id\": \"x\xff\xfe\"}") << QStringLiteral("invalid UTF-8");
    QTest::newRow("a NUL byte") << QByteArray("{\"id\": \"x\0y\"}", 13) << QStringLiteral("control character");
    QTest::newRow("nested 10,000 deep") << QByteArray(QByteArray("{\"a\":") + QByteArray(10'000, '[') + QByteArray(10'000, ']') + '}')
                                        << QStringLiteral("nested too deep");
    QTest::newRow("text behind the record") << QByteArray("{\"id\": \"x\"} 17") << QStringLiteral("behind the end");
    QTest::newRow("100 MB on one line") << QByteArray("{\"id\": \"" + QByteArray(100 << 20, 'x') + "\"}")
                                        << QStringLiteral("longer than 64 MiB");
    QTest::newRow("nothing that a format knows") << QByteArray("17") << QStringLiteral("no known format");
}

void TestBadInput::badRecords()
{
    QFETCH(QByteArray, bad);
    QFETCH(QString, reason);
    ImportFolder folder;
    const QString file = folder.write(QStringLiteral("bad.jsonl"), tigerLine(1) + '\n' + bad + '\n' + tigerLine(2) + '\n');
    const auto report = folder.import({file});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(2));
    QCOMPARE(report->rejected, std::uint64_t(1));
    const ImportNote& note = report->firstErrors.at(0);
    QCOMPARE(note.file, QStringLiteral("bad.jsonl"));
    QCOMPARE(note.line, std::uint64_t(2));
    QVERIFY2(note.reason.contains(reason), qPrintable(note.reason));
    QVERIFY(note.reason.contains(QStringLiteral("import the file again")));
    const auto archive = folder.open();
    QCOMPARE(archive->size(), 2u);
    const auto rejects = archive->rejects(10);
    QVERIFY(rejects.ok());
    QCOMPARE(rejects->size(), std::size_t(1));
    QCOMPARE(QByteArray::fromStdString(rejects->at(0).raw), bad.left(64 << 10));
    QCOMPARE(rejects->at(0).byte, std::uint64_t(tigerLine(1).size() + 1));
}

void TestBadInput::truncatedGzip()
{
    ImportFolder folder;
    QByteArray packed = gzipped(tigerLines(5000));
    packed.chop(packed.size() / 2);
    const auto report = folder.import({folder.write(QStringLiteral("cut.jsonl.gz"), packed)});
    QVERIFY(report.ok());
    QVERIFY2(report->events > 500 && report->events < 5000, qPrintable(QString::number(report->events)));
    QCOMPARE(report->fileProblems.size(), std::size_t(1));
    const Error& problem = report->fileProblems[0];
    QVERIFY(problem.what.contains(QStringLiteral("cut.jsonl.gz")));
    QVERIFY(problem.where.contains(QString::number(packed.size())));
    QVERIFY(!problem.why.isEmpty() && !problem.help.isEmpty());
    QCOMPARE(std::uint64_t(folder.open()->size()), report->events);
}

void TestBadInput::gzipOfSeveralMembers()
{
    ImportFolder folder;
    const auto report = folder.import({folder.write(QStringLiteral("two.gz"), gzipped(tigerLine(1) + '\n') + gzipped(tigerLine(2) + '\n'))});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(2));
    QVERIFY(report->fileProblems.empty());
}

void TestBadInput::zipBomb()
{
    ImportFolder folder;
    const QByteArray bomb = tigerLine(1) + '\n' + QByteArray(200 << 20, ' ');
    QByteArray packed(qsizetype(ZSTD_compressBound(std::size_t(bomb.size()))), '\0');
    packed.resize(qsizetype(ZSTD_compress(packed.data(), std::size_t(packed.size()), bomb.constData(), std::size_t(bomb.size()), 1)));
    const auto report = folder.import({folder.write(QStringLiteral("bomb.zst"), packed)});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(1));
    QCOMPARE(report->fileProblems.size(), std::size_t(1));
    QVERIFY(report->fileProblems[0].why.contains(QStringLiteral("zip bomb")));
    QVERIFY(report->fileProblems[0].where.contains(QStringLiteral("bomb.zst")));
    QVERIFY(!report->fileProblems[0].help.isEmpty());
}

void TestBadInput::repeatedKeys()
{
    ImportFolder folder;
    QByteArray twice = tigerLine(1);
    twice.insert(1, "\"tenant\": \"first\", ");
    const auto report = folder.import({folder.write(QStringLiteral("a.jsonl"), tigerLine(0) + '\n' + twice + '\n')});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(2));
    QCOMPARE(report->warnings.size(), std::size_t(1));
    QCOMPARE(report->warnings[0].line, std::uint64_t(2));
    QVERIFY(report->warnings[0].reason.contains(QStringLiteral("repeated")));
}

void TestBadInput::emptyFile()
{
    ImportFolder folder;
    const auto report = folder.import({folder.write(QStringLiteral("empty.json"), QByteArray())});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(0));
    QCOMPARE(report->warnings.size(), std::size_t(1));
    QCOMPARE(report->warnings[0].file, QStringLiteral("empty.json"));
}

void TestBadInput::missingFile()
{
    ImportFolder folder;
    const auto report = folder.import({folder.path(QStringLiteral("nowhere.json")), folder.write(QStringLiteral("a.jsonl"), tigerLine(1))});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(1));
    QCOMPARE(report->fileProblems.size(), std::size_t(1));
    QVERIFY(report->fileProblems[0].oneLine().contains(QStringLiteral("nowhere.json")));
}

void TestBadInput::unreadableFolder()
{
    ImportFolder folder;
    QDir().mkpath(folder.path(QStringLiteral("closed")));
    folder.write(QStringLiteral("closed/a.jsonl"), tigerLine(1));
    QFile::setPermissions(folder.path(QStringLiteral("closed")), QFile::Permissions());
    // Root may read everything; a child without privileges may not.
    const pid_t child = ::fork();
    if (child == 0) {
        const bool dropped = ::geteuid() != 0 || ::seteuid(65534) == 0;
        const InputList inputs = listInputs({folder.path(QStringLiteral("closed"))});
        ::_exit(dropped && inputs.files.empty() && inputs.problems.size() == 1 && !inputs.problems[0].help.isEmpty() ? 0 : 1);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QFile::setPermissions(folder.path(QStringLiteral("closed")), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
}

void TestBadInput::aFileThatGrowsWhileItIsRead()
{
    ImportFolder folder;
    const QString path = folder.write(QStringLiteral("growing.jsonl"), tigerLines(20'000));
    const auto source = openInput({path, QString(), QStringLiteral("growing.jsonl"), 0});
    QVERIFY(source.ok());
    QFile file(path);
    QVERIFY(file.open(QIODevice::Append) && file.write(tigerLine(20'001) + '\n') > 0);
    file.close();
    std::string buffer(1 << 20, '\0');
    for (auto got = (*source)->read(buffer.data(), buffer.size()); got.ok() && *got > 0;)
        got = (*source)->read(buffer.data(), buffer.size());
    QVERIFY((*source)->changeWhileRead().find("grew") != std::string::npos);
    QVERIFY(QFile::resize(path, 100));
    QVERIFY((*source)->changeWhileRead().find("cut") != std::string::npos);
}

void TestBadInput::fullDisk()
{
    ImportFolder folder;
    const QString file = folder.write(QStringLiteral("a.jsonl"), tigerLines(100'000));
    const pid_t child = ::fork();
    if (child == 0) {
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit {2 << 20, 2 << 20};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        const auto report = folder.import({file});
        ::_exit(!report.ok() && !report.error().what.isEmpty() && !report.error().help.isEmpty() ? 0 : 1);
    }
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    const auto archive = Archive::open(folder.archivePath(), test::allFormats());
    QVERIFY2(archive.ok(), archive.ok() ? "" : qPrintable(archive.error().oneLine()));
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"
