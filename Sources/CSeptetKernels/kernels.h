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

CSeptetTextScan cseptet_avx2_scan(const uint8_t *octets, intptr_t octetCount);
bool cseptet_avx2_validate_and_scan(const uint8_t *octets, intptr_t octetCount,
                                    CSeptetTextScan *scan);
void cseptet_avx2_fill_septets(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                               CSeptetPartFilling *filling);
void cseptet_avx2_fill_utf16(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                             CSeptetPartFilling *filling);

intptr_t cseptet_avx2_encode_septets(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                     intptr_t fillBitCount, uint8_t *packed, intptr_t *read);
void cseptet_avx2_pack(const uint8_t *septets, intptr_t septetCount, intptr_t fillBitCount,
                       uint8_t *packed);
intptr_t cseptet_avx2_decode_septets(const uint8_t *octets, intptr_t octetCount, intptr_t firstBit,
                                     intptr_t septetCount, uint8_t *utf8);
intptr_t cseptet_avx2_decode_utf16(const uint8_t *octets, intptr_t octetCount, uint8_t *utf8);

CSeptetTextScan cseptet_avx512_scan(const uint8_t *octets, intptr_t octetCount);
bool cseptet_avx512_validate_and_scan(const uint8_t *octets, intptr_t octetCount,
                                      CSeptetTextScan *scan);
void cseptet_avx512_fill_septets(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                                 CSeptetPartFilling *filling);
void cseptet_avx512_fill_utf16(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                               CSeptetPartFilling *filling);

intptr_t cseptet_avx2_survey(const uint8_t *octets, intptr_t octetCount, intptr_t offset,
                             const CSeptetSurveyTables *tables, CSeptetSurvey *survey);
bool cseptet_avx2_rows(const uint8_t *octets, intptr_t octetCount, uint8_t delimiter,
                       CSeptetRows *rows);
intptr_t cseptet_avx2_find(const uint8_t *octets, intptr_t octetCount, uint8_t first,
                           uint8_t second, uint8_t third, uint32_t *positions);
uint32_t cseptet_avx2_signs(const uint8_t *octets, intptr_t octetCount);
intptr_t cseptet_avx2_encode_utf16(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                   uint8_t *units, intptr_t *read);

intptr_t cseptet_avx512_survey(const uint8_t *octets, intptr_t octetCount, intptr_t offset,
                               const CSeptetSurveyTables *tables, CSeptetSurvey *survey);
bool cseptet_avx512_rows(const uint8_t *octets, intptr_t octetCount, uint8_t delimiter,
                         CSeptetRows *rows);
intptr_t cseptet_avx512_find(const uint8_t *octets, intptr_t octetCount, uint8_t first,
                             uint8_t second, uint8_t third, uint32_t *positions);
intptr_t cseptet_avx512_encode_septets(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                       intptr_t fillBitCount, uint8_t *packed, intptr_t *read);
void cseptet_avx512_pack(const uint8_t *septets, intptr_t septetCount, intptr_t fillBitCount,
                         uint8_t *packed);
uint32_t cseptet_avx512_signs(const uint8_t *octets, intptr_t octetCount);
intptr_t cseptet_avx512_encode_utf16(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                     uint8_t *units, intptr_t *read);
intptr_t cseptet_avx512_decode_septets(const uint8_t *octets, intptr_t octetCount,
                                       intptr_t firstBit, intptr_t septetCount, uint8_t *utf8);
intptr_t cseptet_avx512_decode_utf16(const uint8_t *octets, intptr_t octetCount, uint8_t *utf8);
intptr_t cseptet_avx512_decode_single_byte(const uint8_t *octets, intptr_t octetCount,
                                           intptr_t room, const CSeptetSingleByteTable *table,
                                           uint8_t *utf8, intptr_t *read);
intptr_t cseptet_avx512_encode_single_byte(const uint8_t *utf8, intptr_t octetCount,
                                           intptr_t room, const CSeptetSingleByteTable *table,
                                           uint8_t *octets, intptr_t *read);
#endif

#if defined(__aarch64__) && defined(__ARM_NEON) && !defined(__ARM_BIG_ENDIAN)
#define CSEPTET_NEON 1

CSeptetTextScan cseptet_neon_scan(const uint8_t *octets, intptr_t octetCount);
bool cseptet_neon_validate_and_scan(const uint8_t *octets, intptr_t octetCount,
                                    CSeptetTextScan *scan);
void cseptet_neon_fill_septets(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                               CSeptetPartFilling *filling);
void cseptet_neon_fill_utf16(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                             CSeptetPartFilling *filling);
intptr_t cseptet_neon_encode_septets(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                     intptr_t fillBitCount, uint8_t *packed, intptr_t *read);
void cseptet_neon_pack(const uint8_t *septets, intptr_t septetCount, intptr_t fillBitCount,
                       uint8_t *packed);
intptr_t cseptet_neon_encode_utf16(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                   uint8_t *units, intptr_t *read);
intptr_t cseptet_neon_decode_septets(const uint8_t *octets, intptr_t octetCount,
                                     intptr_t firstBit, intptr_t septetCount, uint8_t *utf8);
intptr_t cseptet_neon_find(const uint8_t *octets, intptr_t octetCount, uint8_t first,
                           uint8_t second, uint8_t third, uint32_t *positions);
#endif

#endif
