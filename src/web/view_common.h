/*
 * view_common.h - what every page has: the list that templates/layout.html is written against.
 *
 *   lang lang_other              "en"; "sw"
 *   lang_other_name lang_query   "Kiswahili"; this very page in it: href="?{{lang_query}}"
 *   csrf                         a form token; makes a visitor's cookie when there is none to bind it to
 *   request_id path css js       css and js are file names below /static/
 *   sandbox                      bool: not the real M-Pesa
 *   signed_in is_tenant is_landlord is_operator is_agent is_owner, user_name
 *   unmatched                    for the landlord's side: how many direct payments wait; "" for none
 *   sees_money_out, to_approve   bool; how many payments out wait for this person's word, "" for none
 *   errors has_errors            an empty list and false, until view_form says otherwise
 */
#ifndef WEB_VIEW_COMMON_H
#define WEB_VIEW_COMMON_H

#include "web/view.h"

void view_common(struct view *v, const struct app *app, struct request *rq);

#endif
