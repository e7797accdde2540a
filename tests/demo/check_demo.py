#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks the demo without the program and without the demo's writers: the committed files are what the script
writes, hold what expected.json says, and carry the signatures, masks and tokens that docs/demo.md promises.

usage: check_demo.py SOURCE-DIR"""

import base64
import collections
import csv
import datetime
import gzip
import hashlib
import hmac
import io
import json
import pathlib
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile

SKIPPED = 77
ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
DEMO = ROOT / "resources" / "demo"
EXPECTED = json.loads((DEMO / "expected.json").read_text(encoding="utf-8"))


def content(path):
    """What a file holds: packed bytes may differ from one zlib to the next, their content may not."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        return gzip.decompress(data)
    if path.suffix == ".zip":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return b"".join(archive.read(name) for name in archive.namelist())
    return data


def export(name):
    return content(DEMO / "export" / name)


def tiger():
    return [
        json.loads(line) for name in ("policies.jsonl.gz", "policies_week13.zip") for line in export(name).splitlines()
    ]


def redacto():
    """(ns, line, labels and metadata) of both Loki files."""
    for line in export("consent-logcli.jsonl").splitlines():
        item = json.loads(line)
        yield nanoseconds(item["timestamp"]), item["line"], item["labels"]
    for stream in json.loads(export("consent-query_range.json"))["data"]["result"]:
        for ns, line, more in stream["values"]:
            yield int(ns), line, dict(stream["stream"], **more["structuredMetadata"])


def nanoseconds(text):
    whole, _, fraction = text.rstrip("Z").partition(".")
    day, clock = whole.split("T")
    days = (datetime.date.fromisoformat(day) - datetime.date(1970, 1, 1)).days
    hours, minutes, seconds = (int(part) for part in clock.split(":"))
    return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 10**9 + int(fraction.ljust(9, "0"))


def signature(key, value, separators):
    text = json.dumps(value, sort_keys=True, separators=separators)
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def santura_valid(entry, **changed):
    fields = dict(entry, **changed)
    del fields["signature"]
    time = fields["timestamp"]
    time = time["$date"].rstrip("Z") if isinstance(time, dict) else time
    fields["timestamp"] = time.replace("T", " ")[:19] + "+00:00"
    return entry["signature"] == signature("auditlens-demo-signing", fields, (", ", ": "))


class SameBytes(unittest.TestCase):
    def test_the_script_writes_the_committed_files(self):
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            for folder in (first, second):
                subprocess.run([sys.executable, str(ROOT / "scripts" / "make-demo"), folder], check=True)
            names = [
                path.relative_to(DEMO)
                for path in sorted(DEMO.rglob("*"))
                if path.is_file() and path.name != "CMakeLists.txt"
            ]
            made = [path.relative_to(first) for path in sorted(pathlib.Path(first).rglob("*")) if path.is_file()]
            self.assertEqual(names, made)
            for name in names:
                self.assertEqual(content(DEMO / name), content(pathlib.Path(first) / name), name)
                self.assertEqual(
                    (pathlib.Path(first) / name).read_bytes(), (pathlib.Path(second) / name).read_bytes(), name
                )

    def test_the_demo_is_small(self):
        self.assertLess(sum(path.stat().st_size for path in DEMO.rglob("*") if path.is_file()), 1500000)


class Counts(unittest.TestCase):
    def check(self, name, ids, kinds, seen):
        ids = list(ids)
        expected = EXPECTED["files"][name]
        self.assertEqual(len(ids), expected["events"], name)
        self.assertEqual(sum(1 for one in ids if one in seen), expected["duplicates"], name)
        self.assertEqual(dict(collections.Counter(kinds)), expected["kinds"], name)
        seen.update(ids)

    def test_tiger(self):
        seen = set()
        for name in ("policies.jsonl.gz", "policies_week13.zip"):
            events = [json.loads(line) for line in export(name).splitlines()]
            self.check(name, [event["event_id"] for event in events], [event["event_type"] for event in events], seen)

    def test_santura(self):
        seen = set()
        self.check(
            "logs_export.json",
            [e["_id"] for e in json.loads(export("logs_export.json"))],
            [e["action"] for e in json.loads(export("logs_export.json"))],
            seen,
        )
        page = json.loads(export("logs_list_page1.json"))["results"]
        self.check("logs_list_page1.json", [e["_id"] for e in page], [e["action"] for e in page], seen)

    def test_cloudwatch(self):
        events = json.loads(export("filter-log-events.json"))["events"]
        self.check(
            "filter-log-events.json",
            [e["eventId"] for e in events],
            [json.loads(e["message"])["action"] for e in events],
            set(),
        )

    def test_audit_framework(self):
        seen = set()
        for path in sorted((DEMO / "export").glob("audit-events-*.json")):
            items = json.loads(content(path))["items"]
            self.check(path.name, [item["audit_id"] for item in items], [item["status"] for item in items], seen)
        rows = list(csv.DictReader(io.StringIO(export("audit_logs.csv").decode(), newline="")))
        self.check("audit_logs.csv", [row["audit_id"] for row in rows], [row["status"] for row in rows], seen)

    def test_redacto(self):
        entries = list(redacto())
        border = EXPECTED["files"]["consent-logcli.jsonl"]["events"]
        for name, part in (("consent-logcli.jsonl", entries[:border]), ("consent-query_range.json", entries[border:])):
            self.check(name, [ns for ns, _, _ in part], [more["crud"] for _, _, more in part], set())

    def test_the_totals_are_the_sums(self):
        for key in ("events", "duplicates"):
            self.assertEqual(EXPECTED["total"][key], sum(file[key] for file in EXPECTED["files"].values()))


class Signatures(unittest.TestCase):
    def test_one_santura_entry_is_forged_and_names_alice_instead_of_silva(self):
        entries = json.loads(export("logs_export.json")) + json.loads(export("logs_list_page1.json"))["results"]
        wrong = [entry for entry in entries if not santura_valid(entry)]
        self.assertEqual(["policy.premium_override"], [entry["action"] for entry in wrong])
        self.assertEqual("42", wrong[0]["user_id"])
        self.assertTrue(santura_valid(wrong[0], user_id="11"))

    def test_redacto_signatures_hold_where_there_are_any(self):
        labels = ("organization_uuid", "workspace_uuid", "vrm_vendor_id", "service_name", "kb_id")
        signed = unsigned = 0
        for ns, line, more in redacto():
            if "event_signature" not in more:
                unsigned += 1
                continue
            signed += 1
            value = {
                "timestamp": ns,
                "body": line,
                "labels": {name: None if more[name] == "null" else more[name] for name in labels if name in more},
                "structured_metadata": {
                    name: text
                    for name, text in more.items()
                    if name not in labels + ("event_signature", "detected_level")
                },
            }
            self.assertEqual(more["event_signature"], signature("auditlens-demo-redacto", value, (",", ":")), line)
        self.assertGreater(signed, 100)
        self.assertGreater(unsigned, 10)


class Ciphertexts(unittest.TestCase):
    key = hashlib.sha256(b"auditlens-demo-key").digest()

    def tokens(self):
        seen = set()
        for event in tiger():
            for entry in event["diff"].values():
                for side in ("before", "after"):
                    token = entry.get("encrypted_" + side)
                    if token and token not in seen:
                        seen.add(token)
                        yield event, entry[side], base64.urlsafe_b64decode(token[len("enc:") :])

    def test_every_token_opens_and_fits_its_mask(self):
        for event, mask, token in self.tokens():
            body, mac = token[:-32], token[-32:]
            self.assertEqual(mac, hmac.new(self.key[:16], body, hashlib.sha256).digest())
            plain = subprocess.run(
                ["openssl", "enc", "-d", "-aes-128-cbc", "-K", self.key[16:].hex(), "-iv", body[9:25].hex()],
                input=body[25:],
                stdout=subprocess.PIPE,
                check=True,
            ).stdout
            self.assertEqual(mask, "masked:" + hashlib.sha256(plain).hexdigest()[:8], event["event_id"])

    def test_one_event_is_older_than_its_ciphertext(self):
        late = [
            event
            for event, _, token in self.tokens()
            if struct.unpack(">Q", token[1:9])[0] - nanoseconds(event["timestamp"][:19]) // 10**9 > 30 * 86400
        ]
        self.assertEqual({"311"}, {event["object_id"] for event in late})
        self.assertEqual({"2025-10-14T10:05:00+00:00"}, {event["timestamp"] for event in late})

    def test_some_masks_have_no_ciphertext(self):
        masked = [
            entry
            for event in tiger()
            for entry in event["diff"].values()
            if any(str(entry.get(side)).startswith("masked:") for side in ("before", "after"))
        ]
        self.assertTrue(any("encrypted_after" in entry or "encrypted_before" in entry for entry in masked))
        self.assertTrue(any("encrypted_after" not in entry and "encrypted_before" not in entry for entry in masked))


class Story(unittest.TestCase):
    def test_one_premium_does_not_continue_where_it_was_left(self):
        last, breaks, seen = {}, [], set()
        for event in tiger():
            premium = event["diff"].get("premium")
            if not premium or event["model"] != "policies.Policy" or event["event_id"] in seen:
                continue
            seen.add(event["event_id"])
            pk = event["object_id"]
            if pk in last and last[pk] != premium["before"]:
                breaks.append((pk, last[pk], premium["before"]))
            last[pk] = premium["after"]
        self.assertEqual([("19975", "990.00", "909.00")], breaks)

    def test_the_hundredth_premium_is_recorded_without_an_actor(self):
        found = [
            event
            for event in tiger()
            if event["object_id"] == "19980" and event["diff"].get("premium", {}).get("after") == "9.90"
        ]
        self.assertEqual(
            [("2026-03-24T09:12:00+00:00", None)], [(event["timestamp"], event["actor"]) for event in found]
        )

    def test_one_night_session(self):
        nights = {
            event["timestamp"][:10]
            for event in tiger()
            if event["timestamp"] and not 8 <= int(event["timestamp"][11:13]) < 18
        }
        self.assertEqual({"2026-03-22"}, nights)

    def test_the_strange_address_is_known_to_all_five_systems(self):
        found = {path.name for path in (DEMO / "export").iterdir() if b"198.51.100.23" in content(path)}
        self.assertEqual(
            {
                "policies.jsonl.gz",
                "filter-log-events.json",
                "logs_export.json",
                "consent-query_range.json",
                "audit-events-meridian-uk-page1.json",
                "audit-events-meridian-uk-page2.json",
            },
            found,
        )

    def test_every_kind_of_change_and_every_odd_time_is_there(self):
        events = tiger()
        kinds = {entry["relation"] for event in events for entry in event["diff"].values()}
        self.assertEqual({"field", "foreign_key", "one_to_one", "many_to_many"}, kinds)
        self.assertEqual(EXPECTED["total"]["withoutTime"], sum(1 for event in events if event["timestamp"] is None))
        self.assertGreater(sum(1 for event in events if event["timestamp"] and "+" not in event["timestamp"]), 10)
        self.assertGreater(sum(1 for event in events if event["object_id"] == "None"), 20)
        self.assertGreater(sum(1 for event in events if event["actor"] is None), 20)
        self.assertEqual({"meridian-uk", "meridian-de"}, {event["context"]["tenant"] for event in events})


if __name__ == "__main__":
    if not shutil.which("openssl"):
        print("SKIPPED: the demo is not checked, because openssl is not installed here.", file=sys.stderr)
        sys.exit(SKIPPED)
    unittest.main(argv=sys.argv[:1], verbosity=2)
