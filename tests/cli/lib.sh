# shellcheck shell=bash
# Sourced by the command line tests. Each runs in a folder of its own, removed at the end.
#   GOUJI  the command under test; GOUJI_SANITIZE  1 if limits and sandbox are off in it
set -u
LC_ALL=C.UTF-8
export LC_ALL
work=$(mktemp -d "${TMPDIR:-/tmp}/gouji-test.XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0
checks=0
GOUJI=${GOUJI:?}
sanitize=${GOUJI_SANITIZE:-0}

note () { printf '# %s\n' "$*"; }

# verdict OK(0/1) WHAT
verdict () {
  checks=$((checks + 1))
  if [ "$1" -ne 0 ]; then
    failures=$((failures + 1))
    printf 'FAILED: %s\n' "$2"
    if [ -e "$work/.err" ]; then
      printf '  last command: %s\n  exit %s, stderr: %s\n' "${last-}" "${rc-}" "$(head -c 600 "$work/.err")"
    fi
  fi
}

# run ARG...: gouji ARG...; rc, .out and .err are set
run () {
  last="gouji $*"
  "$GOUJI" "$@" >"$work/.out" 2>"$work/.err" </dev/null
  rc=$?
}

rc_is () { [ "$rc" -eq "$1" ]; verdict $? "exit code $1, got $rc: $last"; }
out_is_empty () { [ ! -s "$work/.out" ]; verdict $? "nothing on stdout: $last"; }
err_is_empty () { [ ! -s "$work/.err" ]; verdict $? "nothing on stderr: $last"; }
err_is_one_line () { [ "$(wc -l <"$work/.err")" -eq 1 ]; verdict $? "one line on stderr: $last"; }
err_has () { grep -qF -- "$1" "$work/.err"; verdict $? "stderr says '$1': $last"; }
out_has () { grep -qF -- "$1" "$work/.out"; verdict $? "stdout says '$1': $last"; }
is () { [ "$1" = "$2" ]; verdict $? "$3: expected '$2', got '$1'"; }
exists () { [ -e "$1" ]; verdict $? "$1 exists"; }
missing () { [ ! -e "$1" ]; verdict $? "$1 does not exist"; }
same () { cmp -s "$1" "$2"; verdict $? "$1 and $2 are the same bytes"; }

# usage_error ARG...: exit 2, one line with a hint, nothing on stdout
usage_error () {
  run "$@"
  rc_is 2
  out_is_empty
  err_is_one_line
}

# field FILE NAME MEMBER: a member of a manifest line, found by its file name (no JSON tool needed: members are flat)
field () {
  grep -F "{\"file\": \"$2\"" "$1" | sed -n "s/.*\"$3\": \(\"[^\"]*\"\|[^,}]*\).*/\1/p" | head -n1
}
error_of () { grep -F "{\"file\": \"$2\"" "$1" | sed -n 's/.*"error": {"code": \([0-9]*\), "name": "\([a-z_]*\)".*/\1 \2/p'; }

# manifest_without_measures FILE: what must not depend on time, speed or interruptions
manifest_without_measures () {
  sed -e 's/"seconds": [0-9.]*/"seconds": 0/; s/"cpu_seconds": [0-9.]*/"cpu_seconds": 0/; s/"peak_kib": [0-9]*/"peak_kib": 0/' "$1"
}

# no_stray OUTDIR: no temporary file, no journal
no_stray () {
  is "$(find "$1" \( -name '.gouji*' -o -name '*.part' -o -name '*.tmp' \) | head -n3)" "" "stray files in $1"
}

# no_process_left: none of the program in this test's folder (its name alone says nothing: other tests run too)
no_process_left () {
  local p program n=0
  program=$(readlink -f "$GOUJI")
  for p in /proc/[0-9]*; do
    [ "$(readlink "$p/cwd" 2>/dev/null)" = "$work" ] && [ "$(readlink "$p/exe" 2>/dev/null)" = "$program" ] && n=$((n + 1))
  done
  is "$n" 0 "no process is left"
}

finish () {
  printf '%s checks, %s failures\n' "$checks" "$failures"
  [ "$failures" -eq 0 ]
  exit
}
