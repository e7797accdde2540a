#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Verifies the seal of an AuditLens archive without AuditLens.

    verify_seal.py ARCHIVE [--key PUBLIC-KEY.pem]

Needs Python 3.8 with its standard library and the openssl command, version 3.0 or newer. It reads the archive and
changes nothing. docs/archive-format.md describes the seal. Exit codes: 0 sealed and intact, by the given key; 5 changed
after sealing, another key, or not sealed; 4 what stands where the seal stands is none; 2 wrong usage; 3 a file cannot be
read or openssl is missing.
"""

import argparse
import hashlib
import json
import os
import pathlib
import re
import sqlite3
import struct
import subprocess
import sys
import tempfile

TITLE = b"AuditLens seal 1\n"
END = re.compile(rb"AuditLens seal, (\d{12}) bytes\n")
END_BYTES = 35
MOST_BYTES = 64 << 20

# Order of the members, and the type of each.
STATEMENT = {"seal": int, "archive": str, "by": str, "at": str, "note": str, "program": str, "schema": int, "bytes": int,
             "sources": int, "segments": int, "events": int, "of_events": int, "duplicates": int, "rejected": int,
             "record_bytes": int, "first": str, "last": str, "query": str, "zone": str, "from": str, "to": str, "leaves": int, "root": str, "key": str}

# What is hashed of the tables: a query, and the type of each column (i whole number, t text, b blob).
PARTS = {
    "schema": ("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name", "tttt"),
    "meta": ("SELECT key, value FROM meta ORDER BY key", "tt"),
    "sources": ("SELECT id, name, origin, format, profile, zone, layout, events, duplicates, rejected"
                " FROM sources ORDER BY id", "ittttttiii"),
    "dictionaries": ("SELECT id, kind, first, entries, data FROM dictionaries ORDER BY id", "iiiib"),
    "rejects": ("SELECT id, source, file, line, byte, reason, raw FROM rejects ORDER BY id", "iitiitb"),
}
# Only where there are such tables: what a sync knows of its source, and how the archive was cut out of another one.
FURTHER = {
    "syncs": ("SELECT source, scope, next_ordinal FROM syncs ORDER BY source", "iti"),
    "coverage": ("SELECT source, first_time, end_time, state, asked, note FROM coverage ORDER BY source, first_time", "iiiiit"),
    "cursors": ("SELECT source, first_time, end_time, done, cursor FROM cursors ORDER BY source, first_time, end_time", "iiiib"),
    "cuts": ("SELECT id, query, zone, from_time, to_time, of_events FROM cuts ORDER BY id", "itttti"),
}
SEGMENT = {
    "segments": ("SELECT id, rows, first_time, last_time, raw_bytes FROM segments WHERE id = ?1", "iiiii"),
    "columns": ("SELECT id, data FROM columns WHERE id BETWEEN ?1 * 64 AND ?1 * 64 + 63 ORDER BY id", "ib"),
    "payload_blocks": ("SELECT id, segment, first, records, data FROM payload_blocks WHERE segment = ?1 ORDER BY id", "iiiib"),
    "text_blocks": ("SELECT id, segment, first, rows, signature, data FROM text_blocks WHERE segment = ?1 ORDER BY id", "iiiibb"),
}


class Damaged(Exception):
    """The seal is none."""


class Changed(Exception):
    """Something is not as it was sealed."""


def read_seal(archive, size):
    """The bytes of the seal; nothing when the archive has none."""
    archive.seek(max(0, size - END_BYTES))
    end = END.fullmatch(archive.read(END_BYTES))
    if not end:
        return None
    count = int(end.group(1))
    if count > min(size, MOST_BYTES):
        raise Damaged("It is said to be larger than the file, or than any seal.")
    archive.seek(size - count)
    return archive.read(count)


def parse_statement(line):
    try:
        statement = json.loads(line.decode("utf-8"))
    except ValueError:
        raise Damaged("Its statement is not JSON.")
    if not isinstance(statement, dict) or list(statement) != list(STATEMENT) or statement["seal"] != 1:
        raise Damaged("Its statement is of another kind.")
    for name, kind in STATEMENT.items():
        if type(statement[name]) is not kind or (kind is int and statement[name] < 0):
            raise Damaged("The member \"%s\" of its statement is of another type." % name)
    # One text, one meaning: a member twice or another spelling is refused.
    if json.dumps(statement, ensure_ascii=False, separators=(",", ":")).encode("utf-8") != line:
        raise Damaged("Its statement is not written as AuditLens writes it.")
    return statement


def parse_seal(seal):
    """The statement, its leaves by name, the lines of the leaves, and the signature."""
    lines = seal.split(b"\n")
    if not seal.startswith(TITLE) or len(lines) < 5 or lines[-1] != b"":
        raise Damaged("It is not a seal of version 1.")
    statement = parse_statement(lines[1])
    leaf_lines = lines[2:-3]
    leaves = {}
    for line in leaf_lines:
        match = re.fullmatch(rb"([a-z]+(?: [1-9][0-9]{0,18})?) ([0-9a-f]{64})", line)
        if not match:
            raise Damaged("One of its hashes is none.")
        leaves[match.group(1).decode()] = match.group(2).decode()
    signature = re.fullmatch(rb"signature ([0-9a-f]{128})", lines[-3])
    numbers = [int(name[8:]) for name in leaves if name.startswith("segment ")]
    further = [name for name in (*FURTHER, "fields") if name in leaves]
    names = ["file", *PARTS, *further, *("segment %d" % number for number in numbers)]
    if not signature or list(leaves) != names or numbers != sorted(numbers) or len(leaf_lines) != len(leaves):
        raise Damaged("Its list of hashes or its signature is not whole.")
    if statement["leaves"] != len(leaves) or statement["segments"] != len(numbers):
        raise Damaged("Its list of hashes is not whole.")
    return statement, leaves, leaf_lines, bytes.fromhex(signature.group(1).decode())


def merkle_root(lines):
    """RFC 6962, section 2.1."""
    level = [hashlib.sha256(b"\0" + line).digest() for line in lines]
    while len(level) > 1:
        above = [hashlib.sha256(b"\1" + level[i] + level[i + 1]).digest() for i in range(0, len(level) - 1, 2)]
        level = above + level[len(above) * 2:]
    return level[0].hex()


def openssl(*words):
    try:
        return subprocess.run(["openssl", *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    except FileNotFoundError:
        fail(3, "The openssl command is not there.")


def fail(code, text):
    print(text)
    sys.exit(code)


def key_id(pem_path):
    """SHA-256 of the key's DER form, or nothing for what is no Ed25519 public key."""
    key = openssl("pkey", "-pubin", "-in", pem_path, "-outform", "DER")
    is_ed25519 = key.returncode == 0 and len(key.stdout) == 44 and key.stdout[:12].hex() == "302a300506032b6570032100"
    return hashlib.sha256(key.stdout).hexdigest() if is_ed25519 else None


def check_signature(statement, seal, signature):
    """Whether the key that the statement names has signed the first two lines. Gives that key's id."""
    signed = b"\n".join(seal.split(b"\n")[:2]) + b"\n"
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("key.pem", "signed", "signature")]
        for path, content in zip(paths, (statement["key"].encode("utf-8"), signed, signature)):
            pathlib.Path(path).write_bytes(content)
        sealed_by = key_id(paths[0])
        if not sealed_by:
            raise Damaged("Its key is not an Ed25519 public key.")
        verified = openssl("pkeyutl", "-verify", "-pubin", "-inkey", paths[0], "-rawin", "-in", paths[1], "-sigfile", paths[2])
    if verified.returncode != 0:
        raise Changed("The seal itself was changed: its signature does not fit it.")
    return sealed_by


def hash_file(archive, size):
    digest = hashlib.sha256()
    archive.seek(0)
    while size > 0:
        part = archive.read(min(size, 1 << 20))
        if not part:
            break
        digest.update(part)
        size -= len(part)
    return digest.hexdigest()


def encoded(kind, value):
    """One value: its type, then a whole number, or a length and the bytes, all little-endian."""
    if kind == "i":
        return b"i" + struct.pack("<q", value)
    data = b"" if value is None else value.encode("utf-8") if isinstance(value, str) else bytes(value)
    return kind.encode() + struct.pack("<Q", len(data)) + data


def hash_rows(database, tables, values=()):
    digest = hashlib.sha256()
    for table, (sql, kinds) in tables.items():
        digest.update(encoded("#", table))
        for row in database.execute(sql, values):
            for kind, value in zip(kinds, row):
                digest.update(encoded(kind, value))
    return digest.hexdigest()


def changed_parts(path, leaves):
    """The names of the leaves whose rows are not those that were sealed; what cannot be read is not."""
    uri = pathlib.Path(path).absolute().as_uri() + "?mode=ro"
    database = sqlite3.connect(uri, uri=True)
    tables = {**PARTS, **{name: FURTHER[name] for name in FURTHER if name in leaves}}
    jobs = {name: lambda name=name: hash_rows(database, {name: tables[name]}) for name in tables}
    numbers = {int(name[8:]) for name in leaves if name.startswith("segment ")}
    try:
        numbers |= {row[0] for row in database.execute("SELECT id FROM segments")}
    except sqlite3.Error:
        pass  # then every segment fails below
    for number in sorted(numbers):
        jobs["segment %d" % number] = lambda number=number: hash_rows(database, SEGMENT, (number,))
    found = []
    for name, job in jobs.items():
        try:
            same = job() == leaves.get(name)
        except (sqlite3.Error, struct.error, UnicodeError, TypeError):
            same = False
        if not same:
            found.append(name)
    database.close()
    return found


def pages_end(archive):
    """Where the header of the file says that its pages end; nothing while somebody writes to it."""
    archive.seek(0)
    header = archive.read(100)
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0") or header[18:20] != b"\1\1":
        return None
    size = struct.unpack_from(">H", header, 16)[0]
    return (65536 if size == 1 else size) * struct.unpack_from(">I", header, 28)[0]


def first_row(path, sql):
    """Of the archive; nothing where there is none."""
    try:
        database = sqlite3.connect(pathlib.Path(path).absolute().as_uri() + "?mode=ro", uri=True)
        return database.execute(sql).fetchone()
    except sqlite3.Error:
        return None


def verify(path, wanted):
    size = os.path.getsize(path)
    with open(path, "rb") as archive:
        seal = read_seal(archive, size)
        if seal is None:
            end = pages_end(archive)
            if end is not None and end < size:
                raise Damaged("Its last line is missing or was changed.")
            if first_row(path, "SELECT id FROM twin"):
                raise Changed("It is a redacted twin of a sealed archive, which only \"auditlens verify\" checks.")
            marked = first_row(path, "SELECT value FROM meta WHERE key = 'sealed'")
            raise Changed("It was sealed, and its seal is gone." if marked else "It is not sealed.")
        statement, leaves, leaf_lines, signature = parse_seal(seal)
        sealed_by = check_signature(statement, seal, signature)
        if merkle_root(leaf_lines) != statement["root"]:
            raise Changed("The seal itself was changed: its hashes do not give its root.")
        begin = size - len(seal)
        whole = hash_file(archive, begin) == leaves["file"] and statement["bytes"] == begin == pages_end(archive)
    # Printed as JSON strings, so that no text of the seal can pretend to be a line of this program.
    cut = ("of_events", "query", "zone", "from", "to") if statement["zone"] else ()
    for name in ("by", "at", "note", "events", "rejected", "first", "last", *cut):
        print("%-9s %s" % (name + ":", json.dumps(statement[name])))
    print("key:      " + sealed_by)
    beside = [path + end for end in ("-wal", "-journal") if os.path.exists(path + end) and os.path.getsize(path + end) > 0]
    changed = changed_parts(path, leaves)
    if beside:
        raise Changed("A journal beside it would be read with it: %s." % ", ".join(beside))
    if changed:
        raise Changed("Not as they were sealed: %s." % ", ".join(changed))
    if not whole:
        raise Changed("The rows of all tables are as they were sealed, the bytes between them are not.")
    if sealed_by != wanted:
        print("Every byte is as it was sealed, but by %s: anybody could have made this seal."
              % ("another key" if wanted else "a key that was not named with --key"))
        return 5
    print("Sealed, intact: every byte is as it was sealed with this key.")
    return 0


def main():
    parser = argparse.ArgumentParser(description="Verifies the seal of an AuditLens archive.")
    parser.add_argument("archive")
    parser.add_argument("--key", help="PEM file of the Ed25519 public key that is believed")
    arguments = parser.parse_args()
    wanted = key_id(arguments.key) if arguments.key else None
    if arguments.key and not wanted:
        fail(3, "The key is not an Ed25519 public key in PEM form, or cannot be read.")
    try:
        return verify(arguments.archive, wanted)
    except Damaged as problem:
        print("The seal is damaged. %s" % problem)
        return 4
    except Changed as problem:
        print("Does not verify. %s" % problem)
        return 5
    except OSError as problem:
        fail(3, "Cannot read it: %s." % problem)


if __name__ == "__main__":
    sys.exit(main())
