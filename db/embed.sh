#!/bin/sh
# Builds SQL files into the program: db/embed.sh NAME FILE... writes NAME.h and NAME.c.
# queries:    enum sql { SQL_BILL_LOAD, ... } and their texts, from db/queries/*/bill_load.sql
# migrations: their numbers, names and texts, from db/migrations/0001_first.sql
set -eu
kind=$1 out=$2
shift 2

c_text() { # a file as a C string literal, comments and blank lines left out for queries
    if [ "$kind" = queries ]; then sed -e 's/^ *--.*$//' -e 's/  *-- .*$//' -e '/^ *$/d' "$1"; else cat "$1"; fi |
        sed -e 's/\\/\\\\/g' -e 's/?/\\?/g' -e 's/"/\\"/g' -e 's/^/        "/' -e 's/$/\\n"/'
}

case $kind in
queries)
    {
        echo '/* Made by db/embed.sh from db/queries. */'
        echo '#ifndef GEN_QUERIES_H'
        echo '#define GEN_QUERIES_H'
        echo 'enum sql {'
        for f; do
            printf '    SQL_%s, /* %s */\n' "$(basename "$f" .sql | tr '[:lower:]' '[:upper:]')" "$f"
        done
        echo '    SQL_COUNT'
        echo '};'
        echo 'struct sql_text { const char *file; const char *text; };'
        echo 'extern const struct sql_text sql_texts[SQL_COUNT];'
        echo '#endif'
    } >"$out.h"
    {
        echo '#include "queries.h"'
        echo 'const struct sql_text sql_texts[SQL_COUNT] = {'
        for f; do
            printf '    [SQL_%s] = {"%s",\n' "$(basename "$f" .sql | tr '[:lower:]' '[:upper:]')" "$f"
            c_text "$f"
            echo '    },'
        done
        echo '};'
    } >"$out.c"
    ;;
migrations)
    {
        echo '/* Made by db/embed.sh from db/migrations and db/inbox. */'
        echo '#ifndef GEN_MIGRATIONS_H'
        echo '#define GEN_MIGRATIONS_H'
        echo 'struct migration { int number; const char *name; const char *text; };'
        echo 'extern const struct migration migrations_main[], migrations_inbox[]; /* ended by number 0 */'
        echo '#endif'
    } >"$out.h"
    {
        echo '#include "migrations.h"'
        for set in main inbox; do
            echo "const struct migration migrations_$set[] = {"
            for f; do
                case $f in
                db/inbox/*) of=inbox ;;
                *) of=main ;;
                esac
                [ "$of" = "$set" ] || continue
                name=$(basename "$f" .sql)
                number=$(echo "$name" | sed -e 's/_.*//' -e 's/^0*//')
                printf '    {%s, "%s",\n' "$number" "$name"
                c_text "$f"
                echo '    },'
            done
            echo '    {0, 0, 0}};'
        done
    } >"$out.c"
    ;;
esac
