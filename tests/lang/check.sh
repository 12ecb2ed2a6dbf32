#!/bin/sh
# check.sh - is the whole program there in Kiswahili?
#
# One line per problem, exit status 1 when there is one: a text of the templates or sources without a translation in
# po/sw.po, or with a fuzzy one; a translation of what nobody says any more; a translation whose holes, tags or quotes are
# not those of the English; and a text that po/extract.sh cannot find.
set -eu
cd "$(dirname "$0")/../.."
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
po/extract.sh "$tmp/texts.pot"
failed=0

# "#~" lines are what po/merge.sh has put aside: uncovered here, so that they are complained of like any other.
{ cat "$tmp/texts.pot"; echo; echo '#END'; sed 's/^#~ //' po/sw.po; echo; } | LC_ALL=C awk '
    function text(line) {
        sub(/^[a-z]* *"/, "", line)
        sub(/"$/, "", line)
        return line
    }
    # Every part of `s` that fits, once each, in an order of its own.
    function parts(s, what,    found, all, part, n, i, j) {
        split("", all)
        n = 0
        while (match(s, what)) {
            part = substr(s, RSTART, RLENGTH)
            s = substr(s, RSTART + RLENGTH)
            for (i = n; i > 0 && all[i] > part; i--)
                ;
            if (i > 0 && all[i] == part)
                continue
            for (j = n++; j > i; j--)
                all[j + 1] = all[j]
            all[i + 1] = part
        }
        found = ""
        for (i = 1; i <= n; i++)
            found = found " " all[i]
        return found
    }
    function complain(what) {
        printf "po/sw.po: %s: \"%s\"\n", what, id
    }
    function judge() {
        if (!(id in wanted)) {
            complain("no longer used (po/merge.sh --prune)")
            return
        }
        done[id] = 1
        if (fuzzy)
            complain("fuzzy")
        if (str == "") {
            complain("not translated")
            return
        }
        if (parts(id, "[{][{][^}]*[}][}]") != parts(str, "[{][{][^}]*[}][}]"))
            complain("other holes than in English")
        if (parts(id, "<[^>]*>") != parts(str, "<[^>]*>"))
            complain("other tags than in English")
        if (gsub(/\\"/, "&", id) != gsub(/\\"/, "&", str))
            complain("other quotes (\") than in English")
    }
    function end_entry() {
        if (at != "" && id != "" && !second)
            wanted[id] = ++count
        else if (at != "" && id != "")
            judge()
        at = id = str = ""
        fuzzy = 0
    }
    /^#END$/       { end_entry(); second = 1; next }
    /^#,.*fuzzy/   { fuzzy = 1; next }
    /^#/           { next }
    /^msgid /      { at = "id"; id = text($0); next }
    /^msgstr /     { at = "str"; str = text($0); next }
    /^"/           { if (at == "id") id = id text($0); else str = str text($0); next }
    /^$/           { end_entry() }
    END {
        end_entry()
        for (id in wanted) {
            if (!(id in done))
                complain("not there (po/merge.sh)")
        }
    }' | LC_ALL=C sort >"$tmp/problems"
[ ! -s "$tmp/problems" ] || { cat "$tmp/problems"; failed=1; }

msgfmt --check -o /dev/null po/sw.po || failed=1

# xgettext takes the first text of an argument: of a choice, the second would stay English.
if grep -rnE '(lang_text|view_say|form_error)\([^;]*\?[^;:]*"[^;:]*:[^;]*"' --include='*.c' src |
    grep -vE '\?[^;]*N_\("[^;]*:[^;]*N_\("'; then
    echo '  ^ write N_("…") around each text of a choice, or it is not found for translation'
    failed=1
fi
exit $failed
