#!/bin/bash
# Inside the sandbox comes out what comes out without it: CMaps, fonts and language data are there.
# Usage: sandbox.sh OUTSIDE MAKE_HOSTILE [FILE|FOLDER...]
. "$(dirname "$0")/lib.sh"
outside=$1 make=$2
shift 2
"$make" in 0 >/dev/null || exit 1
# Born-digital ones, and one scan: the OCR module and its language data are loaded inside the sandbox.
slow='scan|picture|pasted|hidden-text|tounicode|distilled|degraded|photo'
given=$(find "$@" -name '*.pdf' 2>/dev/null | sort)
chosen=$(printf '%s\n' "$given" | grep -vE "$slow"; printf '%s\n' "$given" | grep -E 'scan-[^/]*$' | head -n1)
for f in in/good.pdf in/missing-font.pdf in/owner-password.pdf $chosen; do
  "$outside" "$f" "$(basename "$f")" > plain.json 2> plain.err; plain=$?
  run convert "$f"
  if [ $plain -eq 0 ]; then rc_is 0; same .out plain.json; else [ "$rc" -ne 0 ]; verdict $? "$f fails without a sandbox: $(cat plain.err)"; fi
done
run convert in/good.pdf; out_has '政府信息公开'; out_has '存在的问题是人员不足。'; err_is_empty
"$GOUJI" convert --quiet -o out in/good.pdf in/missing-font.pdf && diff <(sed 's/"file":"[^"]*"//' out/good.json) <(sed 's/"file":"[^"]*"//' .out) > diffs; verdict $? "bulk gives the same"

scan=$(printf '%s\n' "$given" | grep -E 'scan-[^/]*$' | head -n1)
if [ -n "$scan" ]; then
  note "language data that is missing is named, with its package"
  mkdir nothing
  export TESSDATA_PREFIX=$work/nothing
  run convert "$scan"; rc_is 6; out_is_empty; err_is_one_line; err_has 'chi_sim'; err_has 'tesseract-ocr-chi-sim'
  unset TESSDATA_PREFIX
fi

note "a copy gets the very bytes that its own conversion would give"
mkdir -p 'twice/甲 "x"/s' 'once/甲 "x"/s'
cp in/good.pdf twice/a.pdf; cp in/good.pdf 'twice/甲 "x"/s/b.pdf'; cp in/good.pdf 'once/甲 "x"/s/b.pdf'
for option in --quiet --pretty --provenance; do
  run convert $option -j1 -o "t$option" twice; rc_is 0; run convert $option -o "o$option" once; rc_is 0
  same "./t$option/甲 \"x\"/s/b.json" "./o$option/甲 \"x\"/s/b.json"
done
finish
