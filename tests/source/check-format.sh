#!/bin/sh
# check-format.sh [ROOT]: whether .clang-format, as Debian 12's clang-format reads it, leaves the sources as they are.
# Exit 77 (skipped) without that program.
set -u
cd "${1:-.}" || exit 2
clang-format --version 2>/dev/null | grep -q ' 14\.' || {
  echo "skipped: no clang-format 14"
  exit 77
}
find page extract ocr normalize publish gouji cli tests \( -name '*.[ch]' -o -name '*.cc' \) -exec clang-format --dry-run -Werror {} +
