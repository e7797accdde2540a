// SPDX-License-Identifier: MIT
#include "clirun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Saved views on the command line.
class TestCliViews : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aViewIsAsked_data();
    void aViewIsAsked();
    void theOrderIsTheViews();
    void aViewIsFoundByItsName();
    void anExportTakesAView();
    void whatCannotBeReadIsThree();
    void aQueryThatDoesNotParseIsTwo();

private:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    QString view(const QByteArray& members) const;
    CliRun query(const QStringList& words) const;

    QTemporaryDir m_dir;
};

/// Four deletes and reads of May 2025, one per day.
void TestCliViews::initTestCase()
{
    QByteArray lines;
    for (int day = 1; day <= 4; ++day) {
        const QByteArray n = QByteArray::number(day);
        lines += R"({"id":"E-)" + n + R"(","timestamp":"2025-05-0)" + n + R"(T23:30:00Z","action":")" + (day % 2 ? "delete" : "read")
            + R"(","actor":{"id":)" + n + R"(,"username":"user)" + n + R"("},"model":"policies.Policy","object_id":"7","diff":{}})" "\n";
    }
    const CliRun run = runCli({u"import"_s, u"-"_s, u"--archive"_s, path(u"a.auditlens"_s)}, lines);
    QVERIFY2(run.exitCode == 0, run.err.constData());
}

QString TestCliViews::view(const QByteArray& members) const
{
    QFile file(path(u"a.auditview"_s));
    const QByteArray text = R"({"auditlens_view":1,"name":"Mine")" + members + '}';
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write the view");
    return file.fileName();
}

CliRun TestCliViews::query(const QStringList& words) const
{
    return runCli(QStringList {u"query"_s, u"--archive"_s, path(u"a.auditlens"_s)} + words);
}

void TestCliViews::aViewIsAsked_data()
{
    QTest::addColumn<QByteArray>("members");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("count");
    const auto row = [](const char* claim, const char* members, const QStringList& words, int count) {
        QTest::newRow(claim) << QByteArray(members) << words << QByteArray::number(count) + '\n';
    };
    row("nothing is everything", "", {}, 4);
    row("its query", R"(,"query":"action:delete")", {}, 2);
    row("a query beside it narrows it", R"(,"query":"action:delete OR action:read")", {u"actor:user2"_s}, 1);
    row("its range", R"(,"from":"2025-05-02","to":"2025-05-03")", {}, 2);
    row("a range that is given replaces it", R"(,"from":"2025-05-02","to":"2025-05-03")", {u"--from"_s, u"2025-05-02"_s}, 3);
    row("the newest of the archive", R"(,"newest":"2d")", {}, 3);
    row("its zone reads its times", R"(,"from":"2025-05-04","zone":"Asia/Tokyo")", {}, 2);
    row("a zone that is given replaces it", R"(,"from":"2025-05-04","zone":"Asia/Tokyo")", {u"--zone"_s, u"UTC"_s}, 1);
}

void TestCliViews::aViewIsAsked()
{
    QFETCH(QByteArray, members);
    QFETCH(QStringList, words);
    QFETCH(QByteArray, count);
    const CliRun run = query(QStringList {u"--view"_s, view(members), u"--count"_s} + words);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(run.out, count);
}

void TestCliViews::theOrderIsTheViews()
{
    const QStringList words {u"--view"_s, view(R"(,"order":"oldest")"), u"--output"_s, u"jsonl"_s};
    QVERIFY(query(words).lines().at(0).contains("E-1"));
    QVERIFY(query(words + QStringList {u"--order"_s, u"desc"_s}).lines().at(0).contains("E-4"));
}

void TestCliViews::aViewIsFoundByItsName()
{
    const QString keep = u"mkdir -p \"$XDG_DATA_HOME/AuditLens/AuditLens/views\" && cp '%1' \"$XDG_DATA_HOME/AuditLens/AuditLens/views/\""_s;
    QCOMPARE(runShell(keep.arg(view(R"(,"query":"action:delete")"))).exitCode, 0);
    QCOMPARE(query({u"--view"_s, u"mine"_s, u"--count"_s}).out, QByteArray("2\n"));
    const CliRun mistyped = query({u"--view"_s, u"Mnie"_s});
    QCOMPARE(mistyped.exitCode, 3);
    QVERIFY2(mistyped.err.contains("Did you mean \"Mine\""), mistyped.err.constData());
}

void TestCliViews::anExportTakesAView()
{
    const QString out = path(u"out.jsonl"_s);
    const CliRun run = runCli({u"export"_s, u"--archive"_s, path(u"a.auditlens"_s), u"--view"_s, view(R"(,"newest":"1d")"), u"--output-format"_s, u"jsonl"_s, u"-o"_s, out});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 2);
}

void TestCliViews::whatCannotBeReadIsThree()
{
    for (const QString& file : {view(R"(,"limit":5)"), path(u"missing.auditview"_s), m_dir.path()}) {
        const CliRun run = query({u"--view"_s, file});
        QVERIFY2(run.exitCode == 3 && run.out.isEmpty(), run.err.constData());
        QVERIFY(run.err.contains("view"));
    }
}

void TestCliViews::aQueryThatDoesNotParseIsTwo()
{
    const CliRun query = this->query({u"--view"_s, view(R"(,"query":"actr:alice")")});
    QCOMPARE(query.exitCode, 2);
    QVERIFY(query.err.contains("actr:alice\n^^^^"));
    const CliRun range = this->query({u"--view"_s, view(R"(,"from":"soon")")});
    QCOMPARE(range.exitCode, 2);
    QVERIFY(range.err.contains("\"soon\""));
}

QTEST_GUILESS_MAIN(TestCliViews)
#include "tst_cliviews.moc"
