// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connectiondialog.h"
#include "connections/connectionguide.h"
#include "connections/fieldrow.h"
#include "connections/sourceform.h"
#include "connections/teststeps.h"
#include "desk.h"
#include "fakes/fakeprocess.h"
#include "secrets/fakekeychain.h"

#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableWidget>

namespace auditlens::test {

/// A window with connections and a keychain of its own.
class ConnectionWindow : public Desk
{
public:
    explicit ConnectionWindow(std::shared_ptr<SecretStore> store = std::make_shared<FakeKeychain>())
        : m_desk(ConnectionFolder(folder().path(QStringLiteral("connections"))), [store](QObject*, const auto& answer) { answer(store); }, allFormats())
        , m_guide(&session(), &window(), &m_desk)
    {
    }

    ConnectionDesk& desk() { return m_desk; }
    ConnectionGuide& guide() { return m_guide; }

    static void press(QPushButton* button) { QTest::mouseClick(button, Qt::LeftButton); }
    /// Types over what is there.
    static void type(QWidget* line, const QString& text)
    {
        qobject_cast<QLineEdit*>(line)->clear();
        QTest::keyClicks(line, text);
    }

    ConnectionDialog* openDialog()
    {
        Desk::press(QKeySequence(QStringLiteral("Ctrl+Shift+N")));
        return waitFor<ConnectionDialog>(&window());
    }
    /// A Loki, asked directly whatever this machine's proxy is.
    static void enterLoki(ConnectionDialog* dialog, const QUrl& url, const QString& name = QStringLiteral("Prod"))
    {
        choose(dialog, "loki");
        type(dialog->name(), name);
        type(field(dialog, "url"), url.toString());
        dialog->form()->row("proxy")->setValue(QStringLiteral("none"));
    }
    static void choose(ConnectionDialog* dialog, const QByteArray& kind) { dialog->kind()->setCurrentIndex(dialog->kind()->findData(kind)); }
    static QWidget* field(ConnectionDialog* dialog, const QByteArray& name) { return dialog->form()->row(name)->editor(); }
    static void select(ConnectionDialog* dialog, const QByteArray& name, const QByteArray& value)
    {
        auto* choices = qobject_cast<QComboBox*>(field(dialog, name));
        choices->setCurrentIndex(choices->findData(value));
    }
    /// Waits for the result of a test.
    static bool tested(ConnectionDialog* dialog)
    {
        press(dialog->testButton());
        return QTest::qWaitFor([&] { return dialog->testButton()->text() != QLatin1String("Stop") && !dialog->steps()->lines().isEmpty(); }, 20000);
    }
    static bool says(ConnectionDialog* dialog, const QString& words) { return dialog->steps()->lines().join(QLatin1Char('\n')).contains(words); }

    QByteArray keptFile(const QString& name) const { return readFile(m_desk.find(name)->file); }

private:
    ConnectionDesk m_desk;
    ConnectionGuide m_guide;
};

/// All that the widgets of the program show, say to a screen reader, or would show in a tip.
inline QString allTexts()
{
    QStringList texts;
    for (QWidget* widget : QApplication::allWidgets()) {
        texts << widget->windowTitle() << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription();
        if (const auto* edit = qobject_cast<QPlainTextEdit*>(widget))
            texts << edit->toPlainText();
        if (const auto* line = qobject_cast<QLineEdit*>(widget))
            texts << line->text() << line->displayText() << line->placeholderText();
        if (const auto* table = qobject_cast<QTableWidget*>(widget)) {
            for (int row = 0; row < table->rowCount(); ++row) {
                for (int column = 0; column < table->columnCount(); ++column)
                    texts << table->item(row, column)->text();
            }
        }
        if (QAccessibleInterface* spoken = QAccessible::queryAccessibleInterface(widget)) {
            for (const QAccessible::Text text : {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help})
                texts << spoken->text(text);
        }
        texts << widget->property("text").toString();
    }
    return texts.join(QLatin1Char('\n'));
}

} // namespace auditlens::test
