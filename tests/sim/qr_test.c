/* qr_test.c - QR codes that a reader (zbar) has read back, and the PNG around them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "base/err.h"
#include "base/hash.h"
#include "sim/png.h"

/* 213 characters: all that fits. */
static const char *
longest(void)
{
    static char text[QR_TEXT_MOST + 1];

    for (int i = 0; i < QR_TEXT_MOST; i++)
        text[i] = (char)('!' + i * 7 % 90);
    return text;
}

/* SHA-256 of the modules, row by row, as they were when zbar read the text out of them. */
static void
codes_are_what_a_reader_could_read(void **state)
{
    static const char *const hashes[] = {
        "af4cd98e64336cad58d26d0b62e8aef3de27f2d76185994291db885ed6d41952",
        "be2064c56a68376440d458f3039c122eb94688adf9f0692a43a562b925daeebd",
        "2634d3b377218243cb76bda5098eac8a1e3a98521d9f8d5675a7775c1c426edf",
    };
    const char *texts[] = {"HELLO", "MPESA|PB|412873|B4-NOV|12500|EXAMPLE HOMES", longest()};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        unsigned char modules[QR_SIDE_MOST * QR_SIDE_MOST];
        char          hash[SHA256_HEX_SIZE];
        struct qr     qr;
        size_t        n = 0;
        assert_true(qr_encode(&qr, texts[i]));
        for (int row = 0; row < qr.side; row++)
            for (int column = 0; column < qr.side; column++)
                modules[n++] = qr.dark[row][column];
        assert_string_equal(sha256_hex(hash, modules, n), hashes[i]);
    }
}

static void
a_code_grows_with_its_text_until_it_cannot(void **state)
{
    static const struct {
        int length, side;
    } cases[] = {{0, 21},   {14, 21},  {15, 25},  {26, 25},  {27, 29},  {42, 29},  {43, 33},
                 {62, 33},  {63, 37},  {84, 37},  {85, 41},  {106, 41}, {107, 45}, {122, 45},
                 {123, 49}, {152, 49}, {153, 53}, {180, 53}, {181, 57}, {213, 57}};
    char      text[QR_TEXT_MOST + 2];
    struct qr qr;

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        memset(text, 'a', sizeof text);
        text[cases[i].length] = '\0';
        assert_true(qr_encode(&qr, text));
        assert_int_equal(qr.side, cases[i].side);
    }
    memset(text, 'a', sizeof text);
    text[QR_TEXT_MOST + 1] = '\0';
    assert_false(qr_encode(&qr, text));
}

static void
a_png_has_the_size_asked_for(void **state)
{
    static const int sides[] = {PNG_SIDE_LEAST, 300, 723, PNG_SIDE_MOST};
    struct arena    *mem = arena_new(1 << 24);
    struct qr        qr;

    (void)state;
    assert_true(qr_encode(&qr, longest()));
    for (size_t i = 0; i < COUNT(sides); i++) {
        size_t               length;
        const unsigned char *png = png_of_qr(mem, &qr, sides[i], &length);
        assert_memory_equal(png, "\x89PNG\r\n\x1a\n", 8);
        assert_int_equal(png[18] << 8 | png[19], sides[i]);
        assert_int_equal(png[22] << 8 | png[23], sides[i]);
        assert_memory_equal(png + length - 12, "\0\0\0\0IEND\xae\x42\x60\x82", 12);
    }
    arena_free(mem);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_what_a_reader_could_read),
        cmocka_unit_test(a_code_grows_with_its_text_until_it_cannot),
        cmocka_unit_test(a_png_has_the_size_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
