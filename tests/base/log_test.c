#include "support/check.h"

#include <fcntl.h>

/* What `write` puts on standard error. */
static const char *
said(void (*write_lines)(void))
{
    char name[] = "/tmp/log-XXXXXX", text[8192];
    int  file = mkstemp(name), old = dup(STDERR_FILENO);

    assert_true(file >= 0 && old >= 0);
    unlink(name);
    dup2(file, STDERR_FILENO);
    write_lines();
    dup2(old, STDERR_FILENO);
    close(old);
    ssize_t n = pread(file, text, sizeof text, 0);
    close(file);
    assert_true(n >= 0);
    return arena_strndup(mem, text, (size_t)n);
}

/* The line without its level and time, which have a fixed width: "<6>2026-11-20T09:12:44Z ". */
static const char *
after_time(const char *line)
{
    assert_true(strlen(line) > 24);
    assert_true(line[0] == '<' && line[2] == '>' && line[13] == 'T' && line[22] == 'Z' && line[23] == ' ');
    return line + 24;
}

static void
plain_line(void)
{
    log_event(LOG_INFO, "payment.posted", "code", "QKA1", "cents", I64(-1200000), "none", NULL, NULL);
}

static void
hostile_line(void)
{
    log_event(LOG_WARN, "form.refused", "name", "a b", "empty", "", "quote", "say \"hi\"", "slash", "a\\b", "eq", "x=y",
              "line", "one\r\n<3>2026-11-20T09:12:44Z forged", "bell", "\x07\x7f", "utf8", "Mũthoni", NULL);
}

static void
line_of_a_request(void)
{
    log_request_id("8f2c");
    log_event(LOG_ERR, "db.failed", NULL);
    log_request_id(NULL);
    log_event(LOG_ERR, "db.failed", NULL);
}

static void
long_line(void)
{
    char value[5000];

    memset(value, 'x', sizeof value - 1);
    value[sizeof value - 1] = '\0';
    log_event(LOG_INFO, "long", "value", value, "quoted", value, NULL);
}

static void
quiet_lines(void)
{
    log_event(LOG_DEBUG, "unheard", NULL);
    log_level_set(LOG_ERR);
    log_event(LOG_WARN, "unheard", NULL);
    log_level_set(LOG_INFO);
}

static void
an_event_is_one_line_of_pairs(void **state)
{
    const char *line = said(plain_line);

    (void)state;
    assert_int_equal(line[1], '6');
    check_text(after_time(line), "payment.posted code=QKA1 cents=-1200000 none=-\n");
}

static void
no_value_can_break_out_of_its_pair(void **state)
{
    (void)state;
    check_text(after_time(said(hostile_line)),
               "form.refused name=\"a b\" empty=\"\" quote=\"say \\\"hi\\\"\" slash=\"a\\\\b\" eq=\"x=y\" "
               "line=\"one\\x0d\\x0a<3>2026-11-20T09:12:44Z forged\" bell=\"\\x07\\x7f\" utf8=Mũthoni\n");
}

static void
a_request_is_named_on_its_lines_alone(void **state)
{
    const char *text = said(line_of_a_request), *second = strchr(text, '\n') + 1;

    (void)state;
    assert_memory_equal(after_time(text), "db.failed req=8f2c\n", 19);
    check_text(after_time(second), "db.failed\n");
}

static void
a_line_is_cut_and_stays_one_line(void **state)
{
    const char *text = said(long_line);

    (void)state;
    assert_int_equal(strlen(text), 1024);
    assert_ptr_equal(strchr(text, '\n'), text + 1023);
}

static void
what_is_below_the_level_is_not_said(void **state)
{
    (void)state;
    check_text(said(quiet_lines), "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_is_one_line_of_pairs),         cmocka_unit_test(no_value_can_break_out_of_its_pair),
        cmocka_unit_test(a_request_is_named_on_its_lines_alone), cmocka_unit_test(a_line_is_cut_and_stays_one_line),
        cmocka_unit_test(what_is_below_the_level_is_not_said),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
