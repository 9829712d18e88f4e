// What the kernels for x86-64 with AVX-512 share.

#ifndef CSEPTET_AVX512_H
#define CSEPTET_AVX512_H

#include <immintrin.h>
#include <stdint.h>

#define AVX512 __attribute__((target(CSEPTET_AVX512_TARGET)))
#define AVX512_INLINE static inline __attribute__((always_inline, target(CSEPTET_AVX512_TARGET)))

// 64 octets of a table.
#define LOAD(octets) _mm512_loadu_si512((const void *)(octets))

// The lowest `count` bits, 0...64.
#define LOW_BITS(count) _bzhi_u64(~0ULL, (unsigned)(count))

// For each octet the index of the one before it; 63 for the first.
#define INDEX_OF_BEFORE                                                                     \
    _mm512_set_epi64(0x3E3D3C3B3A393837, 0x363534333231302F, 0x2E2D2C2B2A292827,            \
                     0x262524232221201F, 0x1E1D1C1B1A191817, 0x161514131211100F,            \
                     0x0E0D0C0B0A090807, 0x060504030201003F)

// Takes the first 32 octets of two vectors in turn; 0x20 more in each takes the other 32.
#define INTERLEAVE_FIRST                                                                    \
    _mm512_set_epi64(0x5F1F5E1E5D1D5C1C, 0x5B1B5A1A59195818, 0x5717561655155414,            \
                     0x5313521251115010, 0x4F0F4E0E4D0D4C0C, 0x4B0B4A0A49094808,            \
                     0x4707460645054404, 0x4303420241014000)

#endif
