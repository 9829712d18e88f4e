#include "CSpreadsheet.h"

#include <expat.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct CSpreadsheetInflater {
    z_stream stream;
};

CSpreadsheetInflater *cspreadsheet_inflater_open(void) {
    CSpreadsheetInflater *inflater = calloc(1, sizeof *inflater);
    if (inflater == NULL) {
        return NULL;
    }
    // Negative: no header of zlib stands before the stream.
    if (inflateInit2(&inflater->stream, -MAX_WBITS) != Z_OK) {
        free(inflater);
        return NULL;
    }
    return inflater;
}

void cspreadsheet_inflater_close(CSpreadsheetInflater *inflater) {
    inflateEnd(&inflater->stream);
    free(inflater);
}

CSpreadsheetInflation cspreadsheet_inflate(CSpreadsheetInflater *inflater, const uint8_t *input,
                                           int32_t input_count, int32_t *taken_count,
                                           uint8_t *output, int32_t output_capacity,
                                           int32_t *written_count) {
    z_stream *stream = &inflater->stream;
    // An empty input may be NULL, which zlib takes for an error of its caller.
    static uint8_t nothing[1] = {0};
    stream->next_in = (Bytef *)(input != NULL ? input : nothing);
    stream->avail_in = (uInt)input_count;
    stream->next_out = output;
    stream->avail_out = (uInt)output_capacity;
    int result = inflate(stream, Z_NO_FLUSH);
    *taken_count = input_count - (int32_t)stream->avail_in;
    *written_count = output_capacity - (int32_t)stream->avail_out;
    switch (result) {
    case Z_STREAM_END:
        return CSpreadsheetInflationEnded;
    case Z_OK:
    case Z_BUF_ERROR:  // no progress is possible without more input or room
        return CSpreadsheetInflationGoesOn;
    default:
        return CSpreadsheetInflationMalformed;
    }
}

uint32_t cspreadsheet_crc(uint32_t crc, const uint8_t *octets, int32_t octet_count) {
    return octets == NULL ? crc : (uint32_t)crc32(crc, octets, (uInt)octet_count);
}

struct CSpreadsheetParser {
    XML_Parser expat;
    uint8_t *events;
    size_t count;
    size_t capacity;
    // No memory, or a document type: nothing more is taken.
    bool has_failed;
};

static void fail(CSpreadsheetParser *parser) {
    parser->has_failed = true;
    XML_StopParser(parser->expat, XML_FALSE);
}

// Room for more octets of events, or NULL.
static uint8_t *room(CSpreadsheetParser *parser, size_t count) {
    if (parser->has_failed) {
        return NULL;
    }
    // A chunk of the document is at most some MiB, and so is what is written down of it.
    if (count > (size_t)1 << 28 || parser->count + count > (size_t)1 << 28) {
        fail(parser);
        return NULL;
    }
    if (parser->count + count > parser->capacity) {
        size_t capacity = (parser->count + count) * 2;
        uint8_t *events = realloc(parser->events, capacity);
        if (events == NULL) {
            fail(parser);
            return NULL;
        }
        parser->events = events;
        parser->capacity = capacity;
    }
    uint8_t *place = parser->events + parser->count;
    parser->count += count;
    return place;
}

static uint8_t *event(CSpreadsheetParser *parser, uint8_t kind, size_t count) {
    uint8_t *place = room(parser, 5 + count);
    if (place == NULL) {
        return NULL;
    }
    place[0] = kind;
    for (int index = 0; index < 4; index++) {
        place[1 + index] = (uint8_t)(count >> (8 * index));
    }
    return place + 5;
}

static const char *without_prefix(const char *name) {
    const char *colon = strrchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

// The names of the elements, in the order of CSpreadsheetElement.
static const char *const names[] = {
    "row", "c", "v", "t", "si", "rPh", "sheet", "Relationship", "numFmt", "cellXfs", "xf",
    "workbookPr",
};

static int32_t element_of(const char *name) {
    const char *local = without_prefix(name);
    for (int32_t element = 0; element < (int32_t)(sizeof names / sizeof *names); element++) {
        if (strcmp(local, names[element]) == 0) {
            return element;
        }
    }
    return -1;
}

static void on_start(void *data, const XML_Char *name, const XML_Char **attributes) {
    CSpreadsheetParser *parser = data;
    int32_t element = element_of(name);
    if (element < 0) {
        return;
    }
    size_t count = 0;
    for (size_t index = 0; attributes[index] != NULL; index++) {
        const char *text = index % 2 == 0 ? without_prefix(attributes[index]) : attributes[index];
        count += strlen(text) + 1;
    }
    uint8_t *target = event(parser, (uint8_t)element, count);
    if (target == NULL) {
        return;
    }
    for (size_t index = 0; attributes[index] != NULL; index++) {
        const char *text = index % 2 == 0 ? without_prefix(attributes[index]) : attributes[index];
        size_t octets = strlen(text) + 1;
        memcpy(target, text, octets);
        target += octets;
    }
}

static void on_end(void *data, const XML_Char *name) {
    CSpreadsheetParser *parser = data;
    int32_t element = element_of(name);
    if (element >= 0) {
        event(parser, (uint8_t)(0x40 + element), 0);
    }
}

static void on_text(void *data, const XML_Char *text, int octet_count) {
    uint8_t *target = event(data, 0x80, (size_t)octet_count);
    if (target != NULL) {
        memcpy(target, text, (size_t)octet_count);
    }
}

// No workbook has a document type; entities that double each other begin with one.
static void on_doctype(void *data, const XML_Char *name, const XML_Char *system_id,
                       const XML_Char *public_id, int has_internal_subset) {
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_internal_subset;
    fail(data);
}

CSpreadsheetParser *cspreadsheet_parser_open(void) {
    CSpreadsheetParser *parser = calloc(1, sizeof *parser);
    if (parser == NULL) {
        return NULL;
    }
    parser->expat = XML_ParserCreate(NULL);
    if (parser->expat == NULL) {
        free(parser);
        return NULL;
    }
    XML_SetUserData(parser->expat, parser);
    XML_SetElementHandler(parser->expat, on_start, on_end);
    XML_SetCharacterDataHandler(parser->expat, on_text);
    XML_SetStartDoctypeDeclHandler(parser->expat, on_doctype);
    return parser;
}

void cspreadsheet_parser_close(CSpreadsheetParser *parser) {
    XML_ParserFree(parser->expat);
    free(parser->events);
    free(parser);
}

int32_t cspreadsheet_parse(CSpreadsheetParser *parser, const uint8_t *octets, int32_t octet_count,
                           int32_t is_last) {
    if (parser->has_failed) {
        return 0;
    }
    static const char nothing[1] = {0};
    const char *text = octets != NULL ? (const char *)octets : nothing;
    enum XML_Status status = XML_Parse(parser->expat, text, octet_count, is_last);
    return status == XML_STATUS_OK && !parser->has_failed;
}

int32_t cspreadsheet_event_octet_count(const CSpreadsheetParser *parser) {
    return (int32_t)parser->count;
}

void cspreadsheet_take_events(CSpreadsheetParser *parser, uint8_t *octets) {
    if (parser->count > 0) {
        memcpy(octets, parser->events, parser->count);
    }
    parser->count = 0;
}
