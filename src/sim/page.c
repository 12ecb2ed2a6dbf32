#include "sim/page.h"

#include <inttypes.h>
#include <string.h>

enum { PAGE_MOST = 16 * 1024 * 1024 };

static const char css[] =
    ":root{--ink:#17251c;--paper:#f3f5f1;--green:#0b6b34;--line:#c9d2cb;color-scheme:light}\n"
    "*{box-sizing:border-box}\n"
    "body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper)}\n"
    "main{max-width:72rem;margin:0 auto;padding:1.5rem 1rem}\n"
    "a{color:var(--green)}\n"
    "h1{font-size:1.4rem;margin:0 0 1rem}h2{font-size:1.1rem;margin:1.5rem 0 .5rem}\n"
    ".scroll{overflow-x:auto}\n"
    "table{border-collapse:collapse;width:100%;background:#fff;font-size:.9rem}\n"
    "th,td{border:1px solid var(--line);padding:.4rem .6rem;text-align:left;white-space:nowrap}\n"
    "th{background:#e4ebe5}td.n{text-align:right;font-variant-numeric:tabular-nums}\n"
    "input,button{font:inherit;padding:.6rem .8rem;border-radius:.5rem;border:1px solid #68786d;"
    "min-height:2.75rem}\n"
    "button{background:var(--green);border-color:var(--green);color:#fff;cursor:pointer}\n"
    "button.plain{background:#fff;color:var(--ink);border-color:#68786d}\n"
    ":focus-visible{outline:3px solid #1558b0;outline-offset:2px}\n"
    ".phone{max-width:23rem;margin:0 auto;border:.75rem solid #1d2420;border-radius:2.2rem;background:#fff;"
    "min-height:38rem;display:flex;flex-direction:column;overflow:hidden;box-shadow:0 1rem 2.5rem #0003}\n"
    ".phone header{background:var(--green);color:#fff;padding:.8rem 1.1rem;display:flex;flex-wrap:wrap;"
    "justify-content:space-between;gap:.25rem 1rem}\n"
    ".phone header h1{margin:0;font-size:1.05rem}\n"
    ".screen{padding:1rem;flex:1;background:#eef2ee}\n"
    ".prompt{background:#fff;border:1px solid var(--line);border-radius:1rem;padding:1rem;margin-bottom:1rem;"
    "box-shadow:0 .3rem 1rem #0002;overflow-wrap:anywhere}\n"
    ".prompt h2{margin:0 0 .5rem}\n"
    ".prompt input{width:100%;letter-spacing:.6em;font-size:1.3rem;text-align:center;margin:.25rem 0 .8rem}\n"
    ".prompt div{display:flex;gap:.75rem}.prompt button{flex:1}\n"
    ".quiet{color:#4a584e;text-align:center;padding:1.5rem 0}\n"
    ".sms{list-style:none;margin:0;padding:0}\n"
    ".sms li{background:#fff;border-radius:.3rem 1rem 1rem 1rem;padding:.7rem .9rem;"
    "margin:.6rem 1rem .6rem 0;overflow-wrap:anywhere}\n"
    ".sms b{display:block;font-size:.8rem;color:#4a584e}\n"
    ".pay{background:#fff;border:1px solid var(--line);border-radius:1rem;padding:.7rem 1rem}\n"
    ".pay h2{margin:0}.pay label{display:grid;margin:.6rem 0}.pay input,.pay button{width:100%}\n"
    ".below{text-align:center;margin-top:1rem}\n"
    ".find{display:flex;flex-wrap:wrap;gap:.75rem;align-items:end;margin:0 0 1rem}\n"
    ".find label{display:grid}\n";

void
page_text(struct buf *out, const char *text)
{
    for (; text && *text; text++)
        switch (*text) {
        case '&': buf_str(out, "&amp;"); break;
        case '<': buf_str(out, "&lt;"); break;
        case '>': buf_str(out, "&gt;"); break;
        case '"': buf_str(out, "&quot;"); break;
        case '\'': buf_str(out, "&#39;"); break;
        default: buf_char(out, *text);
        }
}

struct buf
page_begin(struct call *c, const char *title, int64_t refresh_s)
{
    struct buf out = buf_new(c->mem, PAGE_MOST);

    buf_str(&out, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
    if (refresh_s)
        buf_printf(&out, "<meta http-equiv=\"refresh\" content=\"%" PRId64 "\">\n", refresh_s);
    buf_str(&out, "<link rel=\"stylesheet\" href=\"/sim.css\">\n"
                  "<link rel=\"icon\" href=\"data:,\">\n<title>");
    page_text(&out, title);
    buf_str(&out, "</title>\n</head>\n<body>\n<main>\n");
    return out;
}

static struct answer
answer_text(unsigned status, const char *type, const char *text, size_t length)
{
    return (struct answer){.status = status, .type = type, .body = text, .length = length};
}

void
page_end(struct call *c, struct buf *out)
{
    buf_str(out, "</main>\n</body>\n</html>\n");
    if (buf_ok(out))
        c->answer = answer_text(200, "text/html; charset=utf-8", out->bytes, out->len);
    else
        page_error(c, 500, "This page has grown too long.");
}

void
page_error(struct call *c, unsigned status, const char *why)
{
    struct buf out = page_begin(c, "daraja-sim", 0);

    buf_str(&out, "<h1>");
    page_text(&out, why);
    buf_str(&out, "</h1>\n<p><a href=\"/\">All phones</a></p>\n");
    page_end(c, &out);
    c->answer.status = status;
}

void
page_redirect(struct call *c, const char *location)
{
    c->answer = answer_empty(303);
    c->answer.location = location;
}

void
page_css(struct world *w, struct call *c)
{
    (void)w;
    c->answer = answer_text(200, "text/css; charset=utf-8", css, sizeof css - 1);
}
