# shellcheck shell=bash
# Sourced by scripts/run and scripts/test: makes sure Debian packages are there.

# What it takes to build and run gouji (README.md says what each is for).
BUILD_PACKAGES="cmake ninja-build gcc g++ libc6-dev pkg-config libglib2.0-dev libpoppler-glib-dev libpoppler-private-dev poppler-data
  libjson-c-dev libtesseract-dev libleptonica-dev tesseract-ocr-chi-sim tesseract-ocr-eng tesseract-ocr-osd
  libseccomp-dev libqpdf-dev libstdc++-12-dev libgnutls30 nettle-dev"
# What the core tests need on top of it.
TEST_PACKAGES="libcmocka-dev"

say () { printf '%s\n' "$*" >&2; }

installed () { dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | grep -q '^.i'; }

missing_packages () {
  local package
  for package in "$@"; do
    installed "$package" || printf '%s ' "$package"
  done
}

# require PACKAGE...: installs what is missing, as root or by sudo, or says what to do.
require () {
  local missing root=()
  command -v dpkg-query >/dev/null 2>&1 || {
    say "gouji: this is not a Debian system: install the equivalents of: $*"
    return 0
  }
  missing=$(missing_packages "$@")
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
      root=(sudo -n)
    elif command -v sudo >/dev/null 2>&1 && [ -t 0 ] && [ -t 2 ]; then
      root=(sudo)
    else
      say "gouji: these packages are missing and only root can install them. Ask an administrator to run:"
      say "  apt-get install --no-install-recommends $missing"
      return 6
    fi
  fi
  say "gouji: installing $missing"
  # shellcheck disable=SC2086
  apt_get update && apt_get install -y --no-install-recommends $missing
}

# Everything apt prints goes to stderr: stdout belongs to the reports. Uses root=(...) of the caller.
apt_get () {
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=3 "$@" </dev/null 1>&2
}
