# SPDX-License-Identifier: MIT
"""tiger_audit_trail: envelopes as the service writes them, over tables that are really kept, so that every "before" is
what the last event left behind. The one exception is part of the story."""

from . import kit, world

FIELDS = {
    "policies.Policy": {
        "number": "CharField",
        "status": "CharField",
        "premium": "DecimalField",
        "conditions": "TextField",
        "expires": "DateField",
        "is_renewal": "BooleanField",
        "instalments": "IntegerField",
        "owner": "ForeignKey",
        "customer": "ForeignKey",
        "quote": "OneToOneField",
        "coverage": "JSONField",
        "ssn": "CharField",
    },
    "customers.Customer": {
        "name": "CharField",
        "email": "EmailField",
        "address": "JSONField",
        "notes": "TextField",
        "vip": "BooleanField",
        "iban": "CharField",
    },
    "claims.Claim": {
        "reference": "CharField",
        "policy": "ForeignKey",
        "amount": "DecimalField",
        "state": "CharField",
        "narrative": "TextField",
        "items": "JSONField",
    },
    "policies.Quote": {"number": "CharField", "premium": "DecimalField", "rate": "FloatField"},
    "documents.Attachment": {
        "name": "CharField",
        "policy": "ForeignKey",
        "size": "BigIntegerField",
        "pages": "IntegerField",
        "uploader_ssn": "CharField",
    },
}
SENSITIVE = ("ssn", "iban", "uploader_ssn")
RELATIONS = {"ForeignKey": "foreign_key", "OneToOneField": "one_to_one"}

# Before this day the service ran without a key: sensitive values left a digest and nothing to decrypt.
KEYED_SINCE = kit.at("2025-06-01 00:00:00")


def reference_of(model, pk, text):
    return {"pk": pk, "repr": text, "model": model}


def policy_ref(pk):
    return reference_of("policies.Policy", pk, world.reference(pk))


def customer_ref(pk):
    return reference_of("customers.Customer", pk, world.CUSTOMERS[pk])


class Trail:
    """Writes events and remembers what the tables hold."""

    def __init__(self, rng):
        self.rng = rng
        self.events = []
        self.tables = {model: {} for model in FIELDS}
        self.tags = {}

    def context(self, who, tenant, path=None, ip=None, agent=None):
        if isinstance(who, world.Person):
            request = {
                "ip": ip or who.ip,
                "user_agent": agent or world.AGENTS[who.pk % len(world.AGENTS)],
                "method": "POST",
                "path": path or "/",
                "user": who.username,
            }
            return {"actor": who.actor(), "request": request, "tenant": tenant}
        if who is None:
            return {"tenant": tenant}
        return {"actor": {"username": who}, "tenant": tenant}

    def emit(self, model, pk, row, time, who, diff, kind, tenant, **where):
        context = self.context(who, tenant, **where)
        context["object_repr"] = title(model, row)
        event = {
            "model": model,
            "object_id": str(pk),
            "timestamp": time.isoformat(),
            "diff": diff,
            "actor": context.get("actor"),
            "context": context,
            "summary": " ".join(describe(entry) for entry in diff.values()),
            "event_type": kind,
            "event_id": self.rng.uuid(),
        }
        self.events.append(event)
        return event

    def entry(self, model, field, before, after, time):
        kind = FIELDS[model][field]
        entry = {
            "field": field,
            "label": field.replace("_", " "),
            "field_type": kind,
            "relation": RELATIONS.get(kind, "field"),
            "before": before,
            "after": after,
        }
        if field in SENSITIVE:
            self.hide(entry, time)
        return entry

    def hide(self, entry, time):
        for side in ("before", "after"):
            if entry[side] is None:
                continue
            text = str(entry[side])
            entry[side] = kit.mask(text)
            if time >= KEYED_SINCE:
                entry["encrypted_" + side] = "enc:" + kit.fernet(world.MASK_KEY, text, time, self.rng.bytes(16))

    def create(self, model, pk, time, who, values, tenant="meridian-uk", **where):
        self.tables[model][pk] = dict(values)
        diff = {
            field: self.entry(model, field, None, values[field], time)
            for field in FIELDS[model]
            if values.get(field) is not None
        }
        return self.emit(model, pk, values, time, who, diff, "created", tenant, **where)

    def update(self, model, pk, time, who, values, tenant="meridian-uk", clock=None, **where):
        """`clock` is the time the ciphertexts were made, when it is not the time the event claims."""
        row = self.tables[model][pk]
        diff = {}
        for field, after in values.items():
            if row.get(field) != after:
                diff[field] = self.entry(model, field, row.get(field), after, clock or time)
                row[field] = after
        return self.emit(model, pk, row, time, who, diff, "updated", tenant, **where) if diff else None

    def delete(self, model, pk, time, who, tenant="meridian-uk", mixin=True, **where):
        row = self.tables[model].pop(pk)
        diff = {field: self.entry(model, field, row.get(field), None, time) for field in FIELDS[model]}
        return self.emit(model, None if mixin else pk, row, time, who, diff, "deleted", tenant, **where)

    def tag(self, pk, time, who, added=(), removed=(), tenant="meridian-uk", **where):
        """Adding and removing are two events, as Django signals them."""
        held = self.tags.setdefault(pk, set())
        for kind, pks in (("removed", sorted(set(removed) & held)), ("added", sorted(set(added) - held))):
            if not pks:
                continue
            held.symmetric_difference_update(pks)
            members = [reference_of("policies.Tag", tag, world.TAGS[tag]) for tag in pks]
            entry = {
                "field": "tags",
                "label": "tags",
                "field_type": "ManyToManyField",
                "relation": "many_to_many",
                "model": "policies.Tag",
                "added": [],
                "removed": [],
            }
            entry[kind] = members
            self.emit(
                "policies.Policy",
                pk,
                self.tables["policies.Policy"][pk],
                time,
                who,
                {"tags": entry},
                "updated",
                tenant,
                **where,
            )


def title(model, row):
    """What the models' get_audit_context() adds, so that people find an event by the name they know."""
    if model == "policies.Policy":
        return "%s %s" % (row["number"], row["customer"]["repr"])
    return row.get("name") or row.get("reference") or row["number"]


def describe(entry):
    """The summarizer's sentence, wire form of the "nltk" flavour in English."""
    subject = "%s (%s)" % (entry["label"], entry["field_type"])
    if entry["relation"] == "many_to_many":
        parts = [
            "%s %s" % (kind, ", ".join(item["repr"] for item in entry[kind]))
            for kind in ("added", "removed")
            if entry[kind]
        ]
        return "%s updated: %s." % (subject, ", ".join(parts))
    before, after = render(entry["before"]), render(entry["after"])
    if before == after:
        return "%s remained %s." % (subject, before)
    return "%s changed from %s to %s." % (subject, before, after)


def render(value):
    if value is None or value == "":
        return "empty"
    if isinstance(value, dict):
        return (
            value["repr"]
            if value.get("repr")
            else ", ".join("%s=%s" % (key, render(item)) for key, item in value.items())
        )
    if isinstance(value, list):
        return ", ".join(render(item) for item in value if item is not None) or "empty"
    return str(value)


def odd_clocks(rng, events):
    """What real trails have: times without a zone (a host with time zones switched off), one without any time."""
    for event in events:
        if event["actor"] == {"username": world.IMPORTER} and rng.chance(60):
            event["timestamp"] = event["timestamp"].replace("+00:00", "")
    without = [event for event in events if event["actor"] is None and event["model"] == "claims.Claim"]
    without[-1]["timestamp"] = None


def lines(events):
    return "".join(kit.python_json(event) + "\n" for event in events).encode()


def exports(events):
    """Two exports that overlap: the whole trail up to the evening of 30 March, and week 14 with the days around it."""
    first = [event for event in events if (event["timestamp"] or "") < "2026-03-31"]
    second = [event for event in events if (event["timestamp"] or "") >= "2026-03-26T12"]
    return first, second
