/*
 * Expressions for Polars: the symbols of its plugin interface, version 0.1.
 *
 * Polars looks them up by name in the library whose path it is given. Series come and go as structs of the
 * Arrow C data interface; texts come as string views. Source: the `version_0` of polars-ffi.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "polars.h"
#include "septet.h"

#define EXPORT __attribute__((visibility("default")))

/* A series in some chunks. */
struct SeriesExport {
    struct ArrowSchema *field;
    struct ArrowArray **arrays;
    size_t len;
    void (*release)(struct SeriesExport *);
    void *private_data;
};

static _Thread_local char error[256];

/* ---- Plans ----------------------------------------------------------------------------------- */

static void free_plans(struct plans *plans)
{
    free(plans->validity);
    free(plans->encodings);
    free(plans->units);
    free(plans->parts);
    free(plans->remaining);
}

/*
 * Reads the options that an expression passes: 8 hexadecimal digits behind "septet:", somewhere in the pickled
 * arguments; without them the defaults. 16 bits are languages, two the boundary, one a reference of 16 bits, two the
 * encoding. (A literal as another column would do, but Polars repeats it for every row.)
 */
static bool read_options(septet_options *options, const uint8_t *arguments, size_t count)
{
    static const char mark[] = "septet:";
    const size_t length = sizeof mark - 1, digits = 8;
    *options = (septet_options){.struct_size = sizeof *options};
    /* Pickled nothing is shorter. */
    if (!arguments || count < length + digits)
        return true;
    size_t start = 0;
    while (start + length + digits <= count && memcmp(arguments + start, mark, length) != 0)
        start++;
    if (start + length + digits > count)
        return false;
    uint32_t bits = 0;
    for (size_t i = 0; i < digits; i++) {
        const uint8_t digit = arguments[start + length + i];
        const bool is_letter = digit >= 'a' && digit <= 'f';
        if (!is_letter && (digit < '0' || digit > '9'))
            return false;
        bits = bits << 4 | (uint32_t)(is_letter ? digit - 'a' + 10 : digit - '0');
    }
    options->languages = bits & SEPTET_ALL_LANGUAGES;
    options->boundary = bits >> 16 & 3;
    options->reference_bits = bits >> 18 & 1 ? 16 : 8;
    options->choice = bits >> 19 & 3;
    return true;
}

/* Describes the texts of a chunk; returns whether its format is known. */
static bool read_column(struct septet_column *column, const char *format, const struct ArrowArray *array)
{
    *column = (septet_column){
        .struct_size = sizeof *column,
        .row_count = array->length,
        .first_row = array->offset,
        .validity = array->n_buffers > 0 && array->null_count != 0 ? array->buffers[0] : NULL,
        .rows = array->n_buffers > 1 ? array->buffers[1] : NULL,
    };
    const int64_t end = array->offset + array->length;
    if (array->n_buffers < 3 || array->dictionary)
        return false;
    if (strcmp(format, "vu") == 0) {
        column->layout = SEPTET_VIEWS;
        column->buffer_count = array->n_buffers - 3;
        column->buffers = (const uint8_t *const *)array->buffers + 2;
        column->buffer_octets = array->buffers[array->n_buffers - 1];
        return true;
    }
    column->data = array->buffers[2];
    if (strcmp(format, "u") == 0) {
        column->layout = SEPTET_OFFSETS32;
        column->data_octets = column->rows ? ((const int32_t *)column->rows)[end] : 0;
        return true;
    }
    column->layout = SEPTET_OFFSETS64;
    column->data_octets = column->rows ? ((const int64_t *)column->rows)[end] : 0;
    return strcmp(format, "U") == 0;
}

/* Says which row has no plan, and why. */
static void explain(const septet_column_plans *plans, int32_t status)
{
    const long long row = (long long)plans->fault_row;
    if (status == SEPTET_TOO_MANY_PARTS)
        snprintf(error, sizeof error, "row %lld of its chunk needs %d parts, a message has at most 255", row, (int)plans->fault_parts);
    else if (status == SEPTET_NOT_ENCODABLE)
        snprintf(error, sizeof error, "row %lld of its chunk: U+%04X at byte %lld is not in the requested encoding", row,
                 (unsigned)plans->fault_scalar, (long long)plans->fault_offset);
    else
        snprintf(error, sizeof error, "row %lld of its chunk: %s", row, septet_status_name(status));
}

/* Plans a chunk; returns whether it could, and says why not. */
static bool plan_chunk(struct plans *plans, const septet_options *options, const char *format,
                       const struct ArrowArray *array, enum output output)
{
    septet_column column;
    const size_t rows = (size_t)array->length;
    const bool all = output == PLAN;
    /* A column of the type of nulls has no buffers: all its rows are null. */
    const bool is_null = strcmp(format, "n") == 0;
    const bool has_nulls = is_null || array->null_count != 0;
    *plans = (struct plans){
        .rows = array->length,
        .validity = has_nulls ? malloc(rows / 8 + 1) : NULL,
        .encodings = all || output == ENCODING ? malloc(rows + 1) : NULL,
        .units = all || output == UNITS ? malloc(4 * rows + 1) : NULL,
        .parts = all || output == PARTS ? malloc(4 * rows + 1) : NULL,
        .remaining = all ? malloc(4 * rows + 1) : NULL,
    };
    if ((has_nulls && !plans->validity)
        || (all && !(plans->encodings && plans->units && plans->parts && plans->remaining))
        || !(plans->encodings || plans->units || plans->parts)) {
        strcpy(error, "there is not enough memory");
        return false;
    }
    if (is_null) {
        /* Nothing of a null row is read, but its memory has to be there. */
        memset(plans->validity, 0, rows / 8 + 1);
        if (plans->encodings)
            memset(plans->encodings, 0, rows);
        int32_t *const numbers[] = {plans->units, plans->parts, plans->remaining};
        for (size_t i = 0; i < 3; i++) {
            if (numbers[i])
                memset(numbers[i], 0, 4 * rows);
        }
        plans->null_count = array->length;
        return true;
    }
    if (!read_column(&column, format, array)) {
        strcpy(error, "the namespace sms needs a column of strings; cast others with .cast(pl.String)");
        return false;
    }
    septet_column_plans outputs = {
        .struct_size = sizeof outputs,
        .encodings = plans->encodings,
        .units = plans->units,
        .parts = plans->parts,
        .remaining = plans->remaining,
        .validity = plans->validity,
    };
    const int32_t status = septet_plan_column(options, &column, &outputs);
    plans->null_count = outputs.null_count;
    if (status != SEPTET_OK)
        explain(&outputs, status);
    return status == SEPTET_OK;
}

/* ---- Series ---------------------------------------------------------------------------------- */

static void release_series(struct SeriesExport *series)
{
    if (series->field) {
        if (series->field->release)
            series->field->release(series->field);
        free(series->field);
    }
    /* Polars has moved the arrays out, and releases them itself. */
    for (size_t i = 0; i < series->len; i++)
        free(series->arrays[i]);
    free((void *)series->arrays);
    free(series->private_data);
    *series = (struct SeriesExport){0};
}

/* Releases a series that Polars never gets. */
static void discard_series(struct SeriesExport *series)
{
    for (size_t i = 0; i < series->len; i++) {
        if (series->arrays[i]->release)
            series->arrays[i]->release(series->arrays[i]);
    }
    release_series(series);
}

static void evaluate(struct SeriesExport *inputs, size_t count, const uint8_t *arguments, size_t argument_octets,
                     struct SeriesExport *result, enum output output)
{
    *result = (struct SeriesExport){0};
    strcpy(error, "there is not enough memory");
    septet_options options;
    if (count != 1 || !read_options(&options, arguments, argument_octets)) {
        strcpy(error, "there is one column of texts, and its options are those of septet.polars");
    } else {
        const struct SeriesExport *texts = inputs;
        result->field = calloc(1, sizeof *result->field);
        result->arrays = calloc(texts->len + 1, sizeof *result->arrays);
        bool is_made = result->field && result->arrays
                       && septet_polars_make_schema(result->field, texts->field->name, output);
        for (size_t i = 0; is_made && i < texts->len; i++) {
            struct plans plans;
            struct ArrowArray *array = calloc(1, sizeof *array);
            is_made = array != NULL;
            if (!is_made)
                break;
            result->arrays[result->len++] = array;
            is_made = plan_chunk(&plans, &options, texts->field->format, texts->arrays[i], output)
                      && septet_polars_make_output(array, &plans, output);
            free_plans(&plans);
        }
        result->release = release_series;
        result->private_data = is_made ? malloc(1) : NULL;
        if (!result->private_data)
            discard_series(result);
    }
    for (size_t i = 0; i < count; i++) {
        /* The arrays are ours as well; the release of the series leaves them. */
        for (size_t j = 0; j < inputs[i].len; j++) {
            if (inputs[i].arrays[j]->release)
                inputs[i].arrays[j]->release(inputs[i].arrays[j]);
        }
        if (inputs[i].release)
            inputs[i].release(&inputs[i]);
    }
}

static void describe(const struct ArrowSchema *inputs, size_t count, struct ArrowSchema *result, enum output output)
{
    if (!septet_polars_make_schema(result, count > 0 && inputs->name ? inputs->name : "", output))
        *result = (struct ArrowSchema){0};
}

/* Version 0.1 of the interface. */
EXPORT uint32_t _polars_plugin_get_version(void) { return 1; }

EXPORT const char *_polars_plugin_get_last_error_message(void) { return error; }

#define EXPRESSION(name, output)                                                                        \
    EXPORT void _polars_plugin_##name(struct SeriesExport *inputs, size_t count, const uint8_t *arguments, \
                                      size_t argument_octets, struct SeriesExport *result, void *context) \
    {                                                                                                   \
        (void)context;                                                                                  \
        evaluate(inputs, count, arguments, argument_octets, result, output);                            \
    }                                                                                                   \
    EXPORT void _polars_plugin_field_##name(struct ArrowSchema *inputs, size_t count,                   \
                                            struct ArrowSchema *result, const uint8_t *arguments,       \
                                            size_t argument_octets)                                     \
    {                                                                                                   \
        (void)arguments, (void)argument_octets;                                                         \
        describe(inputs, count, result, output);                                                        \
    }

EXPRESSION(sms_parts, PARTS)
EXPRESSION(sms_units, UNITS)
EXPRESSION(sms_encoding, ENCODING)
EXPRESSION(sms_plan, PLAN)
