# SPDX-License-Identifier: MIT
"""Django Audit Logger: messages in CloudWatch Logs, as the FilterLogEvents answer that the command line prints."""

import datetime
import json

from . import kit, world
from .kit import at
from .world import ALICE, CAROL, INTRUDER_IP, OKAFOR, SILVA

STREAM = "policy-admin/web-1"
STACKS = {
    "web": [
        "/app/auditlogger/signals.py:121 send_log",
        "/app/auditlogger/signals.py:75 log_save",
        "/app/policies/views.py:214 form_valid",
    ],
    "login": ["/app/auditlogger/signals.py:121 send_log", "/app/auditlogger/signals.py:31 log_login"],
    "command": [
        "/app/auditlogger/signals.py:121 send_log",
        "/app/auditlogger/signals.py:75 log_save",
        "/app/policies/management/commands/set_premium.py:31 handle",
        "/app/manage.py:22 main",
    ],
}


def message(rng, time, action, user, instance=None, url=None, stack="web"):
    request = {"id": "%08x" % rng.below(2**32), "url": "https://policies.example.com" + url} if url else ""
    return time, {
        "date": kit.naive(time),
        "request": request,
        "action": action,
        "user": user,
        "instance": instance,
        "stack": STACKS[stack],
    }


def user(person, ip=None, old=False):
    """Two versions of the package write two shapes."""
    if old:
        return {
            "ip": ip or person.ip,
            "pk": person.pk,
            "username": person.username,
            "email": person.email,
            "is_staff": True,
            "is_superuser": False,
        }
    return {
        "ip": ip or person.ip,
        "organisation": person.tenant,
        "pk": person.pk,
        "is_staff": True,
        "is_superuser": False,
    }


def instance(model, pk, name, time, fields=()):
    return {"model": model, "name": name, "pk": pk, "fields": list(fields), "timestamp": kit.seconds(time) * 1000}


def everyday(rng, time):
    person = rng.pick(world.PEOPLE)
    old = time < at("2025-01-01 00:00:00")
    if rng.chance(30):
        return message(rng, time, "USER_LOGIN", user(person, old=old), url="/login/", stack="login")
    if rng.chance(7):
        return message(
            rng, time, "USER_LOGIN_FAILED", {"ip": person.ip, "username": person.username}, url="/login/", stack="login"
        )
    if rng.chance(4):
        return message(rng, time, "ORGANISATION_LOGIN", {"ip": person.ip}, stack="login")
    pk = 20000 + 3 * rng.below(130)
    action = rng.pick(("OBJ_UPDATE", "OBJ_UPDATE", "OBJ_UPDATE", "OBJ_CREATE", "OBJ_DELETE"))
    fields = rng.pick(((), ("status",), ("premium", "expires")))
    return message(
        rng,
        time,
        action,
        user(person, old=old),
        instance("Policy", pk, world.reference(pk), time, fields),
        "/policies/%d/" % pk,
    )


def failed_burst(rng):
    """Fourteen wrong passwords in six minutes, then the right one."""
    begin = at("2026-03-22 01:38:04.120")
    times = [begin + datetime.timedelta(seconds=27 * i) for i in range(14)]
    burst = [
        message(
            rng,
            time,
            "USER_LOGIN_FAILED",
            {"ip": INTRUDER_IP, "username": SILVA.username},
            url="/login/",
            stack="login",
        )
        for time in times
    ]
    return burst + [
        message(
            rng, at("2026-03-22 01:45:01.900"), "USER_LOGIN", user(SILVA, INTRUDER_IP), url="/login/", stack="login"
        )
    ]


def story(rng):
    silent = {"ip": None}
    rows = failed_burst(rng)
    for i in range(6):
        time = at("2026-03-22 02:0%d:14.020" % i)
        name = "scan-%04d.pdf" % (4001 + i)
        rows.append(
            message(
                rng,
                time,
                "OBJ_DELETE",
                user(SILVA, INTRUDER_IP),
                instance("Attachment", 4001 + i, name, time),
                "/documents/",
            )
        )
    time = at("2026-03-24 09:12:00.004")
    rows += [
        message(
            rng, at("2026-03-24 09:09:41.330"), "USER_LOGIN", user(SILVA, INTRUDER_IP), url="/login/", stack="login"
        ),
        message(
            rng, time, "OBJ_UPDATE", silent, instance("Policy", 19980, "POL-19980", time, ["premium"]), stack="command"
        ),
        message(
            rng,
            at("2026-03-24 14:02:11.490"),
            "OBJ_UPDATE",
            user(ALICE),
            instance("Policy", 20418, "POL-20418 Harbor Freight", at("2026-03-24 14:02:11")),
            "/policies/20418/",
        ),
        message(
            rng,
            at("2026-03-24 13:58:40.010"),
            "OBJ_UPDATE",
            user(OKAFOR),
            instance("Policy", 20311, "POL-20311", at("2026-03-24 13:58:40")),
            "/policies/20311/",
        ),
        message(
            rng,
            at("2026-03-24 16:20:47.050"),
            "OBJ_UPDATE",
            user(CAROL),
            instance("Policy", 19980, "POL-19980", at("2026-03-24 16:20:47")),
            "/policies/19980/",
        ),
    ]
    return rows


def make(rng, count):
    rows = story(rng) + [everyday(rng, time) for time in world.office_times(rng, count, 65)]
    return sorted(rows, key=lambda row: (row[0], kit.python_json(row[1])))


def pushed(rng, rows):
    """Batches: everything of one interval carries the same push time, which is not the event's time."""
    events, push = [], None
    for time, text in rows:
        if push is None or time > push:
            push = (time + datetime.timedelta(seconds=5)).replace(microsecond=0) + datetime.timedelta(seconds=1)
        stamp = kit.seconds(push) * 1000
        events.append(
            {
                "logStreamName": STREAM,
                "timestamp": stamp,
                "message": kit.python_json(text),
                "ingestionTime": stamp + rng.between(200, 900),
                "eventId": "%056d" % (stamp * 10**40 + rng.below(10**19) * 10**20 + len(events)),
            }
        )
    return events


def answer(events):
    page = {"events": events, "searchedLogStreams": [{"logStreamName": STREAM, "searchedCompletely": True}]}
    return (json.dumps(page, indent=4, ensure_ascii=False) + "\n").encode()
