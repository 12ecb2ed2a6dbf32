#include "page/landlord/balance_chart.h"

#include "base/buf.h"

/* The picture's own units (viewBox), and room above and below the line. */
enum { WIDTH = 320, TOP = 8, BOTTOM = 92, LINE_CEILING = 4096 };

struct span {
    int64_t lowest, highest;
};

static struct span
span_of(const struct balance_point *points, size_t count)
{
    struct span s = {points[0].available.cents, points[0].available.cents};

    for (size_t i = 1; i < count; i++) {
        int64_t c = points[i].available.cents;
        s.lowest = c < s.lowest ? c : s.lowest;
        s.highest = c > s.highest ? c : s.highest;
    }
    return s;
}

static int64_t
height(struct span s, int64_t cents)
{
    if (s.highest == s.lowest)
        return (TOP + BOTTOM) / 2;
    double part = (double)(cents - s.lowest) / (double)(s.highest - s.lowest);
    return BOTTOM - (int64_t)(part * (BOTTOM - TOP));
}

/* Evenly spaced: each check is a step, however long it was until the next. */
static int64_t
across(size_t i, size_t count)
{
    return count > 1 ? (int64_t)(i * WIDTH / (count - 1)) : WIDTH;
}

void
balance_chart(struct view *v, struct arena *mem, const struct balance_point *points, size_t count)
{
    struct span s = span_of(points, count);
    struct buf  line = buf_new(mem, LINE_CEILING);

    for (size_t i = 0; i < count; i++)
        buf_printf(&line, "%s%lld,%lld", i ? " " : "", (long long)across(i, count),
                   (long long)height(s, points[i].available.cents));
    view_bool(v, "has_line", count > 1);
    view_text(v, "line", line.bytes);
    view_int(v, "end_y", height(s, points[count - 1].available.cents));
    view_money(v, "highest", (struct money){s.highest});
    view_money(v, "lowest", (struct money){s.lowest});
    view_money(v, "newest", points[count - 1].available);
    view_time(v, "since", points[0].at);
    view_time(v, "until", points[count - 1].at);
    view_rows(v, "points");
    for (size_t i = count; i-- > 0;) {
        struct view *row = view_row(v, "points");
        view_time(row, "at", points[i].at);
        view_money(row, "total", points[i].available);
    }
}
