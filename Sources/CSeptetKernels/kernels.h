// The functions of each instruction set; choice.c makes the kernels of them.

#ifndef CSEPTET_KERNELS_INTERNAL_H
#define CSEPTET_KERNELS_INTERNAL_H

#include "CSeptetKernels.h"

#if defined(__x86_64__)
#define CSEPTET_X86_64 1

// What the functions of an instruction set may use, and what choice.c asks the CPU for.
#define CSEPTET_AVX2_TARGET "avx2,bmi,bmi2,lzcnt,popcnt"
#define CSEPTET_AVX512_TARGET \
    CSEPTET_AVX2_TARGET ",avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2"

void cseptet_avx2_scan(const uint8_t *octets, intptr_t octet_count, CSeptetTextScan *scan);
bool cseptet_avx2_validate_and_scan(const uint8_t *octets, intptr_t octet_count,
                                    CSeptetTextScan *scan);

void cseptet_avx512_scan(const uint8_t *octets, intptr_t octet_count, CSeptetTextScan *scan);
bool cseptet_avx512_validate_and_scan(const uint8_t *octets, intptr_t octet_count,
                                      CSeptetTextScan *scan);
#endif

#if defined(__aarch64__) && defined(__ARM_NEON)
#define CSEPTET_NEON 1
#endif

#endif
