#!/bin/bash
# The hostile suite against the real command: no crash, no hang beyond the limit, the right codes.
# Usage: hostile.sh MAKE_HOSTILE [SEED [CORPUS_DIR]]
. "$(dirname "$0")/lib.sh"
make=$1 seed=${2:-1} corpus=${3:-}
victims=() # a few born-digital ones are damaged too; scans would only cost time
for f in borderless cut-everywhere form-2019 blank-everywhere; do
  [ -e "$corpus/$f.pdf" ] && victims+=("$corpus/$f.pdf")
done
note "seed $seed, damaging ${#victims[@]} reports of the corpus and one of our own"
"$make" in "$seed" "${victims[@]}" || { echo "FAILED: make-hostile"; exit 1; }
limit=8
mkdir damaged; mv in/cut in/flip damaged
start=$(date +%s)
run convert -j2 --timeout $limit --memory 400 --quiet -o out in; rc_is 4
note "$(wc -l < out/manifest.jsonl) hostile files in $(( $(date +%s) - start )) s"; start=$(date +%s)
run convert -j2 --ocr=never --timeout $limit --memory 400 --quiet -o two damaged; rc_is 4
note "$(wc -l < two/manifest.jsonl) damaged reports in $(( $(date +%s) - start )) s"
cat out/manifest.jsonl two/manifest.jsonl > all.jsonl
is "$(wc -l < all.jsonl)" "$(wc -l < in.expect)" "a line each"
while IFS=$(printf '\t') read -r name codes; do
  line=$(grep -F "{\"file\": \"$name\"" all.jsonl)
  code=$(printf '%s' "$line" | sed -n 's/.*"error": {"code": \([0-9]*\).*/\1/p'); code=${code:-0}
  case " $codes " in *" $code "*) verdict 0 "" ;; *) last=$name; verdict 1 "$name: code $code, expected $codes: $line" ;; esac
  case $line in *'"name": "crashed"'*) verdict 1 "$name crashed a worker: $line" ;; esac
done < in.expect
is "$(sed -n 's/.*"seconds": \([0-9]*\)\.[0-9]*, "cpu.*/\1/p' all.jsonl | sort -n | tail -n1 | awk -v l=$limit '{print ($1 <= l + 1)}')" 1 "nothing took longer than the limit"
no_stray out
mkdir fewer; mv damaged/cut fewer; mkdir fewer/flip; mv damaged/flip/*7.pdf fewer/flip
run convert -j1 --ocr=never --timeout $limit --memory 400 --quiet -o again fewer; rc_is 4
grep -e '"file": "cut' -e '7.pdf"' two/manifest.jsonl > some; manifest_without_measures some | grep -v 'not finished after' > 1.m
manifest_without_measures again/manifest.jsonl | grep -v 'not finished after' > 2.m
same 1.m 2.m; diff 1.m 2.m | head -n 4 | cut -c1-400

note "a form that is too old is named as such"
printf '某市2015年政府信息公开工作年度报告\n一、概述\n二、主动公开政府信息情况\n三、依申请公开政府信息情况\n四、收费及减免情况\n五、行政复议、提起行政诉讼的情况\n六、存在的主要问题及改进措施\n' > old.txt
run convert old.txt; rc_is 5; out_is_empty; err_is_one_line; err_has "the forms of before 2019 are not read"
run convert --dry-run old.txt; rc_is 0; out_has "reports of before 2019 (another form): 1"

note "single: the same codes as exit codes, one line on stderr, no JSON"
for f in in/*.*; do
  [ -f "$f" ] || continue
  grep -F "{\"file\": \"$(basename "$f")\"" out/manifest.jsonl | grep -q 'not finished after' && continue # once is enough
  run convert --timeout $limit --memory 400 "$f"
  code=$(error_of out/manifest.jsonl "$(basename "$f")" | cut -d' ' -f1)
  grep -q 'not finished after' .err || is "$rc" "${code:-0}" "exit code of $f"
  [ "$rc" -eq 0 ] && continue
  out_is_empty; err_is_one_line
done
finish
