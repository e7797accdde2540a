# SPDX-License-Identifier: MIT
"""typedkey.py KEY COMMAND…: types the key when the command asks on its terminal, and prints all that the terminal showed."""
import os
import pty
import sys

key, command = sys.argv[1], sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown = b""
typed = False
while True:
    try:
        got = os.read(terminal, 4096)
    except OSError:  # The last one closed it.
        break
    if not got:
        break
    shown += got
    if not typed and b"\n" in shown:
        os.write(terminal, key.encode() + b"\n")
        typed = True
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
