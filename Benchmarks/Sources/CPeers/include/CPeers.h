#ifndef SEPTET_CPEERS_H
#define SEPTET_CPEERS_H

#include <stdint.h>

// Each function goes once over `count` messages; message i is octets[starts[i]] to
// octets[starts[i + 1]]. What it writes goes to the beginning of `output` each time. Texts are
// UTF-8 unless a comment says otherwise. Packed fields begin with their septets in one octet.
//
// Counting returns units plus 1,000,003 for each part; everything else the octets written in all.

/// What the libraries want to be told before their first use.
void peers_start(void);

/// libosmocore; ISO-8859-1 with a NUL behind each message. Parts by division.
int64_t osmocore_count(const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// libosmocore's septets and packing, and the cut between them; ISO-8859-1 with a NUL.
int64_t osmocore_encode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// libosmocore: packed fields to ISO-8859-1.
int64_t osmocore_decode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// gammu: UTF-8 through its UCS-2 to packed septets of the whole message.
int64_t gammu_encode(const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// gammu: packed fields to its UCS-2.
int64_t gammu_decode(const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// gammu: packed fields to UTF-8.
int64_t gammu_decode_utf8(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// kannel's gwlib: septets of UTF-8, and parts by division.
int64_t gwlib_count(const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// kannel's gwlib: UTF-8 to one septet in each octet.
int64_t gwlib_encode(const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// kannel's gwlib: one septet in each octet to UTF-8.
int64_t gwlib_decode(const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

#endif
