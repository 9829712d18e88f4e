#ifndef SEPTET_CBASELINES_H
#define SEPTET_CBASELINES_H

#include <stddef.h>
#include <stdint.h>

// Each function goes once over `count` messages; message i is octets[starts[i]] to
// octets[starts[i + 1]]. What it writes goes to the beginning of `output` each time, which has
// room for four octets for each of the longest message. It returns the octets written in all,
// or -1 when something fails.

/// memcpy of each message.
int64_t baseline_copy(const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// ICU's u_strFromUTF8, then the octets of each unit swapped.
int64_t baseline_icu_utf16(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// windows-1250 to UTF-8 by one converter of ICU that is kept, through UTF-16.
int64_t baseline_icu_from_windows1250(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// The way back.
int64_t baseline_icu_to_windows1250(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// UTF-8 to one septet for each octet by ICU's converter gsm-03.38, through UTF-16.
int64_t baseline_icu_gsm_encode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

/// One septet for each octet to UTF-8, likewise.
int64_t baseline_icu_gsm_decode(
    const uint8_t *octets, const int64_t *starts, int64_t count, uint8_t *output);

#endif
