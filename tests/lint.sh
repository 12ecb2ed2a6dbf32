#!/bin/sh
# Formatting, cppcheck, clang-tidy, and the rules of the tree that no compiler knows (docs/architecture.md).
# tests/lint.sh [format|rules|cppcheck|tidy]...: only these; all of them without a word.
set -eu
cd "$(dirname "$0")/.."
files=$(git ls-files --cached --others --exclude-standard '*.c' '*.h' | while read -r f; do [ -e "$f" ] && echo "$f"; done)
sources=$(echo "$files" | grep -E '^(src|cgi-bin)/.*\.c$')
flags="-std=c17 -D_GNU_SOURCE -Isrc -Itests -Ibuild/gen"
failed=0

say() { # a rule's name and what breaks it, if anything does
    [ -z "$2" ] && return
    printf '%s\n%s\n' "$1:" "$2" | sed '2,$s/^/    /' >&2
    failed=1
}

format() {
    # shellcheck disable=SC2086
    clang-format --dry-run -Werror $files || failed=1
}

# ---- what may know what --------------------------------------------------------------------------------------------
includes() { # includes PATTERN EXCEPT: files that include it and are not among the excepted
    # shellcheck disable=SC2086
    grep -lE "^ *# *include *[<\"]$1" $(echo "$files" | grep -E '^(src|cgi-bin)/') /dev/null | grep -vE "$2" || true
}

downwards() { # each folder of src may include those before it, never those after; sim shares nothing but base
    # shellcheck disable=SC2046
    awk '
        BEGIN { n = split("base db statement rent daraja notify web report page api hook gateway cli", order); for (i = 1; i <= n; i++) rank[order[i]] = i }
        /^ *# *include *"[a-z]+\// {
            split(FILENAME, at, "/"); split($0, quoted, "\""); split(quoted[2], to, "/")
            from = at[2]; into = to[1]
            if (from == into) next
            if (from == "sim" ? into != "base" : into == "sim" || !(from in rank) || !(into in rank) || rank[into] > rank[from])
                print FILENAME ":" FNR ": " from " includes " into
        }' $(echo "$files" | grep '^src/')
}

sql_in_c() { # a string, adjacent ones joined, that reads as a statement
    for f in $(echo "$files" | grep -E '^(src|cgi-bin)/' | grep -v '^src/db/'); do
        perl -0777 -ne '
            s{/\*.*?\*/|//[^\n]*|("(?:[^"\\\n]|\\.)*")}{$1 // " "}gse;
            s/"\s*"//g;
            while (/"((?:[^"\\\n]|\\.)*)"/g) {
                $_[0] = $1;
                print "$ARGV: $1\n" if $1 =~ /\b(SELECT\b.*\bFROM|INSERT\b.*\bINTO|DELETE\s+FROM|UPDATE\b.*\bSET|REPLACE\s+INTO|PRAGMA)\b/is;
            }' "$f"
    done
}

rules() {
    say "only src/db may include sqlite3.h" "$(includes 'sqlite3' '^src/db/')"
    say "only base/json.c may include cJSON" "$(includes '(cjson/)?cJSON' '^src/base/json\.c$')"
    say "only src/gateway, src/sim and src/cli may include curl" "$(includes 'curl/' '^src/(gateway|sim|cli)/')"
    say "only base/xlsx*.c may include zip.h and expat.h" "$(includes '(zip|expat)\.h' '^src/base/xlsx[a-z_]*\.c$')"
    say "folders include downwards (design.md 2)" "$(downwards)"
    say "SQL lives in db/queries" "$(sql_in_c)"
}

generated() {
    make --no-print-directory build/gen/queries.h build/gen/migrations.h >/dev/null
}

check_c() {
    generated
    # shellcheck disable=SC2086
    cppcheck --quiet --std=c11 --language=c -j 2 --error-exitcode=1 --inline-suppr --enable=warning,performance,portability \
        --suppressions-list=tests/cppcheck.txt -D_GNU_SOURCE -D__x86_64__ -DMUST_CHECK= -Isrc -Ibuild/gen $sources || failed=1
}

tidy() {
    generated
    # shellcheck disable=SC2086
    echo "$sources" | xargs -P 2 -n 12 sh -c 'clang-tidy --quiet "$@" -- '"$flags"' 2>/dev/null' lint || failed=1
}

for part in ${*:-format rules cppcheck tidy}; do
    case $part in
    format | rules | tidy) $part ;;
    cppcheck) check_c ;;
    *) echo "lint.sh: no such part: $part" >&2; exit 2 ;;
    esac
done
[ "$failed" = 0 ] && echo "lint: nothing to say"
exit "$failed"
