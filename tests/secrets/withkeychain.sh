#!/usr/bin/env bash
# withkeychain.sh gnome|kwallet COMMAND…: runs the command with a home, a session bus and a real keychain of its
# own, without a display. Where the keychain is not installed the command runs without one and with
# AUDITLENS_NO_KEYCHAIN saying so. Everything ends with the command.
set -euo pipefail
kind="$1"
shift
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"

missing=()
needed=(dbus-run-session dbus-send python3 gnome-keyring-daemon)
[ "$kind" = kwallet ] && needed=(dbus-run-session dbus-send python3 kwalletd5)
for program in "${needed[@]}"; do
    command -v "$program" >/dev/null || missing+=("$program")
done
if [ "${#missing[@]}" -gt 0 ]; then
    AUDITLENS_NO_KEYCHAIN="not installed: ${missing[*]}" exec "$@"
fi

home="$(mktemp -d)"
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run"
mkdir -m 700 "$XDG_DATA_HOME" "$XDG_CONFIG_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS XDG_CURRENT_DESKTOP KDE_SESSION_VERSION DESKTOP_SESSION
export QT_QPA_PLATFORM=offscreen # Also for the wallet's own program, which the bus starts.
export AUDITLENS_KEYCHAIN="$kind" PYTHONDONTWRITEBYTECODE=1

case "$kind" in
gnome)
    dbus-run-session -- python3 "$here/opensecrets.py" "test password" "$@"
    ;;
kwallet)
    printf '[Wallet]\nFirst Use=false\nPrompt on Open=false\nClose When Idle=false\nClose on Screensaver=false\n\n[Auto Allow]\nkdewallet=AuditLens\n' \
        >"$XDG_CONFIG_HOME/kwalletrc"
    export XDG_CURRENT_DESKTOP=KDE KDE_SESSION_VERSION=5
    dbus-run-session -- python3 "$here/openwallet.py" "test password" "$@"
    ;;
esac
