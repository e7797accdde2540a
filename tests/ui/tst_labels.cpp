// SPDX-License-Identifier: MIT
#include "widgets/labels.h"

#include <QEnterEvent>
#include <QTest>

#include <memory>

using namespace auditlens;

namespace {

QString u8(const char* text)
{
    return QString::fromUtf8(text);
}

void enter(QWidget& widget)
{
    const QPointF at = widget.rect().center();
    QEnterEvent event(at, at, widget.mapToGlobal(at));
    QCoreApplication::sendEvent(&widget, &event);
}

} // namespace

class TestLabels : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void paragraphKeepsItsHeightUnderTheMouse_data();
    void paragraphKeepsItsHeightUnderTheMouse();
    void paragraphIsSelectedWithTheMouse();
};

void TestLabels::paragraphKeepsItsHeightUnderTheMouse_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("a sentence") << u8("The premium was 990.00 after one event and 9.90 before the next.");
    QTest::newRow("lines") << u8("first\nsecond\n\nfourth");
    QTest::newRow("a long word") << u8("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    QTest::newRow("other scripts") << u8("قسط التأمين تغير مرة أخرى بعد المراجعة 東京都の保険料が変更されました");
    QTest::newRow("empty") << QString();
}

void TestLabels::paragraphKeepsItsHeightUnderTheMouse()
{
    QFETCH(QString, text);
    const std::unique_ptr<QLabel> label(makeParagraph(text, "dim"));
    QList<int> before;
    QList<int> after;
    for (int width = 60; width < 600; width += 20)
        before << label->heightForWidth(width);
    enter(*label);
    for (int width = 60; width < 600; width += 20)
        after << label->heightForWidth(width);
    QCOMPARE(after, before);
}

void TestLabels::paragraphIsSelectedWithTheMouse()
{
    const std::unique_ptr<QLabel> label(makeParagraph(u8("Event 4711 was altered."), "dim"));
    label->resize(400, 40);
    label->show();
    QVERIFY(QTest::qWaitForWindowExposed(label.get()));
    enter(*label);
    QTest::mousePress(label.get(), Qt::LeftButton, {}, {1, 5});
    QTest::mouseMove(label.get(), {395, 5});
    QTest::mouseRelease(label.get(), Qt::LeftButton, {}, {395, 5});
    QCOMPARE(label->selectedText(), label->text());
}

QTEST_MAIN(TestLabels)
#include "tst_labels.moc"
