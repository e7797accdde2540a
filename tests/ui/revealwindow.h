// SPDX-License-Identifier: MIT
#pragma once

#include "desk.h"
#include "details/detailpane.h"
#include "ledger/ledgersupport.h"
#include "reveal/revealdialog.h"
#include "reveal/revealform.h"
#include "reveal/revealguide.h"
#include "reveal/revealpanel.h"
#include "reveal/secretview.h"
#include "secrets/awaited.h"
#include "secrets/fakekeychain.h"
#include "timeline/timelineview.h"

#include <QAccessible>
#include <QLineEdit>
#include <QPushButton>
#include <QTabBar>

namespace auditlens::test {

/// A window on two events with masked values, e2 (row 0) and e1, with a keychain, a ledger and a clock of its own.
class RevealWindow : public Desk
{
public:
    static constexpr std::string_view keyText = "unit-test-secret-key";
    static constexpr std::string_view plainText = "123-45-6789";
    static constexpr const char* mask = "masked:01a54629";

    explicit RevealWindow(std::shared_ptr<SecretStore> store = std::make_shared<FakeKeychain>())
        : m_settings(folder().path(QStringLiteral("reveal.ini")), QSettings::IniFormat)
        , m_revealer(&m_settings, LedgerPlaces::in(folder().path(QStringLiteral("data"))), "alice",
              [store](QObject*, const auto& answer) { answer(store); }, {})
        , m_guide(&session(), &window(), &m_revealer, {std::chrono::seconds(60), std::chrono::seconds(20), [this] { return m_now; }})
    {
        m_revealer.setHidesWhenInactive(false); // The offscreen platform activates windows as it likes.
        if (!open(masked(1) + masked(2)))
            qFatal("cannot open the events");
    }

    Revealer& revealer() { return m_revealer; }
    RevealGuide& guide() { return m_guide; }
    RevealDialog* dialog() { return m_guide.dialog(); }
    RevealForm* form() { return dialog()->form(); }
    QString settingsPath() const { return m_settings.fileName(); }
    QString ledger() const { return folder().path(QStringLiteral("data/ledger.jsonl")); }
    void pass(std::chrono::milliseconds time) { m_now += time; }

    bool choose(int row)
    {
        const QString id = QStringLiteral("e%1").arg(2 - row);
        QSignalSpy shown(&session(), &Session::eventReady);
        window().timeline()->setFocus();
        window().timeline()->setCurrentRow(row);
        return QTest::qWaitFor([&] { return !shown.isEmpty() && shown.last().front().value<EventDetail>().stored.event.id == id.toStdString(); });
    }

    bool addKey(std::string_view text = keyText, const QString& name = QStringLiteral("prod"))
    {
        m_revealer.findKeys();
        Awaited<Result<KnownKey>> added;
        m_revealer.keyring().add(name, KeyKind::TigerSensitive, {}, Secret::copyOf(text), added.receiver(), added.callback());
        const bool done = added.wait()->ok();
        m_revealer.tellKeysChanged();
        return done;
    }

    /// Clicks the button of the card.
    bool openReveal()
    {
        auto* button = window().detailPane()->findChild<QPushButton*>(QStringLiteral("revealAfter"));
        if (!button || !QTest::qWaitFor([&] { return button->isVisible(); }))
            return false;
        QTest::mouseClick(button, Qt::LeftButton);
        return dialog() && QTest::qWaitForWindowExposed(dialog());
    }

    /// The first event, as an investigator with a key.
    bool begin()
    {
        m_revealer.chooseInvestigator();
        return addKey() && choose(0) && openReveal();
    }

    void press(QPushButton* button) { QTest::mouseClick(button, Qt::LeftButton); }
    /// Asks as the form says, and waits for the answer.
    bool ask(LedgerStep step, const QString& reason = QStringLiteral("ticket 7"))
    {
        press(form()->stepButton(step));
        form()->reason()->clear();
        QTest::keyClicks(form()->reason(), reason);
        QTest::keyClick(form()->reason(), Qt::Key_Return);
        return answered();
    }
    bool answered()
    {
        return QTest::qWaitFor([&] { return dialog()->revealButton()->isEnabled(); }, 10000);
    }

    static QString spoken(QWidget* widget)
    {
        QAccessibleInterface* tree = QAccessible::queryAccessibleInterface(widget);
        return tree ? tree->text(QAccessible::Name) : QString();
    }
    QString shown() { return spoken(dialog()->panel()->view()); }

    std::vector<LedgerEntry> entries() const { return ledgerEntries(ledger()); }

private:
    static QByteArray masked(int n)
    {
        return "{\"id\": \"e" + QByteArray::number(n) + "\", \"timestamp\": \"2026-03-0" + QByteArray::number(n)
            + "T02:00:00Z\", \"action\": \"update\", \"actor\": {\"id\": 7, \"username\": \"ann\"}, \"model\": \"policies.Policy\", "
              "\"object_id\": \"42\", \"object_repr\": \"POL-42\", \"diff\": {\"ssn\": {\"field\": \"ssn\", \"relation\": \"field\", "
              "\"before\": null, \"after\": \"masked:01a54629\", \"encrypted_after\": "
              "\"enc:gAAAAABpL_wQAAECAwQFBgcICQoLDA0OD-DOTmChI_Pum7EosrHcGDHV6OrRvoliDkf5p9qVpbaoACv4pEUncB1-_ZyxIp8wmg==\"}}}\n";
    }

    QSettings m_settings;
    std::chrono::milliseconds m_now {1000};
    Revealer m_revealer;
    RevealGuide m_guide;
};

} // namespace auditlens::test
