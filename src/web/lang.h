/*
 * lang.h - English and Swahili.
 *
 * Texts are written in English in templates ({{#t}}…{{/t}}) and in C (where lang_text, view_say or form_error
 * take them, or N_("…") in tables), and translated by GNU gettext from po/sw.po. tests/lang fails on a text
 * without a translation and on a translation without a text.
 *
 * The texts are found by reading, not by running: of a choice, write N_("…") around each.
 */
#ifndef WEB_LANG_H
#define WEB_LANG_H

#include <stdint.h>

#include "base/arena.h"

enum lang { LANG_EN, LANG_SW, LANG_COUNT };

/* Marks a text in a table for translation; it is translated where it is shown, by lang_text. */
#define N_(text) (text)

/* Once, at start, before any template is compiled: where the .mo files are (ROOT/build/locale, or
 * /usr/share/locale when installed). Without them everything is English, and a log line says so. Sets the
 * process's LANGUAGE. */
void lang_init(const char *locale_dir);

const char *lang_code(enum lang l);      /* "en", "sw" */
enum lang   lang_from(const char *code); /* LANG_EN for anything unknown, NULL too */
const char *lang_text(enum lang l, const char *english);

/* The best of an Accept-Language header; `otherwise` when it names neither. */
enum lang lang_accept(const char *header, enum lang otherwise);

/* "20 Nov 2026", "20 Nov 2026, 8:20 pm" (EAT; Swahili: "20 Nov 2026, 20:20"), "November 2026"; in the arena.
 * "" for what is no date or period, NULL too. */
const char *lang_date(struct arena *mem, enum lang l, const char *date);
const char *lang_time(struct arena *mem, enum lang l, int64_t utc);
const char *lang_period(struct arena *mem, enum lang l, const char *period);

#endif
