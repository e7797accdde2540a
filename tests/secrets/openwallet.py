# SPDX-License-Identifier: MIT
"""openwallet.py PASSWORD COMMAND…: starts the wallet's program, opens its wallet without a dialogue, runs the command.

This is what pam_kwallet does when somebody logs in: the hash of the password goes over a pipe and the environment over
a socket. The program takes both before it looks for a display.
"""
import hashlib
import os
import socket
import subprocess
import sys

from sessionbus import call, has_owner, wait_until

password, command = sys.argv[1], sys.argv[2:]
home = os.environ["HOME"]
folder = os.path.join(os.environ["XDG_DATA_HOME"], "kwalletd")
os.makedirs(folder, exist_ok=True)
salt = os.urandom(56)
with open(os.path.join(folder, "kdewallet.salt"), "wb") as file:
    file.write(salt)
key = hashlib.pbkdf2_hmac("sha512", password.encode(), salt, 50000, 56)

reads, writes = os.pipe()
listener = socket.socket(socket.AF_UNIX)
path = os.path.join(home, "wallet.sock")
listener.bind(path)
listener.listen(1)
for descriptor in (reads, listener.fileno()):
    os.set_inheritable(descriptor, True)
wallet = subprocess.Popen(
    ["kwalletd5", "--pam-login", str(reads), str(listener.fileno())],
    env=dict(os.environ, PAM_KWALLET5_LOGIN=path),
    pass_fds=(reads, listener.fileno()),
    stdin=subprocess.DEVNULL,
    stdout=subprocess.DEVNULL,
    stderr=subprocess.DEVNULL,
)
os.write(writes, key)
os.close(writes)
with socket.socket(socket.AF_UNIX) as hello:
    hello.connect(path)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR", "DBUS_SESSION_BUS_ADDRESS", "QT_QPA_PLATFORM", "PATH"):
        hello.sendall(f"{name}={os.environ[name]}\n".encode())


def wallet_is_open():
    name = "org.kde.kwalletd5"
    return has_owner(name) and "true" in call(name, "/modules/kwalletd5", "org.kde.KWallet.isOpen", "kdewallet")


try:
    wait_until(wallet_is_open, wallet, "openwallet.py: the wallet does not open")
    status = subprocess.run(command, check=False).returncode
finally:
    wallet.terminate()
    wallet.wait()
sys.exit(status)
