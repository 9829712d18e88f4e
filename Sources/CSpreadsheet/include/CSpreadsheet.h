// zlib's inflate and expat's parser behind opaque types.
//
// No header of either library is included here, so that their types stay out of Swift's imports.

#ifndef SEPTET_CSPREADSHEET_H
#define SEPTET_CSPREADSHEET_H

#include <stdint.h>

/// A stream of deflated octets, RFC 1951, without any header. Use it from one thread at a time.
typedef struct CSpreadsheetInflater CSpreadsheetInflater;

/// Begins a stream; NULL when there is no memory.
CSpreadsheetInflater *cspreadsheet_inflater_open(void);

void cspreadsheet_inflater_close(CSpreadsheetInflater *inflater);

/// How an inflating step ended.
enum __attribute__((enum_extensibility(closed))) CSpreadsheetInflation {
    /// All input was taken, or the output is full.
    CSpreadsheetInflationGoesOn = 0,
    /// The stream ended.
    CSpreadsheetInflationEnded = 1,
    /// The input isn't such a stream.
    CSpreadsheetInflationMalformed = 2
};
typedef enum CSpreadsheetInflation CSpreadsheetInflation;

/// Inflates into a buffer; reports how many octets were taken and written.
CSpreadsheetInflation cspreadsheet_inflate(CSpreadsheetInflater *inflater, const uint8_t *input,
                                           int32_t input_count, int32_t *taken_count,
                                           uint8_t *output, int32_t output_capacity,
                                           int32_t *written_count);

/// CRC-32 of ZIP archives, of more octets behind those that gave `crc`; begin with 0.
uint32_t cspreadsheet_crc(uint32_t crc, const uint8_t *octets, int32_t octet_count);

/// A parser of XML 1.0 that writes down what it meets. Use it from one thread at a time.
typedef struct CSpreadsheetParser CSpreadsheetParser;

/// The elements that are written down, whatever the prefix of their names.
enum __attribute__((enum_extensibility(closed))) CSpreadsheetElement {
    CSpreadsheetElementRow,
    CSpreadsheetElementCell,
    CSpreadsheetElementValue,
    CSpreadsheetElementText,
    CSpreadsheetElementSharedString,
    CSpreadsheetElementPhonetic,
    CSpreadsheetElementSheet,
    CSpreadsheetElementRelationship,
    CSpreadsheetElementNumberFormat,
    CSpreadsheetElementCellFormats,
    CSpreadsheetElementFormat,
    CSpreadsheetElementWorkbookProperties
};
typedef enum CSpreadsheetElement CSpreadsheetElement;

/// Begins a document; NULL when there is no memory.
CSpreadsheetParser *cspreadsheet_parser_open(void);

void cspreadsheet_parser_close(CSpreadsheetParser *parser);

/// Parses more of the document; 1, or 0 when it isn't XML, or declares a document type.
///
/// Events are appended to those not taken yet. Each is an octet for its kind, four for the number of
/// octets that follow, the least significant first, and these: an element begins, with names and
/// values of its attributes, prefixes left out and each ended by a NUL; 0x40 + the element ends it;
/// 0x80 is text.
int32_t cspreadsheet_parse(CSpreadsheetParser *parser, const uint8_t *octets, int32_t octet_count,
                           int32_t is_last);

/// How many octets of events there are.
int32_t cspreadsheet_event_octet_count(const CSpreadsheetParser *parser);

/// Copies all events, and forgets them; `octets` has room for them.
void cspreadsheet_take_events(CSpreadsheetParser *parser, uint8_t *octets);

#endif
