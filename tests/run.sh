#!/bin/sh
# Runs the tests of build/san and adds them up. "fast": units, languages, templates. "all": the whole stack and the
# browser too. The last line is "N passed, N failed"; a group that did not run to its end counts as failed.
set -u
cd "$(dirname "$0")/.."
which=${1:-all}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
export ASAN_OPTIONS=abort_on_error=0:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1
passed=0 failed=0

say() { printf '%-44s %4d passed %4d failed  %4d s\n' "$1" "$2" "$3" "$4"; }

add() { # name passed failed status seconds log: a group that ended badly without a failed test is one failure
    p=$2 f=$3
    [ "$4" = 0 ] || [ "$f" -gt 0 ] || f=1
    passed=$((passed + p)) failed=$((failed + f))
    say "$1" "$p" "$f" "$5"
    [ "$f" = 0 ] || cat "$6"
}

last_number() { # the number behind a word at the start of a line: last_number '# pass' log
    n=$(sed -n "s/^$1 \([0-9][0-9]*\).*/\1/p" "$2" | tail -1)
    echo "${n:-0}"
}

unit() {
    begun=$(date +%s)
    "$1" >"$out/log" 2>&1
    status=$?
    p=$(grep -c '^\[       OK \]' "$out/log")
    f=$(grep -c '^\[  FAILED  \] [a-z].*:' "$out/log")
    [ "$p" -gt 0 ] || [ "$status" -ne 0 ] || p=1 # a program that says nothing of its cases is one
    add "${1#build/san/tests/}" "$p" "$f" "$status" $(($(date +%s) - begun)) "$out/log"
}

script() { # name command...: one test that passes or fails
    name=$1
    shift
    begun=$(date +%s)
    "$@" >"$out/log" 2>&1
    status=$?
    add "$name" $((status == 0)) 0 "$status" $(($(date +%s) - begun)) "$out/log"
}

node_tests() {
    begun=$(date +%s)
    node --test --test-reporter=tap "$1" >"$out/log" 2>&1
    status=$?
    add "${1#tests/}" "$(last_number "# pass" "$out/log")" "$(last_number "# fail" "$out/log")" "$status" \
        $(($(date +%s) - begun)) "$out/log"
}

for program in $(find build/san/tests -type f -name '*_test' | sort); do unit "$program"; done
script lang/complete sh tests/lang/check.sh
if [ "$which" = all ]; then
    for t in tests/stack/*.test.mjs tests/e2e/*.test.mjs; do
        [ -f "$t" ] && node_tests "$t"
    done
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
