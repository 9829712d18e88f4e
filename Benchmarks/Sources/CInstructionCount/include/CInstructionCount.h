#ifndef SEPTET_CINSTRUCTION_COUNT_H
#define SEPTET_CINSTRUCTION_COUNT_H

#include <stdint.h>

/// Whether the process runs under valgrind.
int instruction_count_is_under_valgrind(void);

/// Has callgrind count from here on.
void instruction_count_begin(void);

/// Has callgrind write what it counted into a file that says `name`, and stop.
void instruction_count_end(const char *name);

/// Forks, and counts the instructions of the child one by one until it ends.
///
/// Answers 0 in the child, which does its work and calls `_exit(0)`; the number in the parent,
/// which includes a few hundred around the work; and -1 there when processes may not be traced, or
/// the child ended otherwise. About half a million a second.
int64_t instruction_count_by_steps(void);

#endif
