#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Measures AuditLens beside the programs people use now: the same questions of the same file, interleaved in one run.

Writes what it measured as Markdown. Machines are noisy and disks vary: read the ratios and the instruction counts, not
the seconds. Peers that are not installed are named and left out.
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
from pathlib import Path

import report
from measure import Service, drop_caches, instructions, interleaved, run
from peers import DuckDb, Jq, Lnav, Ripgrep, Sqlite

HERE = Path(__file__).resolve().parent
QUESTIONS = HERE / "questions.json"
SYNC_EVENTS = [200_000, 1_000_000]
MOST_SHORT_IMPORT, SHORT_IMPORT_TURNS = 1_000_000, 7  # Seconds each; a machine is noisier than what is to be told apart.
ORDERS = ["asc", "desc", "near", "shuffle"]
ORDER_QUERIES = ["", "action:delete", "quarantine", "action:update actor:1000", "tenant:tenant-03 -action:update"]


class Bench:
    def __init__(self, options, work):
        self.work, self.turns = work, options.turns
        self.build = Path(options.build)
        self.auditlens = self.build / "app" / "auditlens"
        self.sqlite, self.duckdb = Sqlite(work), DuckDb(work, options.duckdb)
        self.ripgrep, self.jq, self.lnav = Ripgrep(), Jq(), Lnav(work)
        self.most_of_slow = options.slow_peers_up_to

    def peers(self, count):
        """Those that are asked for so many events."""
        slow = () if self.most_of_slow is None or count <= self.most_of_slow else (self.sqlite, self.jq)
        return [peer for peer in (self.sqlite, self.duckdb, self.ripgrep, self.jq) if peer.there and peer not in slow]

    def tool(self, name):
        return self.build / "tests" / "bench" / name

    def events(self, count, order="asc"):
        source = self.work / f"{order}-{count}.jsonl"
        if not source.exists():
            run([self.tool("gen_events"), str(count), "--seed", "42", "--order", order, "--out", source])
        return source

    def archive(self, source):
        return source.with_suffix(".auditlens")

    def import_file(self, source):
        self.archive(source).unlink(missing_ok=True)
        done = run([self.auditlens, "import", source, "--archive", self.archive(source), "--json"])
        done.added = json.loads(done.out)["events"]
        return done


def measure_import(bench, count):
    """Import beside lnav in turns; the loads of the databases once, they take long."""
    source = bench.events(count)
    megabytes = []

    def ours():
        done = bench.import_file(source)
        if done.added != count:
            sys.exit(f"the import added {done.added} events instead of {count}")
        megabytes.append(done.megabytes)
        return done.wall

    def lnav():
        seconds, opened = bench.lnav.open(source)
        if opened != count:
            sys.exit(f"lnav counted {opened} events instead of {count}")
        return seconds

    rows = {}
    turns = max(bench.turns, SHORT_IMPORT_TURNS) if count <= MOST_SHORT_IMPORT else bench.turns
    if bench.lnav.there:
        rows["ours"], rows["lnav"] = interleaved(turns, ours, lnav)
    else:
        rows["ours"], = interleaved(turns, ours)
    for peer in bench.peers(count):
        if peer in (bench.sqlite, bench.duckdb):
            rows[peer.key] = peer.load(source)
    rows["megabytes"] = max(megabytes)
    rows["bytes"] = bench.archive(source).stat().st_size / source.stat().st_size
    return rows


def measure_instructions(bench):
    """Instructions per event as the slope between two sizes, which leaves out what a program does once."""
    counts = (20_000, 40_000)

    def slope(command):
        low, high = (instructions(command(bench.events(count))) for count in counts)
        return None if low is None else (high - low) / (counts[1] - counts[0])

    def ours(source):
        bench.archive(source).unlink(missing_ok=True)
        return [bench.auditlens, "import", source, "--archive", bench.archive(source)]

    return slope(ours), slope(lambda source: [bench.tool("parsebench"), source])


def ask_ours(bench, source, turns):
    return json.loads(run([bench.tool("storebench"), bench.archive(source), QUESTIONS, str(turns)]).out)


def ask_peers(bench, count, question, turns):
    """Median seconds of each peer that has the question, and what it answered."""
    said = {}
    source = bench.events(count)
    for peer in bench.peers(count):
        if peer.key not in question:
            continue
        few = 1 if peer.key == "jq" else turns
        arguments = (question[peer.key], few) if peer.key in ("sqlite", "duckdb") else (question[peer.key], few, source)
        seconds, answer = peer.ask(*arguments)
        said[peer.key] = (statistics.median(seconds), answer)
    return said


def measure_questions(bench, count):
    source = bench.events(count)
    cold = ask_ours(bench, source, 1) if drop_caches() else None
    rounds = []
    questions = json.loads(QUESTIONS.read_text())
    peers = {}
    for _ in range(bench.turns):
        rounds.append(ask_ours(bench, source, 5))
        for question in questions:
            for key, (seconds, answer) in ask_peers(bench, count, question, 1 if key_is_slow(question) else 3).items():
                peers.setdefault(question["name"], {}).setdefault(key, []).append((seconds, answer))
    return report.Questions(count, questions, rounds, cold, peers)


def measure_window(bench, count):
    """The steps of a person in the window; of several walks the one that stalled least, for the rest is the machine's."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [bench.tool("windowbench"), bench.archive(bench.events(count))]
    walks = [json.loads(run(command, env=environment).out)["steps"] for _ in range(bench.turns)]
    return [min(steps, key=lambda step: step["stall"]) for steps in zip(*walks)]


def measure_integrity(bench, count):
    """Seconds of each check of the whole archive, the median of all turns."""
    command = [bench.tool("integritybench"), bench.archive(bench.events(count))]
    turns = [json.loads(run(command).out)["checks"] for _ in range(bench.turns)]
    return {check: {cost: statistics.median(turn[check][cost] for turn in turns) for cost in ("seconds", "cpu")} for check in turns[0]}


class Synced:
    """A service of so many events, and the same records as a file: seconds and peak memory of a sync and of an import."""

    def __init__(self, bench, count, service):
        self.bench, self.count = bench, count
        self.megabytes = {"sync": [], "import": []}
        self.records, self.archive = bench.work / f"loki-{count}.jsonl", bench.work / "synced.auditlens"
        self.environment = os.environ | {"HOME": str(bench.work), "XDG_DATA_HOME": str(bench.work / "data"), "XDG_CONFIG_HOME": str(bench.work / "config")}
        self.name = f"loki-{count}-{service.port}"
        self.ours("connect", "add", self.name, "--backend", "loki", "--set", f"url=http://127.0.0.1:{service.port}", "--set", "proxy=none")

    def ours(self, *words):
        return run([self.bench.auditlens, *map(str, words)], env=self.environment)

    def sync(self):
        self.archive.unlink(missing_ok=True)
        done = self.ours("sync", self.name, "--from", "2024-01-23", "--to", "2024-02-20", "--archive", self.archive, "--json")
        said = json.loads(done.out)["sources"][0]
        if said["events"] != self.count or not said["complete"]:
            sys.exit(f"the sync added {said['events']} events instead of {self.count}, complete: {said['complete']}")
        self.megabytes["sync"].append(done.megabytes)
        return done.wall

    def imported(self):
        done = self.bench.import_file(self.records)
        if done.added != self.count:
            sys.exit(f"the import added {done.added} events instead of {self.count}")
        self.megabytes["import"].append(done.megabytes)
        return done.wall


def measure_sync(bench, count):
    with Service([bench.tool("lokipages"), str(count), bench.work / f"loki-{count}.jsonl"]) as service:
        synced = Synced(bench, count, service)
        seconds, imported = interleaved(bench.turns, synced.sync, synced.imported)
    return {"seconds": seconds, "import": imported, "megabytes": {way: max(all) for way, all in synced.megabytes.items()}}


def key_is_slow(question):
    return "jq" in question or question["kind"] == "analysis"


def compare_orders(bench, count):
    said = {}
    for order in ORDERS:
        source = bench.events(count, order)
        bench.import_file(source)
        said[order] = answers(bench, bench.archive(source))
    return all(said[order] == said["asc"] for order in ORDERS)


def answers(bench, archive):
    """What the archive says: counts of some queries and its oldest and newest rows."""
    ask = [bench.auditlens, "query", "--archive", archive]
    said = [run([*ask, query, "--count"]).out for query in ORDER_QUERIES]
    for order in ("asc", "desc"):
        rows = run([*ask, "--limit", "1000", "--order", order, "--output", "csv"]).out
        said.append([row[:-1] for row in csv.reader(rows.splitlines(keepends=True))])  # Without the source, a file's name.
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", required=True, help="folder of the release build")
    parser.add_argument("--events", type=int, nargs="+", default=[1_000_000], help="sizes")
    parser.add_argument("--slow-peers-up-to", type=int, metavar="EVENTS",
                        help="leave out sqlite3 and jq for more events: at ten million they take half an hour")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--sync-only", action="store_true", help="measure nothing but the sync")
    parser.add_argument("--orders", action="store_true", help="also import the four orders and compare the answers")
    parser.add_argument("--duckdb", help="folder whose node_modules has @duckdb/node-api")
    parser.add_argument("--work", type=Path, help="where the files go; kept when named")
    parser.add_argument("--write", type=Path, help="the Markdown file to write, with its plot beside it")
    options = parser.parse_args()
    work = options.work or Path(tempfile.mkdtemp(prefix="auditlens-bench-"))
    work.mkdir(parents=True, exist_ok=True)
    try:
        bench = Bench(options, work)
        results = report.Results(os.cpu_count())
        for count in SYNC_EVENTS:
            print(f"{count:,} events: sync", file=sys.stderr)
            results.syncs[count] = measure_sync(bench, count)
        for count in [] if options.sync_only else options.events:
            print(f"{count:,} events: import", file=sys.stderr)
            results.imports[count] = measure_import(bench, count)
            print(f"{count:,} events: questions", file=sys.stderr)
            results.questions[count] = measure_questions(bench, count)
            print(f"{count:,} events: window", file=sys.stderr)
            results.windows[count] = measure_window(bench, count)
            print(f"{count:,} events: integrity", file=sys.stderr)
            results.integrity[count] = measure_integrity(bench, count)
        if not options.sync_only:
            print("instructions", file=sys.stderr)
            results.instructions = measure_instructions(bench)
        if options.orders:
            results.same_orders = compare_orders(bench, options.events[0])
    finally:
        if not options.work:
            shutil.rmtree(work)
    text = report.markdown(results)
    print(text)
    if options.write:
        report.write(options.write, text, results)
    sys.exit(1 if results.same_orders is False else 0)


if __name__ == "__main__":
    main()
