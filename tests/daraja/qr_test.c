#include "daraja/reply.h"

#include "base/hash.h"
#include "daraja/qr.h"

static void
asking_is_this_byte_by_byte(void **state)
{
    struct qr_request q = {"EXAMPLE HOMES", "B4-NOV", {1250000}, false, "412873", 300};

    (void)state;
    check_text(qr_body(mem, &q),
               "{\"MerchantName\":\"EXAMPLE HOMES\",\"RefNo\":\"B4-NOV\",\"Amount\":12500,\"TrxCode\":\"PB\","
               "\"CPI\":\"412873\",\"Size\":\"300\"}");
    q.till = true;
    assert_non_null(strstr(qr_body(mem, &q), "\"TrxCode\":\"BG\""));
}

static void
only_a_picture_is_an_answer(void **state)
{
    static const unsigned char png[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};
    const char *good = base64_encode(mem, png, sizeof png), *other = base64_encode(mem, "GIF89a......", 12);
    const char *bare = base64_encode(mem, png, 8);
    const struct {
        const char *code, *image;
        bool        ok;
    } cases[] = {
        {"00", good, true},
        {"AG_20191219_000043fdf61864fe9ff5", good, true},
        {"", good, true},
        {"00", other, false},
        {"00", bare, false},
        {"00", "", false},
        {"00", "not base64!", false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct reply r =
            said(200, arena_printf(mem, "{\"ResponseCode\":\"%s\",\"RequestID\":\"16738-1\",\"QRCode\":\"%s\"}",
                                   cases[i].code, cases[i].image));
        struct qr_image image;
        assert_int_equal(answer_to_qr(mem, &r, &image).kind, cases[i].ok ? ANSWER_ACCEPTED : ANSWER_UNKNOWN);
        assert_int_equal(image.len, cases[i].ok ? sizeof png : 0);
        if (cases[i].ok) {
            assert_memory_equal(image.png, png, sizeof png);
            check_text(image.request_id, "16738-1");
        }
    }
}

static void
every_other_ending_is_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(endings); i++) {
        struct qr_image image;
        assert_int_equal(answer_to_qr(mem, &endings[i].reply, &image).kind, endings[i].kind);
        assert_null(image.png);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(asking_is_this_byte_by_byte),
        cmocka_unit_test(only_a_picture_is_an_answer),
        cmocka_unit_test(every_other_ending_is_told_apart),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
