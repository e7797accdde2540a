# SPDX-License-Identifier: MIT
"""Audit Log Framework: pages of fifty per tenant as its REST service answers, and a CSV of all columns."""

import csv
import io

from . import kit, world
from .kit import at
from .world import CAROL, INTRUDER_AGENT, INTRUDER_IP, SILVA

COLUMNS = (
    "audit_id",
    "timestamp",
    "event_type",
    "user_id",
    "session_id",
    "ip_address",
    "user_agent",
    "resource_type",
    "resource_id",
    "action",
    "status",
    "request_data",
    "response_data",
    "metadata",
    "tenant_id",
    "service_name",
    "correlation_id",
    "retention_period_days",
    "created_at",
    "partition_date",
)
PAGE = 50


def zulu(time):
    return kit.naive(time) + "Z"


def item(rng, time, tenant, event_type, action, status, **more):
    row = dict.fromkeys(COLUMNS)
    row.update(
        audit_id=rng.uuid(),
        timestamp=zulu(time),
        event_type=event_type,
        action=action,
        status=status,
        metadata={},
        tenant_id=tenant,
        service_name="policy-jobs",
        retention_period_days=90,
        created_at=zulu(time.replace(microsecond=0)),
        partition_date=time.date().isoformat(),
    )
    row.update(more)
    return row


KINDS = (
    ("user.login", "login", None),
    ("policy.read", "read", "policies.Policy"),
    ("policy.update", "update", "policies.Policy"),
    ("job.run", "run", None),
    ("data.export", "export", "reports.Report"),
    ("claim.create", "create", "claims.Claim"),
    ("mail.sent", "send", None),
)


def everyday(rng, time, tenant):
    event_type, action, resource = rng.pick(KINDS)
    person = rng.pick(world.PEOPLE)
    dice = rng.below(100)
    status = "success" if dice < 86 else "error" if dice < 91 else "warning" if dice < 95 else "info"
    metadata = rng.pick(
        (
            {},
            {"queue": "renewals", "tries": rng.between(1, 3)},
            {"note": "Prüfung ✓", "cost": 1.5},
            {"nested": {"list": [1, None, "x"], "empty": {}}},
            {"formula": "=2+3"},
        )
    )
    return item(
        rng,
        time,
        tenant,
        event_type,
        action,
        status,
        user_id=None if rng.chance(8) else person.username,
        ip_address=person.ip,
        session_id="s-%06x" % rng.below(2**24),
        metadata=metadata,
        user_agent=rng.pick(world.AGENTS),
        correlation_id="req-%08x" % rng.below(2**32) if rng.chance(70) else None,
        resource_type=resource,
        resource_id=str(20000 + 3 * rng.below(130)) if resource else None,
    )


def story(rng):
    intruder = {
        "user_id": SILVA.username,
        "ip_address": INTRUDER_IP,
        "user_agent": INTRUDER_AGENT,
        "session_id": "s-7f31c2",
    }
    tenant = world.TENANTS[0]
    override = dict(intruder, resource_type="policies.Policy", resource_id="19980", correlation_id="req-7f31c2e09")
    return [
        item(rng, at("2026-03-22 01:45:02.010"), tenant, "user.login", "login", "success", **intruder),
        item(
            rng,
            at("2026-03-22 01:49:31.200"),
            tenant,
            "data.export",
            "export",
            "success",
            metadata={"rows": 1204, "file": "active-policies.csv"},
            **intruder,
        ),
        item(
            rng,
            at("2026-03-22 01:52:12.880"),
            tenant,
            "data.export",
            "export",
            "warning",
            metadata={"rows": 388, "file": "accounts.csv", "rule": "bank accounts leave the house"},
            **intruder,
        ),
        item(
            rng,
            at("2026-03-24 09:11:59.731"),
            tenant,
            "job.run",
            "run",
            "warning",
            metadata={"command": "manage.py set_premium 19980 9.90", "audited": False},
            **override,
        ),
        item(
            rng,
            at("2026-03-24 09:12:00.210"),
            tenant,
            "job.done",
            "run",
            "success",
            metadata={"command": "manage.py set_premium 19980 9.90", "rows": 1},
            **override,
        ),
        item(
            rng,
            at("2026-03-24 16:21:30"),
            tenant,
            "incident.open",
            "create",
            "warning",
            user_id=CAROL.username,
            ip_address=CAROL.ip,
            resource_type="policies.Policy",
            resource_id="19980",
            metadata={"text": "Premium of POL-19980 was 9.90. Who did this?"},
        ),
    ]


def make(rng, count, tenant, with_story=False):
    rows = [everyday(rng, time, tenant) for time in world.office_times(rng, count, 60)] + (
        story(rng) if with_story else []
    )
    return sorted(rows, key=lambda row: row["timestamp"], reverse=True)


def pages(rows):
    """(number, bytes) of every page, newest first."""
    total = -(-len(rows) // PAGE)
    for number in range(1, total + 1):
        answer = {
            "items": rows[(number - 1) * PAGE : number * PAGE],
            "total_count": len(rows),
            "page": number,
            "page_size": PAGE,
            "total_pages": total,
            "has_next": number < total,
            "has_previous": number > 1,
        }
        yield number, kit.compact_json(answer).encode()


def table(rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([kit.compact_json(cell) if isinstance(cell, dict) else cell for cell in row.values()])
    return out.getvalue().encode()
