# SPDX-License-Identifier: MIT
"""opensecrets.py PASSWORD COMMAND…: starts gnome-keyring with a new login keyring, runs the command, ends it."""
import subprocess
import sys
import time

password, command = sys.argv[1], sys.argv[2:]
daemon = subprocess.Popen(
    ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
    stdin=subprocess.PIPE,
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
daemon.stdin.write(password.encode())
daemon.stdin.close()


def has_login_keyring():
    asked = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus",
             "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
    return b"true" in subprocess.run(asked, capture_output=True, check=False).stdout


try:
    end = time.monotonic() + 60
    while not has_login_keyring():
        if daemon.poll() is not None or time.monotonic() > end:
            sys.exit("opensecrets.py: the keyring does not open")
        time.sleep(0.05)
    status = subprocess.run(command, check=False).returncode
finally:
    daemon.terminate()
    daemon.wait()
sys.exit(status)
