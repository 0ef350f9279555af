#!/bin/bash
# Output that cannot be written: exit 7, what was converted stays intact and is not done again.
. "$(dirname "$0")/lib.sh"
mkdir in; for i in $(seq 40); do printf 'x %s\npad 30000\n' $i > in/$i.pdf; done
run convert -o whole in; rc_is 0

# check_after_fault: all outputs present are whole; afterwards the rest is converted
check_after_fault () {
  rc_is 7; err_has "cannot be written"; out_is_empty
  for f in "$1"/*.json; do
    [ -e "$f" ] && { cmp -s "$f" "whole/$(basename "$f")"; verdict $? "$f is whole"; }
  done
}

note "a file where the folder should be"
touch file; run convert -o file in; check_after_fault file
run convert -o file/sub in; rc_is 7; err_is_one_line
run convert -o /dev/null/x in; rc_is 7

note "files may not grow (a quota)"
(ulimit -f 16; exec "$GOUJI" convert -j1 -o out in > .out 2> .err); rc=$?; last="ulimit -f"
check_after_fault out
run convert -o out in; rc_is 0; diff -r -x manifest.jsonl whole out > diffs; verdict $? "all there"; no_stray out

note "one output name is taken"
mkdir -p taken/7.json; touch taken/7.json/x; run convert -o taken in; rc_is 4; is "$(error_of taken/manifest.jsonl 7.pdf)" "7 output" "recorded as failed"
is "$(find taken -maxdepth 1 -name '*.json' -type f | wc -l)" 39 "the others are converted"

mkdir small ro
if mount -t tmpfs -o size=600k tmpfs small 2>/dev/null; then
  note "a full disk"
  run convert -j2 -o small in; check_after_fault small
  n=$(find small -name '*.json' | wc -l); is "$((n > 3 && n < 40))" 1 "some were converted ($n)"
  mount -o remount,size=20m small
  run convert -j2 -o small in; rc_is 0; diff -r -x manifest.jsonl whole small > diffs; verdict $? "then the rest"; no_stray small
  reused=$(sed -n 's/^\([0-9]*\) were converted by an earlier run.*/\1/p' .err); is "$((${reused:-0} >= n - 2))" 1 "not done again: ${reused:-0} of $n"
  umount small
else
  note "SKIPPED a full disk: needs the right to mount"
fi
if mount -t tmpfs -o ro tmpfs ro 2>/dev/null; then
  note "a read-only folder"
  run convert -o ro in; check_after_fault ro; err_is_one_line
  run convert -o ro/sub in; rc_is 7
  umount ro
elif [ "$(id -u)" -ne 0 ]; then
  chmod 555 ro; run convert -o ro in; check_after_fault ro
fi
if [ "$(id -u)" -ne 0 ]; then
  chmod 000 in/3.pdf; mkdir in/closed; chmod 000 in/closed; rm -rf out; run convert -o out in; rc_is 4
  is "$(error_of out/manifest.jsonl 3.pdf)" "4 input" "unreadable file"; is "$(error_of out/manifest.jsonl closed/)" "4 input" "unreadable folder"
  chmod 755 in/closed; chmod 644 in/3.pdf; run convert -o out in; rc_is 0
else
  note "SKIPPED unreadable files: root reads everything"
fi
finish
