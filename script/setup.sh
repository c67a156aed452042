#!/usr/bin/env bash
# Shared steps of script/demo, script/test and script/check: a Python, a .venv, Debian packages.
# Sourced by them, after `set -euo pipefail`; not meant to be run.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/.venv

say() { printf '==> %s\n' "$*"; }
warn() { printf '!!  %s\n' "$*" >&2; }
stop() {
  warn "$@"
  exit 1
}

# Prints the first Python that is new enough. Each one is asked, because a name on the PATH may be
# a stub for a version that is not installed.
find_python() {
  local name
  for name in ${KAMROLES_PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
      command -v "$name"
      return
    fi
  done
  stop "Python 3.11 or newer is needed and was not found." \
    "Install it (Debian 12, Ubuntu 24.04 or newer: apt-get install python3 python3-venv) and run this again."
}

# Prints what to put before apt-get (nothing for root); fails where packages cannot be installed.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    return
  fi
  command -v sudo >/dev/null && sudo -n true 2>/dev/null && echo "sudo -n"
}

apt_updated=
apt_install() {
  local before
  command -v apt-get >/dev/null || return 1
  before=$(as_root) || return 1
  say "Installing with apt-get: $*"
  local get="$before env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300"
  if [ -z "$apt_updated" ]; then
    $get update || warn "apt-get update failed; going on with the package lists at hand"
    apt_updated=yes
  fi
  # dpkg reports each package it unpacks; that is for the reader only when something fails.
  local log
  log=$(mktemp)
  if $get install -y --no-install-recommends "$@" >"$log" 2>&1; then
    rm -f "$log"
  else
    cat "$log" >&2
    rm -f "$log"
    return 1
  fi
}

# Sees to the .venv. One that no longer works (moved, or its Python is gone) is made anew.
ensure_venv() {
  if [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    return
  fi
  local python
  python=$(find_python)
  if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    apt_install python3-venv ||
      stop "This Python cannot make virtual environments." \
        "Install its venv package (Debian, Ubuntu: apt-get install python3-venv) and run this again."
  fi
  say "Making .venv with $("$python" --version) ($python)"
  "$python" -m venv --clear "$venv"
}

# ensure_package run|dev: installs what requirements/run.txt or dev.txt locks, and kamroles from this
# folder. Done again only when the lock, pyproject.toml or the Python has changed since.
ensure_package() {
  local want now lock=$root/requirements/$1.txt stamp=$venv/.installed-$1
  want="$(cat "$lock" "$root/pyproject.toml" | cksum) $("$venv/bin/python" --version) $root"
  now=$(cat "$stamp" 2>/dev/null || true)
  if [ "$now" = "$want" ]; then
    return
  fi
  say "Installing kamroles and what it needs into .venv (a minute or two the first time)"
  local pip=("$venv/bin/python" -m pip --disable-pip-version-check install --quiet)
  install_by_uv "$lock" || "${pip[@]}" --require-hashes -r "$lock"
  "${pip[@]}" --no-deps --no-build-isolation -e "$root"
  echo "$want" >"$stamp"
}

# install_by_uv LOCK: the same as pip in a fifth of its time, where the lock has uv. It reads no
# pip.conf; where the packages come from one, pip has to get them.
install_by_uv() {
  local own=$venv/uv.txt
  awk '/^[a-z]/ { on = /^uv==/ } on' "$1" >"$own"
  [ -s "$own" ] && "${pip[@]}" --require-hashes -r "$own" &&
    "$venv/bin/uv" pip install --quiet --compile-bytecode --python "$venv/bin/python" \
      --require-hashes -r "$1" 2>/dev/null
}

# unlocked newest|lowest: leaves the lock aside. From here on $venv is a fresh environment with the
# newest versions there are, or with the lowest that pyproject.toml allows.
unlocked() {
  local uv=$venv/bin/uv
  venv=$root/.venv-$1
  say "Installing the $1 versions of what kamroles needs into .venv-$1"
  "$root/.venv/bin/python" -m venv --clear "$venv"
  case $1 in
    newest) set -- --resolution highest ;;
    lowest) set -- --resolution lowest-direct ;;
  esac
  (cd "$root" && "$uv" pip install --quiet --python "$venv/bin/python" "$@" \
    -e ".[publish]" --group test)
}

# Tells whether the libraries that lay out PDF pages can be loaded by the .venv's Python.
have_pango() {
  "$venv/bin/python" - <<'PY' >/dev/null 2>&1
import ctypes, sys
if sys.platform.startswith("linux"):
    ctypes.CDLL("libpangoft2-1.0.so.0")
    ctypes.CDLL("libharfbuzz-subset.so.0")
else:
    import weasyprint
PY
}

# Installs Pango where that is allowed, else says what to install; never stops the run.
ensure_pango() {
  if have_pango; then
    return
  fi
  if apt_install libpangoft2-1.0-0 libharfbuzz-subset0 && have_pango; then
    return
  fi
  if [ "$(uname -s)" = Darwin ]; then
    warn "Pango is missing, so PDF through WeasyPrint cannot be made: run \`brew install pango\`."
  else
    warn "Pango is missing, so PDF through WeasyPrint cannot be made: as root run" \
      "\`apt-get install libpangoft2-1.0-0 libharfbuzz-subset0\` (Fedora: pango). Nothing else needs it."
  fi
}

# Installs sshd, which tests start for themselves, where that is allowed; else says what to install.
# Where services run, Debian's package would open port 22 at once: that is left to the owner.
ensure_sshd() {
  if command -v sshd >/dev/null || [ -x /usr/sbin/sshd ]; then
    return
  fi
  [ ! -d /run/systemd/system ] && apt_install openssh-server && return
  warn "sshd is missing, so publishing over SFTP is not tested: as root run" \
    "\`apt-get install openssh-server\`."
}
