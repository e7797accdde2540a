// SPDX-License-Identifier: MIT
#pragma once

#include "backends/backend.h"
#include "fakes/fakeprocess.h"
#include "support/fakeclock.h"

#include <QJsonObject>
#include <QObject>

#include <memory>
#include <string>
#include <vector>

namespace auditlens::test {

/// What fetch() handed out until it ended.
struct Fetched
{
    std::vector<std::string> records;
    std::vector<QByteArray> cursors; ///< Of each page; empty for the last one.
    bool capped = false;
    bool cappedForGood = false;
    std::optional<HttpProblem> problem;
};

/// All pages of a generator.
QCoro::Task<Fetched> readAll(Pages pages);

/// The records of a page, behind those that are there.
void addRecords(const Page& page, std::vector<std::string>& to);

/// What every backend promises; inherit it, start the fake, fill it with the records, add tests of its own.
///
/// The fake holds at least three pages of `pageRecords`, among them a run of records of one time that lies across the
/// edge of two pages.
class BackendConformance : public QObject
{
    Q_OBJECT

protected:
    virtual QByteArray backendId() const = 0;
    virtual FakeProcess& fake() = 0;
    /// Another one, empty.
    virtual std::unique_ptr<FakeProcess> emptyFake() const = 0;
    /// Settings for a fake with small pages; see settingsBase().
    virtual BackendSettings settingsOf(const FakeProcess& fake) const = 0;
    /// All that the fake has, as the backend hands it on, oldest first; those of one time in any order.
    virtual std::vector<std::string> truth() const = 0;
    virtual TimeRange window() const = 0;
    /// Gives a fake records from number `first` on, a microsecond apart from that time on; as the backend hands them on.
    virtual std::vector<std::string> add(FakeProcess& fake, int first, int count, Nanoseconds time) const;
    /// For add(), where a fake is filled with what it hands out.
    virtual QJsonObject sample(int /*number*/, Nanoseconds /*time*/) const { return {}; }
    /// So many answers until the first page is there.
    virtual int answersOfFirstPage() const { return 1; }
    /// Queries that are pushed down in part, as a whole and not at all.
    virtual std::vector<QString> queries() const = 0;

    BackendSettings settings() { return settingsOf(fake()); }
    /// Small bodies, no proxy, and more patience than a busy machine needs.
    static BackendSettings settingsBase(const FakeProcess& fake);
    static std::shared_ptr<const Secret> secret(std::string_view text);
    /// As a fake writes them.
    static std::vector<std::string> recordsOf(const QJsonArray& samples);
    std::unique_ptr<Backend> backend(BackendSettings settings);
    Fetched fetch(Backend& backend, const BoundQuery& query = {}, const QByteArray& cursor = {}, const Cancellation& cancellation = {});
    /// Those that the query is true of.
    std::vector<std::string> matching(const std::vector<std::string>& records, const BoundQuery& query) const;
    static BoundQuery bound(const QString& query);
    /// followingSeesWhatComesIn() with this fake, which is empty.
    void followOn(FakeProcess& fake);
    /// By the clock of the backends.
    Nanoseconds now() const { return Nanoseconds(m_clock->now().toMSecsSinceEpoch()) * 1'000'000; }
    /// In order, which is that of the records' bytes: those of one time may come in any.
    static std::vector<std::string> sorted(std::vector<std::string> records);

private Q_SLOTS:
    void init() { fake().forget(); }
    void theDescriptorIsWhole();
    void settingsThatCannotBeAreRefused();
    void aProbeSaysThatAllIsWell();
    void everythingComesOnceAndInOrder();
    void anyPageIsABeginning();
    void recordsAreReadByTheFormat();
    void whatIsPushedDownLosesNothing();
    void misbehavioursEndInAState_data();
    void misbehavioursEndInAState();
    void whatPassesIsTriedAgain();
    void cancellingEndsAtOnce();
    void onlyWhatIsDeclaredIsSent();
    void followingSeesWhatComesIn();

private:
    std::shared_ptr<FakeClock> m_clock = std::make_shared<FakeClock>();
};

} // namespace auditlens::test
