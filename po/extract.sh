#!/bin/sh
# extract.sh [OUT] - every text that wants a translation, into OUT (build/rentease.pot).
#
# From templates/: what stands in {{#t}}…{{/t}}, its white space folded as src/web/template_scan.c folds it (keep the
# two alike). From C: N_("…"), and the texts given to lang_text, view_say and form_error.
set -eu
cd "$(dirname "$0")/.."
out=${1:-build/rentease.pot}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
mkdir -p "$(dirname "$out")"

# No dates in the head: the same texts give the same file.
printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n' >"$tmp/head"

find templates -name '*.html' | LC_ALL=C sort | while read -r file; do
    LC_ALL=C awk -v file="$file" '
        { text = text $0 "\n" }
        END {
            while ((at = index(text, "{{#t}}")) > 0) {
                text = substr(text, at + 6)
                if ((end = index(text, "{{/t}}")) == 0)
                    exit 1
                id = substr(text, 1, end - 1)
                text = substr(text, end + 6)
                gsub(/[ \t\r\n]+/, " ", id)
                gsub(/^ | $/, "", id)
                gsub(/[\\"]/, "\\\\&", id)
                if (id != "")
                    printf "#: %s\nmsgid \"%s\"\nmsgstr \"\"\n\n", file, id
            }
        }' "$file" || { echo "$file: {{#t}} has no {{/t}}" >&2; exit 1; }
done >"$tmp/texts"
cat "$tmp/head" "$tmp/texts" >"$tmp/all.pot"
msguniq --no-wrap --add-location=file -o "$tmp/templates.pot" "$tmp/all.pot"

find src cgi-bin -name '*.[ch]' ! -path 'src/sim/*' | LC_ALL=C sort >"$tmp/files"
xgettext --files-from="$tmp/files" --language=C --from-code=UTF-8 --no-wrap --add-location=file \
    -k -kN_ -klang_text:2 -kview_say:3 -kform_error:3 -o "$tmp/c.pot" 2>"$tmp/said"
grep -v 'warning: ' "$tmp/said" >&2 || true
[ -f "$tmp/c.pot" ] || cp "$tmp/head" "$tmp/c.pot"

msgcat --use-first --no-wrap --add-location=file "$tmp/templates.pot" "$tmp/c.pot" |
    sed '/^"\(POT\|PO\)-.*-Date: /d' >"$out"
