// SPDX-License-Identifier: MIT
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;
const QByteArray plainText = "123-45-6789";
const QByteArray keyText = "unit-test-secret-key";

} // namespace

/// A whole reveal in a program of its own, and what it leaves behind: in its memory, its output and its files.
class TestRevealMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theScanSeesWhatIsThere();
    void nothingIsLeftInMemory_data();
    void nothingIsLeftInMemory();
    void nothingIsLeftInFilesAndOutput();

private:
    QTemporaryDir m_dir;
    QByteArray m_out;
    QByteArray m_err;
};

void TestRevealMemory::initTestCase()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("THE MEMORY WAS NOT SEARCHED: AddressSanitizer takes more of it than can be searched.");
#endif
    QFile memory(u"/proc/self/mem"_s);
    if (!memory.open(QIODevice::ReadOnly))
        QSKIP("THE MEMORY WAS NOT SEARCHED: /proc/self/mem cannot be read here.");
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"})
        environment.insert(QString::fromLatin1(name), m_dir.path());
    child.setProcessEnvironment(environment);
    child.setWorkingDirectory(m_dir.path());
    child.start(QStringLiteral(REVEAL_CHILD), {m_dir.filePath(u"ledger.jsonl"_s)});
    child.write(keyText);
    child.closeWriteChannel();
    QVERIFY(child.waitForFinished(patienceMs));
    m_out = child.readAllStandardOutput();
    m_err = child.readAllStandardError();
    QVERIFY2(child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, m_err.constData());
}

// Without this a scan that finds nothing would prove nothing.
void TestRevealMemory::theScanSeesWhatIsThere()
{
    QVERIFY2(m_out.contains("shown value 1\n"), m_out.constData());
    QVERIFY2(m_out.contains("shown key 1\n"), m_out.constData());
}

void TestRevealMemory::nothingIsLeftInMemory_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("the value before it is shown, though its parts were") << QByteArray("before value 0\n");
    QTest::newRow("the key that signs, made from the key") << QByteArray("before signing 0\n");
    QTest::newRow("the key that decrypts, made from the key") << QByteArray("before decrypting 0\n");
    QTest::newRow("a second copy of the key") << QByteArray("before key 1\n");
    QTest::newRow("the value after it was shown") << QByteArray("after value 0\n");
    QTest::newRow("the key") << QByteArray("after key 0\n");
    QTest::newRow("the key that signs, at the end") << QByteArray("after signing 0\n");
    QTest::newRow("the key that decrypts, at the end") << QByteArray("after decrypting 0\n");
}

void TestRevealMemory::nothingIsLeftInMemory()
{
    QFETCH(QByteArray, line);
    QVERIFY2(m_out.contains(line), m_out.constData());
}

void TestRevealMemory::nothingIsLeftInFilesAndOutput()
{
    QVERIFY(QFile::exists(m_dir.filePath(u"ledger.jsonl"_s)));
    QDirIterator files(m_dir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains(plainText) && !bytes.contains(keyText), qPrintable(file.fileName()));
    }
    for (const QByteArray& written : {m_out, m_err})
        QVERIFY(!written.contains(plainText) && !written.contains(keyText));
}

QTEST_GUILESS_MAIN(TestRevealMemory)
#include "tst_revealmemory.moc"
