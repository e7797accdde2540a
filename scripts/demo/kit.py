# SPDX-License-Identifier: MIT
"""Tools of the demo's writers: a generator of numbers that never changes, JSON as Python's services write it,
Fernet tokens, signatures and files without a clock in them."""

import base64
import datetime
import hashlib
import hmac
import io
import json
import struct
import subprocess
import zipfile
import zlib

UTC = datetime.timezone.utc


class Rng:
    """SplitMix64: the same numbers on every Python, which `random` does not promise."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & 0xFFFFFFFFFFFFFFFF
        return z ^ (z >> 31)

    def below(self, n):
        return self.next() % n

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def chance(self, percent):
        return self.below(100) < percent

    def pick(self, items):
        return items[self.below(len(items))]

    def bytes(self, n):
        return b"".join(struct.pack(">Q", self.next()) for _ in range((n + 7) // 8))[:n]

    def uuid(self):
        raw = bytearray(self.bytes(16))
        raw[6] = raw[6] & 0x0F | 0x40
        raw[8] = raw[8] & 0x3F | 0x80
        text = raw.hex()
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def at(text):
    """A time of the story: "2026-03-24 09:12:00.5", always UTC."""
    return datetime.datetime.fromisoformat(text).replace(tzinfo=UTC)


def naive(time):
    return time.replace(tzinfo=None).isoformat()


def seconds(time):
    return int(time.timestamp() // 1)


def nanoseconds(time):
    delta = time - datetime.datetime(1970, 1, 1, tzinfo=UTC)
    return (delta.days * 86400 + delta.seconds) * 10**9 + delta.microseconds * 1000


def python_json(value):
    """`json.dumps(value)`: a blank behind every comma and colon, everything else than ASCII escaped."""
    return json.dumps(value)


def compact_json(value):
    """What REST frameworks send: no blanks, UTF-8."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def go_json(value):
    """What Go's encoder writes: compact, sorted where it was a map, < > & escaped."""
    text = compact_json(value)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def mask(text):
    return "masked:" + hashlib.sha256(text.encode()).hexdigest()[:8]


def fernet(passphrase, text, time, iv):
    """A Fernet token with a chosen time and IV; a passphrase is turned into a key by SHA-256."""
    key = hashlib.sha256(passphrase.encode()).digest()
    signing, encryption = key[:16], key[16:]
    cipher = subprocess.run(
        ["openssl", "enc", "-aes-128-cbc", "-K", encryption.hex(), "-iv", iv.hex()],
        input=text.encode(),
        stdout=subprocess.PIPE,
        check=True,
    ).stdout
    body = b"\x80" + struct.pack(">Q", seconds(time)) + iv + cipher
    return base64.urlsafe_b64encode(body + hmac.new(signing, body, hashlib.sha256).digest()).decode()


def sign(key, value, separators=(", ", ": ")):
    text = json.dumps(value, sort_keys=True, separators=separators)
    return hmac.new(key.encode(), text.encode(), hashlib.sha256).hexdigest()


def gzipped(data):
    """gzip without name and time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = packer.compress(data) + packer.flush()
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03"
    return head + body + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def zipped(name, data):
    """A zip with one member, dated 1980 like every member of a zip without a clock."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        member = zipfile.ZipInfo(name)
        member.compress_type = zipfile.ZIP_DEFLATED
        member.create_system = 3
        archive.writestr(member, data)
    return out.getvalue()
