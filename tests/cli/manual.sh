#!/bin/bash
# The manual and --help name every option and exit code; the manual has no option that does not exist.
# Usage: manual.sh SOURCE_DIR
. "$(dirname "$0")/lib.sh"
page=$1/docs/gouji.1
help=$("$GOUJI" convert --help)
options=$(grep -o '{ "[a-z-]*", \(required\|no\)_argument' "$1/cli/gj-options.c" | cut -d'"' -f2)
is "$(( $(echo "$options" | wc -l) > 15 ))" 1 "the table of options was found"
for o in $options; do
  grep -qF -- "\\-\\-$(echo "$o" | sed 's/-/\\-/g')" "$page"; verdict $? "--$o in the manual"
  printf '%s' "$help" | grep -qE -- "--$o\b"; verdict $? "--$o in --help"
done
for o in $(grep -o '\\-\\-[a-z\\-]*' "$page" | sed 's/\\-/-/g; s/^--//; s/=$//' | sort -u); do
  case $o in manifest | version | help) continue ;; esac
  printf '%s\n' "$options" | grep -qx -- "$o"; verdict $? "--$o of the manual exists"
done
for code in 0 2 3 4 5 6 7 8 130; do
  sed -n '/^.SH EXIT STATUS/,/^.SH ENVIRONMENT/p' "$page" | grep -qx "\.B $code"; verdict $? "exit code $code in the manual"
  printf '%s' "$help" | grep -qE "\b$code\b"; verdict $? "exit code $code in --help"
done
finish
