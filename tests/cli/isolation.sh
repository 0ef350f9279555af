#!/bin/bash
# Nothing that one file does can hurt the rest: crashes, hangs, memory eaters, escapes.
. "$(dirname "$0")/lib.sh"
doc () { mkdir -p "$(dirname "$1")"; printf '%s\n' "${@:2}" > "$1"; }

for i in $(seq 30); do doc in/good$i.pdf "x $i" 'status verified'; done
i=0
for word in segv abort trap segv 'exit 0' 'exit 3' chatter; do i=$((i + 1)); doc "in/crash$i.pdf" "$word"; done
doc in/hang.pdf hang; doc in/spin.pdf spin; doc in/slow.pdf 'slow 300'
[ "$sanitize" = 1 ] || { doc in/eat.pdf eat; doc in/huge.pdf huge; doc in/deep.pdf overflow; }
start=$(date +%s)
run convert -j3 --timeout 2 --memory 150 -o out in; rc_is 4
is "$(( $(date +%s) - start < 20 ))" 1 "no hang beyond the limits"
is "$(find out -name 'good*.json' | wc -l)" 30 "all good ones are converted"
for i in 1 2 3 4 5 6; do is "$(error_of out/manifest.jsonl crash$i.pdf)" "4 crashed" "crash$i"; done
exists out/crash7.json; exists out/slow.json
for f in hang spin; do is "$(error_of out/manifest.jsonl $f.pdf)" "8 limit" "$f"; done
if [ "$sanitize" = 0 ]; then
  for f in eat huge deep; do is "$(error_of out/manifest.jsonl $f.pdf)" "8 limit" "$f"; done
fi
is "$(grep -c '"sha256": null' out/manifest.jsonl)" 0 "every readable input has its sha256"
no_stray out
no_process_left

note "a document never pays for the one before it"
rm -rf in out; doc in/1.pdf poison; doc in/2.pdf victim; doc in/3.pdf poison x; doc in/4.pdf victim x
run convert -j1 -o out in; rc_is 0; exists out/2.json; exists out/4.json

note "raised limits try again, the same ones do not"
rm -rf in out; doc in/s.pdf 'slow 1500'
run convert --timeout 1 -o out in; rc_is 4
run convert --timeout 1 -o out in; rc_is 4; err_has "1 were converted by an earlier run"
run convert --timeout 9 -o out in; rc_is 0

note "the sandbox"
if [ "$sanitize" = 0 ]; then
  echo secret > secret
  doc try.pdf "open $work/secret" 'open /etc/passwd' "write $work/written" 'write /tmp/gouji-escape' socket fork 'open /usr/share/fonts' 'open /dev/null'
  run convert try.pdf; rc_is 0
  missing written; missing /tmp/gouji-escape
  out_has 'socket denied'; out_has 'fork denied'; out_has 'write denied;write denied'
  if grep -q '"tried": "open denied;open denied' .out; then
    note "Landlock holds"
  else
    note "SKIPPED: this kernel has no Landlock; files can be read, not sent anywhere"
  fi
  out_has 'fork denied;open allowed;open allowed'
  for word in exec ptrace; do doc try.pdf $word; run convert try.pdf; rc_is 4; err_has "Bad system call"; done
else
  note "SKIPPED: sandbox and memory limits are off under the sanitizers"
fi

note "the parent goes, the workers go"
rm -rf in out; for i in 1 2 3; do doc in/$i.pdf hang $i; done
"$GOUJI" convert -j3 --quiet -o out in & pid=$!
sleep 0.6; children=$(pgrep -P $pid | tr '\n' ' '); kill -9 $pid; wait $pid 2>/dev/null; sleep 0.3
is "$(echo $children | wc -w)" 3 "three workers"
alive=0; for c in $children; do grep -q '^State:.[^Z]' "/proc/$c/status" 2>/dev/null && alive=1; done # nobody may collect the dead
is "$alive" 0 "workers die with the parent"
finish
