#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Imports generated events side by side with lnav opening the same file, interleaved in one run.

Prints medians and ratios as Markdown. Machines are noisy and disks vary: read the ratios, not the seconds.
"""
import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ORDERS = ["asc", "desc", "near", "shuffle"]
QUERIES = ["", "action:delete", "quarantine", "action:update actor:1000", "tenant:tenant-03 -action:update"]


def measured(command, **kwargs):
    """Runs a command; gives (wall seconds, CPU seconds, peak RSS in MB, stdout)."""
    begin = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, **kwargs)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begin
        if process.returncode != 0:
            sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
        out.seek(0)
        return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read().decode()


def import_file(binary, source, archive):
    archive.unlink(missing_ok=True)
    return measured([binary, "import", source, "--archive", archive, "--json"], stderr=subprocess.DEVNULL)


def open_in_lnav(config, source, count):
    result = measured(["lnav", "-n", "-I", config, "-c", ";SELECT count(*) FROM audit_log", source])
    if str(count) not in result[3].split():
        sys.exit(f"lnav did not count {count} events: {result[3]!r}")
    return result


def answers(binary, archive):
    """What the archive says: counts of some queries and its oldest and newest rows."""
    said = []
    for query in QUERIES:
        said.append(subprocess.check_output([binary, "query", "--archive", archive, query, "--count"]).strip())
    for order in ("asc", "desc"):
        rows = subprocess.check_output(
            [binary, "query", "--archive", archive, "--limit", "1000", "--order", order, "--output", "csv"],
            stderr=subprocess.DEVNULL)
        said.append([row[:-1] for row in csv.reader(rows.decode().splitlines(keepends=True))])  # Without the source.
    return said


def row(name, values):
    middle = statistics.median(values)
    return f"| {name} | {middle:.2f} | {min(values):.2f} to {max(values):.2f} |"


def compare_import(options, work):
    source, archive = work / "asc.jsonl", work / "bench.auditlens"
    config = work / "lnav"
    (config / "formats" / "auditlens").mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "lnav_format.json", config / "formats" / "auditlens")
    ours, peers, memory = [], [], []
    for turn in range(options.turns):
        wall, cpu, rss, report = import_file(options.binary, source, archive)
        added = json.loads(report)["events"]
        if added != options.events:
            sys.exit(f"the import added {added} events instead of {options.events}")
        ours.append(wall)
        memory.append(rss)
        peers.append(open_in_lnav(config, source, options.events)[0])
        print(f"turn {turn + 1}: AuditLens {wall:.2f} s ({cpu:.2f} s CPU, {rss:.0f} MB), lnav {peers[-1]:.2f} s",
              file=sys.stderr)
    reopen = [measured([options.binary, "info", "--archive", archive])[0] for _ in range(options.turns)]
    print(f"## Import of {options.events:,} events beside lnav\n")
    print("| work | median s | range |\n| --- | --- | --- |")
    print(row("AuditLens imports the file", ours))
    print(row("lnav opens the file", peers))
    print(row("AuditLens opens the archive again (a whole process)", reopen))
    print(f"\nRatio of the medians, AuditLens / lnav: {statistics.median(ours) / statistics.median(peers):.2f}. "
          f"Archive / input: {archive.stat().st_size / source.stat().st_size:.2f}. "
          f"Peak memory of the import: {max(memory):.0f} MB.\n")


def compare_orders(options, work):
    said = {}
    for order in ORDERS:
        archive = work / f"{order}.auditlens"
        wall = import_file(options.binary, work / f"{order}.jsonl", archive)[0]
        said[order] = answers(options.binary, archive)
        print(f"{order}: imported in {wall:.2f} s", file=sys.stderr)
    same = all(said[order] == said["asc"] for order in ORDERS)
    print(f"Ascending, descending, nearly sorted and shuffled input give the same answers: {'yes' if same else 'NO'}.")
    return same


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--generator", required=True)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--orders", action="store_true", help="also import the four orders and compare the answers")
    parser.add_argument("--work", type=Path, help="where the files go; kept when named")
    options = parser.parse_args()
    work = options.work or Path(tempfile.mkdtemp(prefix="auditlens-bench-"))
    work.mkdir(parents=True, exist_ok=True)
    good = True
    try:
        for order in ORDERS if options.orders else ["asc"]:
            if not (work / f"{order}.jsonl").exists():
                subprocess.check_call([options.generator, str(options.events), "--seed", "42", "--order", order,
                                       "--out", work / f"{order}.jsonl"])
        compare_import(options, work)
        if options.orders:
            good = compare_orders(options, work)
    finally:
        if not options.work:
            shutil.rmtree(work)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
