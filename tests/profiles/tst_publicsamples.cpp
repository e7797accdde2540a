// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "input/bytesource.h"
#include "input/recordreader.h"
#include "profiles/profileregistry.h"
#include "support/formatconformance.h"
#include "support/plainsamples.h"
#include "support/testsupport.h"

#include <QDir>
#include <QTest>

#include <deque>

using namespace auditlens;
using test::PlainEvent;
using test::PlainSample;

namespace {

/// The file as AuditLens reads it.
class RealReading
{
public:
    RealReading(const QString& path, const std::vector<std::string>& recordPaths)
    {
        const InputList inputs = listInputs({path});
        if (inputs.files.size() != 1)
            m_problem = QStringLiteral("one file is not one input");
        else if (auto source = openInput(inputs.files.front()); !source.ok())
            m_problem = source.error().oneLine();
        else
            read(std::move(*source), recordPaths);
    }
    const QString& problem() const { return m_problem; }
    const std::vector<json::Value>& records() const { return m_records; }

private:
    void read(std::unique_ptr<ByteSource> source, const std::vector<std::string>& recordPaths)
    {
        auto reader = makeRecordReader(std::move(source), recordPaths);
        if (!reader.ok()) {
            m_problem = reader.error().oneLine();
            return;
        }
        m_reader = std::move(*reader);
        while (m_problem.isEmpty()) {
            auto chunk = m_reader->next();
            if (!chunk.ok())
                m_problem = chunk.error().oneLine();
            else if (!chunk->problems.empty())
                m_problem = toQString(chunk->problems.front().reason);
            else if (chunk->records.empty())
                return;
            else
                parse(m_chunks.emplace_back(std::move(*chunk)));
        }
    }
    void parse(const RecordChunk& chunk)
    {
        for (std::size_t i = 0; i < chunk.records.size(); ++i) {
            if (!m_reader->parse(chunk.record(i), m_documents.emplace_back()))
                m_problem = toQString(m_documents.back().errorText());
            m_records.push_back(m_documents.back().root());
        }
    }

    QString m_problem;
    std::unique_ptr<RecordReader> m_reader; ///< The records' member names are its columns.
    std::deque<RecordChunk> m_chunks;
    std::deque<json::Document> m_documents;
    std::vector<json::Value> m_records;
};

} // namespace

/// Public samples of real audit logs, read a second time in the plainest way and compared event by event.
/// tests/importing does the same with what an archive says of them.
class TestPublicSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRecordBecomesItsEvents_data();
    void everyRecordBecomesItsEvents();

private:
    QString m_folder;
    FormatRegistry m_formats;
};

void TestPublicSamples::initTestCase()
{
    m_folder = test::sharedDataPath();
    if (m_folder.isEmpty())
        QSKIP("The public samples are not beside the repository: nothing was compared.");
    addBuiltinFormats(m_formats);
    const Result<void> added = addBuiltinProfiles(m_formats);
    QVERIFY2(added.ok(), added.ok() ? "" : qPrintable(added.error().oneLine()));
}

void TestPublicSamples::everyRecordBecomesItsEvents_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : test::sampleNames(m_folder))
        QTest::newRow(qPrintable(name)) << name;
}

void TestPublicSamples::everyRecordBecomesItsEvents()
{
    QFETCH(QString, name);
    const PlainSample sample = test::readPlainSample(m_folder, name);
    QVERIFY2(!sample.format.isEmpty(), "Nobody said how to read this file.");
    QVERIFY(!sample.records.empty());

    const RealReading reading(QDir(m_folder).filePath(name), {"data.result"});
    QVERIFY2(reading.problem().isEmpty(), qPrintable(reading.problem()));
    const std::vector<json::Value>& values = reading.records();
    QCOMPARE(values.size(), sample.records.size());
    const Format* format = m_formats.bestFit(values);
    QVERIFY2(format, "no format fits");
    QCOMPARE(toQString(format->info().id), sample.format);

    for (std::size_t i = 0; i < values.size(); ++i) {
        test::CollectingSink sink;
        const DecodeProblem problem = format->decode(values[i], {}, sink);
        QVERIFY2(problem.empty(), problem.c_str());
        QCOMPARE(sink.events.size(), sample.records[i].size());
        for (std::size_t part = 0; part < sample.records[i].size(); ++part) {
            const PlainEvent& expected = sample.records[i][part];
            const AuditEvent& event = sink.events[part];
            QCOMPARE(event.time.ns, expected.time);
            QCOMPARE(event.time.origin == TimeOrigin::Missing, expected.time == noTime);
            QCOMPARE(toQString(event.action), toQString(expected.action));
            QCOMPARE(toQString(event.actor.display()), toQString(expected.actor));
            QCOMPARE(toQString(event.id), toQString(expected.id));
        }
    }
}

QTEST_GUILESS_MAIN(TestPublicSamples)
#include "tst_publicsamples.moc"
