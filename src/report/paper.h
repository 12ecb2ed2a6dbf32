/*
 * paper.h - A4 pages of a PDF (cairo; the only file that includes its headers).
 *
 * Points from the top left corner. Text is DejaVu Sans, tagged for screen readers: whatever is drawn stands in a tag
 * that was begun (paper_tag), the first of which is "Document". A paper can be made without ink, to find out how many
 * pages it takes.
 */
#ifndef REPORT_PAPER_H
#define REPORT_PAPER_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

#define PAPER_SHORT  595.276
#define PAPER_LONG   841.890
#define PAPER_MARGIN 36.0

enum paper_look { PAPER_PLAIN, PAPER_BOLD };

struct paper;

/* Writes into `out` as pages are ended; NULL: no ink. */
struct paper *paper_new(struct arena *mem, struct buf *out, bool landscape, const char *title, const char *author);

double paper_width(const struct paper *p); /* between the margins */
double paper_bottom(const struct paper *p);

/* How wide a text is. */
double paper_measure(struct paper *p, enum paper_look look, double size, const char *text);

/* A text with its baseline at y. `right`: it ends at x instead of beginning there. */
void paper_text(struct paper *p, enum paper_look look, double size, double x, double y, bool right, const char *text);
void paper_grey(struct paper *p, double grey); /* of what follows: 0 is black */
void paper_red(struct paper *p);
void paper_line(struct paper *p, double x1, double x2, double y, double width);
void paper_shade(struct paper *p, double x, double y, double w, double h, double grey);
/* A framed word in the upper right corner, as a rubber stamp leaves it. */
void paper_stamp(struct paper *p, const char *text);

/* "Document", "H1", "Table", "TR", "TH", "TD", "P": begun and ended in pairs. */
void paper_tag(struct paper *p, const char *tag);
void paper_tag_end(struct paper *p, const char *tag);

/* What is drawn next stands on a new page. */
void paper_page(struct paper *p);

/* Ends the last page and frees all. ERR_INTERNAL, logged: cairo failed. */
MUST_CHECK enum err paper_done(struct paper *p);

/* Splits a text into lines that are no wider than `width`: between words, or within one that is wider by itself. At
 * most `most` lines; what is left over ends in "…". Returns how many. */
size_t paper_wrap(struct paper *p, struct arena *mem, enum paper_look look, double size, double width, const char *text,
                  const char **lines, size_t most);

#endif
