/* Workbooks as programs write them (the .xlsx files beside this one), and as nobody should: archives made here. */
#include <time.h>
#include <zip.h>

#include "base/csv.h"
#include "base/xlsx.h"
#include "base/xlsx_private.h"
#include "support/check.h"

/* ---- what comes out ---- */

/* The table as one text: cells with '|' between, rows by their line: "1:a|b/3:c/"; or "wrong: …". */
static const char *
flat(const char *bytes, size_t n)
{
    struct buf  out = buf_new(mem, 1 << 20);
    struct csv  t;
    const char *wrong = xlsx_unpack(mem, &bytes, &n);

    if (wrong)
        return arena_printf(mem, "wrong: %s", wrong);
    check_ok(csv_read(mem, bytes, n, XLSX_ROWS_MOST, &t));
    for (size_t i = 0; i < t.count; i++) {
        buf_printf(&out, "%d:", (int)t.rows[i].line);
        for (size_t k = 0; k < t.rows[i].count; k++)
            buf_printf(&out, "%s%s", k ? "|" : "", t.rows[i].cells[k]);
        buf_str(&out, "/");
    }
    return out.bytes;
}

static const char *
file_bytes(const char *name, size_t *n)
{
    FILE *f = fopen(arena_printf(mem, "tests/base/%s", name), "rb");
    char *bytes = arena_alloc(mem, 1 << 20);

    assert_non_null(f);
    *n = fread(bytes, 1, 1 << 20, f);
    fclose(f);
    return bytes;
}

static const char *
flat_file(const char *name)
{
    size_t      n;
    const char *bytes = file_bytes(name, &n);

    return flat(bytes, n);
}

static void
complains(const char *got, const char *of)
{
    if (strncmp(got, "wrong: ", 7) != 0 || !strstr(got, of))
        fail_msg("got  %.300s\nwant a complaint with \"%s\"", got, of);
}

/* ---- archives ---- */

struct part {
    const char *name, *text;
};

static const char *
zipped(const struct part *parts, size_t count, const char *password, size_t *n)
{
    zip_error_t   error;
    zip_source_t *source;
    zip_stat_t    is;

    zip_error_init(&error);
    source = zip_source_buffer_create(NULL, 0, 0, &error);
    assert_non_null(source);
    zip_source_keep(source);
    zip_t *z = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    assert_non_null(z);
    for (size_t i = 0; i < count; i++) {
        zip_int64_t at =
            zip_file_add(z, parts[i].name, zip_source_buffer(z, parts[i].text, strlen(parts[i].text), 0), 0);
        assert_true(at >= 0);
        if (password)
            assert_int_equal(zip_file_set_encryption(z, (zip_uint64_t)at, ZIP_EM_AES_256, password), 0);
    }
    assert_int_equal(zip_close(z), 0);
    assert_int_equal(zip_source_open(source), 0);
    assert_int_equal(zip_source_stat(source, &is), 0);
    char *bytes = arena_alloc(mem, is.size);
    assert_int_equal(zip_source_read(source, bytes, is.size), is.size);
    *n = is.size;
    zip_source_close(source);
    zip_source_free(source);
    return bytes;
}

static const char *
flat_parts(const struct part *parts, size_t count)
{
    size_t      n;
    const char *bytes = zipped(parts, count, NULL, &n);

    return flat(bytes, n);
}

#define SHEET(rows) "<?xml version=\"1.0\"?><worksheet><sheetData>" rows "</sheetData></worksheet>"

static const char *
flat_sheet(const char *rows)
{
    const struct part p = {"xl/worksheets/sheet1.xml", arena_printf(mem, SHEET("%s"), rows)};

    return flat_parts(&p, 1);
}

/* ---- what programs write ---- */

static void
a_workbook_of_everything_is_read(void **state)
{
    (void)state;
    check_text(flat_file("cells.xlsx"), "1:text|number|date/"
                                        "2:Jane Wanjiru & Söhne \"Ltd\"|12500|2026-11-05/"
                                        "3:two lines|12500.5|2026-11-05 09:15:00/"
                                        "4:-1,000|0.3|2026-02-28/"
                                        "6:|254712345678|||-1000/"
                                        "7:TRUE|25000|ab|09:15:00/");
}

static void
days_may_count_from_1904(void **state)
{
    (void)state;
    check_text(flat_file("since1904.xlsx"), "1:2026-11-05/");
}

static void
hidden_sheets_are_passed_over(void **state)
{
    (void)state;
    check_text(flat_file("hidden.xlsx"), "2:|Otieno|2026-01-31|7500.25/4:|2026-01-31 23:59:59/");
}

static void
a_formula_that_was_never_reckoned_is_refused(void **state)
{
    (void)state;
    complains(flat_file("formula.xlsx"), "no result yet");
    check_text(flat_sheet("<row r=\"1\"><c r=\"A1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"B1\"><v>1</v></c></row>"),
               "1:|1/");
}

/* ---- how else it can be written ---- */

static void
the_first_sheet_is_that_of_the_workbook(void **state)
{
    (void)state;
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static const struct part parts[] = {
        {"xl/workbook.xml", "<x:workbook xmlns:x='x' xmlns:rel='y'><x:sheets><x:sheet name='Chart' rel:id='r9'/>"
                            "<x:sheet name='B' sheetId='2' rel:id='r2'/><x:sheet name='A' sheetId='1' "
                            "rel:id='r1'/></x:sheets></x:workbook>"},
        {"xl/_rels/workbook.xml.rels",
         "<Relationships><Relationship Id='r1' Type='" OFFICE "/worksheet' Target='worksheets/sheet1.xml'/>"
         "<Relationship Id='r9' Type='" OFFICE "/chartsheet' Target='chartsheets/sheet1.xml'/>"
         "<Relationship Id='r3' Type='" OFFICE "/sharedStrings' Target='texts.xml'/>"
         "<Relationship Id='r2' Type='" OFFICE "/worksheet' Target='/xl/worksheets/sheet2.xml'/></Relationships>"},
        {"xl/worksheets/sheet1.xml", SHEET("<row><c><v>1</v></c></row>")},
        {"xl/worksheets/sheet2.xml", SHEET("<row><c t='s'><v>1</v></c></row>")},
        {"xl/texts.xml", "<sst><si><t>a</t></si><si><r><t>run </t></r><r><rPr><b/></rPr><t>and run</t></r>"
                         "<rPh sb='0' eb='1'><t>aloud</t></rPh></si></sst>"},
    };
    check_text(flat_parts(parts, COUNT(parts)), "1:run and run/");
}

static void
cells_stand_where_they_say(void **state)
{
    static const struct {
        const char *rows, *flat;
    } cases[] = {
        {"<row r='3'><c r='C3'><v>1</v></c></row>", "3:||1/"},
        {"<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>", "1:1||2/2:3/"},
        {"<row r='2'><c r='B2'><v>2</v></c><c r='A2'><v>1</v></c></row>", "2:1|2/"},
        {"<row r='1'><c r='BH1'><v>1</v></c><c r='XFD1' s='1'/></row><row r='1048576'><c r='A1048576'/></row>",
         "1:|||||||||||||||||||||||||||||||||||||||||||||||||||||||||||1/"},
        {"<row><c t='inlineStr'><is><t>in </t></is></c><c "
         "t='inlineStr'><is><r><t>a</t></r><r><t>b</t></r></is></c></row>",
         "1:in |ab/"},
        {"<row><c t='b'><v>0</v></c><c t='e'><v>#N/A</v></c><c t='str'><v>x</v></c></row>", "1:FALSE|#N/A|x/"},
        {"<row><c t='d'><v>2026-11-05T09:15:00.000Z</v></c><c t='d'><v>2026-11-05T00:00:00</v></c><c "
         "t='d'><v>2026-11-05</v></c></row>",
         "1:2026-11-05 09:15:00|2026-11-05|2026-11-05/"},
        {"<row><c t='str'><v>=1+1</v></c><c t='str'><v>a&#10;b\"c</v></c></row>", "1:=1+1|a b\"c/"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(flat_sheet(cases[i].rows), cases[i].flat);
}

static void
numbers_are_their_digits(void **state)
{
    static const struct {
        const char *literal, *text;
    } cases[] = {
        {"12500", "12500"},
        {"12500.50", "12500.50"},
        {"-1000", "-1000"},
        {"12500.000000000002", "12500"},
        {"12499.999999999998", "12500"},
        {"0.30000000000000004", "0.30"},
        {"1250.4999999999999", "1250.50"},
        {"99.9999999", "100"},
        {"-999.999999999", "-1000"},
        {"1.25E4", "12500"},
        {"2.54712345678E11", "254712345678"},
        {"1.5e-1", "0.15"},
        {"1E+2", "100"},
        {"-1E-10", "0"},
        {"0", "0"},
        {"0.0", "0"},
        {"007", "7"},
        {"12500.005", "12500.005"},     /* half a cent is no noise */
        {"12500.00001", "12500.00001"}, /* nor is this: ten times too much */
        {"0.333333333333", "0.333333333333"},
        {"90071992547409931", "90071992547409931"}, /* no double could */
        {"1E400", "1E400"},
        {"1E99999999999", "1E99999999999"},
        {"1e", "1e"},
        {".", "."},
        {"1.2.3", "1.2.3"},
        {"NaN", "NaN"},
        {"", ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(xlsx_number(mem, cases[i].literal), cases[i].text);
}

static void
days_are_those_that_excel_shows(void **state)
{
    static const struct {
        const char *literal;
        bool        since_1904;
        const char *text;
    } cases[] = {
        {"46331", false, "2026-11-05"},
        {"46331.385416666664", false, "2026-11-05 09:15:00"},
        {"46331.999999999", false, "2026-11-06"},
        {"4.6331E4", false, "2026-11-05"},
        {"1", false, "1900-01-01"},
        {"59", false, "1900-02-28"},
        {"60", false, "1900-02-29"}, /* a day that only Excel knows */
        {"61", false, "1900-03-01"},
        {"0.5", false, "12:00:00"},
        {"44869", true, "2026-11-05"},
        {"0", true, "1904-01-01"},
        {"2958465", false, "9999-12-31"},
        {"2958465.9999999", false, NULL},
        {"2958466", false, NULL},
        {"-1", false, NULL},
        {"abc", false, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        check_text(xlsx_date(mem, cases[i].literal, cases[i].since_1904), cases[i].text);
}

static void
formats_of_days_are_known(void **state)
{
    static const char *const dates[] = {"dd/mm/yyyy", "[$-409]d-mmm-yy", "h:mm AM/PM", "[h]:mm",
                                        "YYYY",       "\"day\" d",       "\\d d"};
    static const char *const others[] = {
        "General", "#,##0.00", "\"KSh \"#,##0", "[Red]0", "[$KSh-441]#,##0", "0.00E+00", "\\d0", "_d0", "@", "\"", ""};

    (void)state;
    for (size_t i = 0; i < COUNT(dates); i++)
        assert_true(xlsx_code_is_date(dates[i]));
    for (size_t i = 0; i < COUNT(others); i++)
        assert_false(xlsx_code_is_date(others[i]));
    assert_true(xlsx_format_is_date(14) && xlsx_format_is_date(22) && xlsx_format_is_date(46));
    assert_false(xlsx_format_is_date(0) || xlsx_format_is_date(13) || xlsx_format_is_date(23) ||
                 xlsx_format_is_date(49));
}

/* ---- what is refused ---- */

static void
other_bytes_stay_as_they_are(void **state)
{
    static const char *const texts[] = {"", "a,b\n", "PK", "PK\x03", "\xD0\xCF\x11"};

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        const char *bytes = texts[i];
        size_t      n = strlen(bytes);
        assert_null(xlsx_unpack(mem, &bytes, &n));
        assert_ptr_equal(bytes, texts[i]);
        assert_int_equal(n, strlen(texts[i]));
    }
}

static void
a_cut_archive_is_refused(void **state)
{
    size_t      n;
    const char *bytes = file_bytes("cells.xlsx", &n);

    (void)state;
    for (size_t most = 4; most < n; most += 97)
        complains(flat(bytes, most), "damaged");
    complains(flat("PK\x03\x04\0\0", 6), "damaged");
}

/* One byte of it after another is another: whatever comes out, nothing breaks. */
static void
a_spoilt_archive_breaks_nothing(void **state)
{
    size_t   n;
    char    *bytes = (char *)(uintptr_t)file_bytes("hidden.xlsx", &n);
    uint64_t seed = 1904;

    (void)state;
    for (int i = 0; i < 400; i++) {
        size_t at = 4 + chance(&seed) % (n - 4);
        char   was = bytes[at];
        bytes[at] = (char)(was ^ (char)(1 << chance(&seed) % 8));
        const char *csv = bytes;
        size_t      length = n;
        const char *wrong = xlsx_unpack(mem, &csv, &length);
        assert_true(wrong || csv != bytes);
        bytes[at] = was;
    }
}

static void
passwords_and_old_files_are_named(void **state)
{
    static const char old[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0k\0b\0o\0o\0k\0";
    static const char locked[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    static const struct part p = {"xl/worksheets/sheet1.xml", SHEET("<row><c><v>1</v></c></row>")};
    size_t                   n;
    const char              *bytes = zipped(&p, 1, "secret", &n);

    (void)state;
    complains(flat(locked, sizeof locked), "is protected by a password");
    complains(flat(old, sizeof old), "old Excel file (.xls)");
    complains(flat(bytes, n), "is protected by a password");
}

static void
a_doctype_is_refused(void **state)
{
    static const char *const texts[] = {
        "<!DOCTYPE worksheet><worksheet/>",
        "<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>" SHEET("<row><c t='str'><v>&b;</v></c></row>"),
        "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" SHEET("<row><c t='str'><v>&x;</v></c></row>"),
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        const struct part sheet = {"xl/worksheets/sheet1.xml", texts[i]}, book = {"xl/workbook.xml", texts[i]};
        complains(flat_parts(&sheet, 1), "no spreadsheet writes");
        complains(flat_parts(&book, 1), "no spreadsheet writes");
    }
    complains(flat_sheet("<row><c t='str'><v>&nobody;</v></c></row>"), "damaged");
}

static const char *
repeated(const char *before, const char *text, size_t times, const char *after)
{
    size_t n = strlen(text), head = strlen(before);
    char  *out = arena_alloc(mem, head + times * n + strlen(after) + 1);

    memcpy(out, before, head);
    for (size_t i = 0; i < times; i++)
        memcpy(out + head + i * n, text, n);
    memcpy(out + head + times * n, after, strlen(after));
    return out;
}

/* 30 MB in 30 kB, as blanks, as one token that never ends, and as texts of which each is used over and over. */
static void
a_bomb_is_refused(void **state)
{
    struct part parts[] = {{"xl/worksheets/sheet1.xml", NULL}, {"xl/sharedStrings.xml", "<sst/>"}};
    clock_t     began = clock();

    (void)state;
    parts[0].text = repeated("<worksheet>", "          ", 3000000, "</worksheet>");
    complains(flat_parts(parts, 2), "too large");
    arena_reset(mem);
    parts[0].text = repeated("<worksheet a='", "xxxxxxxxxx", 3000000, "'/>");
    complains(flat_parts(parts, 2), "too large");
    arena_reset(mem);
    parts[1].text = repeated("<sst><si><t>", "xxxx", 1000, "</t></si></sst>");
    parts[0].text =
        repeated("<worksheet><sheetData>", "<row><c t='s'><v>0</v></c></row>", 2000, "</sheetData></worksheet>");
    complains(flat_parts(parts, 2), "too large");
    arena_reset(mem);
    parts[0].text = "<worksheet/>";
    parts[1].text = repeated("<sst>", "<si/>", 300000, "</sst>");
    complains(flat_parts(parts, 2), "too large");
    assert_true((clock() - began) / CLOCKS_PER_SEC < 30);
}

static void
what_is_no_list_is_refused(void **state)
{
    static const struct part letter = {"word/document.xml", "<document/>"};
    struct part              relations = {"xl/_rels/workbook.xml.rels", NULL};

    (void)state;
    complains(flat_parts(&letter, 1), "no Excel workbook");
    relations.text =
        repeated("<Relationships><Relationship Id='", "r", 2000, "' Type='t' Target='t'/></Relationships>");
    complains(flat_parts(&relations, 1), "damaged");
    relations.text = repeated("<Relationships>", "<Relationship/>", 2000, "</Relationships>");
    complains(flat_parts(&relations, 1), "too large");
    complains(flat_sheet(""), "empty");
    complains(flat_sheet("<row r='2'><c/></row>"), "empty");
    complains(flat_sheet("<row><c r='BI1'><v>1</v></c></row>"), "too many columns");
    complains(flat_sheet("<row r='20001'><c><v>1</v></c></row>"), "too many rows");
    check_text(flat_sheet("<row r='20000'><c><v>1</v></c></row>"), "20000:1/");
    complains(flat_sheet("<row r='2'><c><v>1</v></c></row><row r='1'><c><v>1</v></c></row>"), "damaged");
    complains(flat_sheet("<row r='-1'/>"), "damaged");
    complains(flat_sheet("<row><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row>"), "damaged");
    complains(flat_sheet("<row><c r='1'><v>1</v></c></row>"), "damaged");
    complains(flat_sheet("<row><c r='AAAAAAAAAAAAAAAAAAAA1'><v>1</v></c></row>"), "damaged");
    complains(flat_sheet("<row><c t='s'><v>0</v></c></row>"), "damaged");
    complains(flat_sheet("<row><c t='s'><v>-1</v></c></row>"), "damaged");
    complains(flat_sheet("<row><c><v>1</c></row>"), "damaged");
    complains(flat_sheet(repeated("", "<a>", 100, "")), "damaged");
    complains(flat_sheet(repeated("<row><c t='str'><v>", "x", 5000, "</v></c></row>")), "far too much text");
    complains(flat_sheet(repeated("<row><c t='str'><v>", "xxxxxxxxxx", 20000, "</v></c></row>")), "far too much text");
}

static void
a_file_of_more_than_5_mib_is_refused(void **state)
{
    char *bytes = arena_alloc(mem, XLSX_FILE_MOST + 1);

    (void)state;
    memcpy(bytes, "PK\x03\x04", 4);
    complains(flat(bytes, XLSX_FILE_MOST + 1), "too large");
}

/* Each test has the arena for itself. */
static int
mem_again(void **state)
{
    (void)state;
    arena_reset(mem);
    return 0;
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup(name, mem_again)
    const struct CMUnitTest tests[] = {
        TEST(a_workbook_of_everything_is_read),
        TEST(days_may_count_from_1904),
        TEST(hidden_sheets_are_passed_over),
        TEST(a_formula_that_was_never_reckoned_is_refused),
        TEST(the_first_sheet_is_that_of_the_workbook),
        TEST(cells_stand_where_they_say),
        TEST(numbers_are_their_digits),
        TEST(days_are_those_that_excel_shows),
        TEST(formats_of_days_are_known),
        TEST(other_bytes_stay_as_they_are),
        TEST(a_cut_archive_is_refused),
        TEST(a_spoilt_archive_breaks_nothing),
        TEST(passwords_and_old_files_are_named),
        TEST(a_doctype_is_refused),
        TEST(a_bomb_is_refused),
        TEST(what_is_no_list_is_refused),
        TEST(a_file_of_more_than_5_mib_is_refused),
    };

    return cmocka_run_group_tests(tests, mem_begin, mem_end);
}
