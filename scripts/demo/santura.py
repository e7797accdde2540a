# SPDX-License-Identifier: MIT
"""santura AuditTrail: signed log entries, as one export and one list page."""

import copy
import datetime

from . import kit, world
from .kit import at
from .world import ALICE, CAROL, INTRUDER_IP, OKAFOR, SILVA


def document(rng, time, action, user, details):
    time = time.replace(microsecond=0)
    entry = {"_id": rng.uuid(), "timestamp": time, "action": action, "user_id": user, "details": details}
    signed = dict(entry, timestamp=time.strftime("%Y-%m-%d %H:%M:%S+00:00"))
    entry["signature"] = kit.sign(world.SANTURA_KEY, signed)
    return entry


def everyday(rng, time):
    who = rng.pick(world.PEOPLE)
    pk = 20000 + 3 * rng.below(130)
    action, details = rng.pick(
        (
            ("login", {"ip": who.ip, "mfa": rng.chance(80)}),
            ("logout", {}),
            ("policy.view", {"ip": who.ip, "policy": world.reference(pk), "took_ms": rng.between(20, 900) / 8}),
            (
                "claim.approve",
                {
                    "claim": "CL-%d" % rng.between(60500, 60900),
                    "amount": rng.between(100, 9000) / 4,
                    "limits": {"own": 5000, "needed": None},
                    "by": who.name,
                },
            ),
            ("report.export", {"format": "csv", "count": rng.between(3, 240), "query": {"status": "active"}}),
            ("search", {"q": rng.pick(("renewal", "Zoë & Söhne", "東京", "=1+1", "<script>")), "hits": rng.below(60)}),
        )
    )
    return document(rng, time, action, None if rng.chance(3) else str(who.pk), details)


def story(rng):
    """The night, the override and what stands next to it."""
    night = {"ip": INTRUDER_IP}
    rows = [
        ("2026-03-22 01:45:02", "login", SILVA, dict(night, mfa=False)),
        (
            "2026-03-22 01:49:30",
            "report.export",
            SILVA,
            dict(night, format="csv", count=1204, query={"status": "active"}),
        ),
        (
            "2026-03-22 01:52:11",
            "report.export",
            SILVA,
            dict(night, format="csv", count=388, query={"fields": ["iban"]}),
        ),
        ("2026-03-22 02:31:19", "logout", SILVA, night),
        ("2026-03-24 09:09:41", "login", SILVA, dict(night, mfa=False)),
        ("2026-03-24 09:11:20", "policy.view", SILVA, dict(night, policy="POL-19980", took_ms=41.5)),
        (
            "2026-03-24 09:12:00",
            "policy.premium_override",
            SILVA,
            dict(night, policy="POL-19980", old="990.00", new="9.90", reason="goodwill"),
        ),
        ("2026-03-24 09:13:05", "logout", SILVA, night),
        ("2026-03-24 12:17:33", "report.export", ALICE, {"format": "csv", "count": 120, "query": {"q": "renewal"}}),
        ("2026-03-24 13:58:12", "policy.view", OKAFOR, {"ip": OKAFOR.ip, "policy": "POL-20311", "took_ms": 1.0}),
        ("2026-03-24 16:19:58", "policy.view", CAROL, {"ip": CAROL.ip, "policy": "POL-19980", "took_ms": 88.25}),
    ]
    return [document(rng, at(time), action, str(who.pk), details) for time, action, who, details in rows]


def forge(entries):
    """After the export somebody put Alice's number where D. Silva's stood; the signature stayed."""
    entries = copy.deepcopy(entries)
    for entry in entries:
        if entry["action"] == "policy.premium_override":
            entry["user_id"] = str(ALICE.pk)
    return entries


def make(rng, count):
    entries = story(rng) + [everyday(rng, time) for time in world.office_times(rng, count, 60)]
    return sorted(entries, key=lambda entry: (entry["timestamp"], entry["_id"]))


def export(entries):
    """The download: one array, Python's blanks and escapes, naive times."""
    texts = [kit.python_json(dict(entry, timestamp=kit.naive(entry["timestamp"]))) for entry in entries]
    return ("[" + ",".join(texts) + "]").encode()


def listing(entries, total):
    """A page of the list, newest first, with MongoDB's dates."""
    results = [dict(entry, timestamp={"$date": kit.naive(entry["timestamp"]) + "Z"}) for entry in reversed(entries)]
    following = "https://audit.example.com/api/logs/list/?page=2&page_size=50"
    page = {"count": total, "next": following, "previous": None, "results": results}
    return kit.compact_json(page).encode()


def exports(entries):
    """The export ends on the evening of 29 March; the list page is the newest fifty, some of them in both."""
    until = world.END - datetime.timedelta(days=2)
    return forge([entry for entry in entries if entry["timestamp"] < until]), entries[-50:]
