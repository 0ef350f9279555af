#!/bin/bash
# The command line itself: options, help, wrong usage.
. "$(dirname "$0")/lib.sh"
printf 'status verified\n' > a.pdf
printf 'status review\n' > b.pdf

run --version; rc_is 0; err_is_empty; out_has "gouji "
run --help; rc_is 0; err_is_empty; out_has "gouji convert -o OUTDIR"
run convert --help; rc_is 0; err_is_empty; out_has "--files-from"
run convert -h; rc_is 0
run schema; rc_is 0; err_is_empty; out_has "{"
run schema --manifest; rc_is 0; out_has "{"
run status --help; rc_is 0
run schema --help; rc_is 0

usage_error
usage_error frobnicate
usage_error a.pdf; err_has "did you mean: gouji convert a.pdf"
usage_error --frobnicate
usage_error convert
usage_error convert --frobnicate a.pdf; err_has "unknown"; err_has "--frobnicate"; err_has "--help"
usage_error convert -x a.pdf; err_has "-x"
usage_error convert a.pdf b.pdf; err_has "-o OUTDIR or --jsonl"
usage_error convert -o
usage_error convert -o '' a.pdf
usage_error convert --ocr=maybe a.pdf
usage_error convert --ocr
usage_error convert --progress=loud a.pdf
usage_error convert --pages 0 a.pdf
usage_error convert --pages 3-1 a.pdf
usage_error convert --pages x a.pdf
usage_error convert --pages - a.pdf
usage_error convert --pages 1-2-3 a.pdf
usage_error convert --pages '' a.pdf
usage_error convert -j 0 -o out a.pdf
usage_error convert -j x -o out a.pdf
usage_error convert -j 99999999999999999999 -o out a.pdf
usage_error convert --timeout -1 a.pdf
usage_error convert --memory 1 a.pdf
usage_error convert --max-pages 0 a.pdf
usage_error convert --jsonl --pretty a.pdf
usage_error convert --force a.pdf
usage_error convert --sample 3 a.pdf
usage_error convert -o out - 
usage_error convert --files-from list a.pdf -o out
usage_error convert --pretty=yes a.pdf
usage_error schema --nonsense
usage_error schema a b
usage_error status
usage_error status --nonsense
missing out

run convert --pretty a.pdf; rc_is 0
run convert --pages 1-3 a.pdf; rc_is 0
run convert --pages 2- a.pdf; rc_is 0
run convert --pages -4 a.pdf; rc_is 0
run convert --pages=2 a.pdf; rc_is 0
run convert --ocr=never --max-pages 10 --timeout=20 --memory=512 --provenance --quiet a.pdf; rc_is 0; err_is_empty
run convert a.pdf --strict; rc_is 0
run convert b.pdf --strict; rc_is 3; out_has '"review"'; err_is_empty
run convert b.pdf; rc_is 0
cp a.pdf ./-dash.pdf
run convert -- -dash.pdf; rc_is 0; out_has '"file": "-dash.pdf"'
run convert -j2 -oout a.pdf; rc_is 0; exists out/a.json
run status out; rc_is 0; err_is_empty; out_has "1 inputs: 1 verified"
run status nowhere; rc_is 4; err_is_one_line; out_is_empty
finish
