#!/bin/sh
# merge.sh [--prune] [MORE.po …] - brings po/sw.po up to date with the texts of the program.
#
# Translations are kept and new texts added with none; those of MORE.po fill what has none yet (a head is not needed).
# What the program no longer says moves to the end as #~, to be looked up when a text was only reworded, and goes for
# good with --prune. The order is that of the templates and sources, so a change of a text changes few lines.
set -eu
cd "$(dirname "$0")/.."
prune=cat
[ "${1:-}" != --prune ] || { prune='msgattrib --no-obsolete --no-wrap --add-location=file' && shift; }
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

po/extract.sh "$tmp/texts.pot"
printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n' >"$tmp/head"
n=0
set -- "$@" -- # each MORE.po is replaced by a copy with a head; those already done stand behind the --
while [ "$1" != -- ]; do
    n=$((n + 1)) copy="$tmp/more$n.po"
    if grep -q '^"Content-Type:' "$1"; then cp "$1" "$copy"; else cat "$tmp/head" "$1" >"$copy"; fi
    msguniq --use-first --no-wrap -o "$copy.uniq" "$copy"
    shift
    set -- "$@" "$copy.uniq"
done
shift
msgattrib --translated --no-wrap -o "$tmp/old.po" po/sw.po # an empty translation must not win over one of MORE.po
msgcat --use-first --no-wrap -o "$tmp/known.po" "$tmp/old.po" "$@"
msgmerge --quiet --no-fuzzy-matching --no-wrap --add-location=file -o "$tmp/sw.po" "$tmp/known.po" "$tmp/texts.pot"
$prune "$tmp/sw.po" >"$tmp/done.po"
mv "$tmp/done.po" po/sw.po
