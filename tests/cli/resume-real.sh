#!/bin/bash
# The real program killed at random moments while it converts reports, and started again: the bytes of an undisturbed run, one
# line per input, no stray file. resume.sh tries the same, and more, on a stand-in for the library.
# Usage: resume-real.sh CORPUS [KILLS [SEED]]
. "$(dirname "$0")/lib.sh"
corpus=$1 kills=${2:-50}
RANDOM=${3:-$$}
note "seed $RANDOM (give it as the third argument to repeat)"
slow='scan|picture|pasted|hidden-text|tounicode|distilled|degraded|photo|wrong-total'
mkdir -p in/more
while IFS= read -r f; do cp "$f" in/; done < <(find "$corpus" -name '*.pdf' | grep -vE "($slow)[^/]*$" | sort)
cp "$corpus"/*.txt in/more/ 2>/dev/null
for f in $(find "$corpus" -name '*scan-[0-9]*.pdf' | sort | head -n1); do cp "$f" in/more/; done # OCR is interrupted too
printf 'no report\n' >in/more/other.txt
head -c 3000 "$(find in -name '*.pdf' | sort | head -n1)" >in/more/cut.pdf
n=$(find in -type f | wc -l)
is "$((n >= 60))" 1 "at least 60 inputs ($n)"
go () { exec "$GOUJI" convert -j2 --quiet -o "$1" in; }
start=$(date +%s%N)
(go calm); is $? 4 "undisturbed run"
whole=$((($(date +%s%N) - start) / 1000000))
killed=0 tries=0
while [ $killed -lt "$kills" ] && [ $tries -lt $((4 * kills)) ]; do
  tries=$((tries + 1))
  signal=KILL; [ $((tries % 5)) -eq 0 ] && signal=TERM
  go out & pid=$!
  delay=$((RANDOM % (whole / 4 + 1)))
  sleep "$((delay / 1000)).$(printf '%03d' $((delay % 1000)))"
  if kill -$signal $pid 2>/dev/null; then killed=$((killed + 1)); over=no; else over=yes; fi
  wait $pid 2>/dev/null
  while IFS= read -r f; do
    cmp -s "$f" "calm/${f#out/}" || { verdict 1 "kill $killed: $f differs"; break; }
  done < <(find out -name '*.json' 2>/dev/null)
  [ $over = no ] || rm -rf out
done
note "$n inputs, $whole ms undisturbed, $killed times killed while running"
is "$killed" "$kills" "kills that met a run"
(go out); is $? 4 "the last run ends"
no_stray out
diff -r -x manifest.jsonl calm out >diffs; verdict $? "outputs are those of the undisturbed run"
manifest_without_measures calm/manifest.jsonl >calm.m; manifest_without_measures out/manifest.jsonl >out.m
same calm.m out.m
is "$(wc -l <out/manifest.jsonl)" "$n" "one line per input"
no_process_left
finish
