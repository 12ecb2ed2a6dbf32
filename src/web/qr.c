#include "web/qr.h"

#include <errno.h>
#include <qrencode.h>
#include <string.h>

#include "base/log.h"

enum { QUIET = 4, PATH_CEILING = 256 * 1024, DARK = 1 };

static bool
is_dark(const QRcode *qr, int row, int column)
{
    return qr->data[row * qr->width + column] & DARK;
}

/* One bar for each run of dark modules. */
static void
add_row(struct buf *path, const QRcode *qr, int row)
{
    for (int from = 0, to; from < qr->width; from = to) {
        for (to = from; to < qr->width && is_dark(qr, row, to); to++)
            ;
        if (to > from)
            buf_printf(path, "M%d %dh%dv1h-%dz", from + QUIET, row + QUIET, to - from, to - from);
        else
            to++;
    }
}

void
qr_view(struct view *v, struct arena *mem, const char *text)
{
    struct buf path = buf_new(mem, PATH_CEILING);
    QRcode    *qr = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

    if (!qr)
        log_event(LOG_WARN, "qr.cannot_encode", "why", strerror(errno), NULL);
    for (int row = 0; qr && row < qr->width; row++)
        add_row(&path, qr, row);
    view_int(v, "qr_side", qr ? qr->width + 2 * QUIET : 0);
    view_text(v, "qr_path", buf_ok(&path) ? path.bytes : NULL);
    QRcode_free(qr);
}
