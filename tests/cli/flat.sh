#!/bin/bash
# Many documents: memory of parent and workers stays flat, no descriptor or process is left.
# Usage: flat.sh [N]
. "$(dirname "$0")/lib.sh"
n=${1:-3000}
sample () { # RSS of the parent, RSS of workers, descriptors
  local w=0 c
  for c in $(pgrep -P $pid); do w=$((w + $(awk '/^RssAnon/ {print $2}' "/proc/$c/status" 2>/dev/null || echo 0))); done
  echo "$(awk '/^RssAnon/ {print $2}' /proc/$pid/status 2>/dev/null) $w $(ls /proc/$pid/fd 2>/dev/null | wc -l)"
}
first="" last_sample=""
# On a busy machine a run can be over before two samples were taken: then there are four times as many documents.
for _ in 1 2 3; do
  rm -rf in out; mkdir in; for i in $(seq "$n"); do printf 'x %s\npad 20000\n' "$i"  > in/$i.txt; done
  "$GOUJI" convert -j2 --quiet -o out in & pid=$!
  while kill -0 $pid 2>/dev/null; do
    done_now=$( { wc -l < out/manifest.jsonl.part; } 2>/dev/null || echo 0)
    s=$(sample)
    [ "${done_now:-0}" -gt $((n / 5)) ] && [ -z "$first" ] && [ "$(echo $s | wc -w)" = 3 ] && first=$s
    [ "$(echo $s | wc -w)" = 3 ] && [ "${done_now:-0}" -lt "$n" ] && last_sample=$s
    sleep 0.05
  done
  wait $pid; is $? 0 "converted"
  [ -z "$first" ] || break
  n=$((n * 4))
done
note "KiB of parent, of workers, descriptors: early '$first', late '$last_sample'"
read -r p0 w0 f0 <<< "${first:-0 0 0}"; read -r p1 w1 f1 <<< "${last_sample:-0 0 0}"
if [ "$sanitize" = 0 ]; then
  is "$((p1 - p0 < 2048))" 1 "parent flat"; is "$((w1 - w0 < 4096))" 1 "workers flat"
fi
is "$((f1 - f0 <= 4))" 1 "descriptors flat"
is "$(wc -l < out/manifest.jsonl)" "$n" "a line each"; no_stray out
finish
