#include "report/paper.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/log.h"

/* Fonts that cairo and fontconfig keep for the next paper; given back at the end, as leaks are looked for then. */
__attribute__((destructor)) static void
forget_fonts(void)
{
    cairo_debug_reset_static_data();
    FcFini();
}

struct paper {
    struct arena    *mem;
    cairo_surface_t *surface;
    cairo_t         *cr;
    double           wide, high;
    bool             ink;
    double           grey;
    enum paper_look  look;
    double           size;
};

static cairo_status_t
write_out(void *to, const unsigned char *bytes, unsigned n)
{
    struct buf *out = to;

    if (out)
        buf_add(out, bytes, n);
    return !out || buf_ok(out) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Widths that do not depend on the size, so that a text is as wide as it was measured to be. */
static void
unhinted(cairo_t *cr)
{
    cairo_font_options_t *o = cairo_font_options_create();

    cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
    cairo_set_font_options(cr, o);
    cairo_font_options_destroy(o);
}

struct paper *
paper_new(struct arena *mem, struct buf *out, bool landscape, const char *title, const char *author)
{
    struct paper *p = ARENA_NEW(mem, struct paper);
    char          now[RFC3339_SIZE];

    *p = (struct paper){.mem = mem, .ink = out != NULL, .size = -1};
    p->wide = landscape ? PAPER_LONG : PAPER_SHORT;
    p->high = landscape ? PAPER_SHORT : PAPER_LONG;
    p->surface = cairo_pdf_surface_create_for_stream(write_out, out, p->wide, p->high);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_AUTHOR, author);
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "RentEase");
    cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATE_DATE, rfc3339(now, clock_now()));
    p->cr = cairo_create(p->surface);
    unhinted(p->cr);
    return p;
}

double
paper_width(const struct paper *p)
{
    return p->wide - 2 * PAPER_MARGIN;
}

double
paper_bottom(const struct paper *p)
{
    return p->high - PAPER_MARGIN;
}

static void
choose(struct paper *p, enum paper_look look, double size)
{
    if (p->size < 0 || p->look != look)
        cairo_select_font_face(p->cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
                               look == PAPER_BOLD ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    if (p->size < size || p->size > size)
        cairo_set_font_size(p->cr, size);
    p->look = look;
    p->size = size;
}

double
paper_measure(struct paper *p, enum paper_look look, double size, const char *text)
{
    cairo_text_extents_t e;

    if (!*text)
        return 0;
    choose(p, look, size);
    cairo_text_extents(p->cr, text, &e);
    return e.x_advance;
}

void
paper_text(struct paper *p, enum paper_look look, double size, double x, double y, bool right, const char *text)
{
    if (!p->ink || !*text)
        return;
    if (right)
        x -= paper_measure(p, look, size, text);
    choose(p, look, size);
    cairo_move_to(p->cr, x, y);
    cairo_show_text(p->cr, text);
}

void
paper_grey(struct paper *p, double grey)
{
    cairo_set_source_rgb(p->cr, grey, grey, grey);
    p->grey = grey;
}

void
paper_red(struct paper *p)
{
    cairo_set_source_rgb(p->cr, 0.64, 0.13, 0.06);
}

void
paper_line(struct paper *p, double x1, double x2, double y, double width)
{
    if (!p->ink)
        return;
    cairo_set_line_width(p->cr, width);
    cairo_move_to(p->cr, x1, y);
    cairo_line_to(p->cr, x2, y);
    cairo_stroke(p->cr);
}

void
paper_shade(struct paper *p, double x, double y, double w, double h, double grey)
{
    if (!p->ink)
        return;
    cairo_set_source_rgb(p->cr, grey, grey, grey);
    cairo_rectangle(p->cr, x, y, w, h);
    cairo_fill(p->cr);
    paper_grey(p, p->grey);
}

void
paper_stamp(struct paper *p, const char *text)
{
    enum { SIZE = 24 };
    double w = paper_measure(p, PAPER_BOLD, SIZE, text);

    if (!p->ink)
        return;
    double x = p->wide - PAPER_MARGIN - w - 12, y = PAPER_MARGIN + SIZE + 6;
    paper_red(p);
    cairo_set_line_width(p->cr, 2.5);
    cairo_rectangle(p->cr, x - 10, y - SIZE - 2, w + 20, SIZE + 12);
    cairo_stroke(p->cr);
    paper_text(p, PAPER_BOLD, SIZE, x, y, false, text);
    paper_grey(p, p->grey);
}

void
paper_tag(struct paper *p, const char *tag)
{
    if (p->ink)
        cairo_tag_begin(p->cr, tag, NULL);
}

void
paper_tag_end(struct paper *p, const char *tag)
{
    if (p->ink)
        cairo_tag_end(p->cr, tag);
}

void
paper_page(struct paper *p)
{
    if (p->ink)
        cairo_show_page(p->cr);
}

enum err
paper_done(struct paper *p)
{
    if (p->ink)
        cairo_show_page(p->cr);
    cairo_status_t s = cairo_status(p->cr);
    cairo_destroy(p->cr);
    cairo_surface_finish(p->surface);
    if (s == CAIRO_STATUS_SUCCESS)
        s = cairo_surface_status(p->surface);
    cairo_surface_destroy(p->surface);
    if (s == CAIRO_STATUS_SUCCESS)
        return ERR_OK;
    log_event(LOG_ERR, "paper.failed", "why", cairo_status_to_string(s), NULL);
    return ERR_INTERNAL;
}

/* ---- lines ---- */

/* Bytes of the character at `text`. */
static size_t
step(const char *text)
{
    size_t n = 1;

    while (text[n] && ((unsigned char)text[n] & 0xc0) == 0x80)
        n++;
    return n;
}

/* How much of the text fits: up to a blank if one does, else as many characters as do, one at least. There is no
 * kerning, so that a text is as wide as its characters. */
static size_t
fitting(struct paper *p, enum paper_look look, double size, double width, const char *text)
{
    size_t last_blank = 0, n = 0;
    double have = 0;

    while (text[n]) {
        char   one[8] = "";
        size_t bytes = step(text + n);
        memcpy(one, text + n, bytes < sizeof one ? bytes : sizeof one - 1);
        have += paper_measure(p, look, size, one);
        if (have > width && n > 0)
            return last_blank ? last_blank : n;
        n += bytes;
        if (text[n] == ' ' || (text[n] && text[n - 1] == '-'))
            last_blank = n;
    }
    return n;
}

size_t
paper_wrap(struct paper *p, struct arena *mem, enum paper_look look, double size, double width, const char *text,
           const char **lines, size_t most)
{
    size_t count = 0;

    if (!*text || paper_measure(p, look, size, text) <= width) {
        lines[0] = text;
        return 1;
    }
    while (*text && count < most) {
        size_t n = fitting(p, look, size, width, text);
        bool   cut = count + 1 == most && text[n];
        lines[count++] = arena_printf(mem, "%.*s%s", (int)n, text, cut ? "…" : "");
        text += n;
        text += strspn(text, " ");
    }
    return count;
}
