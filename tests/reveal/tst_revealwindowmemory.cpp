// SPDX-License-Identifier: MIT
#include "memoryscan.h"
#include "support/testsupport.h"

#include <QDirIterator>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 60'000;
const QByteArray plainText = "123-45-6789";
const QByteArray keyText = "unit-test-secret-key";

/// As a QString has it.
QByteArray inUtf16(const QByteArray& text)
{
    const QString wide = QString::fromLatin1(text);
    return {reinterpret_cast<const char*>(wide.utf16()), wide.size() * qsizetype(sizeof(char16_t))};
}

/// How often a process has them in its memory.
struct Traces
{
    int value = 0;
    int wideValue = 0;
    int key = 0;
    int wideKey = 0;
};

} // namespace

/// A reveal in the real window, in a program of its own that is searched from outside while it runs.
class TestRevealWindowMemory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theScanSeesWhatIsThere();
    void nothingIsLeft_data();
    void nothingIsLeft();
    void nothingIsInFilesAndOutput();

private:
    Traces tracesIn(qint64 process) const;
    void searchFiles();

    QTemporaryDir m_dir;
    QMap<QByteArray, Traces> m_traces; ///< By how far the child was.
    QStringList m_files; ///< That the child wrote,
    QStringList m_telling; ///< and those with the value or the key.
    QByteArray m_err;
};

Traces TestRevealWindowMemory::tracesIn(qint64 process) const
{
    const auto times = [process](const QByteArray& bytes) {
        return timesInMemoryOf(process, {bytes.constData(), std::size_t(bytes.size())}).value_or(-1);
    };
    return {times(plainText), times(inUtf16(plainText)), times(keyText), times(inUtf16(keyText))};
}

void TestRevealWindowMemory::searchFiles()
{
    QDirIterator files(m_dir.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString file = files.next();
        const QByteArray bytes = readFile(file);
        m_files << file;
        for (const QByteArray& secret : {plainText, keyText, inUtf16(plainText), inUtf16(keyText)}) {
            if (bytes.contains(secret))
                m_telling << file;
        }
    }
}

void TestRevealWindowMemory::initTestCase()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("THE MEMORY WAS NOT SEARCHED: AddressSanitizer takes more of it than can be searched.");
#endif
    QProcess child;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "TMPDIR"})
        environment.insert(QString::fromLatin1(name), m_dir.path());
    child.setProcessEnvironment(environment);
    child.setWorkingDirectory(m_dir.path());
    child.start(QStringLiteral(REVEAL_WINDOW_CHILD), QStringList());
    QVERIFY(child.waitForStarted(patienceMs));
    if (!timesInMemoryOf(child.processId(), "anything")) {
        child.kill();
        child.waitForFinished(patienceMs);
        QSKIP("THE MEMORY WAS NOT SEARCHED: that of another process cannot be read here.");
    }
    child.write(keyText + '\n');
    while (child.waitForReadyRead(patienceMs)) {
        while (child.canReadLine()) {
            const QByteArray stage = child.readLine().trimmed();
            m_traces.insert(stage, tracesIn(child.processId()));
            if (stage == "exported")
                searchFiles();
            child.write(stage == "asked" ? '\n' + plainText + '\n' : QByteArray("\n"));
        }
    }
    m_err = child.readAllStandardError();
    const QByteArray how = "after " + m_traces.keys().join(", ") + ": " + m_err;
    QVERIFY2(child.state() == QProcess::NotRunning && child.exitStatus() == QProcess::NormalExit && child.exitCode() == 0, how.constData());
}

// Without this a scan that finds nothing would prove nothing.
void TestRevealWindowMemory::theScanSeesWhatIsThere()
{
    QVERIFY(m_traces.value("shown").value > 0);
    QVERIFY(m_traces.value("copied").wideValue > 0);
    QCOMPARE(m_traces.value("asked").key, 1);
}

void TestRevealWindowMemory::nothingIsLeft_data()
{
    QTest::addColumn<QByteArray>("stage");
    QTest::newRow("before it is asked for") << QByteArray("asked");
    QTest::newRow("after it was typed and compared") << QByteArray("compared");
    QTest::newRow("after it was shown") << QByteArray("hidden");
    QTest::newRow("after it was on the clipboard") << QByteArray("cleared");
    QTest::newRow("after an export") << QByteArray("exported");
}

void TestRevealWindowMemory::nothingIsLeft()
{
    QFETCH(QByteArray, stage);
    QVERIFY(m_traces.contains(stage));
    const Traces traces = m_traces.value(stage);
    QCOMPARE(traces.value, 0);
    QCOMPARE(traces.wideValue, 0);
    QCOMPARE(traces.key, 1); // The keychain of the test keeps it in this process.
    QCOMPARE(traces.wideKey, 0);
}

void TestRevealWindowMemory::nothingIsInFilesAndOutput()
{
    for (const QString& name : {u"events.csv"_s, u"ledger.jsonl"_s, u"reveal.ini"_s})
        QVERIFY2(m_files.join(u'\n').contains(name), qPrintable(name));
    QCOMPARE(m_files.filter(u".auditlens"_s).size(), 1);
    QCOMPARE(m_telling, QStringList());
    QVERIFY2(!m_err.contains(plainText) && !m_err.contains(keyText), m_err.constData());
}

QTEST_GUILESS_MAIN(TestRevealWindowMemory)
#include "tst_revealwindowmemory.moc"
