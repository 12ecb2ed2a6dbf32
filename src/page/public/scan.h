/*
 * scan.h - the QR code of a bill or of a unit on a page: templates/public/scan.html.
 */
#ifndef PAGE_PUBLIC_SCAN_H
#define PAGE_PUBLIC_SCAN_H

#include "rent/qr.h"
#include "web/view.h"

/* Puts one code into `v`: qr_ready, qr_waits or qr_failed, with qr_id, qr_amount, qr_shortcode, qr_account, qr_till,
 * qr_reason, qr_again_at ("": now) and qr_back, where asking again leads back to. A code without a state is none:
 * has_qr is false. */
void scan_view(struct view *v, const struct request *rq, const struct qr_code *c);

/* The same for a bill's; what was never asked for is asked for. */
MUST_CHECK enum err scan_view_bill(struct view *v, struct app *app, struct request *rq, const struct bill *b);

#endif
