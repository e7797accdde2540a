# SPDX-License-Identifier: MIT
"""The insurer's tables when the trail begins, and the everyday work after it."""

from . import tiger, world


def money(rng, low=200, high=4000):
    return "%d.%02d" % (rng.between(low, high), rng.pick((0, 0, 0, 25, 50, 75, 99)))


def coverage(rng):
    parts = [
        {
            "id": number,
            "name": name,
            "limit": rng.between(1, 40) * 25000,
            "excess": rng.pick((None, "", "250.00", "500.00")),
        }
        for number, name in ((1, "fire"), (2, "flood"), (3, "theft"))
    ]
    return {
        "parts": parts[: rng.between(1, 3)],
        "territory": rng.pick(("UK", "EU", "world")),
        "options": {},
        "rate": rng.pick((0.5, 1.0, 1e-05, 0.125)),
    }


def changed_coverage(rng, old):
    """A part more or less, another order, a limit moved, a member gone, null or empty."""
    parts = [dict(part) for part in old["parts"]]
    new = {
        "parts": parts,
        "territory": old.get("territory"),
        "options": dict(old.get("options") or {}),
        "rate": old.get("rate"),
    }
    way = rng.below(6)
    if way == 0:
        parts.insert(
            0,
            {
                "id": max([part["id"] for part in parts] + [3]) + 1,
                "name": "storm",
                "limit": rng.between(1, 9) * 10000,
                "excess": None,
            },
        )
    elif way == 1 and parts:
        parts.pop(rng.below(len(parts)))
    elif way == 2:
        new["options"] = {"drone": rng.pick((None, "", [], {}, "included")), "notice_days": rng.between(10, 90)}
    elif way == 3:
        del new["territory"]
    elif way == 4:
        parts.reverse()
        new["rate"] = rng.pick((0.25, 2.0, 1e16))
    if parts and way > 2:
        parts[0]["limit"] = parts[0]["limit"] + 12500
    return new


CLAUSES = (
    "Renewal subject to inspection within 30 days",
    "Sprinklers are serviced every twelve months",
    "Keys are kept in a safe of grade III or better",
    "Hot work needs a permit and a watch of two hours",
    "Deckung gilt auch für Elementarschäden, soweit vereinbart",
    "貨物は倉庫内に限り補償される",
    "تشمل التغطية البضائع أثناء النقل",
    "Waives excess for claims under 500.00 GBP",
)


def conditions(rng):
    return ". ".join(rng.pick(CLAUSES) for _ in range(rng.between(1, 4))) + "."


def iban(rng):
    return "GB%02dMERI%014d" % (rng.between(10, 97), rng.below(10**14))


def ssn(rng):
    return "%03d-%02d-%04d" % (rng.between(100, 899), rng.between(10, 99), rng.below(10**4))


def policy_values(rng, pk, premium=None, customer=None):
    customer = customer or rng.between(300, 319)
    return {
        "number": world.reference(pk),
        "status": rng.pick(world.STATUSES[:3]),
        "premium": premium or money(rng),
        "conditions": conditions(rng),
        "expires": "202%d-%02d-%02d" % (rng.between(6, 7), rng.between(1, 12), rng.between(1, 28)),
        "is_renewal": rng.chance(50),
        "instalments": rng.pick((1, 4, 12)),
        "owner": rng.pick(world.PEOPLE[:4]).reference(),
        "customer": tiger.customer_ref(customer),
        "quote": None,
        "coverage": coverage(rng),
        "ssn": None,
    }


def claim_values(rng, pk, policy):
    return {
        "reference": "CL-%d" % pk,
        "policy": tiger.policy_ref(policy),
        "amount": money(rng, 50, 90000),
        "state": "open",
        "narrative": conditions(rng),
        "items": [{"pk": rng.below(90000), "what": "pump", "value": "120.00"}],
    }


def attachment_values(rng, pk, policy):
    return {
        "name": "scan-%04d.pdf" % pk,
        "policy": tiger.policy_ref(policy),
        "size": 2**53 + rng.below(10**6),
        "pages": rng.between(1, 40),
        "uploader_ssn": None,
    }


def quote_values(rng, pk, premium=None):
    return {"number": "Q-%d" % pk, "premium": premium or money(rng), "rate": rng.pick((0.015, 0.02, 1.0))}


STORY_POLICIES = (19975, 19980, 20044, 20077, 20250, 20290, 20311, 20418)


def furnish(trail):
    """Rows that are older than the trail: they have no "created" event."""
    rng = trail.rng
    for pk in list(range(20000, 20400, 3)) + list(STORY_POLICIES[2:]):
        trail.tables["policies.Policy"].setdefault(pk, policy_values(rng, pk))
    for pk, name in world.CUSTOMERS.items():
        trail.tables["customers.Customer"][pk] = {
            "name": name,
            "email": "office%d@example.org" % pk,
            "vip": rng.chance(20),
            "notes": "",
            "iban": iban(rng),
            "address": {
                "street": "%d Quay Street" % rng.between(1, 99),
                "town": rng.pick(("Leith", "Hull", "Bremen")),
                "phones": [{"id": 1, "number": "+44 131 496 0%03d" % rng.below(1000)}],
                "unit": None,
            },
        }
    for pk in range(4000, 4120):
        trail.tables["documents.Attachment"][pk] = attachment_values(rng, pk, 20000 + 3 * rng.below(130))
    for pk in range(88000, 88060):
        trail.tables["policies.Quote"][pk] = quote_values(rng, pk)


def ordinary(trail, time, ids):
    """One piece of everyday work; `ids` gives fresh primary keys."""
    rng = trail.rng
    tenant = "meridian-de" if rng.chance(30) else "meridian-uk"
    who = rng.pick([person for person in world.PEOPLE if person.tenant == tenant])
    if rng.chance(12):
        who = world.RENEWALS
    elif rng.chance(5):
        who = world.IMPORTER
    elif rng.chance(3):
        who = None
    dice = rng.below(100)
    if dice < 62:
        change_policy(trail, time, who, tenant)
    elif dice < 70:
        change_customer(trail, time, who, tenant)
    elif dice < 78:
        change_claim(trail, time, who, tenant, ids)
    elif dice < 92:
        pk = next(ids)
        trail.create("policies.Policy", pk, time, who, policy_values(rng, pk), tenant, path="/policies/new/")
    else:
        remove_something(trail, time, who, tenant)


def ordinary_policies(trail):
    return [pk for pk in trail.tables["policies.Policy"] if pk not in STORY_POLICIES]


def change_policy(trail, time, who, tenant):
    rng = trail.rng
    pk = rng.pick(ordinary_policies(trail))
    row = trail.tables["policies.Policy"][pk]
    path = "/policies/%d/?tab=%s" % (pk, rng.pick(("terms", "premium", "people")))
    if rng.chance(14):
        held = trail.tags.get(pk, set())
        trail.tag(
            pk, time, who, added=[rng.between(1, 7)], removed=sorted(held)[: rng.below(2)], tenant=tenant, path=path
        )
        return
    values = {}
    for field in (
        rng.pick(("status", "premium", "conditions", "expires", "owner", "coverage", "instalments", "quote"))
        for _ in range(rng.pick((1, 1, 1, 2, 3)))
    ):
        values[field] = new_policy_value(rng, field, row)
    if rng.chance(2):
        values["ssn"] = ssn(rng)
    trail.update("policies.Policy", pk, time, who, values, tenant, path=path)


def new_policy_value(rng, field, row):
    if field == "status":
        return rng.pick([status for status in world.STATUSES if status != row["status"]])
    if field == "premium":
        return money(rng)
    if field == "conditions":
        return row["conditions"] + " " + rng.pick(CLAUSES) + "." if rng.chance(50) else conditions(rng)
    if field == "expires":
        return "2027-%02d-%02d" % (rng.between(1, 12), rng.between(1, 28))
    if field == "owner":
        return None if rng.chance(10) else rng.pick(world.PEOPLE).reference()
    if field == "coverage":
        return changed_coverage(rng, row["coverage"])
    if field == "instalments":
        return rng.pick((1, 2, 4, 12))
    number = rng.between(88000, 88400)
    return tiger.reference_of("policies.Quote", number, "Q-%d" % number)


def change_customer(trail, time, who, tenant):
    rng = trail.rng
    pk = rng.pick([pk for pk in world.CUSTOMERS if pk != 311])
    row = trail.tables["customers.Customer"][pk]
    way = rng.below(5)
    if way == 0:
        values = {"iban": iban(rng)}
    elif way == 1:
        values = {"vip": not row["vip"], "notes": rng.pick(("Calls on Tuesdays", "Ruft gern früh an ☎", "", "=1+1"))}
    elif way == 2:
        address = dict(row["address"] or {})
        address["phones"] = [{"id": 2, "number": "+49 421 496 0%03d" % rng.below(1000)}] + address.get("phones", [])[:2]
        values = {"address": address}
    else:
        values = {"email": "desk%d@example.org" % rng.below(1000)}
    trail.update("customers.Customer", pk, time, who, values, tenant, path="/customers/%d/" % pk)


def change_claim(trail, time, who, tenant, ids):
    rng = trail.rng
    claims = list(trail.tables["claims.Claim"])
    if not claims or rng.chance(35):
        pk = next(ids) + 40000
        trail.create("claims.Claim", pk, time, who, claim_values(rng, pk, rng.pick(ordinary_policies(trail))), tenant)
        return
    pk = rng.pick(claims)
    row = trail.tables["claims.Claim"][pk]
    items = [dict(item) for item in row["items"]]
    if rng.chance(50):
        items.append({"pk": rng.below(90000), "what": rng.pick(("hoist", "sail", "ポンプ")), "value": money(rng)})
    else:
        items[0]["value"] = money(rng)
    values = {"items": items, "state": rng.pick(("open", "checked", "paid", "refused"))}
    trail.update("claims.Claim", pk, time, who, values, tenant, path="/claims/%d/" % pk)


def remove_something(trail, time, who, tenant):
    rng = trail.rng
    model = rng.pick(("documents.Attachment", "policies.Quote", "claims.Claim"))
    rows = [pk for pk in trail.tables[model] if pk not in STORY_ROWS]
    if rows:
        trail.delete(model, rng.pick(rows), time, who, tenant, mixin=rng.chance(60))


# Rows that the story deletes itself.
STORY_ROWS = (21, 88120, 4001, 4002, 4003, 4004, 4005, 4006, 88011, 88012)


def make(rng, story, count):
    """`story` is a list of (time, action); an action gets the trail."""
    trail = tiger.Trail(rng)
    furnish(trail)
    ids = iter(range(20500, 40000))
    agenda = [(time, None) for time in world.office_times(rng, count)] + list(story)
    for time, action in sorted(agenda, key=lambda item: item[0]):
        if action:
            action(trail, time)
        else:
            ordinary(trail, time, ids)
    return trail
