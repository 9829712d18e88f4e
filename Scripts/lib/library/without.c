/*
 * Stands for CICU and CSpreadsheet in libseptet, which reads UTF-8 and no workbooks: without this file it
 * would need ICU, zlib and expat wherever it is loaded. No charset is known, no stream can be opened.
 */
#include <stddef.h>

#include "CICU.h"
#include "CSpreadsheet.h"

const char *cicu_error_name(int32_t error_code)
{
    (void)error_code;
    return "U_UNSUPPORTED_ERROR";
}

const char *cicu_converter_name(const char *alias, int32_t *error_code)
{
    (void)alias;
    *error_code = 0;
    return NULL;
}

const char *cicu_standard_name(const char *alias, const char *standard)
{
    (void)alias;
    (void)standard;
    return NULL;
}

int32_t cicu_name_count(void) { return 0; }

const char *cicu_name(int32_t index)
{
    (void)index;
    return NULL;
}

int32_t cicu_alias_count(const char *name)
{
    (void)name;
    return 0;
}

const char *cicu_alias(const char *name, int32_t index)
{
    (void)name;
    (void)index;
    return NULL;
}

CICUConverter *cicu_open(const char *name, int32_t *error_code)
{
    (void)name;
    *error_code = 16; /* U_UNSUPPORTED_ERROR */
    return NULL;
}

/* Without a converter none of the following is called. */

int32_t cicu_is_cloneable(const CICUConverter *converter)
{
    (void)converter;
    return 0;
}

int32_t cicu_has_octet_line_ends(const CICUConverter *converter)
{
    (void)converter;
    return 0;
}

CICUConverter *cicu_clone(const CICUConverter *converter, int32_t *error_code)
{
    (void)converter;
    *error_code = 16;
    return NULL;
}

void cicu_close(CICUConverter *converter) { (void)converter; }

void cicu_reset(CICUConverter *converter) { (void)converter; }

int32_t cicu_set_substitute(CICUConverter *converter, const uint16_t *units, int32_t unit_count)
{
    (void)converter;
    (void)units;
    (void)unit_count;
    return 16;
}

int32_t cicu_octets_per_unit(const CICUConverter *converter)
{
    (void)converter;
    return 1;
}

static void fail(CICUStep *step)
{
    *step = (CICUStep){.outcome = CICUOutcomeFailed, .errorCode = 16};
}

void cicu_decode(CICUConverter *converter, const uint8_t *octets, int32_t octet_count, uint16_t *units,
                 int32_t unit_capacity, int32_t is_last, CICUStep *step)
{
    (void)converter, (void)octets, (void)octet_count, (void)units, (void)unit_capacity, (void)is_last;
    fail(step);
}

int32_t cicu_invalid_octets(const CICUConverter *converter, uint8_t *octets, int32_t capacity)
{
    (void)converter, (void)octets, (void)capacity;
    return 0;
}

void cicu_encode(CICUConverter *converter, const uint16_t *units, int32_t unit_count, uint8_t *octets,
                 int32_t octet_capacity, int32_t is_last, CICUStep *step)
{
    (void)converter, (void)units, (void)unit_count, (void)octets, (void)octet_capacity, (void)is_last;
    fail(step);
}

int32_t cicu_detect(const uint8_t *octets, int32_t octet_count, int32_t index, char *name,
                    int32_t name_capacity)
{
    (void)octets, (void)octet_count, (void)index, (void)name, (void)name_capacity;
    return 0;
}

CSpreadsheetInflater *cspreadsheet_inflater_open(void) { return NULL; }

void cspreadsheet_inflater_close(CSpreadsheetInflater *inflater) { (void)inflater; }

CSpreadsheetInflation cspreadsheet_inflate(CSpreadsheetInflater *inflater, const uint8_t *input,
                                           int32_t input_count, int32_t *taken_count, uint8_t *output,
                                           int32_t output_capacity, int32_t *written_count)
{
    (void)inflater, (void)input, (void)input_count, (void)output, (void)output_capacity;
    *taken_count = 0;
    *written_count = 0;
    return CSpreadsheetInflationMalformed;
}

uint32_t cspreadsheet_crc(uint32_t crc, const uint8_t *octets, int32_t octet_count)
{
    (void)octets, (void)octet_count;
    return crc;
}

CSpreadsheetParser *cspreadsheet_parser_open(void) { return NULL; }

void cspreadsheet_parser_close(CSpreadsheetParser *parser) { (void)parser; }

int32_t cspreadsheet_parse(CSpreadsheetParser *parser, const uint8_t *octets, int32_t octet_count,
                           int32_t is_last)
{
    (void)parser, (void)octets, (void)octet_count, (void)is_last;
    return 0;
}

int32_t cspreadsheet_event_octet_count(const CSpreadsheetParser *parser)
{
    (void)parser;
    return 0;
}

void cspreadsheet_take_events(CSpreadsheetParser *parser, uint8_t *octets)
{
    (void)parser;
    (void)octets;
}
