#!/bin/sh
# Node 18 or later, and the few npm packages of the browser tests.
set -eu
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    sh "$(dirname "$0")/deps.sh" nodejs npm
fi
cd "$(dirname "$0")/e2e"
[ -f node_modules/.package-lock.json ] && [ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --no-audit --no-fund --silent
