// SPDX-License-Identifier: MIT
#include "walkthrough.h"

#include "connections/connectiondialog.h"
#include "connections/connectionguide.h"
#include "connections/connectionsdialog.h"
#include "connections/requestdialog.h"
#include "connections/sourceform.h"
#include "details/detailpane.h"
#include "details/rawpage.h"
#include "importing/exportdialog.h"
#include "importing/mappingdialog.h"
#include "importing/rejectdialog.h"
#include "importing/reportbar.h"
#include "integrity/integritydialog.h"
#include "integrity/integrityguide.h"
#include "keys/keysdialog.h"
#include "mainwindow.h"
#include "query/chipbar.h"
#include "query/querybar.h"
#include "query/querychip.h"
#include "query/queryedit.h"
#include "query/zonebutton.h"
#include "query/zonedialog.h"
#include "reveal/knownvaluedialog.h"
#include "reveal/ledgerdialog.h"
#include "reveal/policypage.h"
#include "reveal/revealform.h"
#include "reveal/revealguide.h"
#include "reveal/unmaskform.h"
#include "seal/redactdialog.h"
#include "seal/sealdialog.h"
#include "seal/sealguide.h"
#include "session/session.h"
#include "sources/sidepanel.h"
#include "timeline/columnmenu.h"
#include "timeline/timelineview.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCursor>
#include <QDir>
#include <QFile>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPixmap>
#include <QPushButton>
#include <QTabBar>
#include <QTableView>

namespace auditlens {

namespace {

constexpr int settleMs = 350; // longer than the pause of the query bar and a page's way from the disk

} // namespace

Walkthrough::Walkthrough(QApplication* app, Session* session, MainWindow* window, RevealGuide* reveal, IntegrityGuide* integrity, ConnectionGuide* connections,
    const QString& folder)
    : m_app(app)
    , m_session(session)
    , m_window(window)
    , m_reveal(reveal)
    , m_integrity(integrity)
    , m_connections(connections)
    , m_folder(folder)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(settleMs);
    connect(&m_settled, &QTimer::timeout, this, [this] {
        if (m_session->isImporting() || m_session->integrity()->isRunning()) {
            m_settled.start();
            return;
        }
        m_stops[m_at].second();
        ++m_at;
        next();
    });
    for (const auto signal : {&Session::archiveChanged, &Session::asked})
        connect(session, signal, this, [this] { if (m_settled.isActive()) m_settled.start(); });
}

int Walkthrough::run(const QStringList& paths)
{
    if (!QDir().mkpath(m_folder))
        return 3;
    addStops(paths);
    m_window->resize(1440, 900);
    m_window->show();
    QTimer::singleShot(0, this, &Walkthrough::next);
    m_app->exec();
    return m_failed ? 3 : 0;
}

void Walkthrough::next()
{
    if (m_at >= m_stops.size()) {
        m_app->quit();
        return;
    }
    m_stops[m_at].first();
    m_settled.start();
}

void Walkthrough::stop(std::function<void()> act, std::function<void()> then)
{
    m_stops.emplace_back(std::move(act), std::move(then));
}

void Walkthrough::save(const QString& name, QWidget* widget)
{
    const QPixmap picture = (widget ? widget : static_cast<QWidget*>(m_window))->grab();
    if (!picture.save(QDir(m_folder).filePath(name + QStringLiteral(".png"))))
        m_failed = true;
}

void Walkthrough::selectRow(int row)
{
    m_window->timeline()->setFocus();
    m_window->timeline()->setCurrentRow(row);
}

void Walkthrough::addStops(const QStringList& paths)
{
    const auto query = [this](const QString& text) { m_window->queryBar()->setQuery({}); m_window->queryBar()->addTerm(text); };
    const auto shot = [this](const char* name) { return [this, name] { save(QString::fromLatin1(name)); }; };
    QCursor::setPos(m_window->mapToGlobal(QPoint(1, 1))); // a pointer that happens to be somewhere lights what is there
    stop([this] { m_window->setTheme(ThemeChoice::Light); }, shot("01-welcome"));
    stop([this] { m_window->setTheme(ThemeChoice::Dark); }, shot("02-welcome-dark"));
    stop([this, paths] { m_window->setTheme(ThemeChoice::Light); m_session->open(paths); }, [this] {
        save(QStringLiteral("03-list"));
        if (m_session->hasArchive())
            return;
        m_failed = true; // The picture says why; there is nothing to walk through.
        m_stops.resize(m_at + 1);
    });
    stop([this] { selectRow(2); }, shot("04-event"));
    const std::pair<const char*, QString> kinds[] = {{"05-scalar", QStringLiteral("changed:conditions verb:update")}, {"06-masked", QStringLiteral("masked:true")},
        {"07-created", QStringLiteral("action:create")}, {"08-deleted", QStringLiteral("action:delete")}, {"09-login", QStringLiteral("action:login")},
        {"10-reference", QStringLiteral("changed:owner")}, {"11-members", QStringLiteral("changed:tags")}, {"12-document", QStringLiteral("changed:coverage verb:update")}};
    for (const auto& [name, text] : kinds) {
        stop([query, text] { query(text); }, [this] { selectRow(0); });
        stop([] {}, shot(name));
    }
    stop([this] { m_window->setTheme(ThemeChoice::Dark); }, shot("13-dark"));
    stop([this] { m_window->detailPane()->tabs()->setCurrentIndex(DetailPane::RawTab); }, shot("14-raw-dark"));
    stop([this] { m_window->detailPane()->tabs()->setCurrentIndex(DetailPane::FieldsTab); m_window->setTheme(ThemeChoice::Light); }, shot("15-fields"));
    stop([this] { m_window->detailPane()->tabs()->setCurrentIndex(DetailPane::HistoryTab); }, shot("31-history"));
    stop([this] { m_window->setTheme(ThemeChoice::Dark); }, shot("32-history-dark"));
    stop([this, query] { m_window->setTheme(ThemeChoice::Light); m_window->detailPane()->tabs()->setCurrentIndex(DetailPane::ChangesTab); query(QStringLiteral("acton:update")); }, shot("16-unknown-field"));
    stop([query] { query(QStringLiteral("nothing-has-this-word")); }, shot("17-nothing-found"));
    stop([query] { query(QStringLiteral("action:update")); }, [this] { selectRow(0); });
    stop([this] { if (auto* more = m_window->sidePanel()->findChild<QAbstractButton*>(QStringLiteral("actorMore"))) more->click(); }, shot("21-all-actors"));
    stop([this] { m_session->open({QStringLiteral("nothing-is-here.auditlens")}); }, [this] {
        save(QStringLiteral("22-cannot-open"));
        m_window->errorBar()->hide();
    });
    stop([this] { m_window->zoneButton()->askForZone(); }, [this] {
        if (auto* dialog = m_window->findChild<ZoneDialog*>()) {
            save(QStringLiteral("23-zone"), dialog);
            dialog->close();
        }
    });
    stop([this, query] {
        query(QStringLiteral("verb:update actor:a"));
        m_window->queryBar()->edit()->moveCursor(QTextCursor::End);
        m_window->queryBar()->edit()->setFocus();
        QKeyEvent ask(QEvent::KeyPress, Qt::Key_Space, Qt::ControlModifier);
        QApplication::sendEvent(m_window->queryBar()->edit(), &ask);
    }, shot("24-completion"));
    stop([query] { query(QStringLiteral("changed:premium -actor:import-bot entity:Policy \"renewal\"")); }, [this] {
        if (auto* chip = m_window->chipBar()->chip(3))
            chip->toggleAsked();
    });
    stop([this] { selectRow(0); }, shot("29-chips"));
    stop([this] { m_window->queryBar()->showRecent(); }, shot("30-recent-filters"));
    stop([query] { query(QStringLiteral("action:update")); }, [this] { selectRow(0); });
    stop([this] { m_window->columnMenu()->setColumns({RowColumn::Tenant, RowColumn::Ip, RowColumn::Request}); }, shot("33-columns"));
    stop([this] { m_window->setTheme(ThemeChoice::Dark); m_window->resize(1024, 700); }, shot("34-columns-small-dark"));
    stop([this] { m_window->setTheme(ThemeChoice::Light); m_window->columnMenu()->setColumns({}); }, shot("18-small"));
    stop([this] { m_window->setTheme(ThemeChoice::Dark); }, shot("19-small-dark"));
    stop([this] { m_window->setTheme(ThemeChoice::Light); m_window->resize(1440, 900); m_window->showExport(); }, [this] {
        if (auto* dialog = m_window->findChild<ExportDialog*>()) {
            save(QStringLiteral("20-export"), dialog);
            dialog->close();
        }
    });
    addRevealStops();
    addIntegrityStops();
    addHandOnStops();
    addSourceStops();
    if (m_live)
        addLiveStops();
    addImportStops();
}

// From a masked value to its text, with the demo's own key in the memory of this run.
void Walkthrough::addRevealStops()
{
    const auto dialogShot = [this](const char* name) { return [this, name] { save(QString::fromLatin1(name), m_reveal->dialog()); }; };
    stop([this] {
        m_window->queryBar()->setQuery({});
        m_window->queryBar()->addTerm(QStringLiteral("entity:Policy#20418 changed:ssn action:update"));
    }, [this] { selectRow(0); });
    stop([] {}, [] {}); // until the event is there
    stop([this] { m_reveal->revealFirst(); }, dialogShot("35-reveal-first-use"));
    stop([this] {
        Q_EMIT m_reveal->dialog()->policyPage()->investigatorChosen();
        addKey(tr("demo"), KeyKind::TigerSensitive, tr("sensitive values of the policies"), "auditlens-demo-key");
    }, dialogShot("36-reveal-asks"));
    stop([this] {
        m_reveal->dialog()->form()->stepButton(LedgerStep::Full)->click();
        m_reveal->dialog()->form()->reason()->setText(tr("Customer disputes identity on renewal, ticket FR-2231"));
        m_reveal->dialog()->form()->caseName()->setText(tr("Renewal discount review"));
        m_reveal->dialog()->revealButton()->click();
    }, dialogShot("37-reveal"));
    stop([this] { m_window->setTheme(ThemeChoice::Dark); }, dialogShot("38-reveal-dark"));
    stop([this] { m_reveal->showKeys(); }, [this] {
        if (auto* keys = m_reveal->dialog()->findChild<KeysDialog*>()) {
            save(QStringLiteral("39-keys-dark"), keys);
            keys->close();
        }
        m_reveal->dialog()->close();
    });
    stop([this] { m_window->setTheme(ThemeChoice::Light); m_reveal->findKnown(); }, [this] {
        if (auto* known = m_window->findChild<KnownValueDialog*>()) {
            save(QStringLiteral("40-known-value"), known);
            known->close();
        }
    });
    const auto ledgerShot = [this](const char* name) {
        if (auto* ledger = m_window->findChild<LedgerDialog*>())
            save(QString::fromLatin1(name), ledger);
    };
    stop([this] { m_reveal->showLedger(); }, [ledgerShot] { ledgerShot("40-ledger"); });
    stop([this] { m_window->setTheme(ThemeChoice::Dark); }, [this, ledgerShot] {
        ledgerShot("40-ledger-dark");
        if (auto* ledger = m_window->findChild<LedgerDialog*>())
            ledger->close();
        m_window->setTheme(ThemeChoice::Light);
    });
}

void Walkthrough::addKey(const QString& name, KeyKind kind, const QString& note, std::string_view text)
{
    Revealer* revealer = m_reveal->revealer();
    revealer->keyring().add(name, kind, note, Secret::copyOf(text), this, [revealer](const Result<KnownKey>&) { revealer->tellKeysChanged(); });
}

// Whether the demo can be believed: the report, and each of its three findings in the window.
void Walkthrough::addIntegrityStops()
{
    const auto dialogShot = [this](const char* name) { return [this, name] { save(QString::fromLatin1(name), m_integrity->dialog()); }; };
    const auto tab = [this](DetailPane::Tab chosen) { m_window->detailPane()->tabs()->setCurrentIndex(chosen); };
    stop([this] { m_window->queryBar()->replaceQuery({}); m_integrity->show(); }, dialogShot("41-integrity-without-keys"));
    stop([this] {
        addKey(tr("audit-signing"), KeyKind::SanturaSigning, tr("logs of santura"), "auditlens-demo-signing");
        addKey(tr("consent-signing"), KeyKind::RedactoSigning, tr("logs of Redacto"), "auditlens-demo-redacto");
    }, [] {});
    stop([this] { m_integrity->dialog()->againButton()->click(); }, dialogShot("42-integrity"));
    stop([this] { m_window->setTheme(ThemeChoice::Dark); }, dialogShot("43-integrity-dark"));
    for (int row = 0; row < 3; ++row) {
        const QString name = QStringLiteral("%1-finding").arg(44 + row);
        stop([this, tab, row] {
            m_window->setTheme(ThemeChoice::Light);
            m_integrity->dialog()->findings()->selectRow(row);
            QKeyEvent enter(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier);
            QApplication::sendEvent(m_integrity->dialog()->findings(), &enter);
            tab(DetailPane::IntegrityTab);
        }, [this, name] { save(name); });
        stop([tab] { tab(DetailPane::FieldsTab); }, [this, name] { save(name + QStringLiteral("-fields")); });
        stop([this, tab] { m_window->setTheme(ThemeChoice::Dark); tab(DetailPane::HistoryTab); }, [this, name] { save(name + QStringLiteral("-history-dark")); });
    }
    stop([this, tab] {
        m_window->setTheme(ThemeChoice::Light);
        m_integrity->dialog()->close();
        tab(DetailPane::ChangesTab);
    }, [] {});
}

void Walkthrough::showBoth(const char* name, const std::function<QWidget*()>& find)
{
    stop([this] { m_window->setTheme(ThemeChoice::Light); }, [this, name, find] { save(QString::fromLatin1(name), find()); });
    stop([this] { m_window->setTheme(ThemeChoice::Dark); }, [this, name, find] {
        save(QLatin1String(name) + QStringLiteral("-dark"), find());
        find()->close();
    });
}

// What is asked before something of the archive is handed on.
void Walkthrough::addHandOnStops()
{
    stop([this] { m_window->seal()->askForSeal(); }, [] {});
    showBoth("47-seal", [this] { return m_window->findChild<SealDialog*>(); });
    stop([this] { m_window->seal()->askForCopy(); }, [this] {
        m_window->findChild<RedactDialog*>()->fields()->setText(QStringLiteral("diff.ssn, actor.email"));
    });
    showBoth("48-redacted-copy", [this] { return m_window->findChild<RedactDialog*>(); });
    stop([this] { m_window->showExport(); }, [this] {
        const auto* form = m_window->findChild<ExportDialog*>()->findChild<UnmaskForm*>();
        form->box()->setChecked(true);
        form->reason()->setText(tr("Customer disputes identity on renewal, ticket FR-2231"));
    });
    showBoth("49-export-unmasked", [this] { return m_window->findChild<ExportDialog*>(); });
}

// From an empty form to a list of sources. No service is there: the test says so.
void Walkthrough::addSourceStops()
{
    const auto dialog = [this] { return m_window->findChild<ConnectionDialog*>(); };
    Connection loki;
    loki.name = tr("Consent (production)");
    loki.backend = "loki";
    loki.values = {{"url", QStringLiteral("http://127.0.0.1:9")}, {"tenant", QStringLiteral("tenant-7")}, {"auth", QStringLiteral("bearer")}};
    stop([this] { m_connections->askForSource(); }, [] {});
    showBoth("50-add-source", dialog);
    Connection example = loki;
    example.values["url"] = QStringLiteral("https://loki.example.org");
    stop([this, example] { m_connections->askForSource(example); }, [dialog] {
        qobject_cast<QLineEdit*>(dialog()->form()->row("token")->editor())->setText(QStringLiteral("demo-token"));
    });
    showBoth("50-source-entered", dialog);
    stop([this, loki] { m_connections->askForSource(loki); }, [dialog] {
        qobject_cast<QLineEdit*>(dialog()->form()->row("token")->editor())->setText(QStringLiteral("demo-token"));
        dialog()->testButton()->click();
    });
    stop([] {}, [] {}); // until nobody has answered
    stop([] {}, [this, dialog] { save(QStringLiteral("51-source-tested-dark"), dialog()); });
    stop([this] { m_window->setTheme(ThemeChoice::Light); }, [this, dialog] {
        save(QStringLiteral("51-source-tested"), dialog());
        dialog()->requestsButton()->click();
    });
    showBoth("52-requests", [this] { return m_window->findChild<RequestDialog*>(); });
    loki.values.erase("auth");
    stop([dialog] { dialog()->close(); }, [this, loki] { m_connections->desk()->add(loki, {}, this, [](const Result<Connection>&) { }); });
    stop([this] { m_connections->showAll(); }, [] {});
    showBoth("53-connections", [this] { return m_window->findChild<ConnectionsDialog*>(); });
    stop([this] {
        m_window->queryBar()->replaceQuery(QStringLiteral("actor:ann entity:Policy hour:[0 TO 6]"));
    }, [this] { m_connections->showQuestions(); });
    showBoth("54-source-questions", [this] { return m_window->findChild<QuestionDialog*>(); });
    stop([this, name = loki.name] {
        m_window->setTheme(ThemeChoice::Light);
        m_window->queryBar()->replaceQuery({});
        m_connections->desk()->remove(name, this, [](const Result<void>&) { });
    }, [] {});
}

QString Walkthrough::writeOddFile() const
{
    QFile file(QDir(m_folder).filePath(QStringLiteral("doors.jsonl")));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    for (int i = 0; i < 30; ++i) {
        file.write(QStringLiteral("{\"when\": \"2024-05-%1T08:00:00Z\", \"user\": \"carol\", \"operation\": \"door_opened\", \"door\": \"%2\"}\n")
                       .arg(i % 28 + 1, 2, 10, QLatin1Char('0')).arg(i).toUtf8());
    }
    file.write("{\"when\": \"2024-05-30T08:\n");
    return file.fileName();
}

// What an import that was not smooth shows, small and dark.
void Walkthrough::addImportStops()
{
    const auto shot = [this](const char* name) { return [this, name] { save(QString::fromLatin1(name)); }; };
    stop([this] { m_window->setTheme(ThemeChoice::Dark); m_window->resize(1024, 700); m_session->open({writeOddFile()}); }, shot("25-guessed-small-dark"));
    stop([this] { m_session->fetchRejects(); }, [this] {
        if (auto* dialog = m_window->findChild<RejectDialog*>()) {
            save(QStringLiteral("26-rejects-dark"), dialog);
            dialog->close();
        }
    });
    stop([this] { Q_EMIT m_window->reportBar()->correctAsked(); }, [this] {
        if (auto* dialog = m_window->findChild<MappingDialog*>()) {
            save(QStringLiteral("27-mapping-dark"), dialog);
            dialog->close();
        }
    });
    stop([this] { m_session->open({QStringLiteral("nothing-is-here.jsonl")}); }, shot("28-cannot-open-small-dark"));
}

} // namespace auditlens
