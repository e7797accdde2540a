// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "profiles/mappingprofile.h"
#include "profiles/profilecheck.h"
#include "profiles/profileformat.h"
#include "profiles/profileregistry.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;

class TestMappingProfile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyShippedProfilePassesItsSamples_data();
    void everyShippedProfilePassesItsSamples();
};

void TestMappingProfile::everyShippedProfilePassesItsSamples_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(":/profiles"));
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}))
        QTest::newRow(qPrintable(name)) << folder.filePath(name);
}

void TestMappingProfile::everyShippedProfilePassesItsSamples()
{
    QFETCH(QString, path);
    const Result<MappingProfile> profile = MappingProfile::load(path);
    QVERIFY2(profile.ok(), profile.ok() ? "" : qPrintable(profile.error().oneLine()));
    QVERIFY2(!profile->samples.empty(), "a shipped profile proves itself by samples");
    const Result<MappingProfile> again = MappingProfile::parse(profile->json(), path);
    QVERIFY(again.ok());
    QCOMPARE(toQString(again->json()), toQString(profile->json()));
    QVERIFY(sampleMismatch(*again).isEmpty());
}

QTEST_GUILESS_MAIN(TestMappingProfile)
#include "tst_mappingprofile.moc"
