/*
 * template.h - Mustache, compiled once per language at start.
 *
 * Variables, sections, inverted sections, comments, partials, and inheritance ({{<layout}}{{$block}}…). {{x}}
 * escapes & < > " ' ; {{{x}}} and {{&x}} are refused at load, and only a value whose *type* says it is markup
 * (value_html) goes out as it is, and not even that within an attribute or a title. Text in {{#t}}…{{/t}} is
 * translated before it is parsed, so that a message may hold holes; white space in it is folded.
 *
 * Refused at load as well:
 *   - a hole inside <script>, <style>, a comment or a tag, in an unquoted attribute, in on…= or style=; and
 *     in href, src, action and their like, unless the value begins with a literal '/', '#', '?', "tel:",
 *     "mailto:" or "otpauth:";
 *   - a section that begins markup and does not end it, as what follows would depend on a value;
 *   - a partial, parent or overridden block of which there is none; text or holes between {{<…}} and its end,
 *     outside of blocks; {{=delimiters}}.
 * A hole for which there is no value is an error at rendering, never an empty string. A section's is too. So
 * is a value that begins with a slash in href="/{{x}}", as the link would lead to another host.
 */
#ifndef WEB_TEMPLATE_H
#define WEB_TEMPLATE_H

#include "base/buf.h"
#include "base/err.h"
#include "web/lang.h"

/* ---- values: what a template is filled with; in an arena. Texts are copied, keys kept by pointer ---- */

enum value_kind { VALUE_TEXT, VALUE_HTML, VALUE_BOOL, VALUE_LIST, VALUE_OBJECT };
struct value;

struct value *value_object(struct arena *mem);
struct value *value_list(struct arena *mem);
void          value_put(struct value *object, const char *key, struct value *v); /* a later one replaces */
void          value_add(struct value *list, struct value *item);
struct value *value_text(struct arena *mem, const char *text); /* NULL counts as "" ; "" is falsy */
struct value *value_html(struct arena *mem, const char *markup);
struct value *value_bool(struct arena *mem, bool b);

/* ---- templates ---- */

struct templates;

/* Reads and compiles every *.html below `dir`, in each language. ERR_INPUT, logged with file and line, when
 * one does not compile. */
MUST_CHECK enum err templates_load(struct templates **out, const char *dir);
void                templates_free(struct templates *t);

/* Renders "tenant/home" (no ending). ERR_NOT_FOUND: no such template. ERR_INTERNAL, logged: a hole without a
 * value, or `out` is full. */
MUST_CHECK enum err template_render(const struct templates *t, enum lang lang, const char *name,
                                    const struct value *values, struct buf *out);

/* Compiles and renders one text on its own, in English, for tests. `partials` may be NULL: an object of
 * texts. `lenient` is Mustache as its public tests want it: what is missing is "", {{{x}}} is as it is,
 * nothing is refused but what cannot be parsed, and `t` is a name like any other. ERR_INPUT, logged, when it
 * does not compile. */
MUST_CHECK enum err template_render_text(struct arena *mem, const char *text, const struct value *values,
                                         const struct value *partials, bool lenient, struct buf *out);

/* For the build's check: calls `see` for each name that a template reads, itself or through its partials and
 * layout, where it reads it; the default of an overridden block is not read. */
void template_names(const struct templates *t, const char                                      *name,
                    void (*see)(void *arg, const char *file, int line, const char *hole), void *arg);

/* For the same: calls `see` with each template's name and NULL, then with each one that is used as partial or
 * parent and the name of who uses it. */
void template_list(const struct templates *t, void (*see)(void *arg, const char *name, const char *user), void *arg);

#endif
