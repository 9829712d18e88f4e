#include <valgrind/callgrind.h>

#include "CInstructionCount.h"

int instruction_count_is_under_valgrind(void) { return RUNNING_ON_VALGRIND != 0; }

void instruction_count_begin(void) {
    CALLGRIND_START_INSTRUMENTATION;
    CALLGRIND_ZERO_STATS;
}

void instruction_count_end(const char *name) {
    CALLGRIND_DUMP_STATS_AT(name);
    CALLGRIND_STOP_INSTRUMENTATION;
}
