// SPDX-License-Identifier: MIT
#include "reveal/revealdialog.h"
#include "reveal/revealform.h"
#include "reveal/secretclipboard.h"
#include "secrets/memorystore.h"
#include "session/delivery.h"
#include "session/revealer.h"

#include <QFile>
#include <QLabel>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace auditlens;
using namespace Qt::StringLiterals;

namespace {

const std::string service = "https://audit.example.org";

/// A revealer under a policy that goes by the tokens of one service, which says what it is told to.
class Bench
{
public:
    explicit Bench(Revealer::Claims says) : m_says(std::move(says))
    {
        QFile policy(m_folder.filePath(u"policy.json"_s));
        if (!policy.open(QIODevice::WriteOnly) || policy.write(policyText()) < 0)
            qFatal("cannot write");
        policy.close();
        m_revealer.choosePolicy(policy.fileName());
    }

    Revealer& revealer() { return m_revealer; }
    int asked() const { return m_asked; }
    std::unique_ptr<RevealDialog> dialog(const std::string& from)
    {
        RevealSubject subject {{"a.auditlens", "id", "e1", "ssn"}, {}, u"Policy"_s, from};
        auto dialog = std::make_unique<RevealDialog>(&m_revealer, &m_clipboard, std::move(subject), m_times, nullptr);
        dialog->show();
        return dialog;
    }

private:
    static QByteArray policyText()
    {
        return QByteArray("{\"auditlens_policy\": 1, \"name\": \"p\", \"default_role\": \"reader\", \"users\": {\"bob\": \"reader\"}, "
                          "\"roles\": {\"reader\": {\"steps\": [\"equal\"]}, \"clerk\": {\"steps\": [\"shape\"]}}, "
                          "\"token_claims\": [{\"service\": \"https://audit.example.org\", \"claim\": \"read:audit\", \"role\": \"clerk\"}]}");
    }

    QTemporaryDir m_folder;
    QSettings m_settings {m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat};
    Revealer::Claims m_says;
    int m_asked = 0;
    RevealTimes m_times {std::chrono::seconds(60), std::chrono::seconds(20), [] { return std::chrono::milliseconds(0); }};
    SecretClipboard m_clipboard {m_times};
    Revealer m_revealer {&m_settings, LedgerPlaces::in(m_folder.path()), "dora", [](QObject*, const auto& answer) { answer(std::make_shared<MemoryStore>()); },
        [this](const std::string&, QObject* receiver, std::function<void(Revealer::Claims)> answer) {
            ++m_asked;
            answerLater(receiver, std::move(answer), m_says);
        }};
};

bool says(RevealDialog& dialog, const QString& words)
{
    const QList<QLabel*> labels = dialog.findChildren<QLabel*>();
    return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().contains(words); });
}

} // namespace

/// Which role somebody has in the window, who is known to a live source by a token.
class TestRevealByToken : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServiceSaysWhatThePersonMay();
    void whatTheServiceRefusesIsTold();
    void anEventOfAFileAsksNobody();
    void theServiceIsTheSourceOfTheEvent();
};

void TestRevealByToken::theServiceSaysWhatThePersonMay()
{
    Bench bench(Revealer::Claims(std::vector<std::string> {"read:audit"}));
    const auto dialog = bench.dialog(service);
    QTRY_VERIFY(says(*dialog, u"You act as \"clerk\""_s));
    QCOMPARE(bench.asked(), 1);
    QVERIFY(dialog->message().isEmpty());
    QVERIFY(bench.revealer().policySource("https://other.example.org").claims.empty());
    const auto again = bench.dialog(service);
    QTRY_COMPARE(bench.asked(), 2); // At the time of each reveal.
}

void TestRevealByToken::whatTheServiceRefusesIsTold()
{
    Bench bench(Revealer::Claims(Error {u"The token ran out."_s, {}, {}, u"Get a new one."_s}));
    const auto dialog = bench.dialog(service);
    QTRY_VERIFY(dialog->message().contains(u"The token ran out."_s));
    QTRY_VERIFY(says(*dialog, u"You act as \"reader\""_s));
    QCOMPARE(bench.asked(), 1);
}

void TestRevealByToken::anEventOfAFileAsksNobody()
{
    Bench bench(Revealer::Claims(std::vector<std::string> {"read:audit"}));
    const auto dialog = bench.dialog({});
    QTRY_VERIFY(says(*dialog, u"You act as \"reader\""_s));
    QCOMPARE(bench.asked(), 0);
}

void TestRevealByToken::theServiceIsTheSourceOfTheEvent()
{
    ArchiveInfo info;
    const auto add = [&](int id, const char* origin) {
        StoredSource source;
        source.id = SourceId(id);
        source.info.origin = origin;
        info.sources.push_back(source);
    };
    add(1, "/home/ann/auditframework https://audit.example.org");
    add(2, "auditframework https://Audit.example.org:443/api");
    add(3, "auditframework http://audit.example.org");
    QCOMPARE(Revealer::serviceOf(info, SourceId(1)), std::string());
    QCOMPARE(Revealer::serviceOf(info, SourceId(2)), service);
    QCOMPARE(Revealer::serviceOf(info, SourceId(3)), std::string());
    QCOMPARE(Revealer::serviceOf(info, SourceId(4)), std::string());
}

QTEST_MAIN(TestRevealByToken)
#include "tst_revealbytoken.moc"
