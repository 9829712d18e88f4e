// The kernels that exist, and which of them can run here.
//
// A CPU with one set has those before it too, so a kernel may use their functions.

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "kernels.h"

// Plain Swift: the definition of each loop, and the fallback for unknown CPUs.
static const CSeptetKernel plain = {.name = "plain"};

#if CSEPTET_X86_64
static const CSeptetKernel avx2 = {
    .name = "avx2",
    .scan = cseptet_avx2_scan,
    .validateAndScan = cseptet_avx2_validate_and_scan,
    .fillSeptets = cseptet_avx2_fill_septets,
    .fillUTF16 = cseptet_avx2_fill_utf16,
    .find = cseptet_avx2_find,
    .rows = cseptet_avx2_rows,
    .signs = cseptet_avx2_signs,
    .survey = cseptet_avx2_survey,
    .encodeSeptets = cseptet_avx2_encode_septets,
    .pack = cseptet_avx2_pack,
    .encodeUTF16 = cseptet_avx2_encode_utf16,
    .decodeSeptets = cseptet_avx2_decode_septets,
    .decodeUTF16 = cseptet_avx2_decode_utf16,
};

static const CSeptetKernel avx512 = {
    .name = "avx512",
    .scan = cseptet_avx512_scan,
    .validateAndScan = cseptet_avx512_validate_and_scan,
    .fillSeptets = cseptet_avx512_fill_septets,
    .fillUTF16 = cseptet_avx512_fill_utf16,
    .encodeSeptets = cseptet_avx512_encode_septets,
    .pack = cseptet_avx512_pack,
    .encodeUTF16 = cseptet_avx512_encode_utf16,
    .decodeSeptets = cseptet_avx512_decode_septets,
    .decodeUTF16 = cseptet_avx512_decode_utf16,
    .decodeSingleByte = cseptet_avx512_decode_single_byte,
    .encodeSingleByte = cseptet_avx512_encode_single_byte,
    .find = cseptet_avx512_find,
    .rows = cseptet_avx512_rows,
    .signs = cseptet_avx512_signs,
    .survey = cseptet_avx512_survey,
};

// These tests also ask whether the operating system saves the wide registers.
static bool has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt") &&
           __builtin_cpu_supports("popcnt");
}

static bool has_avx512(void) {
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
           __builtin_cpu_supports("avx512vbmi2");
}
#endif

#if CSEPTET_NEON
// Every arm64 CPU has it.
static const CSeptetKernel neon = {
    .name = "neon",
    .scan = cseptet_neon_scan,
    .validateAndScan = cseptet_neon_validate_and_scan,
    .fillSeptets = cseptet_neon_fill_septets,
    .fillUTF16 = cseptet_neon_fill_utf16,
    .encodeSeptets = cseptet_neon_encode_septets,
    .pack = cseptet_neon_pack,
    .encodeUTF16 = cseptet_neon_encode_utf16,
    .decodeSeptets = cseptet_neon_decode_septets,
    .find = cseptet_neon_find,
};
#endif

const CSeptetKernel *cseptet_kernel(intptr_t index) {
    const CSeptetKernel *available[4] = {&plain};
    intptr_t count = 1;
#if CSEPTET_X86_64
    __builtin_cpu_init();
    if (has_avx2()) available[count++] = &avx2;
    if (has_avx512()) available[count++] = &avx512;
#endif
#if CSEPTET_NEON
    available[count++] = &neon;
#endif
    return index >= 0 && index < count ? available[index] : NULL;
}

const char *cseptet_requested_kernel(void) { return getenv("SEPTET_KERNEL"); }

const CSeptetKernel *cseptet_kept_choice = NULL;

const CSeptetKernel *cseptet_choose_kernel(void) {
    const char *name = cseptet_requested_kernel();
    const CSeptetKernel *choice = &plain;
    for (intptr_t index = 0; cseptet_kernel(index) != NULL; index++) {
        const CSeptetKernel *kernel = cseptet_kernel(index);
        if (name == NULL || strcmp(name, kernel->name) == 0) choice = kernel;
    }
    __atomic_store_n(&cseptet_kept_choice, choice, __ATOMIC_RELAXED);
    return choice;
}
