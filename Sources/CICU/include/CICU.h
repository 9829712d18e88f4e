// ICU's converters behind an opaque type and unversioned names.
//
// No ICU header is included here. Swift's Foundation brings an ICU of its own as a module, and two
// views of the same ICU types in one import graph do not compile.

#ifndef SEPTET_CICU_H
#define SEPTET_CICU_H

#include <stdint.h>

/// One open converter. It has state: use it from one thread at a time.
typedef struct CICUConverter CICUConverter;

/// Why a conversion step returned.
enum __attribute__((enum_extensibility(closed))) CICUOutcome {
    /// The whole source was taken.
    CICUOutcomeDone = 0,
    /// The target is full; call again with the rest of the source.
    CICUOutcomeTargetFull = 1,
    /// The source broke the rules of its encoding, or ended in the middle of a character.
    CICUOutcomeMalformed = 2,
    /// The source was well formed, but nothing corresponds to it.
    CICUOutcomeUnassigned = 3,
    /// ICU failed for another reason; see `errorCode`.
    CICUOutcomeFailed = 4
};
typedef enum CICUOutcome CICUOutcome;

/// What one conversion step did. Counts are octets or UTF-16 units, as the side of the step demands.
typedef struct {
    CICUOutcome outcome;
    /// ICU's UErrorCode, 0 when there was none.
    int32_t errorCode;
    /// How much of the source was taken.
    int32_t consumedCount;
    /// How much was written to the target.
    int32_t writtenCount;
    /// How much of the taken source the converter still holds back.
    int32_t pendingCount;
    /// How long the offending sequence is; 0 unless malformed or unassigned.
    int32_t invalidCount;
    /// The code point that could not be encoded; 0 unless encoding ended as unassigned.
    uint32_t scalar;
} CICUStep;

/// The name of an ICU error code, for messages. Never NULL.
const char *cicu_error_name(int32_t error_code);

/// The name of ICU's converter for `alias`, or NULL when ICU knows no such alias.
///
/// Opens no converter and reads no file named by `alias`. `error_code` is set when the alias table
/// itself cannot be read.
const char *cicu_converter_name(const char *alias, int32_t *error_code);

/// The preferred name of the charset `alias` in `standard` ("MIME", "IANA"), or NULL.
const char *cicu_standard_name(const char *alias, const char *standard);

/// How many converters ICU knows by name, whether it has their data or not; 0 on failure.
int32_t cicu_name_count(void);

/// The name of one of them, or NULL.
const char *cicu_name(int32_t index);

/// How many names the converter of this name has.
int32_t cicu_alias_count(const char *name);

/// One of them, or NULL.
const char *cicu_alias(const char *name, int32_t index);

/// Opens a converter that stops at each error and uses no fallback mappings. NULL on failure.
CICUConverter *cicu_open(const char *name, int32_t *error_code);

/// Whether `cicu_clone` works for the converter: 1, or 0.
int32_t cicu_is_cloneable(const CICUConverter *converter);

/// Whether single octets end lines, and no octet can be an argument of another: 1, or 0.
int32_t cicu_has_octet_line_ends(const CICUConverter *converter);

/// A converter in the same state, with the same substitute. NULL on failure.
CICUConverter *cicu_clone(const CICUConverter *converter, int32_t *error_code);

void cicu_close(CICUConverter *converter);

/// Forgets all state, as if the converter had just been opened. The substitute stays.
void cicu_reset(CICUConverter *converter);

/// Makes encoding write these UTF-16 units (copied) in place of what cannot be encoded.
///
/// They must be encodable themselves, and each target given to `cicu_encode` must have room for
/// everything the source can become: ICU cannot pause in the middle of a substitute.
/// Returns 0, or an ICU error code.
int32_t cicu_set_substitute(CICUConverter *converter, const uint16_t *units, int32_t unit_count);

/// The most octets that one UTF-16 unit can become, state changes included.
int32_t cicu_octets_per_unit(const CICUConverter *converter);

/// Octets to UTF-16. `is_last` is 1 with the end of the stream, otherwise 0.
void cicu_decode(CICUConverter *converter, const uint8_t *octets, int32_t octet_count,
                 uint16_t *units, int32_t unit_capacity, int32_t is_last, CICUStep *step);

/// The offending octets of the last malformed or unassigned decoding step; returns their count.
int32_t cicu_invalid_octets(const CICUConverter *converter, uint8_t *octets, int32_t capacity);

/// UTF-16 to octets. `is_last` is 1 with the end of the stream, otherwise 0.
///
/// Without a substitute, a character that cannot be encoded ends the step as unassigned. Unlike
/// ICU's own stop callback this includes the default-ignorable characters.
void cicu_encode(CICUConverter *converter, const uint16_t *units, int32_t unit_count,
                 uint8_t *octets, int32_t octet_capacity, int32_t is_last, CICUStep *step);

/// The `index`th likeliest charset of some text, by ICU's detector; 0 when there are fewer.
///
/// Otherwise the result is the detector's confidence, 1 to 100, and `name` has the charset's name,
/// cut to `name_capacity` octets with the NUL at its end.
int32_t cicu_detect(const uint8_t *octets, int32_t octet_count, int32_t index, char *name,
                    int32_t name_capacity);

#endif
