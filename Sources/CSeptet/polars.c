/*
 * Expressions for Polars: the symbols of its plugin interface, version 0.1.
 *
 * Polars looks them up by name in the library whose path it is given. Series come and go as structs of the
 * Arrow C data interface; texts come as string views. Sources: "The Arrow C data interface" (arrow.apache.org),
 * and the `version_0` of polars-ffi. Polars takes a series without private data for a failure, so every
 * struct made here has some.
 */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "septet.h"

#define EXPORT __attribute__((visibility("default")))

struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};

struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};

#define ARROW_FLAG_NULLABLE 2

/* A series in some chunks. */
struct SeriesExport {
    struct ArrowSchema *field;
    struct ArrowArray **arrays;
    size_t len;
    void (*release)(struct SeriesExport *);
    void *private_data;
};

/* What an expression gives. */
enum output { PARTS, UNITS, ENCODING, PLAN };

/* The fields of a plan, in order, with their formats. */
static const struct {
    const char *name, *format;
} fields[] = {{"encoding", "vu"}, {"units", "i"}, {"parts", "i"}, {"remaining", "i"}};

static _Thread_local char error[256];

/* ---- Schemas --------------------------------------------------------------------------------- */

static void release_schema(struct ArrowSchema *schema)
{
    for (int64_t i = 0; i < schema->n_children; i++) {
        if (schema->children[i]->release)
            schema->children[i]->release(schema->children[i]);
        free(schema->children[i]);
    }
    free(schema->children);
    free(schema->private_data);
    schema->release = NULL;
}

/* Makes a schema; its private data is the copy of its name. Returns whether there was memory. */
static bool make_schema(struct ArrowSchema *schema, const char *name, const char *format)
{
    char *copy = strdup(name);
    if (!copy)
        return false;
    *schema = (struct ArrowSchema){
        .format = format,
        .name = copy,
        .flags = ARROW_FLAG_NULLABLE,
        .release = release_schema,
        .private_data = copy,
    };
    return true;
}

static bool make_output_schema(struct ArrowSchema *schema, const char *name, enum output output)
{
    const char *format = output == PLAN ? "+s" : output == ENCODING ? "vu" : "i";
    if (!make_schema(schema, name, format))
        return false;
    if (output != PLAN)
        return true;
    const size_t count = sizeof fields / sizeof *fields;
    schema->children = calloc(count, sizeof *schema->children);
    for (size_t i = 0; schema->children && i < count; i++) {
        struct ArrowSchema *child = malloc(sizeof *child);
        if (!child || !make_schema(child, fields[i].name, fields[i].format)) {
            free(child);
            break;
        }
        schema->children[schema->n_children++] = child;
    }
    if (schema->n_children == (int64_t)count)
        return true;
    release_schema(schema);
    return false;
}

/* ---- Arrays ---------------------------------------------------------------------------------- */

static void release_array(struct ArrowArray *array)
{
    for (int64_t i = 0; i < array->n_children; i++) {
        if (array->children[i]->release)
            array->children[i]->release(array->children[i]);
        free(array->children[i]);
    }
    free(array->children);
    for (int64_t i = 0; i < array->n_buffers; i++)
        free((void *)array->buffers[i]);
    free(array->private_data);
    array->release = NULL;
}

/* An array of some buffers, which it owns; the buffers themselves are its private data. */
static bool make_array(struct ArrowArray *array, int64_t length, int64_t null_count, int64_t buffer_count)
{
    const void **buffers = calloc((size_t)buffer_count, sizeof *buffers);
    *array = (struct ArrowArray){
        .length = length,
        .null_count = null_count,
        .n_buffers = buffer_count,
        .buffers = buffers,
        .release = release_array,
        .private_data = (void *)buffers,
    };
    return buffers != NULL;
}

/* The plans of a chunk: columns with room for its rows, NULL where they are not wanted. */
struct plans {
    int64_t rows, null_count;
    uint8_t *validity;
    int8_t *encodings;
    int32_t *units, *parts, *remaining;
};

static void free_plans(struct plans *plans)
{
    free(plans->validity);
    free(plans->encodings);
    free(plans->units);
    free(plans->parts);
    free(plans->remaining);
}

/* Copies the bitmap of null rows, which is not there without any. Returns whether there was memory. */
static bool copy_validity(struct ArrowArray *array, const struct plans *plans)
{
    const size_t size = (size_t)(plans->rows + 7) / 8;
    if (plans->null_count == 0)
        return true;
    void *copy = malloc(size);
    if (copy)
        memcpy(copy, plans->validity, size);
    array->buffers[0] = copy;
    return copy != NULL;
}

/* Takes a column of numbers out of the plans. */
static bool make_numbers(struct ArrowArray *array, const struct plans *plans, int32_t **numbers)
{
    if (!make_array(array, plans->rows, plans->null_count, 2))
        return false;
    array->buffers[1] = *numbers;
    *numbers = NULL;
    return copy_validity(array, plans);
}

/* The names of the encodings as string views, all of which are short. */
static bool make_names(struct ArrowArray *array, const struct plans *plans)
{
    static const char names[][16] = {"\4\0\0\0gsm7", "\4\0\0\0ucs2"};
    /* Validity, views, and the sizes of the buffers of long texts, of which there are none. */
    if (!make_array(array, plans->rows, plans->null_count, 3))
        return false;
    char *views = malloc((size_t)plans->rows * 16 + 1);
    array->buffers[1] = views;
    array->buffers[2] = calloc(1, 8);
    if (!views || !array->buffers[2] || !copy_validity(array, plans))
        return false;
    for (int64_t i = 0; i < plans->rows; i++)
        memcpy(views + 16 * i, names[plans->encodings[i] == SEPTET_UCS2], 16);
    return true;
}

static bool make_output(struct ArrowArray *array, struct plans *plans, enum output output)
{
    if (output != PLAN)
        return output == ENCODING
                   ? make_names(array, plans)
                   : make_numbers(array, plans, output == PARTS ? &plans->parts : &plans->units);
    if (!make_array(array, plans->rows, plans->null_count, 1))
        return false;
    array->children = calloc(4, sizeof *array->children);
    if (!array->children || !copy_validity(array, plans))
        return false;
    for (int i = 0; i < 4; i++) {
        struct ArrowArray *child = calloc(1, sizeof *child);
        if (!child)
            return false;
        array->children[array->n_children++] = child;
        int32_t **numbers[] = {NULL, &plans->units, &plans->parts, &plans->remaining};
        if (!(i == 0 ? make_names(child, plans) : make_numbers(child, plans, numbers[i])))
            return false;
    }
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
    if (array->n_buffers < 3)
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

/* Plans a chunk; returns whether it could, and says why not. */
static bool plan_chunk(struct plans *plans, const char *format, const struct ArrowArray *array, enum output output)
{
    septet_column column;
    const size_t rows = (size_t)array->length;
    const bool all = output == PLAN;
    *plans = (struct plans){
        .rows = array->length,
        .validity = array->null_count != 0 ? malloc(rows / 8 + 1) : NULL,
        .encodings = all || output == ENCODING ? malloc(rows + 1) : NULL,
        .units = all || output == UNITS ? malloc(4 * rows + 1) : NULL,
        .parts = all || output == PARTS ? malloc(4 * rows + 1) : NULL,
        .remaining = all ? malloc(4 * rows + 1) : NULL,
    };
    if ((array->null_count != 0 && !plans->validity)
        || (all && !(plans->encodings && plans->units && plans->parts && plans->remaining))
        || !(plans->encodings || plans->units || plans->parts)) {
        strcpy(error, "there is not enough memory");
        return false;
    }
    if (!read_column(&column, format, array)) {
        strcpy(error, "an expression of texts needs a column of strings");
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
    const int32_t status = septet_plan_column(NULL, &column, &outputs);
    plans->null_count = outputs.null_count;
    if (status == SEPTET_OK)
        return true;
    if (status == SEPTET_TOO_MANY_PARTS)
        snprintf(error, sizeof error, "row %lld of a chunk needs %d parts, a message has at most 255",
                 (long long)outputs.fault_row, (int)outputs.fault_parts);
    else
        snprintf(error, sizeof error, "%s in row %lld of a chunk", septet_status_name(status),
                 (long long)outputs.fault_row);
    return false;
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

static void evaluate(struct SeriesExport *inputs, size_t count, struct SeriesExport *result, enum output output)
{
    *result = (struct SeriesExport){0};
    strcpy(error, "there is not enough memory");
    if (count != 1) {
        strcpy(error, "there is one column of texts");
    } else {
        const struct SeriesExport *texts = inputs;
        result->field = calloc(1, sizeof *result->field);
        result->arrays = calloc(texts->len + 1, sizeof *result->arrays);
        bool is_made = result->field && result->arrays
                       && make_output_schema(result->field, texts->field->name, output);
        for (size_t i = 0; is_made && i < texts->len; i++) {
            struct plans plans;
            struct ArrowArray *array = calloc(1, sizeof *array);
            is_made = array != NULL;
            if (!is_made)
                break;
            result->arrays[result->len++] = array;
            is_made = plan_chunk(&plans, texts->field->format, texts->arrays[i], output)
                      && make_output(array, &plans, output);
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
    if (!make_output_schema(result, count > 0 && inputs->name ? inputs->name : "", output))
        *result = (struct ArrowSchema){0};
}

/* Version 0.1 of the interface. */
EXPORT uint32_t _polars_plugin_get_version(void) { return 1; }

EXPORT const char *_polars_plugin_get_last_error_message(void) { return error; }

#define EXPRESSION(name, output)                                                                        \
    EXPORT void _polars_plugin_##name(struct SeriesExport *inputs, size_t count, const uint8_t *arguments, \
                                      size_t argument_octets, struct SeriesExport *result, void *context) \
    {                                                                                                   \
        (void)arguments, (void)argument_octets, (void)context;                                          \
        evaluate(inputs, count, result, output);                                                        \
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
