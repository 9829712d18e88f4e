/*
 * The series that the expressions of polars.c return: their schemas, and arrays that own their memory. Polars takes a
 * struct without private data for a failure, so every struct made here has some.
 */

#include <stdlib.h>
#include <string.h>

#include "polars.h"
#include "septet.h"

#define ARROW_FLAG_NULLABLE 2

/* The fields of a plan, in order, with their formats. */
static const struct {
    const char *name, *format;
} fields[] = {{"encoding", "vu"}, {"units", "i"}, {"parts", "i"}, {"remaining", "i"}};

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

bool septet_polars_make_schema(struct ArrowSchema *schema, const char *name, enum output output)
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

bool septet_polars_make_output(struct ArrowArray *array, struct plans *plans, enum output output)
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
