# Shared by run, test and the others: packages, then a build. Sourced, not run.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$root"

say() { printf '%s\n' "auditlens: $*" >&2; }

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        say "installing packages needs root: run this as root, install sudo, or install by hand: $*"
        exit 3
    fi
}

# need GROUP...: installs the packages of these groups in scripts/packages that are not there yet.
need() {
    local group wanted=() missing=()
    for group in "$@"; do
        mapfile -t wanted < <(sed -n "s/^$group: //p" "$root/scripts/packages" | tr ' ' '\n')
        local package
        for package in "${wanted[@]}"; do
            dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
        done
    done
    [ "${#missing[@]}" -eq 0 ] && return 0
    say "installing ${#missing[@]} Debian packages: ${missing[*]}"
    as_root apt-get update -q >&2
    as_root apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}

# build PRESET [TARGET...]: configures and builds; warnings are errors in CI.
build() {
    local preset="$1" werror=OFF
    shift
    [ -n "${CI:-}" ] && werror=ON
    export CCACHE_BASEDIR="$root" CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS="pch_defines,time_macros,include_file_mtime,include_file_ctime"
    cmake --preset "$preset" -DAUDITLENS_WERROR="$werror" >&2
    if [ "$#" -gt 0 ]; then
        cmake --build --preset "$preset" --target "$@" >&2
    else
        cmake --build --preset "$preset" >&2
    fi
}
