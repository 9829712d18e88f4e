/*
 * The functions sms_parts, sms_units, sms_encoding, sms_plan, sms_encode, sms_decode and sms_number for DuckDB.
 *
 * DuckDB's stable C interface (1.2.0 and later) is a struct of functions, of which this file declares those it
 * calls, by their places; places never change within a major version. A chunk of rows is one call of libseptet,
 * which lies beside this extension. Scripts/lib/library/build makes the file that LOAD takes.
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "septet.h"

typedef uint64_t idx_t;
typedef void *handle;

enum { TYPE_BOOLEAN = 1, TYPE_INTEGER = 4, TYPE_BIGINT = 5, TYPE_VARCHAR = 17, TYPE_BLOB = 18 };

/* What DuckDB passes when it loads an extension. */
struct access {
    void (*set_error)(handle info, const char *message);
    handle *(*get_database)(handle info);
    void *const *(*get_api)(handle info, const char *version);
};

/* The functions by their places, as many as are called: a copy, since DuckDB's own goes when loading ends. */
static void *api[226];
#define CALL(place, result, ...) ((result(*)(__VA_ARGS__))api[place])

static int connect_to(handle database, handle *connection)
{
    return CALL(3, int, handle, handle *)(database, connection);
}
static void disconnect(handle *connection) { CALL(6, void, handle *)(connection); }
static handle create_type(int type) { return CALL(156, handle, int)(type); }
static handle create_list_type(handle type) { return CALL(159, handle, handle)(type); }
static handle create_struct_type(handle *types, const char **names, idx_t count)
{
    return CALL(163, handle, handle *, const char **, idx_t)(types, names, count);
}
static void destroy_type(handle *type) { CALL(184, void, handle *)(type); }
static idx_t column_count(handle chunk) { return CALL(189, idx_t, handle)(chunk); }
static handle column(handle chunk, idx_t index) { return CALL(190, handle, handle, idx_t)(chunk, index); }
static idx_t row_count(handle chunk) { return CALL(191, idx_t, handle)(chunk); }
static void *data(handle vector) { return CALL(194, void *, handle)(vector); }
static uint64_t *validity(handle vector) { return CALL(195, uint64_t *, handle)(vector); }
static void assign(handle vector, idx_t row, const char *text, idx_t count)
{
    CALL(198, void, handle, idx_t, const char *, idx_t)(vector, row, text, count);
}
static handle list_child(handle vector) { return CALL(199, handle, handle)(vector); }
static idx_t list_count(handle vector) { return CALL(200, idx_t, handle)(vector); }
/* Makes room for elements of all lists; returns whether there was memory. */
static bool set_list_count(handle vector, idx_t count)
{
    return CALL(202, int, handle, idx_t)(vector, count) == 0 && CALL(201, int, handle, idx_t)(vector, count) == 0;
}
static handle child(handle vector, idx_t index) { return CALL(203, handle, handle, idx_t)(vector, index); }
static void fail(handle info, const char *message) { CALL(221, void, handle, const char *)(info, message); }

static uint64_t *writable_validity(handle vector)
{
    CALL(196, void, handle)(vector);
    return validity(vector);
}

/* A text of DuckDB's, of 16 octets. */
struct text {
    uint32_t count;
    char prefix[4];
    const char *pointer;
};

static const uint8_t *octets(const struct text *text)
{
    return (const uint8_t *)(text->count <= 12 ? text->prefix : text->pointer);
}

static bool is_null(const uint64_t *bits, idx_t row) { return bits && !(bits[row / 64] >> row % 64 & 1); }

/* ---- Options --------------------------------------------------------------------------------- */

/* The languages with national tables, in the order of their identifiers (TS 23.038 6.2.1.2.4), from 1. */
static const struct {
    const char *name, *code;
} languages[] = {{"turkish", "tr"}, {"spanish", "es"}, {"portuguese", "pt"}, {"bengali", "bn"}, {"gujarati", "gu"},
                 {"hindi", "hi"},   {"kannada", "kn"}, {"malayalam", "ml"},  {"oriya", "or"},   {"punjabi", "pa"},
                 {"tamil", "ta"},   {"telugu", "te"},  {"urdu", "ur"}};

/* Some octets that are not ended by a NUL. */
struct word {
    const char *start;
    size_t count;
};

static bool is(struct word word, const char *text)
{
    return word.count == strlen(text) && memcmp(word.start, text, word.count) == 0;
}

/* Takes what stands before a separator off a word. */
static struct word take(struct word *rest, char separator)
{
    const char *end = rest->count > 0 ? memchr(rest->start, separator, rest->count) : NULL;
    struct word taken = {rest->start, end ? (size_t)(end - rest->start) : rest->count};
    rest->start += taken.count + (end != NULL);
    rest->count -= taken.count + (end != NULL);
    return taken;
}

static bool read_languages(struct word names, uint32_t *bits)
{
    bool is_more;
    do {
        is_more = names.count > 0 && memchr(names.start, ',', names.count) != NULL;
        struct word name = take(&names, ',');
        uint32_t found = is(name, "all") ? SEPTET_ALL_LANGUAGES : 0;
        for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
            if (is(name, languages[i].name) || is(name, languages[i].code))
                found = UINT32_C(2) << i;
        }
        if (found == 0)
            return false;
        *bits |= found;
    } while (is_more);
    return true;
}

/* Reads a value of an option; the first of the values stands for 0. */
static bool read_choice(struct word value, uint32_t *choice, const char *const values[3])
{
    for (uint32_t i = 0; i < 3 && values[i]; i++) {
        if (is(value, values[i])) {
            *choice = i;
            return true;
        }
    }
    return false;
}

/* Reads options such as 'languages=tr,pt boundary=grapheme reference_bits=16 encoding=ucs2'; says what is wrong. */
static bool read_options(handle info, const struct text *text, septet_options *options)
{
    static const char *const boundaries[] = {"pair", "unit", "grapheme"};
    static const char *const references[] = {"8", "16", NULL};
    static const char *const encodings[] = {"cheapest", "gsm7", "ucs2"};
    const char *start = (const char *)octets(text);
    struct word rest = {start, text->count};
    while (rest.count > 0) {
        struct word value = take(&rest, ' ');
        if (value.count == 0)
            continue;
        const size_t position = (size_t)(value.start - start);
        uint32_t wide = 0;
        struct word name = take(&value, '=');
        const bool is_read
            = (is(name, "languages") && read_languages(value, &options->languages))
              || (is(name, "boundary") && read_choice(value, &options->boundary, boundaries))
              || (is(name, "encoding") && read_choice(value, &options->choice, encodings))
              || (is(name, "reference_bits") && read_choice(value, &wide, references));
        if (is(name, "reference_bits"))
            options->reference_bits = wide ? 16 : 8;
        if (!is_read) {
            char message[256];
            snprintf(message, sizeof message,
                     "there is no such option at octet %zu: give languages=all or tr,pt, boundary=pair, unit or grapheme, "
                     "reference_bits=8 or 16, encoding=cheapest, gsm7 or ucs2", position);
            fail(info, message);
            return false;
        }
    }
    return true;
}

/* Reads the options of a chunk, which all its rows have in common; the defaults where there is no such column. */
static bool chunk_options(handle info, handle chunk, idx_t index, septet_options *options)
{
    *options = (septet_options){.struct_size = sizeof *options};
    if (column_count(chunk) <= index || row_count(chunk) == 0)
        return true;
    const struct text *texts = data(column(chunk, index));
    const uint64_t *bits = validity(column(chunk, index));
    for (idx_t row = 0; row < row_count(chunk); row++) {
        if (is_null(bits, row) || texts[row].count != texts->count
            || memcmp(octets(&texts[row]), octets(texts), texts->count) != 0) {
            fail(info, "the options of septet are one text for all rows, and not null");
            return false;
        }
    }
    return read_options(info, texts, options);
}

/* ---- Counting -------------------------------------------------------------------------------- */

/* The beginning of a text for a message, cut where a character begins. */
static struct word beginning(const struct text *text)
{
    struct word word = {(const char *)octets(text), text->count};
    if (word.count > 24) {
        word.count = 24;
        while (word.count > 0 && (word.start[word.count] & 0xC0) == 0x80)
            word.count--;
    }
    return word;
}

/* Says what is wrong with a text: rows of a chunk have no numbers that a query knows, so that its beginning is shown. */
static void explain(handle info, const struct text *text, int32_t status, int32_t parts)
{
    char message[192];
    const struct word word = beginning(text);
    if (status == SEPTET_TOO_MANY_PARTS)
        snprintf(message, sizeof message, "the text that begins with \"%.*s\" needs %d parts, a message has at most 255",
                 (int)word.count, word.start, (int)parts);
    else if (status == SEPTET_NOT_ENCODABLE)
        snprintf(message, sizeof message, "the text that begins with \"%.*s\" is not in the requested encoding",
                 (int)word.count, word.start);
    else
        snprintf(message, sizeof message, "septet: %s", septet_status_name(status));
    fail(info, message);
}

/* Plans the texts of a chunk in one call; says what is wrong otherwise. */
static bool plan(handle info, handle chunk, handle output, septet_column_plans *plans)
{
    handle texts = column(chunk, 0);
    septet_options options;
    septet_column described = {
        .struct_size = sizeof described,
        .layout = SEPTET_POINTERS,
        .row_count = (int64_t)row_count(chunk),
        .validity = (const uint8_t *)validity(texts),
        .rows = data(texts),
    };
    plans->struct_size = sizeof *plans;
    if (!chunk_options(info, chunk, 1, &options))
        return false;
    /* Without null rows there is no need for a bitmap. */
    if (described.validity)
        plans->validity = (uint8_t *)writable_validity(output);
    const int32_t status = septet_plan_column(&options, &described, plans);
    if (status != SEPTET_OK) {
        const struct text nothing = {0};
        explain(info, plans->fault_row >= 0 ? (const struct text *)data(texts) + plans->fault_row : &nothing, status,
                plans->fault_parts);
    }
    return status == SEPTET_OK;
}

static void sms_parts(handle info, handle chunk, handle output)
{
    septet_column_plans plans = {.parts = data(output)};
    plan(info, chunk, output, &plans);
}

static void sms_units(handle info, handle chunk, handle output)
{
    septet_column_plans plans = {.units = data(output)};
    plan(info, chunk, output, &plans);
}

/* Writes the names of encodings, which are short enough to lie in their rows. */
static void write_names(struct text *texts, const int8_t *encodings, idx_t count)
{
    static const struct text names[] = {{4, {'g', 's', 'm', '7'}, NULL}, {4, {'u', 'c', 's', '2'}, NULL}};
    for (idx_t row = 0; row < count; row++)
        texts[row] = names[encodings[row] == SEPTET_UCS2];
}

static void sms_encoding(handle info, handle chunk, handle output)
{
    septet_column_plans plans = {.encodings = malloc(row_count(chunk) + 1)};
    if (!plans.encodings)
        fail(info, "there is not enough memory");
    else if (plan(info, chunk, output, &plans))
        write_names(data(output), plans.encodings, row_count(chunk));
    free(plans.encodings);
}

static void sms_plan(handle info, handle chunk, handle output)
{
    const idx_t count = row_count(chunk);
    septet_column_plans plans = {
        .encodings = malloc(count + 1),
        .units = data(child(output, 1)),
        .parts = data(child(output, 2)),
        .remaining = data(child(output, 3)),
    };
    if (!plans.encodings) {
        fail(info, "there is not enough memory");
    } else if (plan(info, chunk, output, &plans)) {
        write_names(data(child(output, 0)), plans.encodings, count);
        /* What a null struct has is null as well. */
        for (idx_t field = 0; plans.validity && field < 4; field++)
            memcpy(writable_validity(child(output, field)), plans.validity, (count + 7) / 8);
    }
    free(plans.encodings);
}

/* ---- Octets and numbers ---------------------------------------------------------------------- */

/* A list in the child of a list vector. */
struct list {
    uint64_t offset, count;
};

static void set_null(uint64_t *bits, idx_t row) { bits[row / 64] &= ~(UINT64_C(1) << row % 64); }

/* Writes the parts of a text into the list of a row. */
static bool encode(handle info, handle output, idx_t row, const septet_options *options, const struct text *text,
                   uint32_t number)
{
    uint8_t encoded[SEPTET_MAXIMUM_PARTS * 140];
    septet_part parts[SEPTET_MAXIMUM_PARTS];
    septet_plan plan = {.struct_size = sizeof plan};
    const int32_t status = septet_encode_text(options, octets(text), text->count, number, encoded, sizeof encoded, parts,
                                              SEPTET_MAXIMUM_PARTS, &plan);
    if (status != SEPTET_OK) {
        explain(info, text, status, plan.fault_parts);
        return false;
    }
    const idx_t offset = list_count(output);
    if (!set_list_count(output, offset + (idx_t)plan.parts)) {
        fail(info, "there is not enough memory");
        return false;
    }
    for (idx_t i = 0; i < (idx_t)plan.parts; i++)
        assign(list_child(output), offset + i, (const char *)encoded + parts[i].offset, parts[i].octets);
    ((struct list *)data(output))[row] = (struct list){offset, (uint64_t)plan.parts};
    return true;
}

static void sms_encode(handle info, handle chunk, handle output)
{
    const struct text *texts = data(column(chunk, 0));
    const int64_t *numbers = data(column(chunk, 1));
    const uint64_t *text_bits = validity(column(chunk, 0)), *number_bits = validity(column(chunk, 1));
    uint64_t *bits = writable_validity(output);
    septet_options options;
    if (!chunk_options(info, chunk, 2, &options))
        return;
    for (idx_t row = 0; row < row_count(chunk); row++) {
        ((struct list *)data(output))[row] = (struct list){0, 0};
        if (is_null(text_bits, row) || is_null(number_bits, row)) {
            set_null(bits, row);
        } else if (numbers[row] < 0 || numbers[row] > UINT32_MAX) {
            fail(info, "the number of a message is from 0 to 4294967295");
            return;
        } else if (!encode(info, output, row, &options, &texts[row], (uint32_t)numbers[row])) {
            return;
        }
    }
}

static void sms_decode(handle info, handle chunk, handle output)
{
    const struct text *parts = data(column(chunk, 0));
    const int64_t *lengths = data(column(chunk, 1)), *schemes = data(column(chunk, 2));
    const bool *headers = data(column(chunk, 3));
    uint64_t *bits = writable_validity(output);
    for (idx_t row = 0; row < row_count(chunk); row++) {
        uint8_t text[SEPTET_PART_TEXT_BOUND];
        septet_received received = {.struct_size = sizeof received};
        bool is_any_null = false;
        for (idx_t i = 0; i < 4; i++)
            is_any_null = is_any_null || is_null(validity(column(chunk, i)), row);
        if (is_any_null) {
            set_null(bits, row);
            continue;
        }
        /* Both are octets; others are those of no part. */
        const bool are_octets = (lengths[row] | schemes[row]) >> 8 == 0;
        const int32_t status
            = are_octets ? septet_decode_part(octets(&parts[row]), parts[row].count, (int32_t)lengths[row],
                                              (uint32_t)schemes[row], headers[row], text, sizeof text, &received)
                         : SEPTET_MALFORMED_PART;
        if (status != SEPTET_OK) {
            char message[128];
            snprintf(message, sizeof message, "a part of %u octets %s", (unsigned)parts[row].count,
                     status == SEPTET_NOT_TEXT ? "is data, not text"
                                               : "is not what its length, header or scheme announce");
            fail(info, message);
            return;
        }
        assign(output, row, (const char *)text, (idx_t)received.text_octets);
    }
}

static void sms_number(handle info, handle chunk, handle output)
{
    handle vectors[2] = {column(chunk, 0), column(chunk, 1)};
    const struct text *texts = data(vectors[0]), *countries = data(vectors[1]);
    const uint64_t *text_bits = validity(vectors[0]), *country_bits = validity(vectors[1]);
    uint64_t *bits = writable_validity(output);
    for (idx_t row = 0; row < row_count(chunk); row++) {
        septet_number number = {.struct_size = sizeof number};
        const bool has_country = !is_null(country_bits, row);
        int32_t status = SEPTET_NOT_A_NUMBER;
        if (!is_null(text_bits, row))
            status = septet_parse_number(octets(&texts[row]), texts[row].count,
                                         has_country ? octets(&countries[row]) : NULL,
                                         has_country ? countries[row].count : 0, &number);
        if (status == SEPTET_OK) {
            assign(output, row, number.e164, strlen(number.e164));
        } else if (status == SEPTET_NOT_A_NUMBER) {
            set_null(bits, row);
        } else {
            char message[128];
            const struct word word = beginning(&countries[row]);
            snprintf(message, sizeof message, "there is no country \"%.*s\"; give two letters, such as GB",
                     (int)word.count, word.start);
            fail(info, message);
            return;
        }
    }
}

typedef void (*function)(handle info, handle chunk, handle output);

/* A function: its name, its result, and the types of its parameters, ended by 0. */
struct description {
    const char *name;
    handle (*result)(void);
    function body;
    /* The last parameter, which is the options, may be left out. */
    bool has_options;
    /* It is called for null rows as well. */
    bool takes_nulls;
    int parameters[5];
};

/* Makes a function with its first parameters. */
static handle make(const struct description *described, int parameter_count)
{
    handle made = CALL(209, handle, void)();
    handle result = described->result();
    CALL(211, void, handle, const char *)(made, described->name);
    for (int i = 0; i < parameter_count; i++) {
        handle parameter = create_type(described->parameters[i]);
        CALL(215, void, handle, handle)(made, parameter);
        destroy_type(&parameter);
    }
    CALL(216, void, handle, handle)(made, result);
    CALL(218, void, handle, function)(made, described->body);
    if (described->takes_nulls)
        CALL(213, void, handle)(made);
    destroy_type(&result);
    return made;
}

/* Registers a function, with and without options; returns whether DuckDB took it. */
static bool add(handle connection, const struct description *described)
{
    handle set = CALL(222, handle, const char *)(described->name);
    int most = 0;
    while (described->parameters[most] != 0)
        most++;
    for (int count = most - described->has_options; count <= most; count++) {
        handle made = make(described, count);
        CALL(224, int, handle, handle)(set, made);
        CALL(210, void, handle *)(&made);
    }
    const bool is_registered = CALL(225, int, handle, handle)(connection, set) == 0;
    CALL(223, void, handle *)(&set);
    return is_registered;
}

static handle integer_type(void) { return create_type(TYPE_INTEGER); }
static handle text_type(void) { return create_type(TYPE_VARCHAR); }

static handle parts_type(void)
{
    handle part = create_type(TYPE_BLOB);
    handle result = create_list_type(part);
    destroy_type(&part);
    return result;
}

static handle plan_type(void)
{
    const char *names[] = {"encoding", "units", "parts", "remaining"};
    handle types[4] = {create_type(TYPE_VARCHAR)};
    for (int i = 1; i < 4; i++)
        types[i] = create_type(TYPE_INTEGER);
    handle result = create_struct_type(types, names, 4);
    for (int i = 0; i < 4; i++)
        destroy_type(&types[i]);
    return result;
}

static const struct description functions[] = {
    {"sms_parts", integer_type, sms_parts, true, false, {TYPE_VARCHAR, TYPE_VARCHAR}},
    {"sms_units", integer_type, sms_units, true, false, {TYPE_VARCHAR, TYPE_VARCHAR}},
    {"sms_encoding", text_type, sms_encoding, true, false, {TYPE_VARCHAR, TYPE_VARCHAR}},
    {"sms_plan", plan_type, sms_plan, true, false, {TYPE_VARCHAR, TYPE_VARCHAR}},
    {"sms_encode", parts_type, sms_encode, true, false, {TYPE_VARCHAR, TYPE_BIGINT, TYPE_VARCHAR}},
    {"sms_decode", text_type, sms_decode, false, false, {TYPE_BLOB, TYPE_BIGINT, TYPE_BIGINT, TYPE_BOOLEAN}},
    {"sms_number", text_type, sms_number, false, true, {TYPE_VARCHAR, TYPE_VARCHAR}},
};

/* DuckDB calls this by the name of the file. */
__attribute__((visibility("default"))) bool septet_init_c_api(handle info, struct access *access)
{
    handle connection;
    void *const *given = access->get_api(info, "v1.2.0");
    if (!given)
        return false;
    memcpy(api, given, sizeof api);
    if (connect_to(*access->get_database(info), &connection) != 0) {
        access->set_error(info, "septet: cannot connect to the database");
        return false;
    }
    bool is_added = true;
    for (size_t i = 0; is_added && i < sizeof functions / sizeof *functions; i++)
        is_added = add(connection, &functions[i]);
    disconnect(&connection);
    if (!is_added)
        access->set_error(info, "septet: cannot register the functions");
    return is_added;
}
