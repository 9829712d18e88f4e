#ifndef SEPTET_CINSTRUCTION_COUNT_H
#define SEPTET_CINSTRUCTION_COUNT_H

/// Whether the process runs under valgrind, without which nothing is counted.
int instruction_count_is_possible(void);

/// Has callgrind count from here on.
void instruction_count_begin(void);

/// Has callgrind write what it counted into a file that says `name`, and stop.
void instruction_count_end(const char *name);

#endif
