# SPDX-License-Identifier: MIT
"""Redacto Audit Log Kit: events as Grafana Loki hands them out again, by query_range and by logcli."""

import datetime

from . import kit, world
from .kit import at
from .world import ALICE, CAROL, INTRUDER_IP, OKAFOR, SILVA

LABELS = ("organization_uuid", "workspace_uuid", "vrm_vendor_id", "service_name", "kb_id")
METADATA = (
    "action",
    "crud",
    "source_ip",
    "actor_name",
    "actor_uuid",
    "resource_name",
    "resource_uuid",
    "resource_type",
)

# The kit signs since 2025, and knows kb_id since July of that year.
SIGNED_SINCE = at("2025-01-01 00:00:00")
FIVE_LABELS_SINCE = at("2025-07-01 00:00:00")


def entry(rng, time, line, labels, metadata):
    stamp = kit.nanoseconds(time) + rng.below(1000)
    names = LABELS if time >= FIVE_LABELS_SINCE else LABELS[:4]
    labels = {name: labels.get(name) for name in names}
    metadata = {name: metadata[name] for name in METADATA if metadata.get(name) is not None}
    if time >= SIGNED_SINCE:
        signed = {"timestamp": stamp, "body": line, "labels": labels, "structured_metadata": metadata}
        metadata = dict(metadata, event_signature=kit.sign(world.REDACTO_KEY, signed, (",", ":")))
    # Loki keeps a null label as the four letters and adds a level of its own.
    stored = {name: "null" if value is None else value for name, value in labels.items()}
    return {"ns": stamp, "line": line, "labels": stored, "metadata": dict(metadata, detected_level="unknown")}


def by(person, action, crud, name, uuid, kind, ip=None):
    return {
        "action": action,
        "crud": crud,
        "source_ip": ip or person.ip,
        "actor_name": person.name,
        "actor_uuid": person.uuid,
        "resource_name": name,
        "resource_uuid": uuid,
        "resource_type": kind,
    }


def organisation(tenant):
    return {"organization_uuid": "org-" + tenant}


def everyday(rng, time):
    person = rng.pick(world.PEOPLE)
    customer = rng.between(300, 319)
    name = world.CUSTOMERS[customer]
    service, line, action, crud, kind = rng.pick(
        (
            ("consent", "%s withdrew consent to marketing" % name, "withdraw_consent", "u", "consent"),
            ("consent", "%s gave consent to e-mail" % name, "give_consent", "c", "consent"),
            ("vrm", "Vendor review of %s opened" % name, "open_review", "c", "review"),
            ("tc", "%s read terms & conditions <v%d>" % (person.name, rng.between(1, 9)), "read_terms", "r", "terms"),
            ("vrm", "Vendor record of %s removed" % name, "remove_vendor", "d", "vendor"),
        )
    )
    labels = dict(organisation(person.tenant), service_name=service, workspace_uuid=rng.pick((None, "ws-1", "ws-2")))
    return entry(rng, time, line, labels, by(person, action, crud, name, "%08d" % customer, kind))


def story(rng):
    home = dict(organisation(world.TENANTS[0]), service_name="consent", kb_id="kb-7")
    who = {
        "action": "send_offer",
        "crud": "c",
        "actor_name": world.RENEWALS,
        "resource_name": "POL-19980",
        "resource_uuid": "19980",
        "resource_type": "policy",
    }
    return [
        entry(
            rng,
            at("2026-03-22 01:55:40.300"),
            "Consent records of 388 customers downloaded",
            home,
            by(SILVA, "download", "r", "consent register", "reg-1", "register", INTRUDER_IP),
        ),
        entry(rng, at("2026-03-24 09:20:05"), "Renewal offer for POL-19980 sent at 9.90 GBP", home, who),
        entry(
            rng,
            at("2026-03-24 15:05:00.100"),
            "Data sheet of POL-20418 Harbor Freight shown",
            home,
            by(ALICE, "read", "r", "POL-20418", "20418", "policy"),
        ),
        entry(
            rng,
            at("2026-03-24 16:25:10.250"),
            "Renewal offer for POL-19980 withdrawn",
            home,
            by(CAROL, "withdraw_offer", "u", "POL-19980", "19980", "policy"),
        ),
        entry(rng, at("2026-03-25 09:01:00"), "", home, by(OKAFOR, "note", "u", "POL-19980", "19980", "policy")),
    ]


def make(rng, count):
    entries = story(rng) + [everyday(rng, time) for time in world.office_times(rng, count, 60)]
    return sorted(entries, key=lambda item: item["ns"])


def query_range(entries):
    """The categorized encoding: a stream per label set, entries newest first with their own metadata."""
    streams = {}
    for item in reversed(entries):
        stream = streams.setdefault(kit.python_json(item["labels"]), {"stream": item["labels"], "values": []})
        stream["values"].append([str(item["ns"]), item["line"], {"structuredMetadata": item["metadata"]}])
    summary = {"bytesProcessedPerSecond": 0, "totalEntriesReturned": len(entries)}
    data = {
        "resultType": "streams",
        "encodingFlags": ["categorize-labels"],
        "result": list(streams.values()),
        "stats": {"summary": summary},
    }
    return kit.go_json({"status": "success", "data": data}).encode()


def logcli(entries):
    """`logcli query --output=jsonl`: labels and metadata in one map, RFC 3339 with nanoseconds."""
    lines = []
    for item in reversed(entries):
        merged = dict(item["labels"], **item["metadata"])
        lines.append(
            kit.go_json(
                {"labels": dict(sorted(merged.items())), "line": item["line"], "timestamp": rfc3339(item["ns"])}
            )
        )
    return "".join(line + "\n" for line in lines).encode()


def rfc3339(ns):
    whole = datetime.datetime.fromtimestamp(ns // 10**9, kit.UTC).strftime("%Y-%m-%dT%H:%M:%S")
    fraction = ("%09d" % (ns % 10**9)).rstrip("0")
    return whole + ("." + fraction if fraction else "") + "Z"
