#!/bin/bash
# The hostile suite against the real command: no crash, no hang beyond the limit, the right codes.
# Usage: hostile.sh MAKE_HOSTILE [SEED [PDF...]]
. "$(dirname "$0")/lib.sh"
make=$1 seed=${2:-1}
shift; [ $# -gt 0 ] && shift
"$make" in "$seed" "$@" || { echo "FAILED: make-hostile"; exit 1; }
limit=8
start=$(date +%s)
run convert -j2 --timeout $limit --memory 400 --quiet -o out in; rc_is 4
note "$(wc -l < in.expect) files in $(( $(date +%s) - start )) s"
is "$(wc -l < out/manifest.jsonl)" "$(wc -l < in.expect)" "a line each"
while IFS=$(printf '\t') read -r name codes; do
  line=$(grep -F "{\"file\": \"$name\"" out/manifest.jsonl)
  code=$(printf '%s' "$line" | sed -n 's/.*"error": {"code": \([0-9]*\).*/\1/p'); code=${code:-0}
  case " $codes " in *" $code "*) verdict 0 "" ;; *) last=$name; verdict 1 "$name: code $code, expected $codes: $line" ;; esac
  case $line in *'"name": "crashed"'*) verdict 1 "$name crashed a worker: $line" ;; esac
done < in.expect
is "$(sed -n 's/.*"seconds": \([0-9]*\)\.[0-9]*, "cpu.*/\1/p' out/manifest.jsonl | sort -n | tail -n1 | awk -v l=$limit '{print ($1 <= l + 1)}')" 1 "nothing took longer than the limit"
no_stray out
mkdir damaged; mv in/cut in/flip damaged
run convert -j1 --timeout $limit --memory 400 --quiet -o again damaged; rc_is 4
grep -e '"file": "cut' -e '"file": "flip' out/manifest.jsonl > 1; manifest_without_measures 1 > 1.m; manifest_without_measures again/manifest.jsonl > 2.m; same 1.m 2.m

note "single: the same codes as exit codes, one line on stderr, no JSON"
for f in in/*.*; do
  [ -f "$f" ] || continue
  grep -F "{\"file\": \"$(basename "$f")\"" out/manifest.jsonl | grep -q 'not finished after' && continue # once is enough
  run convert --timeout $limit --memory 400 "$f"
  code=$(error_of out/manifest.jsonl "$(basename "$f")" | cut -d' ' -f1); is "$rc" "${code:-0}" "exit code of $f"
  [ "$rc" -eq 0 ] && continue
  out_is_empty; err_is_one_line
done
finish
