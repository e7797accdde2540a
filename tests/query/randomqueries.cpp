// SPDX-License-Identifier: MIT
#include "query/randomqueries.h"

#include "query/auditfiles.h"

namespace auditlens::test {

namespace {

using namespace Qt::StringLiterals;

const QStringList fields = {u"actor"_s, u"action"_s, u"entity"_s, u"type"_s, u"entity.id"_s, u"entity.label"_s, u"changed"_s, u"from"_s, u"to"_s,
    u"tenant"_s, u"source"_s, u"ip"_s, u"request"_s, u"id"_s, u"summary"_s, u"extra.region"_s, u"extra.n"_s, u"extra.note"_s, u"extra.note.k"_s,
    u"extra.deep.er"_s, u"extra.deep.list"_s, u"extra.deep.list.1"_s, u"changes.status.before"_s, u"changes.premium.after"_s, u"changes.größe"_s,
    u"changes.x.after"_s, u"tag"_s};

QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

} // namespace

QString RandomQueries::text()
{
    const auto& words = below(4) ? AuditFiles::words() : AuditFiles::numbers();
    const QString word = QString::fromStdString(words[below(std::uint32_t(words.size()))]);
    return word.isEmpty() ? u"a"_s : below(3) ? word : below(2) ? word.toUpper() : word.left(1 + below(4));
}

QString RandomQueries::phrase()
{
    const QString word = text();
    return word.trimmed().isEmpty() ? u"\"a\""_s : quoted(word);
}

// A plain word, where the text can stand without quotes.
QString RandomQueries::value()
{
    static const QStringList plain = {u"pending"_s, u"Approved"_s, u"null"_s, u"true"_s, u"42"_s, u"1000"_s, u"alice"_s, u"eu-west-1"_s, u"Policy"_s,
        u"Policy#7"_s, u"policies.Policy#42"_s, u"update"_s, u"delete"_s, u"login"_s, u"premium"_s, u"Owner"_s, u"status"_s, u"日本語"_s, u"GRÖSSE"_s,
        u"größe"_s, u"Acme"_s, u"None"_s, u"EV-3"_s, u"0b5ecb1e-1111-4000-8000-123456789abc"_s, u"10.1.2.3"_s, u"file0.jsonl"_s};
    return of(plain);
}

QString RandomQueries::wildcard()
{
    switch (below(6)) {
    case 0:
        return u"*"_s;
    case 1:
        return of({u"a"_s, u"p"_s, u"POL"_s, u"eu"_s, u"1"_s, u"masked"_s, u"sha256"_s, u"0b5e"_s}) + u'*';
    case 2:
        return u'*' + of({u"e"_s, u"end"_s, u"lines"_s, u"0"_s, u"ing"_s, u"enc"_s, u"tes"_s}) + u'*';
    case 3:
        return of({u"?"_s, u"4?"_s, u"p?nding"_s, u"??"_s, u"?ms"_s, u"İ?tanbul"_s});
    case 4:
        return of({u"*1"_s, u"*e"_s, u"*policy"_s, u"*lines"_s, u"*0"_s});
    default:
        return of({u"a*e"_s, u"P*Y"_s, u"two*es"_s, u"Pol*#7"_s, u"*o*r*"_s, u"eu*1"_s, u"a**e?"_s, u"pend*approved"_s});
    }
}

QString RandomQueries::pattern()
{
    return of({u"/a/"_s, u"/^pending$/"_s, u"/ap+roved|pend/"_s, u"/\\d{3,}/"_s, u"/^4.2?/"_s, u"/[a-c]lice/"_s, u"/policy#\\d/"_s, u"/two lines/"_s,
        u"/straße|ωMEGA/"_s, u"/^$/"_s, u"/a\\/b/"_s, u"/\\bpol-/"_s, u"/(?i)NAÏVE/"_s, u"/日.語/"_s, u"/[^a-z]{4}/"_s, u"/masked:.*/"_s, u"/^.$/"_s,
        u"/east|west/"_s, u"/10\\.1\\.2\\.3/"_s, u"/Acme$/"_s, u"/k/"_s, u"/x y?/"_s, u"/\\x01/"_s, u"/p.n.i.g[^z]*/"_s});
}

QString RandomQueries::bound()
{
    const auto& numbers = AuditFiles::numbers();
    return below(3) ? QString::fromStdString(numbers[below(std::uint32_t(numbers.size()))]) : quoted(text());
}

QString RandomQueries::range()
{
    if (below(2))
        return of({u">"_s, u">="_s, u"<"_s, u"<="_s}) + bound();
    const bool isNumber = below(2) != 0;
    const auto end = [&] { return isNumber ? QString::fromStdString(AuditFiles::numbers()[below(18)]) : below(5) ? quoted(text()) : u"*"_s; };
    return of({u"["_s, u"{"_s}) + end() + u" TO "_s + end() + of({u"]"_s, u"}"_s});
}

QString RandomQueries::timeTerm()
{
    const QString time = of({u"2024-03-30"_s, u"2024-03-31"_s, u"2024-04"_s, u"2024"_s, u"2024-03-31T02:30"_s, u"2024-03-30T00:00:10Z"_s,
        u"2024-03-31T01:00:00+02:00"_s, u"today"_s, u"yesterday"_s, u"last-week"_s, u"-2d"_s, u"-36h"_s, u"1711756805"_s});
    if (below(3) == 0)
        return u"time:"_s + of({u">"_s, u">="_s, u"<"_s, u"<="_s}) + time;
    if (below(4) == 0)
        return u"time:"_s + of({u"["_s, u"{"_s}) + u"2024-03-31 TO "_s + time + of({u"]"_s, u"}"_s});
    return of({u"after:"_s, u"before:"_s, u"time:"_s}) + time;
}

QString RandomQueries::clockTerm()
{
    return of({u"hour:0"_s, u"hour:<7"_s, u"hour:[22 TO 2]"_s, u"hour:{1 TO 4}"_s, u"hour:>=12"_s, u"weekday:sat"_s, u"weekday:[sat TO mon]"_s,
        u"weekday:(sunday OR 1)"_s, u"weekday:>fri"_s, u"hour:>23"_s, u"hour:*"_s});
}

QString RandomQueries::addressTerm()
{
    return u"ip:"_s + of({u"10.0.0.0/8"_s, u"10.1.2.3/32"_s, u"0.0.0.0/0"_s, u"::/0"_s, u"2001:db8::/32"_s, u"2001:db8:0::1"_s, u"[10.0.0.0 TO 10.9.9.9]"_s,
        u">10.1.2.3"_s, u"<=2001:db8::1"_s, u"10.*"_s, u"*.1"_s, u"/^10/"_s, u"::ffff:10.1.2.3"_s, u"unknown"_s, u"*"_s});
}

QString RandomQueries::listedTerm()
{
    return of({u"verb:update"_s, u"verb:(create OR delete)"_s, u"verb:*"_s, u"verb:o*"_s, u"outcome:failure"_s, u"-outcome:success"_s, u"outcome:/s$/"_s,
        u"masked:true"_s, u"masked:false"_s, u"has:changes"_s, u"has:masked"_s, u"has:ip"_s, u"has:extra.note"_s, u"has:tenant"_s, u"has:changes.x"_s,
        u"verified:false"_s, u"verified:unknown"_s, u"verified:(true OR unsigned)"_s, u"verified:*"_s, u"continuity:broken"_s, u"clock:*"_s,
        u"clock:backdated"_s, u"clock:/^back/"_s, u"has:verified"_s, u"tag:a"_s, u"-tag:*"_s, u"has:from"_s, u"has:summary"_s, u"has:entity.label"_s});
}

QString RandomQueries::changeTerms()
{
    const QString name = of({u"changed:status"_s, u"changed:premium"_s, u"changed:(x OR owner)"_s, u"changed:gr*"_s, u"changed:members"_s, u"changed:*"_s});
    const QString side = of({u"from:"_s, u"to:"_s});
    const QString what = below(3) == 0 ? range() : below(2) ? wildcard() : phrase();
    return name + u' ' + side + what + (below(4) ? QString() : u" to:"_s + value());
}

QString RandomQueries::field()
{
    return below(10) ? of(fields) : of(fields).toUpper();
}

QString RandomQueries::term()
{
    switch (below(16)) {
    case 0:
        return timeTerm();
    case 1:
        return clockTerm();
    case 2:
        return addressTerm();
    case 3:
    case 4:
        return listedTerm();
    case 5:
        return u'(' + changeTerms() + u')';
    case 6:
        return value();
    case 7:
        return phrase();
    case 8:
        return below(2) ? wildcard() : pattern();
    case 9: {
        const QString name = of(fields);
        return name + u":("_s + (name == u"ip" ? value() : below(2) ? phrase() : value()) + of({u" OR "_s, u" "_s, u" AND "_s}) + wildcard() + u')';
    }
    default:
        break;
    }
    const QString name = field();
    switch (below(5)) {
    case 0:
        return name + u':' + value();
    case 1:
        return name + u':' + wildcard();
    case 2:
        return name + u':' + pattern();
    case 3:
        return name.toLower() == u"ip" ? addressTerm() : name + u':' + range();
    default:
        return name + u':' + phrase();
    }
}

QString RandomQueries::query(int depth)
{
    if (depth == 0 || below(3) == 0)
        return term();
    switch (below(6)) {
    case 0:
        return (below(2) ? u"-"_s : u"NOT "_s) + u'(' + query(depth - 1) + u')';
    case 1:
    case 2:
        return u'(' + query(depth - 1) + u" OR "_s + query(depth - 1) + u')';
    case 3:
        return changeTerms() + (below(2) ? u" "_s + query(depth - 1) : QString());
    default:
        return query(depth - 1) + (below(2) ? u" "_s : u" AND "_s) + query(depth - 1);
    }
}

} // namespace auditlens::test
