/*
 * qr.h - QR codes asked of Daraja (daraja.md 12; rent/qr.h).
 */
#ifndef GATEWAY_QR_H
#define GATEWAY_QR_H

#include "gateway/gateway.h"

MUST_CHECK enum err qr_waiting(struct gateway *g);

#endif
