// SPDX-License-Identifier: MIT
// Drives the real window through a reveal, with the key and the value on standard input, a line each. Says on standard
// output how far it is ("shown") and goes on with the next line, so that its memory can be searched from outside.

#include "importing/exportdialog.h"
#include "keys/secretedit.h"
#include "reveal/passingtext.h"
#include "ui/revealwindow.h"

#include <QComboBox>

#include <cstdio>

#include <unistd.h>

using namespace auditlens;
using namespace auditlens::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// Byte by byte into a Secret: a stream would keep a copy.
Secret lineOfStandardInput()
{
    Secret line(4096);
    std::size_t size = 0;
    while (size < line.size() && ::read(STDIN_FILENO, line.bytes().data() + size, 1) == 1 && line.bytes()[size] != '\n')
        ++size;
    line.shrink(size);
    return line;
}

bool stopAt(const char* stage)
{
    std::printf("%s\n", stage);
    std::fflush(stdout);
    return lineOfStandardInput().empty();
}

bool compare(RevealWindow& desk)
{
    const Secret value = lineOfStandardInput();
    desk.press(desk.form()->stepButton(LedgerStep::Equal));
    for (const char letter : value.reveal())
        QTest::keyClick(desk.form()->known(), letter);
    QTest::keyClick(desk.form()->known(), Qt::Key_Return);
    if (!desk.answered() || desk.shown() != u"It is the same value."_s)
        return false;
    desk.press(desk.dialog()->revealButton());
    return true;
}

/// Painted, and read out by a screen reader.
bool show(RevealWindow& desk)
{
    if (!desk.ask(LedgerStep::Full) || !desk.dialog()->panel()->isShowing())
        return false;
    desk.dialog()->grab();
    QString said = desk.shown();
    wipe(said);
    return true;
}

bool hide(RevealWindow& desk)
{
    desk.press(desk.dialog()->revealButton());
    return !desk.dialog()->panel()->isShowing();
}

bool copy(RevealWindow& desk)
{
    desk.press(desk.dialog()->copyButton());
    return QTest::qWaitFor([&] { return desk.guide().clipboard()->isHolding(); });
}

bool clearClipboard(RevealWindow& desk)
{
    desk.pass(20s);
    return QTest::qWaitFor([&] { return !desk.guide().clipboard()->isHolding(); });
}

bool exportAll(RevealWindow& desk)
{
    desk.dialog()->close();
    desk.window().activateWindow();
    QSignalSpy finished(&desk.session(), &Session::exportFinished);
    if (!desk.Desk::press(QKeySequence(Qt::CTRL | Qt::Key_E)))
        return false;
    auto* dialog = waitFor<ExportDialog>(&desk.window());
    if (!dialog)
        return false;
    dialog->setFile(desk.folder().path(u"events.csv"_s));
    desk.press(dialog->startButton());
    return QTest::qWaitFor([&] { return finished.count() == 1; });
}

bool revealAll()
{
    RevealWindow desk;
    desk.revealer().chooseInvestigator();
    if (!desk.addKey(lineOfStandardInput().reveal()) || !desk.choose(0) || !desk.openReveal())
        return false;
    return stopAt("asked") && compare(desk) && stopAt("compared") && show(desk) && stopAt("shown") && hide(desk)
        && stopAt("hidden") && show(desk) && copy(desk) && hide(desk) && stopAt("copied") && clearClipboard(desk) && stopAt("cleared")
        && exportAll(desk) && stopAt("exported");
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    return revealAll() ? 0 : 1;
}
