/*
 * harden.h - what every program gives up at its start (threat-model.md 2).
 *
 * Files for nobody else, no core dump and no debugger (secrets stand in memory), no new privileges through
 * exec, and an end together with the parent, so that no worker outlives its server. What the kernel lacks is
 * logged and gone without.
 */
#ifndef BASE_HARDEN_H
#define BASE_HARDEN_H

void harden(void);

#endif
