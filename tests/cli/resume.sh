#!/bin/bash
# Killed at any moment and started again: the same bytes, one line per input, no stray file.
# Usage: resume.sh [KILLS [SEED]]
. "$(dirname "$0")/lib.sh"
kills=${1:-50}
RANDOM=${2:-$$}
note "seed $RANDOM (give it as the second argument to repeat)"
for i in $(seq 150); do
  mkdir -p in/d$((i % 7))
  printf 'x %s\nslow %s\npad %s\n' $((i % 120)) $((i % 9)) $((i * 37 % 5000)) > in/d$((i % 7))/$i.pdf
done
printf 'segv\n' > in/crash.pdf; printf 'fail 5\n' > in/other.pdf; printf 'hang\n' > in/hang.pdf
# at_work PID: waits until two workers of PID run
at_work () { for _ in $(seq 500); do [ "$(pgrep -P "$1" | wc -l)" -ge 2 ] && break; sleep 0.02; done; sleep 0.3; }
go () { exec "$GOUJI" convert -j2 --timeout 1 --quiet -o "$1" in; }
(go calm); is $? 4 "undisturbed run"
killed=0
for k in $(seq "$kills"); do
  [ $((k % 4)) -eq 1 ] && rm -rf out
  signal=KILL; [ $((k % 5)) -eq 0 ] && signal=TERM
  go out & pid=$!
  sleep "0.$(printf '%03d' $((RANDOM % 250)))"
  kill -$signal $pid 2>/dev/null && killed=$((killed + 1))
  wait $pid 2>/dev/null; rc=$?
  # whatever is there is whole
  for f in $(find out -name '*.json' 2>/dev/null | head -n 400); do
    cmp -s "$f" "calm/${f#out/}" || { verdict 1 "kill $k: $f differs"; break; }
  done
done
note "$killed of $kills killed while running"
(go out); is $? 4 "the last run ends"
no_stray out
diff -r -x manifest.jsonl calm out > diffs; verdict $? "outputs are those of the undisturbed run"
manifest_without_measures calm/manifest.jsonl > calm.m; manifest_without_measures out/manifest.jsonl > out.m
same calm.m out.m
is "$(wc -l < out/manifest.jsonl)" 153 "one line per input"

note "a power cut: outputs with holes or missing, a journal cut in a line"
(go cut); mv cut/manifest.jsonl cut/manifest.jsonl.part
truncate -s -20 cut/manifest.jsonl.part
victim=$(find cut -name '*.json' | sort | head -n1); size=$(stat -c %s "$victim"); : > "$victim"; truncate -s "$size" "$victim"
find cut -name '*.json' | sort | sed -n 5p | xargs rm
mkdir -p cut/.gouji-tmp; echo partial > cut/.gouji-tmp/out
(go cut); no_stray cut
diff -r -x manifest.jsonl calm cut > diffs; verdict $? "whatever was lost is made again"
manifest_without_measures cut/manifest.jsonl > cut.m; same calm.m cut.m

note "Ctrl-C: once finishes what runs, twice stops now"
rm -rf in out; mkdir in; for i in $(seq 20); do printf 'slow 700\nx %s\n' $i > in/$i.pdf; done
"$GOUJI" convert -j2 -o out in > .out 2> .err & pid=$!
at_work $pid; kill -INT $pid; wait $pid; rc=$?; last="SIGINT once"; rc_is 130
err_has "stopping"; err_has "stopped: "; n=$(find out -name '*.json' | wc -l)
is "$((n >= 2 && n <= 4))" 1 "what was running is finished ($n)"; is "$(wc -l < out/manifest.jsonl)" "$n" "and recorded"; no_stray out
rm -rf out; "$GOUJI" convert -j2 --quiet -o out in & pid=$!
at_work $pid; kill -INT $pid; sleep 0.1; start=$(date +%s%N); kill -TERM $pid; wait $pid; rc=$?; rc_is 130
is "$(( ($(date +%s%N) - start) / 1000000 < 500 ))" 1 "stops at once"; no_stray out

note "two at a time"
"$GOUJI" convert -j1 --quiet -o out in & pid=$!
for _ in $(seq 500); do [ -e out/manifest.jsonl.part ] && break; sleep 0.02; done
run convert -o out in; rc_is 7; err_has "another gouji is writing here"; kill -9 $pid; wait $pid 2>/dev/null
finish
