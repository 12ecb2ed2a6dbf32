#!/bin/sh
# Runs the tests of build/san and adds them up. "fast": units, languages, templates. "all": the whole stack and the
# browser too. The last line is "N passed, N failed"; a group that did not run to its end counts as failed.
#
# Groups run side by side in as many lanes as there are processors (TEST_LANES sets another number), the longest first: most of
# them wait for timers, not for the machine. Each lane has ports of its own (tests/stack/stack.mjs).
set -u
cd "$(dirname "$0")/.."
which=${1:-all}
export ASAN_OPTIONS=abort_on_error=0:detect_stack_use_after_return=1 UBSAN_OPTIONS=print_stacktrace=1

say() { printf '%-44s %4d passed %4d failed  %4d s\n' "$1" "$2" "$3" "$4"; }

last_number() { # the number behind a word at the start of a line: last_number '# pass' log
    n=$(sed -n "s/^$1 \([0-9][0-9]*\).*/\1/p" "$2" | tail -1)
    echo "${n:-0}"
}

# ---- one group: sets name, passed, failed, status -------------------------------------------------------------------
unit() {
    name=${1#build/san/tests/}
    "$1" >"$log" 2>&1
    status=$?
    passed=$(grep -c '^\[       OK \]' "$log")
    failed=$(grep -c '^\[  FAILED  \] [a-z].*:' "$log")
    [ "$passed" -gt 0 ] || [ "$status" -ne 0 ] || passed=1 # a program that says nothing of its cases is one
}

script() { # one test that passes or fails
    name=${1#tests/}
    sh "$1" >"$log" 2>&1
    status=$? failed=0
    passed=$((status == 0))
}

node_tests() {
    name=${1#tests/}
    node --test --test-reporter=tap "$1" >"$log" 2>&1
    status=$?
    passed=$(last_number "# pass" "$log") failed=$(last_number "# fail" "$log")
}

one() { # path folder: what became of it goes onto a line of folder/results
    log=$2/$(echo "$1" | tr / _).log
    begun=$(date +%s)
    case $1 in
    *_test) unit "$1" ;;
    *.sh) script "$1" ;;
    *) node_tests "$1" ;;
    esac
    # a group that ended badly without a failed test is one failure
    [ "$status" = 0 ] || [ "$failed" -gt 0 ] || failed=1
    echo "$passed $failed" >>"$2/results"
    say "$name" "$passed" "$failed" $(($(date +%s) - begun))
    [ "$failed" = 0 ] || cat "$log"
}

if [ "$which" = one ]; then
    one "$2" "$3"
    exit 0
fi

# ---- all of them ----------------------------------------------------------------------------------------------------
groups() {
    if [ "$which" = all ]; then
        ls tests/e2e/look.test.mjs tests/stack/payments.test.mjs
        ls tests/e2e/*.test.mjs tests/stack/*.test.mjs | grep -v -e /look.test -e /payments.test
    fi
    find build/san/tests -type f -name '*_test' | sort
    echo tests/lang/check.sh
}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
: >"$out/results"
wanted=$(groups | wc -l)
groups | xargs -n 1 -P "${TEST_LANES:-$(nproc)}" --process-slot-var=TEST_LANE sh -c 'sh tests/run.sh one "$1" "$0"' "$out"
awk -v wanted="$wanted" '{ p += $1; f += $2 }
    END { f += wanted - NR; printf "%d passed, %d failed\n", p, f; exit !(f == 0 && p > 0) }' "$out/results"
