/*
 * job_tell.h - the result of a job on its way to the business, in the shape and as often as its script wants it.
 */
#ifndef SIM_JOB_TELL_H
#define SIM_JOB_TELL_H

struct job;

/* Once it has ended. Afterwards lets go of an acknowledgement held for the result. */
void job_tell(struct job *j);

#endif
