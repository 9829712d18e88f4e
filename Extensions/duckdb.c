/*
 * The functions sms_parts, sms_units, sms_encoding, sms_plan and sms_number for DuckDB.
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

enum { TYPE_INTEGER = 4, TYPE_VARCHAR = 17 };

/* What DuckDB passes when it loads an extension. */
struct access {
    void (*set_error)(handle info, const char *message);
    handle *(*get_database)(handle info);
    void *const *(*get_api)(handle info, const char *version);
};

/* The functions by their places, as many as are called: a copy, since DuckDB's own goes when loading ends. */
static void *api[222];
#define CALL(place, result, ...) ((result(*)(__VA_ARGS__))api[place])

static int connect_to(handle database, handle *connection)
{
    return CALL(3, int, handle, handle *)(database, connection);
}
static void disconnect(handle *connection) { CALL(6, void, handle *)(connection); }
static handle create_type(int type) { return CALL(156, handle, int)(type); }
static handle create_struct_type(handle *types, const char **names, idx_t count)
{
    return CALL(163, handle, handle *, const char **, idx_t)(types, names, count);
}
static void destroy_type(handle *type) { CALL(184, void, handle *)(type); }
static handle column(handle chunk, idx_t index) { return CALL(190, handle, handle, idx_t)(chunk, index); }
static idx_t row_count(handle chunk) { return CALL(191, idx_t, handle)(chunk); }
static void *data(handle vector) { return CALL(194, void *, handle)(vector); }
static uint64_t *validity(handle vector) { return CALL(195, uint64_t *, handle)(vector); }
static void assign(handle vector, idx_t row, const char *text, idx_t count)
{
    CALL(198, void, handle, idx_t, const char *, idx_t)(vector, row, text, count);
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

static void explain(handle info, const septet_column_plans *plans, int32_t status)
{
    char message[128];
    if (status == SEPTET_TOO_MANY_PARTS)
        snprintf(message, sizeof message, "a text needs %d parts, a message has at most 255",
                 (int)plans->fault_parts);
    else
        snprintf(message, sizeof message, "septet: %s", septet_status_name(status));
    fail(info, message);
}

/* Plans the texts of a chunk in one call; says what is wrong otherwise. */
static bool plan(handle info, handle chunk, handle output, septet_column_plans *plans)
{
    handle texts = column(chunk, 0);
    septet_column described = {
        .struct_size = sizeof described,
        .layout = SEPTET_POINTERS,
        .row_count = (int64_t)row_count(chunk),
        .validity = (const uint8_t *)validity(texts),
        .rows = data(texts),
    };
    plans->struct_size = sizeof *plans;
    /* Without null rows there is no need for a bitmap. */
    if (described.validity)
        plans->validity = (uint8_t *)writable_validity(output);
    const int32_t status = septet_plan_column(NULL, &described, plans);
    if (status != SEPTET_OK)
        explain(info, plans, status);
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

static bool is_null(const uint64_t *bits, idx_t row) { return bits && !(bits[row / 64] >> row % 64 & 1); }

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
            bits[row / 64] &= ~(UINT64_C(1) << row % 64);
        } else {
            fail(info, "there is no such country; give two letters, such as GB");
            return;
        }
    }
}

typedef void (*function)(handle info, handle chunk, handle output);

/* Registers a function of texts; returns whether DuckDB took it. */
static bool add(handle connection, const char *name, idx_t parameter_count, handle result, function body,
                bool takes_nulls)
{
    handle made = CALL(209, handle, void)();
    handle text = create_type(TYPE_VARCHAR);
    CALL(211, void, handle, const char *)(made, name);
    for (idx_t i = 0; i < parameter_count; i++)
        CALL(215, void, handle, handle)(made, text);
    CALL(216, void, handle, handle)(made, result);
    CALL(218, void, handle, function)(made, body);
    if (takes_nulls)
        CALL(213, void, handle)(made);
    const bool is_registered = CALL(219, int, handle, handle)(connection, made) == 0;
    destroy_type(&text);
    destroy_type(&result);
    CALL(210, void, handle *)(&made);
    return is_registered;
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
    const bool is_added = add(connection, "sms_parts", 1, create_type(TYPE_INTEGER), sms_parts, false)
                          && add(connection, "sms_units", 1, create_type(TYPE_INTEGER), sms_units, false)
                          && add(connection, "sms_encoding", 1, create_type(TYPE_VARCHAR), sms_encoding, false)
                          && add(connection, "sms_plan", 1, plan_type(), sms_plan, false)
                          && add(connection, "sms_number", 2, create_type(TYPE_VARCHAR), sms_number, true);
    disconnect(&connection);
    if (!is_added)
        access->set_error(info, "septet: cannot register the functions");
    return is_added;
}
