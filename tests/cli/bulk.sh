#!/bin/bash
# gouji convert -o: names, manifest, duplicates, what is done again and what is not.
. "$(dirname "$0")/lib.sh"
doc () { mkdir -p "$(dirname "$1")"; printf '%s\n' "${@:2}" > "$1"; }
names () { sed -n 's/^{"file": "\([^"]*\)".*/\1/p' "$1"; }

note "one folder"
doc in/a.pdf 'status verified' 'organization 甲市' 'year 2024'
doc in/b.PDF 'status review' 'checks 2'
doc in/sub/c.txt 'status incomplete'
doc in/sub/deep/d.TIFF 'status verified' x
doc in/bad.pdf 'fail 4'
doc in/other.doc x; doc in/other.docx x; doc in/page.html x; doc in/noext x
run convert -o out in; rc_is 4; out_is_empty
is "$(names out/manifest.jsonl | tr '\n' ' ')" "a.pdf b.PDF bad.pdf sub/c.txt sub/deep/d.TIFF " "manifest sorted by path"
for f in a b sub/c sub/deep/d; do exists out/$f.json; done
missing out/bad.json
is "$(field out/manifest.jsonl a.pdf output)" '"a.json"' "output in the manifest"
is "$(field out/manifest.jsonl bad.pdf output)" 'null' "no output of a failure"
is "$(error_of out/manifest.jsonl bad.pdf)" "4 input" "error in the manifest"
is "$(field out/manifest.jsonl sub/c.txt status)" '"incomplete"' "status"
grep -qF '"file": "sub/c.txt"' out/sub/c.json; verdict $? "source.file is the relative path"
err_has "ignored: 1 files, .doc (soffice"; err_has "5 inputs: 2 verified, 1 review, 1 incomplete, 1 failed"; err_has "gouji: bad.pdf: page 1"
no_stray out
rm in/bad.pdf
run convert -o out in; rc_is 0; is "$(names out/manifest.jsonl | wc -l)" 4 "what is gone leaves the manifest"
run convert --strict -o out in; rc_is 3
run convert --quiet -o out in; rc_is 0; err_is_empty

note "not done again; any -j gives the same"
before=$(stat -c '%Y %Z %i' out/a.json)
sleep 0.02; run convert -o out in; rc_is 0; is "$(stat -c '%Y %Z %i' out/a.json)" "$before" "not written again"; err_has "4 were converted by an earlier run"
run convert -j1 -o one in; run convert -j7 -o seven in
rm -f one/manifest.jsonl.x; manifest_without_measures one/manifest.jsonl > one.m; manifest_without_measures seven/manifest.jsonl > seven.m
same one.m seven.m; diff -r -x manifest.jsonl one seven > diffs; verdict $? "-j changes nothing"

note "what changes is done again"
doc in/a.pdf 'status review'
run convert -o out in; rc_is 0; is "$(field out/manifest.jsonl a.pdf status)" '"review"' "changed input"; err_has "3 were converted"
touch -d '2001-01-01' in/a.pdf; mv in/b.PDF x; cp x in/b.PDF; rm x
run convert -o out in; rc_is 0; err_has "4 were converted by an earlier run"; is "$(field out/manifest.jsonl a.pdf modified)" '"978307200.000000000"' "a touched file is hashed, not converted"
run convert --rehash -o out in; err_has "4 were converted"
run convert --force -o out in; grep -q "were converted by" .err; verdict $((1 - $?)) "--force converts all"
run convert --pretty -o out in; rc_is 0; grep -q '^  "schema"' out/a.json; verdict $? "other options convert again"
rm out/a.json; run convert --pretty -o out in; exists out/a.json
printf x >> out/b.json; run convert --pretty -o out in; tail -c2 out/b.json | grep -q '}'; verdict $? "an output of the wrong size is made again"
doc in/a.pdf 'fail 5'; run convert --pretty -o out in; rc_is 4; missing out/a.json

note "the same output name"
rm -rf in out; doc in/r.pdf 1; doc in/r.txt 2; doc in/r.PNG 3; doc in/solo.md 4; doc in/r.pdf.pdf 5; doc in/x.json.pdf 6; doc in/d.json/e.pdf 7; doc in/d.pdf 8
run convert -o out in; rc_is 0
for f in r.pdf r.txt r.PNG r.pdf.pdf solo x.json d.json/e d.pdf; do exists out/$f.json; done
is "$(find out -name '*.json' -type f | wc -l)" 8 "one output each"
grep -q '"file": "r.pdf"' out/r.pdf.json; verdict $? "r.pdf.json is of r.pdf"

note "several PATHs"
rm -rf in out p q; doc p/s/a.pdf 1; doc q/a.pdf 2; doc z.pdf 3
run convert -o out p q z.pdf; rc_is 0; for f in p/s/a q/a z; do exists out/$f.json; done
is "$(names out/manifest.jsonl | tr '\n' ' ')" "p/s/a.pdf q/a.pdf z.pdf " "names with several PATHs"
rm -rf out; run convert -o out p/s q p; rc_is 0; is "$(find out -name '*.json' | wc -l)" 2 "nothing twice"
rm -rf out; run convert -o out z.pdf z.pdf ./z.pdf; is "$(wc -l < out/manifest.jsonl)" 1 "one file named three times"
rm -rf out; mkdir -p k/y l/y; doc k/y/a.pdf 1; doc l/y/a.pdf 2
run convert -o out k/y l/y; for f in k/y/a l/y/a; do exists out/$f.json; done
rm -rf out; run convert -o out k/y/a.pdf l/y/a.pdf; is "$(find out -name '*.json' | wc -l)" 2 "two files of one base name"
rm -rf out; run convert -o out p nowhere.pdf; rc_is 4; is "$(error_of out/manifest.jsonl nowhere.pdf)" "4 input" "a missing PATH"
rm -rf out; cp z.pdf z.odd; run convert -o out z.odd; rc_is 0; is "$(wc -l < out/manifest.jsonl)" 1 "a file named by the user counts whatever its suffix"
mkdir -p in; doc in/a.pdf 1; run convert -o in/out in; rc_is 0; run convert -o in/out in; is "$(wc -l < in/out/manifest.jsonl)" 1 "OUTDIR inside the input is skipped"
rm -rf empty eout; mkdir empty; run convert -o eout empty; rc_is 0; is "$(wc -c < eout/manifest.jsonl)" 0 "an empty folder"

note "odd names"
rm -rf in out
long=$(printf '长%.0s' $(seq 84)); long2=$(printf 'y%.0s' $(seq 251))
doc "in/with space.pdf" 1; doc $'in/new\nline.pdf' 2; doc "in/quo'te\".pdf" 3; doc $'in/not\xff\xfeutf8.pdf' 4; doc "in/$long.md" 5; doc "in/$long2.pdf" 6; doc "in/not%FF%FEutf8.pdf" 7; doc "in/-rf.pdf" 8
run convert -o out in; rc_is 0
is "$(wc -l < out/manifest.jsonl)" 8 "a line each"; is "$(find out -name '*.json' -print0 | tr -dc '\0' | wc -c)" 8 "an output each"
find out -name '*~????????.json' | grep -q "yyy"; verdict $? "a long name is cut and marked"
exists $'out/not\xff\xfeutf8.json'; exists "out/not%FF%FEutf8.json"; exists $'out/new\nline.json'
run convert -o out in; err_has "8 were converted by an earlier run"

note "links, pipes, devices"
rm -rf in out; doc in/real/a.pdf 1; ln -s real in/link; ln -s ../.. in/real/up; ln -s nowhere in/broken.pdf; ln -s real/a.pdf in/la.pdf; mkfifo in/pipe.pdf; ln -s /dev/zero in/zero.pdf; mkdir "in/folder.pdf"
mkdir -p far; doc far/f.pdf 2; ln -s ../far in/far
timeout 20 "$GOUJI" convert -o out in > .out 2> .err; rc=$?; last="links"; rc_is 4
is "$(error_of out/manifest.jsonl broken.pdf)" "4 input" "broken link"; is "$(error_of out/manifest.jsonl pipe.pdf)" "4 input" "pipe"; is "$(error_of out/manifest.jsonl zero.pdf)" "4 input" "device"
exists out/real/a.json; exists out/la.json; exists out/far/f.json; missing out/link
err_has "link to a folder that is read already"

note "the same bytes"
rm -rf in out one; doc in/1.pdf 'slow 200' 'organization 甲' 'year 2023'; cp in/1.pdf in/2.pdf; mkdir in/s; cp in/1.pdf in/s/3.pdf; doc in/4.pdf 'slow 201' 'organization 甲' 'year 2023'
doc in/5.pdf segv; cp in/5.pdf in/6.pdf
run convert -j3 -o out in; rc_is 4
is "$(grep -c '"cpu_seconds": 0.000, "peak_kib": 0' out/manifest.jsonl)" 3 "two copies and a copy of the failure were not converted"
for f in 1 2 s/3; do grep -qF "\"file\": \"$f.pdf\"" out/$f.json; verdict $? "own name in out/$f.json"; done
is "$(error_of out/manifest.jsonl 6.pdf)" "4 crashed" "a copy of a crash is one"
err_has "3 have the bytes of another input"; err_has "different reports for the same organization and year"; err_has "甲 2023: 1.pdf, 4.pdf"
cp in/1.pdf in/7.pdf; run convert -o out in; grep -qF '"file": "7.pdf"' out/7.json; verdict $? "a copy that comes later"
mkdir alone; cp in/7.pdf alone; run convert -o one alone; same one/7.json out/7.json

note "sidecar, files-from, sample, jsonl"
printf 'path,url,id\n1.pdf,http://x/1,7\nunused.pdf,http://y,\n' > s.csv
run convert --sidecar s.csv -o out in; grep -qF '"origin": {"url": "http://x/1", "id": "7"}' out/1.json; verdict $? "origin"; grep -q origin out/2.json; verdict $((1 - $?)) "a copy with another origin has its own"
err_has "1 rows of s.csv name no input"
rm -rf out; find in -name '[12].pdf' -print0 > list0; find in -name '[12].pdf' > listn
run convert --files-from list0 -o out; rc_is 0; exists out/in/1.json; is "$(wc -l < out/manifest.jsonl)" 2 "NUL separated"
run convert --files-from listn -o out; rc_is 0; err_has "2 were converted by an earlier run"
"$GOUJI" convert --files-from - -o out < listn 2> .err; is $? 0 "list on stdin"
echo in/4.pdf > list4; run convert --files-from list4 -o out; is "$(wc -l < out/manifest.jsonl)" 3 "a list adds to what is recorded"
run convert --jsonl -j3 in; rc_is 4; is "$(wc -l < .out)" 7 "a line per input"
is "$(sed -n 's/.*"file": "\([^"]*\)".*/\1/p' .out | tr '\n' ' ')" "1.pdf 2.pdf 4.pdf 5.pdf 6.pdf 7.pdf s/3.pdf " "in the order of the inputs"
out_has '{"file": "5.pdf", "error": {"code": 4, "name": "crashed"'
cp .out first; run convert --jsonl -j1 in; same .out first
run convert --jsonl -o both in; cmp -s .out first; verdict $? "--jsonl with -o prints the same"; run convert --jsonl -o both in; same .out first
run convert --jsonl in/1.pdf; rc_is 0
rm -rf many sout; for i in $(seq 50); do doc many/$i.txt "x $i"; done
run convert --sample 7 -o sout many; rc_is 0; is "$(wc -l < sout/manifest.jsonl)" 7 "a sample"
run convert -o sout many; is "$(wc -l < sout/manifest.jsonl)" 50 "then all"; err_has "7 were converted"
run convert --dry-run many; rc_is 0; err_is_empty; out_has "50 inputs, looked at 40"; out_has "estimated:"
run convert --dry-run --sample 5 -o nothing many; rc_is 0; missing nothing; out_has "looked at 5"
run convert --progress=json -o pout many; rc_is 0; err_has '{"event": "end", "done": 50, "total": 50'
finish
