# SPDX-License-Identifier: MIT
"""Running programs and timing them; medians, because machines are noisy."""
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


class Run:
    """What one run of a program cost and said."""

    def __init__(self, wall, cpu, megabytes, out):
        self.wall, self.cpu, self.megabytes, self.out = wall, cpu, megabytes, out


def run(command, accepted=(0,), **kwargs):
    begin = time.monotonic()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, **kwargs)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begin
        if process.returncode not in accepted:
            sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
        out.seek(0)
        return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read().decode())


class Service:
    """A program that says "listening PORT" and ends when its standard input does."""

    def __init__(self, command):
        self.command = command

    def __enter__(self):
        self.process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        word, _, port = self.process.stdout.readline().partition(" ")
        if word != "listening":
            sys.exit(f"{' '.join(map(str, self.command))} does not listen")
        self.port = int(port)
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()


def interleaved(turns, *works):
    """Times every work once per turn, one after the other, so that a slow minute of the machine hits all of them."""
    times = [[] for _ in works]
    for _ in range(turns):
        for seconds, work in zip(times, works):
            seconds.append(work())
    return [statistics.median(seconds) for seconds in times]


def drop_caches():
    """True when the system's file cache could be emptied, which only an administrator may."""
    try:
        os.sync()
        Path("/proc/sys/vm/drop_caches").write_text("1")
        return True
    except OSError:
        return False


def instructions(command):
    """Instructions of a run, counted by valgrind; None where it is not installed."""
    try:
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *map(str, command)],
                                  stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
        return int(re.search(r"Collected : (\d+)", done.stderr).group(1))
    except FileNotFoundError:
        return None
