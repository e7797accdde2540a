// SPDX-License-Identifier: MIT
#include "details/changecard.h"
#include "details/detailpane.h"
#include "importing/exportdialog.h"
#include "importing/importbar.h"
#include "mainwindow.h"
#include "models/timelinemodel.h"
#include "query/querybar.h"
#include "query/queryedit.h"
#include "session/session.h"
#include "support/testsupport.h"
#include "timeline/timelineview.h"

#include <QApplication>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace auditlens;

static std::shared_ptr<const FormatRegistry> builtinFormats()
{
    auto formats = std::make_shared<FormatRegistry>();
    addBuiltinFormats(*formats);
    return formats;
}

/// The real window on the demo's exported files.
class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_settings = std::make_unique<QSettings>(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        m_session = std::make_unique<Session>(builtinFormats(), Session::Places {m_folder.filePath(QStringLiteral("archives")), m_folder.filePath(QStringLiteral("profiles"))});
        m_window = std::make_unique<MainWindow>(m_session.get(), m_settings.get(), QString());
        m_window->show();
    }

    void droppedFilesAreImported()
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(test::sourcePath(QStringLiteral("resources/demo/export")))});
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QVERIFY(QCoreApplication::sendEvent(m_window.get(), &enter));
        QSignalSpy finished(m_session.get(), &Session::importFinished);
        QVERIFY(QCoreApplication::sendEvent(m_window.get(), &drop));
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(m_window->model()->rowCount() > 4000, 20000);
        QVERIFY(m_session->isUnnamed());
        QVERIFY(!m_window->importBar()->isVisible());
    }

    void anUnknownFieldIsUnderlined()
    {
        m_window->queryBar()->addTerm(QStringLiteral("acton:update"));
        QTRY_VERIFY(m_window->queryMessage()->isVisible());
        const auto span = m_window->queryBar()->edit()->highlighter()->error();
        QVERIFY(span);
        QCOMPARE(span->begin, qsizetype(0));
        QVERIFY(m_window->queryMessage()->text().contains(QLatin1String("acton")));
    }

    void typingFilters()
    {
        m_window->queryBar()->focusEdit();
        QTest::keyClicks(m_window->queryBar()->edit(), QStringLiteral("masked:true"));
        QTRY_VERIFY(m_window->answer() && m_window->answer()->state.query == QLatin1String("masked:true"));
        QVERIFY(!m_window->queryMessage()->isVisible());
        QVERIFY(m_window->answer()->count > 0 && m_window->answer()->count < m_window->answer()->total);
    }

    void choosingARowShowsItsCards()
    {
        m_window->timeline()->setCurrentRow(0);
        QTRY_VERIFY(!m_window->detailPane()->findChildren<ChangeCard*>().isEmpty());
    }

    void theExportHasTheCountOfTheStatusLine()
    {
        const QueryAnswer answer = *m_window->answer();
        const QString path = m_folder.filePath(QStringLiteral("out.jsonl"));
        ExportDialog dialog(m_session.get(), answer);
        dialog.setFile(path);
        QSignalSpy finished(m_session.get(), &Session::exportFinished);
        dialog.start();
        QTRY_COMPARE(finished.count(), 1);
        QVERIFY(QFile::exists(path));
        QVERIFY(dialog.statedCount().startsWith(QLocale().toString(answer.count)));
        QCOMPARE(finished.front().front().value<ExportOutcome>().events, std::uint64_t(answer.count));
    }

    void theThemeSwitches()
    {
        m_window->setTheme(ThemeChoice::Dark);
        QCOMPARE(theme().name, QStringLiteral("dark"));
        m_window->setTheme(ThemeChoice::Light);
        QCOMPARE(QApplication::palette().color(QPalette::Base), Theme::light().panel);
    }

private:
    QTemporaryDir m_folder;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
