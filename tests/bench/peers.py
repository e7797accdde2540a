# SPDX-License-Identifier: MIT
"""The programs people use now, asked the same questions of the same file."""
import json
import shutil
import sqlite3
import subprocess
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from measure import run

HERE = Path(__file__).resolve().parent

# Ordinary tables, the indexes a careful person would add, and full text search. Safe writing is switched off in its favour.
SQLITE_LOAD = """
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000;
CREATE TABLE raw(line TEXT);
.mode ascii
.separator "\037" "\\n"
.import {source} raw
CREATE TABLE events(id TEXT, time TEXT, action TEXT, actor TEXT, model TEXT, object_id TEXT, tenant TEXT, ip TEXT, request TEXT);
INSERT INTO events SELECT json_extract(line, '$.id'), json_extract(line, '$.timestamp'), json_extract(line, '$.action'),
    json_extract(line, '$.actor.username'), json_extract(line, '$.model'), json_extract(line, '$.object_id'),
    json_extract(line, '$.tenant'), json_extract(line, '$.ip'), json_extract(line, '$.request_id') FROM raw ORDER BY raw.rowid;
CREATE TABLE changes(event INTEGER, field TEXT);
INSERT INTO changes SELECT raw.rowid, key FROM raw, json_each(line, '$.diff');
CREATE UNIQUE INDEX by_id ON events(id);
CREATE INDEX by_time ON events(time);
CREATE INDEX by_actor ON events(actor, action, time);
CREATE INDEX by_action ON events(action, time);
CREATE INDEX by_object ON events(model, object_id);
CREATE INDEX by_tenant ON events(tenant, time);
CREATE INDEX changes_by_event ON changes(event, field);
CREATE VIRTUAL TABLE text USING fts5(line, content = 'raw');
INSERT INTO text(text) VALUES('rebuild');
"""


class Sqlite:
    name = "sqlite3"
    key = "sqlite"

    def __init__(self, work):
        self.path = work / "peer.sqlite"
        self.there = shutil.which("sqlite3") is not None

    def load(self, source):
        self.path.unlink(missing_ok=True)
        begin = time.monotonic()
        subprocess.run(["sqlite3", self.path], input=SQLITE_LOAD.format(source=source), text=True, check=True,
                       stdout=subprocess.DEVNULL)
        return time.monotonic() - begin

    def ask(self, statements, turns):
        # In a process of its own: a program that is started later would be charged with the memory of this one.
        with ProcessPoolExecutor(1, get_context("spawn")) as child:
            return child.submit(ask_sqlite, self.path, statements, turns).result()


def ask_sqlite(path, statements, turns):
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA cache_size = -500000")
        times = []
        for _ in range(turns):
            begin = time.monotonic()
            for statement in statements:
                answer = database.execute(statement).fetchall()
            times.append(time.monotonic() - begin)
    return times, answer[0][0]


class DuckDb:
    name = "DuckDB"
    key = "duckdb"

    def __init__(self, work, modules):
        self.path = work / "peer.duckdb"
        self.script = Path(modules) / "duckdb.mjs" if modules else None
        self.there = bool(modules) and shutil.which("node") is not None
        if self.there:
            shutil.copy(HERE / "duckdb.mjs", self.script)  # Node looks for modules beside the script.

    def _node(self, what, turns=1):
        job = json.dumps({"path": str(self.path), "turns": turns, **what})
        return json.loads(subprocess.run(["node", self.script], input=job, text=True, check=True, stdout=subprocess.PIPE).stdout)

    def load(self, source):
        for path in self.path.parent.glob("peer.duckdb*"):
            path.unlink()
        return self._node({"load": str(source)})["seconds"][0]

    def ask(self, statements, turns):
        said = self._node({"ask": statements}, turns)
        return said["seconds"], said["answer"]


class Ripgrep:
    name = "ripgrep"
    key = "rg"

    def __init__(self):
        self.there = shutil.which("rg") is not None

    def ask(self, arguments, turns, source):
        runs = [run(["rg", *arguments, source], accepted=(0, 1)) for _ in range(turns)]
        return [one.wall for one in runs], int(runs[0].out or 0)


class Jq:
    name = "jq"
    key = "jq"

    def __init__(self):
        self.there = shutil.which("jq") is not None

    def ask(self, program, turns, source):
        runs = [run(["jq", "-n", program, source]) for _ in range(turns)]
        return [one.wall for one in runs], int(runs[0].out)


class Lnav:
    name = "lnav"
    key = "lnav"

    def __init__(self, work):
        self.config = work / "lnav"
        (self.config / "formats" / "auditlens").mkdir(parents=True, exist_ok=True)
        shutil.copy(HERE / "lnav_format.json", self.config / "formats" / "auditlens")
        self.there = shutil.which("lnav") is not None

    def open(self, source):
        """Seconds to open the file and count its events."""
        done = run(["lnav", "-n", "-I", self.config, "-c", ";SELECT count(*) AS events FROM audit_log", source])
        return done.wall, int(done.out.split()[-1])
