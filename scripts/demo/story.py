# SPDX-License-Identifier: MIT
"""The case, as far as it is written by tiger_audit_trail. docs/demo.md tells it from the auditor's side."""

from . import office, tiger
from .kit import at
from .world import ALICE, CAROL, IMPORTER, INTRUDER_AGENT, INTRUDER_IP, OKAFOR, RENEWALS, SILVA, ZOE

POLICY = "policies.Policy"
NIGHT = {"ip": INTRUDER_IP, "agent": INTRUDER_AGENT}


def update(model, pk, who, values, **where):
    return lambda trail, time: trail.update(model, pk, time, who, values, **where)


def create(model, pk, who, make, **where):
    return lambda trail, time: trail.create(model, pk, time, who, make(trail.rng), **where)


def delete(model, pk, who, **where):
    return lambda trail, time: trail.delete(model, pk, time, who, **where)


def tags(pk, who, **where):
    return lambda trail, time: trail.tag(pk, time, who, **where)


def new_policy(pk, premium, customer):
    return lambda rng: office.policy_values(rng, pk, premium, customer)


def boatyard():
    """POL-19980: the premium that became a hundredth, and the account that is older than its own ciphertext."""
    return [
        (
            at("2025-11-03 10:14:09.120"),
            create(POLICY, 19980, SILVA, new_policy(19980, "1040.00", 311), path="/policies/new/"),
        ),
        (at("2025-11-04 09:02:55"), update(POLICY, 19980, OKAFOR, {"status": "active"}, path="/policies/19980/")),
        (
            at("2026-01-05 09:30:00.500"),
            update(POLICY, 19980, RENEWALS, {"premium": "990.00", "expires": "2027-01-05"}),
        ),
        (at("2026-03-22 01:58:31"), backdated_account),
        (at("2026-03-24 09:12:00"), update(POLICY, 19980, None, {"premium": "9.90"})),
        (
            at("2026-03-24 16:20:47.030"),
            update(POLICY, 19980, CAROL, {"premium": "990.00"}, path="/policies/19980/?tab=premium"),
        ),
    ]


def backdated_account(trail, time):
    """Written in the night of 22 March, says 14 October; the Fernet token keeps the time of writing."""
    trail.update(
        "customers.Customer",
        311,
        at("2025-10-14 10:05:00"),
        SILVA,
        {"iban": "GB33BUKB20201555555555"},
        clock=time,
        path="/customers/311/",
    )


def silent_write(trail, time):
    """Somebody writes to the database past the service: no event, only a gap that does not fit."""
    trail.tables[POLICY][19975]["premium"] = "909.00"


def broken_link():
    return [
        (
            at("2025-12-01 11:00:00"),
            create(POLICY, 19975, OKAFOR, new_policy(19975, "1100.00", 309), path="/policies/new/"),
        ),
        (at("2026-02-12 14:33:10.400"), update(POLICY, 19975, OKAFOR, {"premium": "990.00"}, path="/policies/19975/")),
        (at("2026-03-22 02:20:00"), silent_write),
        (at("2026-03-26 11:31:05"), update(POLICY, 19975, CAROL, {"premium": "915.00"}, path="/policies/19975/")),
    ]


def night():
    """Sunday 22 March, in the small hours, under D. Silva's name and from an address nobody else uses."""
    deleted = [
        (at("2026-03-22 02:0%d:14" % i), delete("documents.Attachment", 4001 + i, SILVA, **NIGHT)) for i in range(6)
    ]
    quotes = [(at("2026-03-22 02:1%d:40" % i), delete("policies.Quote", 88011 + i, SILVA, **NIGHT)) for i in range(2)]
    return deleted + quotes


NESTED = {
    "parts": [
        {"id": 2, "name": "flood", "limit": 250000, "excess": ""},
        {"id": 1, "name": "fire", "limit": 1000000, "excess": "500.00"},
        {"id": 9, "name": "cyber", "limit": 9007199254740993, "excess": None},
    ],
    "territory": None,
    "options": {"notice_days": 90, "drone": []},
    "rate": 1.0,
}


def harbour():
    """POL-20418 Harbor Freight: a busy policy with an honest history of every kind of change."""

    def give_birth(rng):
        values = office.policy_values(rng, 20418, "1600.00", 300)
        values.update(
            status="draft",
            conditions="Renewal subject to inspection within 14 days",
            ssn="078-05-1120",
            owner=CAROL.reference(),
        )
        return values

    path = "/policies/20418/?tab=terms"
    lines = [
        ("2024-01-09 09:05:00", create(POLICY, 20418, ALICE, give_birth, path="/policies/new/")),
        ("2024-01-09 09:20:31", tags(20418, ALICE, added=[3], path=path)),
        ("2024-01-16 15:41:12", update(POLICY, 20418, OKAFOR, {"status": "active"}, path=path)),
        ("2024-07-02 10:10:10", update(POLICY, 20418, OKAFOR, {"owner": None}, path=path)),
        ("2024-07-03 08:55:00", update(POLICY, 20418, OKAFOR, {"owner": ALICE.reference()}, path=path)),
        ("2024-12-20 09:00:00", update(POLICY, 20418, RENEWALS, {"premium": "1840.00", "expires": "2026-01-09"})),
        ("2025-01-15 13:13:13", tags(20418, CAROL, added=[4, 7], removed=[3], path=path)),
        ("2025-08-18 16:02:44", update(POLICY, 20418, ALICE, {"ssn": "219-09-9999"}, path=path)),
        (
            "2025-12-19 09:00:00",
            update(POLICY, 20418, RENEWALS, {"premium": "2000.00", "status": "pending", "expires": "2027-01-09"}),
        ),
        ("2026-03-02 09:44:00", update(POLICY, 20418, ZOE, {"instalments": 12}, path=path, tenant="meridian-de")),
        (
            "2026-03-17 11:20:05.250",
            update(POLICY, 20418, ALICE, {"quote": tiger.reference_of("policies.Quote", 88120, "Q-88120")}, path=path),
        ),
        (
            "2026-03-24 10:48:51",
            update(POLICY, 20418, ALICE, {"conditions": "Renewal subject to inspection within 30 days"}, path=path),
        ),
        (
            "2026-03-24 14:02:11.482",
            update(
                POLICY,
                20418,
                ALICE,
                {
                    "status": "approved",
                    "conditions": "Renewal waives inspection within 90 days",
                    "owner": OKAFOR.reference(),
                    "premium": "1750.00",
                    "coverage": NESTED,
                    "ssn": "457-55-5462",
                },
                path=path,
            ),
        ),
        ("2026-03-24 14:02:11.519", tags(20418, ALICE, added=[1], removed=[4], path=path)),
    ]
    return [(at(time), action) for time, action in lines]


def tuesday():
    """What else happened around the day of the case."""

    def scan(trail, time):
        trail.tables["documents.Attachment"][21] = dict(
            office.attachment_values(trail.rng, 21, 20044), uploader_ssn="111-22-3333"
        )
        trail.delete("documents.Attachment", 21, time, CAROL, path="/documents/21/delete/")

    def quote(trail, time):
        trail.tables["policies.Quote"][88120] = office.quote_values(trail.rng, 88120, "2115.50")
        trail.delete("policies.Quote", 88120, time, RENEWALS, mixin=False)

    before = [
        ("2026-03-20 10:00:00", update(POLICY, 20311, OKAFOR, {"premium": "1840.00"}, path="/policies/20311/")),
        ("2026-03-20 10:05:00", update(POLICY, 20077, OKAFOR, {"owner": CAROL.reference()}, path="/policies/20077/")),
        ("2026-03-23 16:55:03", scan),
        ("2026-03-23 17:20:19", tags(20044, CAROL, added=[2], path="/policies/20044/")),
        ("2026-03-23 17:44:10", update(POLICY, 20250, RENEWALS, {"expires": "2027-03-31", "premium": "1266.00"})),
    ]
    day = [
        ("2026-03-24 09:03:27", create(POLICY, 20498, OKAFOR, new_policy(20498, "412.00", 301), path="/policies/new/")),
        ("2026-03-24 11:05:09", update(POLICY, 20077, SILVA, {"owner": SILVA.reference()}, path="/policies/20077/")),
        ("2026-03-24 13:40:57", create(POLICY, 20499, RENEWALS, new_policy(20499, "2115.50", 300))),
        ("2026-03-24 13:41:02", quote),
        ("2026-03-24 13:58:40", update(POLICY, 20311, OKAFOR, {"premium": "1610.00"}, path="/policies/20311/")),
    ]
    return [(at(time), action) for time, action in before + day]


def oddities():
    """Values that try a viewer."""
    long_text = " ".join("%d. %s." % (i, office.CLAUSES[i % len(office.CLAUSES)]) for i in range(1, 260))
    customer = "customers.Customer"
    return [
        (
            at("2026-03-10 10:00:00"),
            update(customer, 310, ZOE, {"notes": long_text}, tenant="meridian-de", path="/customers/310/"),
        ),
        (
            at("2026-03-10 10:06:00"),
            update(
                customer,
                305,
                ALICE,
                {"notes": '<img src=x onerror="alert(1)"> &amp; <i>kursiv</i>'},
                path="/customers/305/",
            ),
        ),
        (
            at("2026-03-10 10:07:00"),
            update(
                customer,
                306,
                ALICE,
                {"notes": '=HYPERLINK("http://example.invalid","x")\r\n\t@second line'},
                path="/customers/306/",
            ),
        ),
        (
            at("2026-03-11 09:00:00"),
            update(
                customer,
                303,
                IMPORTER,
                {"notes": "العميل يفضل الاتصال صباحا — call before 09:00 🙂"},
                tenant="meridian-de",
            ),
        ),
        (
            at("2026-03-11 09:10:00"),
            update(
                customer,
                314,
                ALICE,
                {"notes": "NUL \u0000, bell \u0007, separator \u2028, escape \u001b[31m, delete \u007f"},
                path="/customers/314/",
            ),
        ),
        (
            at("2026-03-12 09:10:00"),
            update(customer, 316, CAROL, {"notes": "None", "address": {}}, path="/customers/316/"),
        ),
        (at("2026-03-12 09:20:00"), update(customer, 317, CAROL, {"address": None}, path="/customers/317/")),
    ]


def events():
    return boatyard() + broken_link() + night() + harbour() + tuesday() + oddities()
