// SPDX-License-Identifier: MIT
#include "connections/connectiondialog.h"

#include "connections/connectiontext.h"
#include "connections/requestdialog.h"
#include "connections/sourceform.h"
#include "connections/teststeps.h"
#include "reveal/revealtext.h"
#include "widgets/dialogparts.h"
#include "widgets/labels.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr int usualWidth = 680;
    constexpr int usualHeight = 640; // with its frame it fits a screen of 700

    /// As high as its sentences are when they are broken at its width: a scroll area asks for the least height, which a
    /// layout says for the least width.
    class Body : public QWidget
    {
    public:
        QSize minimumSizeHint() const override
        {
            const QSize least = QWidget::minimumSizeHint();
            return {least.width(), layout()->heightForWidth(std::max(width(), least.width()))};
        }
    };

} // namespace

ConnectionDialog::ConnectionDialog(For purpose, ConnectionDesk* desk, const std::optional<Connection>& connection, QWidget* parent)
    : QDialog(parent)
    , m_purpose(purpose)
    , m_desk(desk)
    , m_kinds(sourceKinds())
    , m_before(connection.value_or(Connection()))
    , m_scroll(new QScrollArea)
    , m_kind(new QComboBox)
    , m_about(makeParagraph({}, "small"))
    , m_name(new QLineEdit)
    , m_form(new SourceForm)
    , m_archive(new QLineEdit)
    , m_browse(makeButton(tr("Browse…"), ""))
    , m_store(makeParagraph({}, "dim"))
    , m_thisRun(makeButton(tr("Keep secrets for this run only"), "soft"))
    , m_steps(new TestSteps)
    , m_requests(makeButton(tr("Show requests…"), "link"))
    , m_hint(makeParagraph({}, "dim"))
    , m_message(makeParagraph({}, "error"))
    , m_test(makeButton(tr("Test"), ""))
    , m_save(makeButton(purpose == For::Adding ? tr("Add source") : tr("Save"), "primary"))
{
    setWindowTitle(purpose == For::Adding ? tr("Add a source") : tr("Edit \"%1\"").arg(m_before.name));
    resize(usualWidth, usualHeight);
    for (const SourceKind& kind : m_kinds)
        m_kind->addItem(kind.name, kind.id);
    m_name->setPlaceholderText(tr("Consent (production)"));
    m_archive->setPlaceholderText(tr("A new one in your data folder"));
    m_message->setAccessibleName(tr("Problem with the source"));
    m_save->setDefault(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(makeBody());
    m_scroll->setFocusPolicy(Qt::NoFocus);
    layout->addWidget(m_scroll, 1);
    layout->addWidget(makeFoot());
    fill(m_before);
    connectParts();
    orderTabs();
    showStore();
    m_desk->findStore();
}

ConnectionDialog::~ConnectionDialog()
{
    if (m_desk && m_state == State::Testing)
        m_desk->cancelTest();
}

/// What is still to be done is said where the buttons are that wait for it.
QWidget* ConnectionDialog::makeFoot()
{
    auto* foot = new QWidget;
    QHBoxLayout* row = makeDialogFoot(foot);
    auto* sentences = new QVBoxLayout;
    sentences->setSpacing(4);
    sentences->addStretch();
    sentences->addWidget(m_message);
    sentences->addWidget(m_hint);
    sentences->addStretch();
    row->insertLayout(0, sentences, 1);
    QPushButton* cancel = makeButton(tr("Cancel"), "");
    for (QPushButton* button : {cancel, m_test, m_save})
        row->addWidget(button, 0, Qt::AlignVCenter);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    return foot;
}

QWidget* ConnectionDialog::makeBody()
{
    auto* body = new Body;
    body->setObjectName(QStringLiteral("dialogBody"));
    body->setAttribute(Qt::WA_StyledBackground);
    auto* inside = new QVBoxLayout(body);
    inside->setContentsMargins(20, 18, 20, 18);
    inside->setSpacing(9);
    addRow(inside, tr("Kind"), m_kind, m_about);
    addRow(inside, tr("Name *"), m_name);
    inside->addWidget(m_form);
    auto* archive = new QWidget;
    auto* archiveRow = new QHBoxLayout(archive);
    archiveRow->setContentsMargins(0, 0, 0, 0);
    archiveRow->setSpacing(8);
    archiveRow->addWidget(m_archive, 1);
    archiveRow->addWidget(m_browse);
    archive->setFocusProxy(m_archive);
    addRow(inside, tr("Archive"), archive, makeParagraph(tr("The file that its events go to. Sources with the same file are one timeline."), "small"));
    inside->addWidget(m_store);
    inside->addWidget(m_thisRun, 0, Qt::AlignLeft);
    inside->addWidget(m_steps);
    inside->addWidget(m_requests);
    inside->addStretch();
    m_kind->setAccessibleName(tr("Kind"));
    m_name->setAccessibleName(tr("Name, required"));
    m_archive->setAccessibleName(tr("Archive"));
    return body;
}

void ConnectionDialog::addRow(QVBoxLayout* into, const QString& title, QWidget* field, QLabel* below)
{
    auto* column = new QVBoxLayout;
    column->setSpacing(3);
    column->addWidget(field);
    if (below)
        column->addWidget(below);
    QLabel* label = makeFieldLabel(title, field);
    label->setMinimumWidth(FieldRow::labelWidth);
    QFormLayout* form = makeForm();
    form->addRow(label, column);
    into->addLayout(form);
}

void ConnectionDialog::connectParts()
{
    connect(m_kind, &QComboBox::currentIndexChanged, this, &ConnectionDialog::kindChosen);
    connect(m_name, &QLineEdit::textChanged, this, &ConnectionDialog::showState);
    connect(m_form, &SourceForm::changed, this, &ConnectionDialog::edited);
    connect(m_browse, &QPushButton::clicked, this, &ConnectionDialog::chooseArchive);
    connect(m_thisRun, &QPushButton::clicked, m_desk, &ConnectionDesk::keepSecretsForThisRun);
    connect(m_desk, &ConnectionDesk::storeChanged, this, &ConnectionDialog::showStore);
    connect(m_desk, &ConnectionDesk::changed, this, &ConnectionDialog::showState);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::testOrStop);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::save);
    connect(m_requests, &QPushButton::clicked, this, [this] {
        auto* dialog = new RequestDialog(m_name->text(), m_sent, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

// Fields are made anew with every kind, and would come last.
void ConnectionDialog::orderTabs()
{
    QList<QWidget*> order {m_kind, m_name};
    order += m_form->editors();
    order += {m_archive, m_browse, m_thisRun, m_requests, m_test, m_save};
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void ConnectionDialog::fill(const Connection& connection)
{
    const int kind = m_kind->findData(connection.backend);
    m_kind->setCurrentIndex(std::max(0, kind));
    m_kind->setEnabled(m_purpose == For::Adding); // Secrets and archive are of that kind.
    m_name->setText(connection.name);
    m_archive->setText(QDir::toNativeSeparators(connection.archive));
    kindChosen();
    if (kind >= 0)
        m_form->setValues(connection.values);
}

Connection ConnectionDialog::entered() const
{
    Connection connection = m_before;
    connection.name = m_name->text().trimmed();
    connection.backend = m_kind->currentData().toByteArray();
    connection.values = m_form->values();
    connection.archive = QDir::fromNativeSeparators(m_archive->text().trimmed());
    return connection;
}

void ConnectionDialog::kindChosen()
{
    const SourceKind& kind = m_kinds[std::size_t(m_kind->currentIndex())];
    m_about->setText(kind.about);
    m_form->setKind(kind);
    showStore();
    orderTabs();
}

/// What a test said was about other settings.
void ConnectionDialog::edited()
{
    if (m_state == State::Testing)
        m_desk->cancelTest();
    m_state = State::Untested;
    m_steps->clear();
    m_message->setText({});
    showState();
}

void ConnectionDialog::showStore()
{
    const bool known = m_desk->isStoreKnown();
    const SecretStore::Kind kind = m_desk->store().kind();
    m_form->setPlace(!known                 ? tr("Looking for the keychain…")
            : kind == SecretStore::Kind::Keychain ? tr("It is kept in the system's keychain.")
            : kind == SecretStore::Kind::ThisRun  ? tr("It is kept until AuditLens ends.")
                                                  : QString());
    showState();
}

QString ConnectionDialog::storeText(const Error& trouble) const
{
    return trouble.what + QLatin1Char(' ') + tr("To go on without one, choose \"%1\": what you entered is forgotten when AuditLens ends.").arg(m_thisRun->text())
        + QLatin1Char(' ') + trouble.help;
}

QString ConnectionDialog::nameProblem() const
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return {};
    const ConnectionEntry* other = m_desk->find(name);
    if (other && (m_purpose == For::Adding || other->connection.id != m_before.id))
        return tr("There is a source \"%1\" already.").arg(name);
    return connectionNameProblem(name);
}

QString ConnectionDialog::hintText() const
{
    QStringList missing = m_form->missing();
    if (m_name->text().trimmed().isEmpty())
        missing.prepend(tr("Name"));
    if (!missing.isEmpty())
        return tr("Still to be entered: %1.").arg(missing.join(QStringLiteral(", ")));
    switch (m_state) {
    case State::Untested:
        return m_purpose == For::Adding ? tr("Not tested yet. Test says whether the service answers; without it the source is added as it is.")
                                        : tr("Not tested yet. Test says whether the service answers; without it the changes are saved as they are.");
    case State::Failed:
        if (!m_isSendable)
            return tr("Nothing was sent: correct what is said above.");
        return m_purpose == For::Adding ? tr("The test failed. The source can be added nevertheless, and tested again later.")
                                        : tr("The test failed. The changes can be saved nevertheless, and tested again later.");
    default:
        return {};
    }
}

void ConnectionDialog::showState()
{
    if (m_purpose == For::Editing)
        m_form->setKept(m_desk->keptFields(m_before), givenForAnother(m_before, entered()));
    const std::optional<Error> trouble = m_desk->isStoreKnown() && m_form->hasSecretFields() ? m_desk->store().unavailable() : std::nullopt;
    m_store->setText(trouble ? storeText(*trouble) : QString());
    m_store->setToolTip(trouble ? trouble->why.toHtmlEscaped() : QString());
    m_store->setVisible(trouble.has_value());
    m_thisRun->setVisible(trouble.has_value());
    if (const QString problem = nameProblem(); !problem.isEmpty())
        m_message->setText(problem);
    else if (m_state == State::Untested)
        m_message->setText({});
    m_message->setVisible(!m_message->text().isEmpty());
    m_hint->setText(hintText());
    m_hint->setVisible(!m_hint->text().isEmpty());
    m_requests->setVisible(!m_sent.empty() && m_state != State::Testing);
    const bool isWhole = m_form->missing().isEmpty();
    m_test->setText(m_state == State::Testing ? tr("Stop") : m_sent.empty() ? tr("Test") : tr("Test again"));
    m_test->setEnabled(isWhole && m_state != State::Saving);
    m_save->setEnabled(isWhole && !m_name->text().trimmed().isEmpty() && nameProblem().isEmpty() && m_state != State::Testing && m_state != State::Saving);
}

void ConnectionDialog::testOrStop()
{
    if (m_state == State::Testing) {
        m_desk->cancelTest();
        m_state = State::Untested;
        m_steps->clear();
        return showState();
    }
    m_state = State::Testing;
    m_message->setText({});
    showProgress(ConnectionStep::Settings);
    showState();
    m_desk->test(m_purpose == For::Editing ? m_before.name : QString(), entered(), m_form->takeSecrets(), this,
        [this](const ConnectionTrial& trial) { takeTest(trial); }, [this](ConnectionStep at) { showProgress(at); });
}

void ConnectionDialog::showProgress(ConnectionStep at)
{
    ConnectionTest soFar;
    if (isUnencrypted(entered()))
        soFar.moot.push_back(ConnectionStep::Tls);
    m_steps->showRunning(soFar, at);
    scrollTo(m_steps);
}

/// When what was added there has its place.
void ConnectionDialog::scrollTo(QWidget* part)
{
    constexpr int margin = 12;
    QTimer::singleShot(0, this, [this, part] {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        m_scroll->ensureWidgetVisible(part, 0, margin);
    });
}

void ConnectionDialog::takeTest(const ConnectionTrial& trial)
{
    m_state = trial.test.ok() ? State::Passed : State::Failed;
    m_isSendable = trial.test.failed != ConnectionStep::Settings;
    m_sent = requestLines(trial.trace);
    m_steps->showTest(trial.test);
    showState();
    scrollTo(m_requests->isHidden() ? static_cast<QWidget*>(m_steps) : m_requests);
}

void ConnectionDialog::save()
{
    const State before = std::exchange(m_state, State::Saving);
    showState();
    const auto done = [this, before](const Result<Connection>& result) {
        m_state = before;
        finish(result);
    };
    if (m_purpose == For::Adding)
        m_desk->add(entered(), m_form->takeSecrets(), this, done);
    else
        m_desk->replace(m_before.name, entered(), m_form->takeSecrets(), this, done);
}

void ConnectionDialog::finish(const Result<Connection>& result)
{
    if (!result) {
        showState();
        return tell(result.error());
    }
    Q_EMIT saved(result->name);
    accept();
}

void ConnectionDialog::tell(const Error& error)
{
    const std::optional<Error> trouble = m_desk->store().unavailable();
    const bool isStore = trouble && trouble->what == error.what;
    m_message->setText(isStore ? error.what + QLatin1Char(' ') + tr("Choose \"%1\", or install one.").arg(m_thisRun->text()) : errorParagraph(error));
    m_message->show();
    const FieldRow* row = m_form->rowLabelled(error.where);
    QWidget* const remedy = isStore ? m_thisRun : row ? row->editor() : nullptr;
    if (remedy) {
        remedy->setFocus();
        scrollTo(remedy);
    }
}

void ConnectionDialog::chooseArchive()
{
    auto* chooser = new QFileDialog(this, tr("The archive of this source"), m_archive->text(), tr("Archives (*.auditlens)"));
    chooser->setAttribute(Qt::WA_DeleteOnClose);
    chooser->setAcceptMode(QFileDialog::AcceptSave);
    chooser->setOption(QFileDialog::DontConfirmOverwrite); // It is added to.
    chooser->setDefaultSuffix(QStringLiteral("auditlens"));
    connect(chooser, &QFileDialog::fileSelected, this, [this](const QString& path) { m_archive->setText(QDir::toNativeSeparators(path)); });
    chooser->open();
}

QString ConnectionDialog::message() const
{
    return m_message->text();
}

QString ConnectionDialog::hint() const
{
    return m_hint->text();
}

} // namespace auditlens
