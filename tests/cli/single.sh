#!/bin/bash
# gouji convert FILE: pure stdout, one line per error, exit codes, limits.
. "$(dirname "$0")/lib.sh"
doc () { printf '%s\n' "${@:2}" > "$1"; }

doc a.pdf 'status verified'
run convert a.pdf; rc_is 0; err_is_empty; out_has '"file": "a.pdf"'
is "$(tail -c1 .out | od -An -tx1 | tr -d ' ')" 0a "a newline at the end"
is "$(wc -l < .out)" 1 "one line"
mkdir -p folder; cp a.pdf folder/x.pdf
run convert "$work/folder/x.pdf"; rc_is 0; out_has '"file": "x.pdf"'
"$GOUJI" convert - < a.pdf > piped; is $? 0 "stdin"
cat a.pdf | "$GOUJI" convert - > piped2; is $? 0 "a pipe as stdin"; same piped piped2
grep -qF '"file": "-"' piped; verdict $? "stdin is called -"
name=$'odd\xff "name"\n.pdf'
cp a.pdf "$name"
run convert "$name"; rc_is 0; out_has 'odd%FF'
doc e.pdf 'fail 4'; cp e.pdf $'new\nline.pdf'
run convert $'new\nline.pdf'; rc_is 4; err_is_one_line; err_has 'gouji: new%0Aline.pdf: page 1:'

for code in 4 5 6 8; do
  doc f.pdf "fail $code"
  run convert f.pdf; rc_is $code; out_is_empty; err_is_one_line; err_has "gouji: f.pdf: page 1: told to fail (ask"
done
doc f.pdf 'fail 104'; run convert f.pdf; rc_is 4
doc f.pdf 'fail 105'; run convert f.pdf; rc_is 5
run convert nowhere.pdf; rc_is 4; out_is_empty; err_is_one_line; err_has "nowhere.pdf: no such file"
run convert folder; rc_is 4; out_is_empty; err_is_one_line; err_has "folder"
run convert /dev/zero; rc_is 4; out_is_empty; err_is_one_line
mkfifo fifo.pdf; run convert fifo.pdf; rc_is 4; err_is_one_line
: > empty.pdf; run convert empty.pdf; rc_is 4; out_is_empty; err_is_one_line

for word in segv abort trap 'exit 7' 'exit 0'; do
  doc c.pdf "$word"; run convert c.pdf; out_is_empty
  [ "$sanitize" = 1 ] && { [ "$rc" -ne 0 ] || [ "$word" = 'exit 0' ]; verdict $? "$word"; continue; } # the sanitizers report, in their way
  rc_is 4; err_has "c.pdf: the converter"; err_is_one_line
done
doc h.pdf hang; run convert --timeout 1 h.pdf; rc_is 8; out_is_empty; err_is_one_line; err_has "not finished after 1 s"
doc h.pdf spin; run convert --timeout 1 h.pdf; rc_is 8; out_is_empty; err_is_one_line
if [ "$sanitize" = 0 ]; then
  doc m.pdf eat; run convert --memory 100 m.pdf; rc_is 8; out_is_empty; err_is_one_line; err_has "memory"
  doc m.pdf huge; run convert --memory 100 m.pdf; rc_is 8; out_is_empty; err_has "memory"
  doc m.pdf overflow; run convert m.pdf; rc_is 8; out_is_empty; err_is_one_line; err_has "nested too deeply"
fi
doc x.pdf 'status verified'; "$GOUJI" convert x.pdf 7> kept > .out 2> .err; is $? 0 "descriptors of the caller"
(ulimit -f 1; doc p.pdf 'pad 3000'; exec "$GOUJI" convert p.pdf > grown 2> .err); is $? 7 "standard output may not grow"
doc n.pdf chatter 'status verified'; run convert n.pdf; rc_is 0; [ "$sanitize" = 1 ] || err_is_empty
doc big.pdf 'pad 20000000'; run convert big.pdf; rc_is 0; is "$(( $(wc -c < .out) > 20000000 ))" 1 "all of a large result"
truncate -s 200M large.pdf; run convert --memory 64 large.pdf; rc_is 8; err_has "memory limit"

if [ -w /dev/full ]; then
  "$GOUJI" convert a.pdf > /dev/full 2> .err; is $? 7 "stdout full"
fi
"$GOUJI" convert a.pdf >&- 2> .err; is $? 7 "stdout closed"
doc s.pdf 'slow 5000'
timeout -s INT 1 "$GOUJI" convert s.pdf > .out 2> .err; rc=$?
[ "$rc" -eq 130 ] || [ "$rc" -eq 124 ]; verdict $? "interrupted, got $rc"; is "$(wc -c < .out)" 0 "nothing printed when interrupted"
printf 'path,url,date\na.pdf,"https://example.org/a,b",2024-01-31\n' > s.csv
run convert --sidecar s.csv a.pdf; rc_is 0; out_has '"origin": {"url": "https://example.org/a,b", "date": "2024-01-31"}'
run convert --sidecar nowhere.csv a.pdf; rc_is 4; err_is_one_line
finish
