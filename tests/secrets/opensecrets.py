# SPDX-License-Identifier: MIT
"""opensecrets.py PASSWORD COMMAND…: starts gnome-keyring with a new login keyring, runs the command, ends it."""
import subprocess
import sys

from sessionbus import has_owner, wait_until

password, command = sys.argv[1], sys.argv[2:]
daemon = subprocess.Popen(
    ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
    stdin=subprocess.PIPE,
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
daemon.stdin.write(password.encode())
daemon.stdin.close()

try:
    wait_until(lambda: has_owner("org.freedesktop.secrets"), daemon, "opensecrets.py: the keyring does not open")
    status = subprocess.run(command, check=False).returncode
finally:
    daemon.terminate()
    daemon.wait()
sys.exit(status)
