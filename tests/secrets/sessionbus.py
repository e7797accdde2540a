# SPDX-License-Identifier: MIT
"""What opensecrets.py and openwallet.py ask the session bus."""
import subprocess
import sys
import time


def call(destination, path, method, argument):
    asked = ["dbus-send", "--session", "--print-reply=literal", f"--dest={destination}", path, method, f"string:{argument}"]
    return subprocess.run(asked, capture_output=True, check=False).stdout.decode()


def has_owner(name):
    """Without starting what has the name, as a call to it would."""
    return "true" in call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner", name)


def wait_until(holds, process, sentence):
    end = time.monotonic() + 60
    while not holds():
        if process.poll() is not None or time.monotonic() > end:
            sys.exit(sentence)
        time.sleep(0.05)
