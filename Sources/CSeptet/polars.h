/*
 * What polars.c and polars_output.c have in common: the structs of the Arrow C data interface (arrow.apache.org), the
 * plans of a chunk, and the series that are made of them.
 */

#ifndef SEPTET_POLARS_H
#define SEPTET_POLARS_H

#include <stdbool.h>
#include <stdint.h>

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

/* What an expression gives. */
enum output { PARTS, UNITS, ENCODING, PLAN };

/* The plans of a chunk: columns with room for its rows, NULL where they are not wanted. */
struct plans {
    int64_t rows, null_count;
    uint8_t *validity;
    int8_t *encodings;
    int32_t *units, *parts, *remaining;
};

/* Makes the schema of an output. Returns whether there was memory; what was made is released otherwise. */
bool septet_polars_make_schema(struct ArrowSchema *schema, const char *name, enum output output);

/* Makes the array of an output, which takes columns out of the plans. Returns whether there was memory. */
bool septet_polars_make_output(struct ArrowArray *array, struct plans *plans, enum output output);

#endif
