#!/bin/sh
# check-source.sh [ROOT]: house rules. Prints every breach as FILE:LINE: what is wrong; exit 1 if there was any.
set -u
cd "${1:-.}" || exit 2
LC_ALL=C
export LC_ALL
here=$(dirname "$0")
case $here in /*) ;; *) here=tests/source ;; esac
breaches=$(mktemp) || exit 2
trap 'rm -f "$breaches"' EXIT

# breach TEXT: reads FILE:LINE:… and reports each.
breach () {
  awk -F: -v text="$1" '{ print $1 ":" $2 ": " text }' >>"$breaches"
}

# sources FOLDER...: what is compiled there.
sources () {
  for folder; do
    [ -d "$folder" ] && find "$folder" \( -name '*.[ch]' -o -name '*.cc' \)
  done
}

# may FOLDER ALLOWED...: project headers that FOLDER may include.
may () {
  folder=$1
  shift
  allowed=$(printf '%s|' "$folder" "$@")
  sources "$folder" | while read -r file; do
    grep -nE '#include "(page|extract|ocr|normalize|publish|gouji|cli|tests)/' "$file" |
      grep -vE "#include \"(${allowed%|})/" | sed "s|^|$file:|"
  done | breach "include points the wrong way ($folder may include: $*)"
}
may page
may extract page
may ocr page
may normalize page
may publish normalize page
may gouji publish normalize extract ocr page
may cli gouji page

# only PATTERN FOLDERS: a library's headers are included nowhere else. (ocr/train draws its samples with cairo.)
only () {
  pattern=$1
  folders=$2
  sources page extract ocr normalize publish gouji cli | grep -vE "^($folders)/|^ocr/train/" | while read -r file; do
    grep -nE "#include *<($pattern)" "$file" | sed "s|^|$file:|"
  done | breach "<$pattern> belongs to $folders"
}
only 'poppler|qpdf|cairo' extract
only 'tesseract|leptonica|allheaders' ocr
only 'json' 'publish|gouji|cli'
only 'sqlite' publish

sources page extract ocr normalize publish gouji cli tests | while read -r file; do
  grep -nE '^[^"/*]*\bgoto\b' "$file" | sed "s|^|$file:|"
done | breach "goto"

# Libraries never print. (ocr/train and ocr/probe are programs.)
sources page extract ocr normalize publish gouji | grep -vE '^ocr/(train|probe)/' | while read -r file; do
  grep -nE '(^|[^a-z_])(printf|puts|putchar|perror|fputs|fprintf|g_print|g_printerr|g_message|g_warning|g_critical) \(' "$file" | sed "s|^|$file:|"
done | breach "a library does not print"

sources page extract ocr normalize publish gouji cli tests | while read -r file; do
  lines=$(wc -l <"$file")
  [ "$lines" -le 600 ] || echo "$file:$lines:"
done | breach "more than 600 lines"

sources page extract ocr normalize publish gouji cli tests | while read -r file; do
  head -1 "$file" | grep -q 'SPDX-License-Identifier: GPL-3.0-or-later' || echo "$file:1:"
done | breach "no SPDX line"

# What editors and merges leave behind.
find page extract ocr normalize publish gouji cli tests scripts docs corpus \( -name '*.orig' -o -name '*.rej' -o -name '*~' \) | sed 's|$|:1:|' |
  breach "left over"

# Nothing of the machine it was written on.
sources page extract ocr normalize publish gouji cli tests | while read -r file; do
  grep -nE '"[^"]*(/home/[a-z]|/root/|/Users/)' "$file" | sed "s|^|$file:|"
done | breach "path of one machine"

# Labels of the form stand in normalize/forms alone: every label there of four characters and more (12 bytes of UTF-8),
# longest first, against the string literals of all other code.
labels=$(cat normalize/forms/*.def | grep -oE '"[^"]*"' | tr -d '"' | tr '|' '\n' | awk 'length ($0) >= 12 && /[\200-\377]/' | sort -u |
  grep -vxF -f "$here/allowed-words.txt")
printf '%s\n' "$labels" >"$breaches.labels"
sources page extract ocr normalize publish gouji cli | grep -v '^normalize/forms/' | while read -r file; do
  sed 's|/\*.*\*/||; s|/\*.*||; s|^ *\*.*||' "$file" | grep -nE '"[^"]*"' | grep -F -f "$breaches.labels" | sed "s|^|$file:|"
done | breach "a label of the form outside normalize/forms"
rm -f "$breaches.labels"

if [ -s "$breaches" ]; then
  sort -u "$breaches"
  exit 1
fi
echo "house rules hold"
