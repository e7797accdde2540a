// SPDX-License-Identifier: MIT
// gen_events.cpp - deterministic generator of realistic audit events (JSON Lines or CSV).
//
// Build:  g++ -O2 -std=c++20 -o gen_events gen_events.cpp
// Use:    ./gen_events 1000000 --seed 42 > events.jsonl
//         ./gen_events 1000000 --seed 42 --format csv --out events.csv
//
// The same (count, flags, seed) gives the same bytes on every machine: no std:: distributions, no
// locale, no clock; only integer arithmetic and correctly rounded + - * / on doubles decide values
// (pow() is used for the Zipf tables only).
//
// Flags (defaults in brackets)
//   COUNT                 number of events, first positional argument [1000]
//   --seed N              stream seed [42]
//   --format jsonl|csv    [jsonl]; csv keeps `diff` as one JSON-in-a-cell column, RFC 4180 quoting
//   --out FILE            write there instead of stdout
//   --start YYYY-MM-DD    first day [2023-01-01]      --days N  span [730]
//   --actors N [2000]  --models N [60, at most 60]  --objects N [200000]  --tenants N [40]
//   --order asc|desc|near|shuffle   file order of timestamps [asc]. near: each event is up to
//                         +-64 places out of order (several app servers writing one log);
//                         shuffle: random order (a keyed permutation; O(1) memory)
//   --needles K           K unique needles, spread evenly: event i of each stride carries the word
//                         needleXXXXXXXX (8 hex digits) in its summary [100]. Needle j's text is
//                         printed by --list-needles. Independent of everything else in the event.
//   --list-needles        print "index<TAB>needle" for COUNT/--needles/--seed and exit
//   --dup-permille P      P in 1000 lines are exact repeats of an earlier event (same id), as an
//                         overlapping re-export gives [0]; they replace events, COUNT lines stay
//   --bad-permille P      P in 1000 lines are damaged (cut short / not JSON) [0]
//   --stats               print line/byte totals to stderr
//
// Words with known frequency for search tests (in `summary`):
//   "updated" ~ half of the events (very common), "quarantine" ~ 1/1000 (medium), needles (unique).
// Facts: actors are Zipf(1.07), models Zipf(0.8), objects inside a model Zipf-like (u^2), tenants
// Zipf(0.9) through the object; time density follows weekdays 08-18 UTC with a lunch dip, a night
// batch at 02:00 and quiet weekends. An event is about 600-900 bytes (see --stats).
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

using u64 = uint64_t;
static inline u64 mix(u64 x)
{ // splitmix64 finaliser
    x += 0x9E3779B97F4A7C15ull;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
    return x ^ (x >> 31);
}
struct Rng
{
    u64 s;
    explicit Rng(u64 seed)
        : s(seed)
    {
    }
    u64 next()
    {
        s += 0x9E3779B97F4A7C15ull;
        u64 x = s;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ull;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBull;
        return x ^ (x >> 31);
    }
    uint32_t below(uint32_t n) { return uint32_t(((next() >> 32) * u64(n)) >> 32); }
    double uni() { return double(next() >> 11) * (1.0 / 9007199254740992.0); }
};
struct Cdf
{ // inverse-CDF sampling with a guide table
    std::vector<double> c;
    std::vector<uint32_t> g;
    void build(const std::vector<double>& w)
    {
        double t = 0;
        for (double x : w)
            t += x;
        c.resize(w.size());
        double a = 0;
        for (size_t i = 0; i < w.size(); i++) {
            a += w[i];
            c[i] = a / t;
        }
        c.back() = 1.0;
        g.resize(4097);
        size_t j = 0;
        for (int k = 0; k <= 4096; k++) {
            while (j + 1 < c.size() && c[j] < k / 4096.0)
                j++;
            g[k] = uint32_t(j);
        }
    }
    uint32_t at(double u) const
    {
        uint32_t i = g[int(u * 4096)];
        while (c[i] <= u && i + 1 < c.size())
            i++;
        return i;
    }
};
static std::vector<double> zipf(int n, double s)
{
    std::vector<double> w(n);
    for (int i = 0; i < n; i++)
        w[i] = 1.0 / std::pow(i + 1.0, s);
    return w;
}

static const char* FIRST[] = {"alice", "bruno", "carmen", "dmitri", "elena", "farid", "greta", "hiroshi", "ines",
    "jakob", "katarzyna", "liam", "mei", "nadia", "oscar", "priya", "quentin", "rosa", "sven", "tariq", "ursula",
    "victor", "wanda", "xavier", "yusuf", "zoe", "amara", "bjorn", "chloe", "diego"};
static const char* LAST[] = {"smith", "mueller", "garcia", "ivanov", "rossi", "haddad", "lindqvist", "tanaka",
    "ferreira", "novak", "kowalska", "obrien", "chen", "petrova", "wilde", "sharma", "dubois", "delgado", "berg",
    "aziz", "keller", "moreau", "zielinska", "santos", "demir", "papadakis", "okafor", "nilsson", "laurent", "vargas",
    "jensen", "kim", "fischer", "costa", "weber", "martin", "silva", "schmidt", "nagy", "popescu"};
struct ModelDef
{
    const char* label;
    const char* noun;
};
static const ModelDef MODELS[60] = {{"policies.Policy", "Policy"}, {"claims.Claim", "Claim"},
    {"customers.Customer", "Customer"}, {"billing.Invoice", "Invoice"}, {"billing.Payment", "Payment"},
    {"policies.Coverage", "Coverage"}, {"documents.Document", "Document"}, {"auth.User", "User"},
    {"auth.Group", "Group"}, {"auth.ApiToken", "ApiToken"}, {"claims.ClaimNote", "ClaimNote"},
    {"claims.Assessment", "Assessment"}, {"customers.Address", "Address"}, {"customers.Contact", "Contact"},
    {"billing.CreditNote", "CreditNote"}, {"billing.Subscription", "Subscription"}, {"billing.TaxRate", "TaxRate"},
    {"policies.Endorsement", "Endorsement"}, {"policies.Quote", "Quote"}, {"policies.Renewal", "Renewal"},
    {"documents.Template", "Template"}, {"documents.Signature", "Signature"}, {"workflow.Task", "Task"},
    {"workflow.Approval", "Approval"}, {"workflow.Queue", "Queue"}, {"workflow.Rule", "Rule"},
    {"agents.Agent", "Agent"}, {"agents.Commission", "Commission"}, {"agents.Agency", "Agency"},
    {"reporting.Report", "Report"}, {"reporting.Dashboard", "Dashboard"}, {"reporting.Export", "Export"},
    {"messaging.Email", "Email"}, {"messaging.Sms", "Sms"}, {"messaging.Notification", "Notification"},
    {"vehicles.Vehicle", "Vehicle"}, {"vehicles.Driver", "Driver"}, {"property.Building", "Building"},
    {"property.Unit", "Unit"}, {"property.Survey", "Survey"}, {"risk.Score", "RiskScore"},
    {"risk.Factor", "RiskFactor"}, {"risk.Sanction", "SanctionHit"}, {"partners.Partner", "Partner"},
    {"partners.Contract", "Contract"}, {"partners.Feed", "Feed"}, {"settings.FeatureFlag", "FeatureFlag"},
    {"settings.Parameter", "Parameter"}, {"settings.Integration", "Integration"}, {"settings.Webhook", "Webhook"},
    {"ledger.Account", "Account"}, {"ledger.Entry", "LedgerEntry"}, {"ledger.Period", "Period"},
    {"support.Ticket", "Ticket"}, {"support.Comment", "Comment"}, {"support.Sla", "Sla"},
    {"catalog.Product", "Product"}, {"catalog.Price", "Price"}, {"catalog.Discount", "Discount"},
    {"catalog.Bundle", "Bundle"}};
static const char* ACTIONS[] = {"update", "create", "login", "view", "delete", "export", "logout", "permission_change",
    "login_failed", "import", "approve", "archive"};
static const double ACTION_W[] = {520, 180, 95, 70, 45, 25, 20, 10, 12, 8, 10, 5};
static const char* VERB[] = {"updated", "created", "logged in to", "viewed", "deleted", "exported", "logged out of",
    "changed permissions on", "failed to log in to", "imported", "approved", "archived"};
enum { UPDATE, CREATE, LOGIN, VIEW, DEL, EXPORT, LOGOUT, PERM, LOGINFAIL, IMPORT, APPROVE, ARCHIVE };
struct FieldDef
{
    const char* name;
    const char* type;
    int kind;
}; // 0 choice 1 money 2 int 3 date 4 text 5 bool 6 datetime
static const FieldDef FIELDS[] = {{"status", "CharField", 0}, {"premium_amount", "DecimalField", 1},
    {"excess", "DecimalField", 1}, {"quantity", "IntegerField", 2}, {"valid_from", "DateField", 3},
    {"valid_until", "DateField", 3}, {"notes", "TextField", 4}, {"description", "TextField", 4},
    {"is_active", "BooleanField", 5}, {"auto_renew", "BooleanField", 5}, {"last_reviewed_at", "DateTimeField", 6},
    {"updated_at", "DateTimeField", 6}, {"priority", "CharField", 0}, {"channel", "CharField", 0},
    {"discount_percent", "DecimalField", 1}, {"reference", "CharField", 2}, {"reason", "TextField", 4},
    {"risk_class", "CharField", 0}, {"retry_count", "IntegerField", 2}, {"internal_comment", "TextField", 4}};
static const char* CHOICES[] = {"draft", "submitted", "in_review", "approved", "active", "suspended", "cancelled",
    "expired", "rejected", "reopened", "pending_payment", "low", "normal", "high", "urgent", "web", "phone", "broker",
    "branch", "A1", "B2", "C3"};
static const char* WORDS[] = {"customer", "requested", "change", "of", "address", "after", "renewal", "call", "with",
    "broker", "pending", "documents", "received", "verified", "by", "underwriter", "premium", "adjusted", "manual",
    "override", "per", "supervisor", "instruction", "duplicate", "record", "merged", "payment", "reminder", "sent",
    "limit", "increased", "following", "inspection", "vehicle", "replaced", "temporary", "cover", "extended", "until",
    "month", "end", "discount", "applied", "loyalty", "claim", "reserve", "reviewed", "third", "party", "liability",
    "confirmed", "escalated", "to", "compliance", "team", "correction", "previous", "import", "error", "batch",
    "reconciled", "ledger", "mismatch"};
static const char* ADJ[] = {"Premium", "Comfort", "Basic", "Family", "Corporate", "Travel", "Marine", "Cyber", "Legal",
    "Household", "Fleet", "Junior", "Senior", "Seasonal", "Global", "Regional"};
static const char* CITY[] = {"München", "Łódź", "São Paulo", "Zürich", "Göteborg", "Lisbon", "Praha", "Wien",
    "Bordeaux", "Kraków", "Athens", "Oslo", "大阪", "Málaga", "Tallinn", "Bristol"};
static const char* REL_FK[] = {"assigned_to", "owner", "broker", "product", "region", "parent", "approved_by"};
static const char* REL_M2M[] = {"tags", "coverages", "groups", "permissions", "documents", "drivers"};

static const char HEX[] = "0123456789abcdef";
static void uuid(std::string& o, u64 a, u64 b)
{
    char t[36];
    a = (a & ~0xF000ull) | 0x4000ull;
    b = (b & 0x3FFFFFFFFFFFFFFFull) | 0x8000000000000000ull;
    int p = 0;
    for (int i = 0; i < 32; i++) {
        if (i == 8 || i == 12 || i == 16 || i == 20)
            t[p++] = '-';
        u64 v = i < 16 ? a >> (60 - 4 * i) : b >> (60 - 4 * (i - 16));
        t[p++] = HEX[v & 15];
    }
    o.append(t, 36);
}
static void num(std::string& o, u64 v)
{
    char t[24];
    int n = 0;
    do {
        t[n++] = char('0' + v % 10);
        v /= 10;
    } while (v);
    while (n)
        o += t[--n];
}
static void pad(std::string& o, u64 v, int w)
{
    char t[24];
    for (int i = w - 1; i >= 0; i--) {
        t[i] = char('0' + v % 10);
        v /= 10;
    }
    o.append(t, w);
}
static int64_t daysFromCivil(int y, unsigned m, unsigned d)
{
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400;
    unsigned yoe = unsigned(y - era * 400), doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1,
             doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097ll + int64_t(doe) - 719468;
}
static void civil(int64_t z, int& y, unsigned& m, unsigned& d)
{
    z += 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    unsigned doe = unsigned(z - era * 146097), yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    y = int(yoe + era * 400);
    unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    d = doy - (153 * mp + 2) / 5 + 1;
    m = mp < 10 ? mp + 3 : mp - 9;
    y += m <= 2;
}
static void date(std::string& o, int64_t day)
{
    int y;
    unsigned m, d;
    civil(day, y, m, d);
    pad(o, y, 4);
    o += '-';
    pad(o, m, 2);
    o += '-';
    pad(o, d, 2);
}
static void stamp(std::string& o, int64_t us)
{
    int64_t s = us / 1000000, f = us % 1000000;
    date(o, s / 86400);
    s %= 86400;
    o += 'T';
    pad(o, s / 3600, 2);
    o += ':';
    pad(o, s / 60 % 60, 2);
    o += ':';
    pad(o, s % 60, 2);
    o += '.';
    pad(o, f, 6);
    o += 'Z';
}

struct Cfg
{
    u64 n = 1000, seed = 42, needles = 100;
    int days = 730, actors = 2000, models = 60, objects = 200000, tenants = 40;
    int64_t startDay = 0;
    int order = 0;
    bool csv = false, list = false, stats = false;
    uint32_t dup = 0, bad = 0;
    const char* out = nullptr;
};
struct Ev
{
    std::string id, ts, action, actorId, user, email, model, objId, objRepr, tenant, req, ip, diff, summary;
};

struct Gen
{
    Cfg c;
    Cdf actor, model, tenant, action, hour;
    std::vector<uint32_t> firstObj, countObj;
    explicit Gen(const Cfg& k)
        : c(k)
    {
        actor.build(zipf(c.actors, 1.07));
        auto mw = zipf(c.models, 0.8);
        model.build(mw);
        tenant.build(zipf(c.tenants, 0.9));
        action.build(std::vector<double>(ACTION_W, ACTION_W + 12));
        double t = 0;
        for (double x : mw)
            t += x;
        uint32_t a = 0;
        double acc = 0;
        for (int i = 0; i < c.models; i++) {
            acc += mw[i];
            uint32_t e = i + 1 == c.models ? uint32_t(c.objects) : uint32_t(acc / t * c.objects);
            firstObj.push_back(a);
            countObj.push_back(std::max(1u, e - a));
            a = e;
        }
        std::vector<double> w;
        static const double day[24]
            = {2, 1, 30, 3, 1, 2, 6, 20, 60, 90, 100, 95, 60, 85, 100, 98, 85, 60, 25, 12, 8, 6, 4, 3};
        for (int d = 0; d < c.days; d++) {
            int dow = int((c.startDay + d + 4) % 7);
            double k = dow == 0 ? .06 : dow == 6 ? .10 : dow == 5 ? .85 : 1.0;
            k *= 0.8 + 0.4 * (double(mix(c.seed ^ u64(d + 977)) >> 40) / 16777216.0);
            k *= 0.7 + 0.6 * d / c.days;
            for (int h = 0; h < 24; h++)
                w.push_back(day[h] * (h == 2 ? 1.0 : k));
        }
        hour.build(w);
    }
    std::string needle(u64 j) const
    {
        char t[32];
        snprintf(t, sizeof t, "needle%08x", unsigned(mix(c.seed * 1315423911ull + j) >> 32));
        return t;
    }
    u64 stride() const { return c.needles ? std::max<u64>(1, c.n / c.needles) : 0; }
    int64_t timeOf(u64 i, Rng& r) const
    { // i-th quantile of the density: increasing in i
        double u = (double(i) + r.uni()) / double(c.n);
        if (u >= 1)
            u = 0.9999999999999999;
        uint32_t h = hour.at(u);
        double lo = h ? hour.c[h - 1] : 0, f = (u - lo) / (hour.c[h] - lo);
        if (f < 0)
            f = 0;
        if (f > 0.999999999)
            f = 0.999999999;
        return (c.startDay * 24 + h) * 3600000000ll + int64_t(f * 3600000000.0);
    }
    void person(std::string& o, uint32_t a) const
    {
        u64 h = mix(c.seed ^ (u64(a) << 20));
        o += FIRST[h % 30];
        o += '.';
        o += LAST[(h >> 16) % 40];
        if (a >= 300)
            num(o, a);
    }
    void repr(std::string& o, uint32_t m, uint32_t ob) const
    {
        u64 h = mix(ob * 7919ull + c.seed);
        switch (h % 4) {
        case 0:
            o += ADJ[(h >> 8) % 16];
            o += ' ';
            o += MODELS[m].noun;
            o += " #";
            num(o, 100000 + ob);
            break;
        case 1:
            o += MODELS[m].noun;
            o += " PL-20";
            pad(o, 15 + (h >> 9) % 9, 2);
            o += '-';
            pad(o, ob, 7);
            break;
        case 2:
            o += MODELS[m].noun;
            o += " of ";
            {
                std::string s = FIRST[(h >> 8) % 30];
                s[0] = char(s[0] - 32);
                o += s;
                s = LAST[(h >> 20) % 40];
                s[0] = char(s[0] - 32);
                o += ' ';
                o += s;
            }
            o += " (";
            o += CITY[(h >> 30) % 16];
            o += ')';
            break;
        default:
            o += MODELS[m].noun;
            o += " \\\"";
            o += ADJ[(h >> 8) % 16];
            o += ' ';
            o += CITY[(h >> 16) % 16];
            o += "\\\" ";
            num(o, ob);
        }
    }
    void value(std::string& o, int kind, Rng& r, int64_t us) const
    {
        switch (kind) {
        case 0:
            o += '"';
            o += CHOICES[r.below(22)];
            o += '"';
            break;
        case 1:
            o += '"';
            num(o, 10 + r.below(9000));
            o += '.';
            pad(o, r.below(100), 2);
            o += '"';
            break;
        case 2:
            num(o, r.below(100000));
            break;
        case 3:
            o += '"';
            date(o, us / 86400000000ll + int(r.below(700)) - 350);
            o += '"';
            break;
        case 4: {
            o += '"';
            uint32_t n = 2 + r.below(7);
            for (uint32_t i = 0; i < n; i++) {
                if (i)
                    o += ' ';
                o += WORDS[r.below(63)];
            }
            if (r.below(12) == 0) {
                o += "\\n\\u00e9tape ";
                num(o, r.below(1000));
            }
            o += '"';
            break;
        }
        case 5:
            o += r.below(2) ? "true" : "false";
            break;
        default:
            o += '"';
            stamp(o, us - int64_t(r.below(2000000000)));
            o += '"';
        }
    }
    void make(u64 i, Ev& e) const
    {
        Rng r(mix(c.seed) ^ mix(i + 0x51ull));
        for (std::string* s : {&e.id, &e.ts, &e.action, &e.actorId, &e.user, &e.email, &e.model, &e.objId, &e.objRepr,
                 &e.tenant, &e.req, &e.ip, &e.diff, &e.summary})
            s->clear();
        int64_t us = timeOf(i, r);
        stamp(e.ts, us);
        u64 a = r.next();
        uuid(e.id, a, r.next());
        // a request covers 1..8 neighbouring events and one actor
        u64 g = i / 8, cut = mix(g ^ c.seed) % 8, rq = g * 2 + (i % 8 < cut ? 0 : 1);
        bool bulk = mix(g * 31 + c.seed) % 3 == 0;
        if (!bulk)
            rq = i | (1ull << 60);
        Rng q(mix(rq ^ (c.seed << 1)));
        uint32_t ac = actor.at(q.uni());
        uint32_t act = action.at(r.uni());
        a = q.next();
        uuid(e.req, a, q.next());
        uint32_t m = model.at(r.uni());
        double v = r.uni();
        uint32_t ob = firstObj[m] + std::min(countObj[m] - 1, uint32_t(v * v * countObj[m]));
        if (act == LOGIN || act == LOGOUT || act == LOGINFAIL) {
            m = std::min(7, c.models - 1);
            ob = firstObj[m] + ac % countObj[m];
        }
        e.action = ACTIONS[act];
        num(e.actorId, 1000 + ac);
        person(e.user, ac);
        u64 oh = mix(u64(ob) * 104729 + c.seed);
        uint32_t te = tenant.at(double(oh >> 11) * (1.0 / 9007199254740992.0));
        e.tenant = "tenant-";
        pad(e.tenant, te + 1, 2);
        e.email = e.user + "@corp";
        num(e.email, mix(ac + c.seed) % 25);
        e.email += ".example.com"; // an actor keeps one address
        e.model = MODELS[m].label;
        if (m % 3 == 2) {
            uuid(e.objId, mix(oh), mix(oh + 1));
        } else
            num(e.objId, 100000 + ob);
        repr(e.objRepr, m, ob);
        u64 ih = mix(ac * 4ull + q.below(4));
        if (q.below(50) == 0)
            ih = q.next();
        e.ip = "10.";
        num(e.ip, ih & 255);
        e.ip += '.';
        num(e.ip, (ih >> 8) & 255);
        e.ip += '.';
        num(e.ip, 1 + (ih >> 16) % 254);
        // diff
        std::string& d = e.diff;
        d += '{';
        uint32_t nf = 0;
        bool before = act != CREATE && act != IMPORT, after = act != DEL;
        if (act == UPDATE)
            nf = 1 + r.below(3);
        else if (act == CREATE || act == IMPORT)
            nf = 2 + r.below(3);
        else if (act == DEL)
            nf = 2 + r.below(3);
        else if (act == APPROVE || act == ARCHIVE)
            nf = 1;
        else if (act == PERM)
            nf = 0;
        uint32_t start = r.below(20), done = 0;
        std::string chB, chA, chF;
        auto key = [&](const char* f, const char* type, const char* rel) {
            if (done++)
                d += ", ";
            d += '"';
            d += f;
            d += "\": {\"field\": \"";
            d += f;
            d += "\", \"field_type\": \"";
            d += type;
            d += "\", \"relation\": \"";
            d += rel;
            d += '"';
        };
        for (uint32_t k = 0; k < nf; k++) {
            const FieldDef& f = FIELDS[(start + k * 7) % 20];
            std::string b, x;
            if (before)
                value(b, f.kind, r, us);
            else
                b = "null";
            if (after)
                value(x, f.kind, r, us);
            else
                x = "null";
            if (before && after && x == b && f.kind == 5)
                x = b == "true" ? "false" : "true";
            key(f.name, f.type, "field");
            d += ", \"before\": ";
            d += b;
            d += ", \"after\": ";
            d += x;
            d += '}';
            if (!k) {
                chF = f.name;
                chB = b;
                chA = x;
            }
        }
        auto fkval = [&](bool on) {
            if (!on) {
                d += "null";
                return;
            }
            uint32_t p = r.below(2) ? actor.at(r.uni()) : r.below(2000) % c.actors;
            d += "{\"pk\": ";
            num(d, 1000 + p);
            d += ", \"repr\": \"";
            person(d, p);
            d += "\"}";
        };
        if (nf && r.below(100) < 25) {
            key(REL_FK[r.below(7)], "ForeignKey", "foreign_key");
            d += ", \"before\": ";
            fkval(before);
            d += ", \"after\": ";
            fkval(after);
            d += '}';
        }
        if (act == PERM || (nf && r.below(100) < 14)) {
            key(act == PERM ? "permissions" : REL_M2M[r.below(6)], "ManyToManyField", "many_to_many");
            auto lst = [&](const char* nm, uint32_t n) {
                d += ", \"";
                d += nm;
                d += "\": [";
                for (uint32_t z = 0; z < n; z++) {
                    if (z)
                        d += ", ";
                    d += "{\"pk\": ";
                    num(d, 1 + r.below(5000));
                    d += ", \"repr\": \"";
                    d += ADJ[r.below(16)];
                    d += ' ';
                    d += WORDS[r.below(63)];
                    d += "\"}";
                }
                d += ']';
            };
            lst("added", r.below(4));
            lst("removed", r.below(3));
            d += '}';
        }
        d += '}';
        // summary
        std::string& s = e.summary;
        s += e.user;
        s += ' ';
        s += VERB[act];
        s += ' ';
        s += e.objRepr;
        if (nf) {
            s += ": ";
            s += chF;
            if (act == UPDATE && chB.size() < 40 && chA.size() < 40) {
                auto put = [&](const std::string& z) {
                    for (char ch : z)
                        if (ch != '"')
                            s += ch;
                };
                s += " changed from ";
                put(chB);
                s += " to ";
                put(chA);
            }
            if (done > 1) {
                s += " and ";
                num(s, done - 1);
                s += " more field";
                if (done > 2)
                    s += 's';
            }
        }
        s += '.';
        uint32_t nw = r.below(9);
        if (nw > 2) {
            s += " Reason:";
            for (uint32_t z = 0; z < nw; z++) {
                s += ' ';
                s += WORDS[r.below(63)];
            }
            s += '.';
        }
        if (r.below(1000) == 0)
            s += " Moved to quarantine.";
        if (u64 st = stride(); st && i % st == st / 2 && i / st < c.needles) {
            s += " Ref ";
            s += needle(i / st);
            s += '.';
        }
    }
};
static void csvCell(std::string& o, const std::string& jsonText, bool raw)
{ // jsonText is JSON-escaped unless raw
    std::string t;
    if (raw)
        t = jsonText;
    else
        for (size_t i = 0; i < jsonText.size(); i++) {
            if (jsonText[i] == '\\' && i + 1 < jsonText.size()) {
                t += jsonText[++i];
            } else
                t += jsonText[i];
        }
    bool q = t.find_first_of(",\"\n\r") != std::string::npos;
    if (!q) {
        o += t;
        return;
    }
    o += '"';
    for (char ch : t) {
        if (ch == '"')
            o += '"';
        o += ch;
    }
    o += '"';
}
static void line(std::string& o, const Ev& e, bool csv)
{
    if (!csv) {
        auto f = [&](const char* k, const std::string& v) {
            o += ", \"";
            o += k;
            o += "\": \"";
            o += v;
            o += '"';
        };
        o += "{\"id\": \"";
        o += e.id;
        o += '"';
        f("timestamp", e.ts);
        f("action", e.action);
        o += ", \"actor\": {\"id\": ";
        o += e.actorId;
        f("username", e.user);
        f("email", e.email);
        o += '}';
        f("model", e.model);
        f("object_id", e.objId);
        f("object_repr", e.objRepr);
        f("tenant", e.tenant);
        f("request_id", e.req);
        f("ip", e.ip);
        o += ", \"diff\": ";
        o += e.diff;
        f("summary", e.summary);
        o += "}\n";
        return;
    }
    const std::string* v[] = {&e.id, &e.ts, &e.action, &e.actorId, &e.user, &e.email, &e.model, &e.objId, &e.objRepr,
        &e.tenant, &e.req, &e.ip, &e.diff, &e.summary};
    for (int i = 0; i < 14; i++) {
        if (i)
            o += ',';
        csvCell(o, *v[i], i == 12);
    }
    o += '\n';
}
int main(int argc, char** argv)
{
    Cfg c;
    c.startDay = daysFromCivil(2023, 1, 1);
    bool pos = false;
    for (int i = 1; i < argc; i++) {
        std::string_view a = argv[i];
        auto val = [&]() -> const char* {
            if (++i >= argc) {
                fprintf(stderr, "%s needs a value\n", argv[i - 1]);
                exit(2);
            }
            return argv[i];
        };
        if (a == "--seed")
            c.seed = strtoull(val(), 0, 10);
        else if (a == "--count")
            c.n = strtoull(val(), 0, 10);
        else if (a == "--format")
            c.csv = !strcmp(val(), "csv");
        else if (a == "--out")
            c.out = val();
        else if (a == "--start") {
            int y;
            unsigned m, d;
            if (sscanf(val(), "%d-%u-%u", &y, &m, &d) != 3)
                return 2;
            c.startDay = daysFromCivil(y, m, d);
        } else if (a == "--days")
            c.days = atoi(val());
        else if (a == "--actors")
            c.actors = atoi(val());
        else if (a == "--models")
            c.models = std::min(60, atoi(val()));
        else if (a == "--objects")
            c.objects = atoi(val());
        else if (a == "--tenants")
            c.tenants = atoi(val());
        else if (a == "--needles")
            c.needles = strtoull(val(), 0, 10);
        else if (a == "--order") {
            std::string_view o = val();
            c.order = o == "desc" ? 1 : o == "near" ? 2 : o == "shuffle" ? 3 : 0;
        } else if (a == "--dup-permille")
            c.dup = atoi(val());
        else if (a == "--bad-permille")
            c.bad = atoi(val());
        else if (a == "--list-needles")
            c.list = true;
        else if (a == "--stats")
            c.stats = true;
        else if (a[0] != '-' && !pos) {
            c.n = strtoull(argv[i], 0, 10);
            pos = true;
        } else {
            fprintf(stderr, "unknown argument %s\n", argv[i]);
            return 2;
        }
    }
    if (!c.n || c.actors < 1 || c.models < 1 || c.objects < c.models || c.tenants < 1 || c.days < 1) {
        fprintf(stderr, "bad sizes\n");
        return 2;
    }
    Gen g(c);
    if (c.list) {
        u64 st = g.stride();
        for (u64 j = 0; j < c.needles && j * st + st / 2 < c.n; j++)
            printf("%llu\t%s\n", (unsigned long long)(j * st + st / 2), g.needle(j).c_str());
        return 0;
    }
    FILE* f = c.out ? fopen(c.out, "wb") : stdout;
    if (!f) {
        perror(c.out);
        return 1;
    }
    std::string o;
    o.reserve(5 << 20);
    Ev e;
    u64 bytes = 0;
    if (c.csv)
        o += "id,timestamp,action,actor_id,actor_username,actor_email,model,object_id,object_repr,tenant,request_id,ip,"
             "diff,summary\n";
    int bits = 1;
    while ((1ull << bits) < c.n)
        bits++;
    if (bits & 1)
        bits++;
    int hb = bits / 2;
    u64 hm = (1ull << hb) - 1;
    auto perm = [&](u64 x) {
        do {
            u64 L = x >> hb, R = x & hm;
            for (int k = 0; k < 4; k++) {
                u64 t = L ^ (mix(R * 4 + k + c.seed) & hm);
                L = R;
                R = t;
            }
            x = (L << hb) | R;
        } while (x >= c.n);
        return x;
    };
    for (u64 i = 0; i < c.n; i++) {
        u64 k = i;
        if (c.order == 1)
            k = c.n - 1 - i;
        else if (c.order == 3)
            k = perm(i);
        else if (c.order == 2) {
            u64 b = i & ~63ull;
            k = b + ((i - b) ^ (mix(b + c.seed) & 63));
            if (k >= c.n)
                k = i;
        }
        u64 h = mix(i * 2654435761ull + c.seed + 7);
        if (c.dup && h % 1000 < c.dup && k > 1000)
            k -= 1 + (h >> 20) % 1000;
        size_t at = o.size();
        g.make(k, e);
        line(o, e, c.csv);
        if (c.bad && (h >> 40) % 1000 < c.bad) {
            size_t len = o.size() - at;
            o.resize(at + (h >> 50) % (len - 1));
            o += '\n';
        }
        if (o.size() > (4u << 20)) {
            bytes += o.size();
            if (fwrite(o.data(), 1, o.size(), f) != o.size()) {
                perror("write");
                return 1;
            }
            o.clear();
        }
    }
    bytes += o.size();
    if (fwrite(o.data(), 1, o.size(), f) != o.size() || fflush(f)) {
        perror("write");
        return 1;
    }
    if (c.out)
        fclose(f);
    if (c.stats)
        fprintf(stderr, "%llu events, %llu bytes, %.1f bytes/event\n", (unsigned long long)c.n,
            (unsigned long long)bytes, double(bytes) / double(c.n));
}
