#!/bin/sh
# make fuzz: each fuzzer for FUZZ_SECONDS (20), from its corpus. The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/../.."
seconds=${FUZZ_SECONDS:-20}
out=build/fuzz
mkdir -p "$out"
flags="-std=c17 -D_GNU_SOURCE -Isrc -Ibuild/gen -Itests -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined"
libs="$(pkg-config --cflags --libs libcurl openssl sqlite3 libcjson libsodium libutf8proc gmime-3.0 libzip expat) -lfcgi -lcsv -lpthread -lm"
sources="$(find src/base src/db src/statement src/daraja src/rent -name '*.c') $(ls src/web/template*.c src/web/request.c src/web/upload.c src/web/lang.c) build/gen/queries.c build/gen/migrations.c"
passed=0 failed=0
for f in tests/fuzz/*.c; do
    name=$(basename "$f" .c)
    mkdir -p "$out/corpus-$name" "tests/fuzz/corpus/$name"
    # shellcheck disable=SC2086
    if clang $flags -o "$out/$name" "$f" $sources $libs &&
        "$out/$name" -max_total_time="$seconds" -max_len=8192 -timeout=5 -print_final_stats=1 -artifact_prefix="$out/$name-" \
            "$out/corpus-$name" "tests/fuzz/corpus/$name" >"$out/$name.log" 2>&1; then
        passed=$((passed + 1))
        echo "$name: $(sed -n 's/^stat::number_of_executed_units: *//p' "$out/$name.log") inputs, nothing found"
    else
        failed=$((failed + 1))
        echo "$name: FAILED"
        tail -30 "$out/$name.log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
