/*
 * qr.h - a QR code to be drawn by a page, as SVG: a picture that needs no file, no script and no other host.
 *
 *   <svg viewBox="0 0 {{qr_side}} {{qr_side}}"> with a white ground and <path d="{{qr_path}}">
 */
#ifndef WEB_QR_H
#define WEB_QR_H

#include "web/view.h"

/* Sets qr_side, quiet zone included, and qr_path; "" when the text is too long for any code. */
void qr_view(struct view *v, struct arena *mem, const char *text);

#endif
