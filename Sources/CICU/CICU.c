#include "CICU.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#if defined(__has_include) && !__has_include(<unicode/ucnv.h>)
#error "ICU's headers are missing. Debian and Ubuntu have them in libicu-dev."
#endif

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/ucsdet.h>
#include <unicode/uenum.h>
#include <unicode/uversion.h>

struct CICUConverter {
    UConverter *icu;
    UChar *substitute;
    int32_t substitute_count;
    bool has_substitute;
    // Set while the substitute is being written, so that one which cannot be encoded ends in an
    // error and not in endless recursion.
    bool is_substituting;
    UChar32 unencodable;
};

// ICU's own UCNV_FROM_U_CALLBACK_STOP clears the error for default-ignorable code points, which
// then vanish without a trace. This one leaves the error alone.
static void on_unencodable(const void *context, UConverterFromUnicodeArgs *args,
                           const UChar *code_units, int32_t length, UChar32 code_point,
                           UConverterCallbackReason reason, UErrorCode *error) {
    (void)code_units;
    (void)length;
    if (reason > UCNV_IRREGULAR) {
        return;  // reset, close or clone: nothing to convert
    }
    CICUConverter *converter = (CICUConverter *)context;
    if (!converter->has_substitute || converter->is_substituting) {
        converter->unencodable = code_point;
        return;
    }
    *error = U_ZERO_ERROR;
    converter->is_substituting = true;
    const UChar *source = converter->substitute;
    ucnv_cbFromUWriteUChars(args, &source, source + converter->substitute_count, 0, error);
    converter->is_substituting = false;
}

static void attach(CICUConverter *converter, UErrorCode *error) {
    ucnv_setToUCallBack(converter->icu, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, error);
    ucnv_setFromUCallBack(converter->icu, on_unencodable, converter, NULL, NULL, error);
    ucnv_setFallback(converter->icu, false);
}

static CICUConverter *wrap(UConverter *icu, UErrorCode *error) {
    if (U_FAILURE(*error)) {
        return NULL;
    }
    CICUConverter *converter = calloc(1, sizeof *converter);
    if (converter == NULL) {
        *error = U_MEMORY_ALLOCATION_ERROR;
        ucnv_close(icu);
        return NULL;
    }
    converter->icu = icu;
    attach(converter, error);
    if (U_FAILURE(*error)) {
        cicu_close(converter);
        return NULL;
    }
    return converter;
}

const char *cicu_error_name(int32_t error_code) {
    return u_errorName((UErrorCode)error_code);
}

const char *cicu_converter_name(const char *alias, int32_t *error_code) {
    UErrorCode error = U_ZERO_ERROR;
    uint16_t count = ucnv_countAliases(alias, &error);
    const char *name = NULL;
    if (U_SUCCESS(error) && count > 0) {
        name = ucnv_getAlias(alias, 0, &error);
    }
    *error_code = U_FAILURE(error) ? (int32_t)error : 0;
    return U_SUCCESS(error) ? name : NULL;
}

const char *cicu_standard_name(const char *alias, const char *standard) {
    UErrorCode error = U_ZERO_ERROR;
    const char *name = ucnv_getStandardName(alias, standard, &error);
    return U_SUCCESS(error) ? name : NULL;
}

int32_t cicu_name_count(void) {
    UErrorCode error = U_ZERO_ERROR;
    UEnumeration *names = ucnv_openAllNames(&error);
    int32_t count = U_SUCCESS(error) ? uenum_count(names, &error) : 0;
    uenum_close(names);
    return U_SUCCESS(error) ? count : 0;
}

const char *cicu_name(int32_t index) {
    UErrorCode error = U_ZERO_ERROR;
    UEnumeration *names = ucnv_openAllNames(&error);
    const char *name = NULL;
    if (U_SUCCESS(error)) {
        for (int32_t next = 0; next <= index && U_SUCCESS(error); next++) {
            name = uenum_next(names, NULL, &error);
        }
    }
    uenum_close(names);
    if (U_FAILURE(error) || name == NULL) {
        return NULL;
    }
    // The enumeration's copy is gone; the table of aliases has the same name for good.
    return ucnv_getAlias(name, 0, &error);
}

int32_t cicu_alias_count(const char *name) {
    UErrorCode error = U_ZERO_ERROR;
    uint16_t count = ucnv_countAliases(name, &error);
    return U_SUCCESS(error) ? count : 0;
}

const char *cicu_alias(const char *name, int32_t index) {
    UErrorCode error = U_ZERO_ERROR;
    const char *alias = ucnv_getAlias(name, (uint16_t)index, &error);
    return U_SUCCESS(error) ? alias : NULL;
}

CICUConverter *cicu_open(const char *name, int32_t *error_code) {
    UErrorCode error = U_ZERO_ERROR;
    UConverter *icu = ucnv_open(name, &error);
    CICUConverter *converter = wrap(icu, &error);
    *error_code = U_FAILURE(error) ? (int32_t)error : 0;
    return converter;
}

int32_t cicu_is_cloneable(const CICUConverter *converter) {
    // ICU (72.1) follows a null pointer when it clones this one.
    return ucnv_getType(converter->icu) != UCNV_COMPOUND_TEXT;
}

int32_t cicu_has_octet_line_ends(const CICUConverter *converter) {
    UConverterType type = ucnv_getType(converter->icu);
    // In these an octet of any value may be an argument of the octet before it.
    bool takes_any_octet =
        type == UCNV_SCSU || (type >= UCNV_LMBCS_1 && type <= UCNV_LMBCS_LAST);
    return ucnv_getMinCharSize(converter->icu) == 1 && !takes_any_octet;
}

CICUConverter *cicu_clone(const CICUConverter *original, int32_t *error_code) {
    UErrorCode error = U_ZERO_ERROR;
    if (!cicu_is_cloneable(original)) {
        *error_code = U_UNSUPPORTED_ERROR;
        return NULL;
    }
#if U_ICU_VERSION_MAJOR_NUM >= 71
    UConverter *icu = ucnv_clone(original->icu, &error);
#else
    UConverter *icu = ucnv_safeClone(original->icu, NULL, NULL, &error);
#endif
    CICUConverter *converter = wrap(icu, &error);
    *error_code = U_FAILURE(error) ? (int32_t)error : 0;
    if (converter != NULL && original->has_substitute) {
        *error_code =
            cicu_set_substitute(converter, (const uint16_t *)original->substitute,
                                original->substitute_count);
        if (*error_code != 0) {
            cicu_close(converter);
            return NULL;
        }
    }
    return converter;
}

void cicu_close(CICUConverter *converter) {
    ucnv_close(converter->icu);
    free(converter->substitute);
    free(converter);
}

void cicu_reset(CICUConverter *converter) {
    ucnv_reset(converter->icu);
}

int32_t cicu_set_substitute(CICUConverter *converter, const uint16_t *units, int32_t unit_count) {
    // One more, so that an empty substitute does not allocate zero octets.
    UChar *copy = malloc(((size_t)unit_count + 1) * sizeof *copy);
    if (copy == NULL) {
        return (int32_t)U_MEMORY_ALLOCATION_ERROR;
    }
    if (unit_count > 0) {
        memcpy(copy, units, (size_t)unit_count * sizeof *copy);
    }
    free(converter->substitute);
    converter->substitute = copy;
    converter->substitute_count = unit_count;
    converter->has_substitute = true;
    return 0;
}

int32_t cicu_octets_per_unit(const CICUConverter *converter) {
    return ucnv_getMaxCharSize(converter->icu);
}

static CICUOutcome outcome_of(UErrorCode error) {
    if (U_SUCCESS(error)) {
        return CICUOutcomeDone;
    }
    switch (error) {
    case U_BUFFER_OVERFLOW_ERROR:
        return CICUOutcomeTargetFull;
    case U_INVALID_CHAR_FOUND:
        return CICUOutcomeUnassigned;
    case U_ILLEGAL_CHAR_FOUND:
    case U_TRUNCATED_CHAR_FOUND:
    case U_ILLEGAL_ESCAPE_SEQUENCE:
    case U_UNSUPPORTED_ESCAPE_SEQUENCE:
        return CICUOutcomeMalformed;
    default:
        return CICUOutcomeFailed;
    }
}

void cicu_decode(CICUConverter *converter, const uint8_t *octets, int32_t octet_count,
                 uint16_t *units, int32_t unit_capacity, int32_t is_last, CICUStep *step) {
    UErrorCode error = U_ZERO_ERROR;
    // An empty source may be NULL, which ICU refuses.
    static const uint8_t nothing[1] = {0};
    const char *start = (const char *)(octets != NULL ? octets : nothing);
    const char *source = start;
    UChar *target = (UChar *)units;
    ucnv_toUnicode(converter->icu, &target, (UChar *)units + unit_capacity, &source,
                   start + octet_count, NULL, is_last != 0, &error);
    memset(step, 0, sizeof *step);
    step->outcome = outcome_of(error);
    step->errorCode = U_FAILURE(error) ? (int32_t)error : 0;
    step->consumedCount = (int32_t)(source - start);
    step->writtenCount = (int32_t)(target - (UChar *)units);
    UErrorCode ignored = U_ZERO_ERROR;
    step->pendingCount = ucnv_toUCountPending(converter->icu, &ignored);
    if (step->outcome == CICUOutcomeMalformed || step->outcome == CICUOutcomeUnassigned) {
        char invalid[32];
        int8_t count = sizeof invalid;
        UErrorCode status = U_ZERO_ERROR;
        ucnv_getInvalidChars(converter->icu, invalid, &count, &status);
        step->invalidCount = U_SUCCESS(status) ? count : 0;
    }
}

int32_t cicu_invalid_octets(const CICUConverter *converter, uint8_t *octets, int32_t capacity) {
    char invalid[32];
    int8_t count = sizeof invalid;
    UErrorCode status = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter->icu, invalid, &count, &status);
    if (U_FAILURE(status)) {
        return 0;
    }
    int32_t copied = count < capacity ? count : capacity;
    memcpy(octets, invalid, (size_t)copied);
    return copied;
}

void cicu_encode(CICUConverter *converter, const uint16_t *units, int32_t unit_count,
                 uint8_t *octets, int32_t octet_capacity, int32_t is_last, CICUStep *step) {
    UErrorCode error = U_ZERO_ERROR;
    static const uint16_t nothing[1] = {0};
    const UChar *start = (const UChar *)(units != NULL ? units : nothing);
    const UChar *source = start;
    char *target = (char *)octets;
    converter->unencodable = 0;
    ucnv_fromUnicode(converter->icu, &target, (char *)octets + octet_capacity, &source,
                     start + unit_count, NULL, is_last != 0, &error);
    memset(step, 0, sizeof *step);
    step->outcome = outcome_of(error);
    step->errorCode = U_FAILURE(error) ? (int32_t)error : 0;
    step->consumedCount = (int32_t)(source - start);
    step->writtenCount = (int32_t)(target - (char *)octets);
    UErrorCode ignored = U_ZERO_ERROR;
    step->pendingCount = ucnv_fromUCountPending(converter->icu, &ignored);
    if (step->outcome == CICUOutcomeMalformed || step->outcome == CICUOutcomeUnassigned) {
        UChar invalid[32];
        int8_t count = sizeof invalid / sizeof *invalid;
        UErrorCode status = U_ZERO_ERROR;
        ucnv_getInvalidUChars(converter->icu, invalid, &count, &status);
        step->invalidCount = U_SUCCESS(status) ? count : 0;
        step->scalar = (uint32_t)converter->unencodable;
    }
}

int32_t cicu_detect(const uint8_t *octets, int32_t octet_count, int32_t index, char *name,
                    int32_t name_capacity) {
    UErrorCode error = U_ZERO_ERROR;
    UCharsetDetector *detector = ucsdet_open(&error);
    int32_t confidence = 0;
    if (U_SUCCESS(error) && octets != NULL && name_capacity > 0) {
        ucsdet_setText(detector, (const char *)octets, octet_count, &error);
        int32_t count = 0;
        const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &error);
        if (U_SUCCESS(error) && index >= 0 && index < count) {
            const char *found = ucsdet_getName(matches[index], &error);
            confidence = ucsdet_getConfidence(matches[index], &error);
            if (U_FAILURE(error)) {
                confidence = 0;
            } else {
                strncpy(name, found, (size_t)name_capacity - 1);
                name[name_capacity - 1] = '\0';
            }
        }
    }
    ucsdet_close(detector);
    return confidence;
}
