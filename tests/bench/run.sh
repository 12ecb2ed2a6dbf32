#!/bin/sh
# make bench: builds the "hello" to compare with, and measures (bench.mjs).
set -eu
cd "$(dirname "$0")/../.."
gcc -std=c17 -D_GNU_SOURCE -O2 -o build/hello.fcgi tests/bench/hello.c -lfcgi
BUILD=build exec node tests/bench/bench.mjs
