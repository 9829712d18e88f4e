/*
 * septet.h: what a text message is, counted exactly, from C and everything that calls C.
 *
 * This header is the manual of libseptet. It has five chapters:
 *
 *   1. versions and statuses         septet_version, septet_status_name
 *   2. one text                      septet_plan_text, septet_encode_text, septet_find_offenders,
 *                                    septet_inspect_text, septet_decode_part
 *   3. a column of texts             septet_plan_column
 *   4. one telephone number          septet_parse_number
 *   5. a campaign                    septet_campaign_open and the functions that follow it
 *
 * In short:
 *
 *     septet_plan plan = { sizeof plan };
 *     if (septet_plan_text(NULL, (const uint8_t *)"Hello", 5, &plan) == SEPTET_OK)
 *         printf("%d parts\n", plan.parts);
 *
 * Rules that hold for every function:
 *
 * - Texts are UTF-8 with their count of octets; no NUL ends them. A count of 0 goes with any
 *   pointer, NULL included.
 * - The caller owns all memory. Nothing that is passed in is kept after the call, and nothing that
 *   comes back has to be freed, except a campaign, which septet_campaign_close frees.
 * - A function returns SEPTET_OK, which is 0, or another status. Statuses are never renumbered and
 *   never reused; a later version may return new ones. On another status the contents of the outputs
 *   are those that the function describes, and nothing is written past their ends.
 * - No argument makes a function trap, abort or throw: NULL where there must be memory, counts below
 *   zero, offsets that decrease and octets that are not UTF-8 are statuses. What no function can check
 *   is that the memory behind a pointer is as long as the caller says.
 * - Structs begin with their size in octets, which the caller sets: `septet_plan plan = { sizeof plan };`.
 *   A later version adds members at the end and reads no more than that size. Of a struct that is larger
 *   than the library knows, the octets behind what it knows must be zero. Elements of arrays
 *   (septet_part, septet_offender) have no size and never change.
 * - Every function may be called from any number of threads at once. A campaign is used by one thread at
 *   a time. There are no global settings, no callbacks and no locale; nothing is printed.
 *
 * Link with -lseptet (pkg-config septet). The soname is libseptet.so.0 until a function is removed or
 * changed.
 */

#ifndef SEPTET_H
#define SEPTET_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define SEPTET_API __attribute__((visibility("default")))
#else
#define SEPTET_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- 1. Versions and statuses ---------------------------------------------------------------- */

/* The version this header is of. */
#define SEPTET_VERSION_MAJOR 0
#define SEPTET_VERSION_MINOR 1
#define SEPTET_VERSION_PATCH 0
#define SEPTET_VERSION "0.1.0"

/* The version of the library that was loaded, such as "0.1.0". Never NULL; valid forever. */
SEPTET_API const char *septet_version(void);

/* Statuses. */
#define SEPTET_OK 0
/* A pointer is NULL where there must be memory. */
#define SEPTET_NULL_ARGUMENT 1
/* The size at the beginning of a struct is too small, or unknown members are not zero. */
#define SEPTET_WRONG_STRUCT_SIZE 2
/* An option, a layout or another argument has no such value. */
#define SEPTET_INVALID_ARGUMENT 3
/* A count is below zero or too large, offsets decrease or lie beyond their data. */
#define SEPTET_INVALID_LAYOUT 4
/* The buffer is too small; the call says how much it needs. */
#define SEPTET_BUFFER_TOO_SMALL 5
/* The octets are not UTF-8; the offset says from where on. */
#define SEPTET_INVALID_UTF8 6
/* The text needs more than 255 parts, which is the most a message can have. */
#define SEPTET_TOO_MANY_PARTS 7
/* The encoding that was asked for lacks a character; the offset says which. */
#define SEPTET_NOT_ENCODABLE 8
/* Further elements and spare octets leave no room for text. */
#define SEPTET_NO_ROOM 9
/* The user data of a part is not what its length, header or scheme announce. */
#define SEPTET_MALFORMED_PART 10
/* The part is data, not text. */
#define SEPTET_NOT_TEXT 11
/* It is not a telephone number, or not one that a message can be sent to. */
#define SEPTET_NOT_A_NUMBER 12
/* There is no country with this code. */
#define SEPTET_UNKNOWN_COUNTRY 13
/* The price list cannot be read; the explanation of the campaign says why. */
#define SEPTET_INVALID_PRICES 14
/* The state cannot be merged; the explanation of the campaign says why. */
#define SEPTET_INVALID_STATE 15

/* The name of a status, such as "SEPTET_OK"; "unknown status" for others. Never NULL; valid forever. */
SEPTET_API const char *septet_status_name(int32_t status);

/* ---- 2. One text ----------------------------------------------------------------------------- */

/* Encodings. */
#define SEPTET_GSM7 0
#define SEPTET_UCS2 1
/* 8-bit data, which only received parts have. */
#define SEPTET_DATA 2

/* Which encodings compete. */
#define SEPTET_CHOOSE_CHEAPEST 0
#define SEPTET_CHOOSE_GSM7 1
#define SEPTET_CHOOSE_UCS2 2

/* What a border between two parts never cuts. */
/* Escape pairs and surrogate pairs, as the standard demands. */
#define SEPTET_KEEP_PAIRS 0
/* Nothing: every part but the last is full. */
#define SEPTET_KEEP_NOTHING 1
/* Extended grapheme clusters, such as an emoji of several characters. */
#define SEPTET_KEEP_CLUSTERS 2

/* All national language tables. */
#define SEPTET_ALL_LANGUAGES 0xFFFFu

/*
 * How texts are planned. Zero is the default of every member, so `septet_options options = { sizeof
 * options };` are the defaults, and so is NULL in place of options.
 */
typedef struct septet_options {
    uint32_t struct_size;
    /* Which national language tables may be used: bit n is the language with identifier n of
     * TS 23.038 (1 Turkish, 2 Spanish, 3 Portuguese ... 13 Urdu). */
    uint32_t languages;
    /* SEPTET_KEEP_... */
    uint32_t boundary;
    /* Bits of the concatenation reference, 8 or 16; 0 means 8. */
    uint32_t reference_bits;
    /* SEPTET_CHOOSE_... */
    uint32_t choice;
    /* Octets of further information elements in each part, without the header's length. */
    uint32_t element_octets;
    /* Octets of each part that stay unused. */
    uint32_t spare_octets;
    /* 0. */
    uint32_t reserved;
} septet_options;

/* What a text becomes. Units are septets or UTF-16 code units, of the text alone. */
typedef struct septet_plan {
    uint32_t struct_size;
    /* SEPTET_GSM7 or SEPTET_UCS2. */
    int32_t encoding;
    int32_t units;
    /* How many parts there are, 1 to 255: what is billed. */
    int32_t parts;
    /* The units left in the last part. */
    int32_t remaining;
    /* The units that fit into each part beside its header. */
    int32_t units_per_part;
    int32_t last_part_units;
    /* Octets of the header of each part, its length octet included; 0 without one. */
    int32_t header_octets;
    /* Octets of user data of all parts together, headers included. */
    int32_t octets;
    /* Languages of the shift tables by identifier; 0 for the default tables. */
    int32_t locking_language;
    int32_t single_language;
    /* TP-Data-Coding-Scheme: 0 or 8. */
    int32_t data_coding_scheme;
    /* After SEPTET_INVALID_UTF8 and SEPTET_NOT_ENCODABLE: where, in octets; otherwise -1. */
    int64_t fault_offset;
    /* After SEPTET_NOT_ENCODABLE: the character; otherwise 0. */
    uint32_t fault_scalar;
    /* After SEPTET_TOO_MANY_PARTS: how many would be needed; otherwise 0. */
    int32_t fault_parts;
} septet_plan;

/*
 * Plans a text: its encoding, its units, its parts. Allocates nothing.
 *
 * After a status about the text, all members of the plan are 0 but those of the fault.
 */
SEPTET_API int32_t septet_plan_text(const septet_options *options, const uint8_t *text, size_t count,
                                    septet_plan *plan);

/* One part of an encoded message. */
typedef struct septet_part {
    /* Where its user data begins in the octets of all parts. */
    uint32_t offset;
    /* The octets of the user data, header included; at most 140. */
    uint32_t octets;
    /* TP-User-Data-Length: septets for GSM 7 bit, octets otherwise, header included. */
    uint32_t user_data_length;
    /* TP-User-Data-Header-Indicator: 1 or 0. */
    uint32_t has_header;
} septet_part;

/* The most parts a message has. */
#define SEPTET_MAXIMUM_PARTS 255

/*
 * The most octets that all parts of a text of `count` octets of UTF-8 can have; at most 35,700.
 *
 * With invalid options it is that number, too.
 */
SEPTET_API size_t septet_encode_bound(const septet_options *options, size_t count);

/*
 * Plans a text and writes the user data of its parts, one after the other. Allocates nothing.
 *
 * message_number is a running number; its low bits become the concatenation reference. Where a text has
 * parts with elements of the caller (element_octets), this function cannot write them: that is
 * SEPTET_INVALID_ARGUMENT. SEPTET_BUFFER_TOO_SMALL is returned when the text has more octets or parts
 * than there is room for; plan->octets and plan->parts have their counts, and the buffers may have been
 * written to. plan may be NULL.
 */
SEPTET_API int32_t septet_encode_text(const septet_options *options, const uint8_t *text, size_t count,
                                      uint32_t message_number, uint8_t *octets, size_t octet_capacity,
                                      septet_part *parts, size_t part_capacity, septet_plan *plan);

/* What a character does. */
/* No allowed table has it, so that the whole text is UCS-2. */
#define SEPTET_FORCES_UCS2 0
/* It takes two septets. */
#define SEPTET_COSTS_TWO_SEPTETS 1
/* It takes two UTF-16 units. */
#define SEPTET_COSTS_TWO_UNITS 2

/* A character that makes a text expensive. */
typedef struct septet_offender {
    uint32_t scalar;
    /* SEPTET_FORCES_UCS2, ... */
    uint32_t effect;
    /* Where it begins, in octets of the text. */
    uint64_t offset;
} septet_offender;

/*
 * Finds the characters that force UCS-2 or take two units, in the order of the text.
 *
 * found gets how many there are. With less room the first of them are written, and the status is
 * SEPTET_BUFFER_TOO_SMALL; offenders may be NULL where capacity is 0. There are never more than the text
 * has octets. plan may be NULL; it becomes that of septet_plan_text.
 */
SEPTET_API int32_t septet_find_offenders(const septet_options *options, const uint8_t *text, size_t count,
                                         septet_offender *offenders, size_t capacity, size_t *found,
                                         septet_plan *plan);

/*
 * Everything `septet inspect --json` prints about a text: its parts, the characters that cost, the ways to
 * shorten it. One object of JSON in UTF-8, without a NUL.
 *
 * json_count gets the count of its octets. With less room nothing is written and the status is
 * SEPTET_BUFFER_TOO_SMALL; json may be NULL where capacity is 0. plan may be NULL.
 */
SEPTET_API int32_t septet_inspect_text(const septet_options *options, const uint8_t *text, size_t count,
                                       uint8_t *json, size_t capacity, size_t *json_count,
                                       septet_plan *plan);

/* What a received part says of itself. */
typedef struct septet_received {
    uint32_t struct_size;
    /* SEPTET_GSM7, SEPTET_UCS2 or SEPTET_DATA. */
    int32_t encoding;
    /* Units of text: septets, UTF-16 code units, or octets. */
    int32_t units;
    /* Octets of the header, its length octet included; 0 without one. */
    int32_t header_octets;
    /* The place in a message of several parts; all 0 without one. */
    int32_t reference_bits;
    int32_t reference;
    int32_t part_number;
    int32_t part_count;
    /* Languages of the shift tables by identifier; 0 for the default tables. */
    int32_t locking_language;
    int32_t single_language;
    /* Octets of UTF-8 of the text. */
    int64_t text_octets;
} septet_received;

/* No received part has a longer text, in octets of UTF-8. */
#define SEPTET_PART_TEXT_BOUND 480

/*
 * Decodes the user data of a received part into UTF-8.
 *
 * user_data_length is TP-User-Data-Length (septets for GSM 7 bit, octets otherwise), has_header is
 * TP-User-Data-Header-Indicator, data_coding_scheme is TP-Data-Coding-Scheme. received may be NULL.
 * SEPTET_NOT_TEXT is returned for 8-bit data, SEPTET_BUFFER_TOO_SMALL with less room than
 * received->text_octets; SEPTET_PART_TEXT_BOUND octets are always enough.
 */
SEPTET_API int32_t septet_decode_part(const uint8_t *user_data, size_t count, int32_t user_data_length,
                                      uint32_t data_coding_scheme, int32_t has_header, uint8_t *text,
                                      size_t capacity, septet_received *received);

/* ---- 3. A column of texts -------------------------------------------------------------------- */

/* Layouts of strings in Arrow's columnar format. */
/* `utf8`: row_count + 1 offsets of 32 bits into data. */
#define SEPTET_OFFSETS32 0
/* `large_utf8`: row_count + 1 offsets of 64 bits into data. */
#define SEPTET_OFFSETS64 1
/* `utf8_view`: views of 16 octets; long texts lie in several buffers. */
#define SEPTET_VIEWS 2
/* The strings of DuckDB, which is not Arrow's layout: like views, with a pointer of 8 octets at the end in
 * place of a buffer and an offset. */
#define SEPTET_POINTERS 3

/*
 * A column of strings, as Arrow lays them out. Nothing is copied.
 *
 * With offsets, `data` and `data_octets` are the octets the offsets point into. With views, `buffers` and
 * `buffer_octets` are the buffers of long texts and their counts of octets, `buffer_count` of them; they
 * may be NULL without any. `first_row` is Arrow's `offset`: row 0 is at this index of offsets, views and
 * validity. The validity is a bitmap, the least significant bit first; a row whose bit is 0 is null. NULL
 * means that no row is null.
 */
typedef struct septet_column {
    uint32_t struct_size;
    /* SEPTET_OFFSETS32, ... */
    uint32_t layout;
    int64_t row_count;
    int64_t first_row;
    const uint8_t *validity;
    /* int32_t or int64_t offsets, or views. */
    const void *rows;
    const uint8_t *data;
    int64_t data_octets;
    const uint8_t *const *buffers;
    const int64_t *buffer_octets;
    int64_t buffer_count;
} septet_column;

/* A row that cannot be planned ends the call. */
#define SEPTET_FAULTS_END 0
/* A row that cannot be planned is null; needs a validity. */
#define SEPTET_FAULTS_ARE_NULL 1

/*
 * The plans of a column's rows. Each output is NULL, or has room for row_count elements; null rows are 0.
 */
typedef struct septet_column_plans {
    uint32_t struct_size;
    /* SEPTET_FAULTS_... */
    uint32_t faults;
    /* SEPTET_GSM7 or SEPTET_UCS2. */
    int8_t *encodings;
    int32_t *units;
    int32_t *parts;
    int32_t *remaining;
    /* A bitmap of (row_count + 7) / 8 octets, whatever the bitmap of the column is; bits behind the
     * last row are 0. */
    uint8_t *validity;
    /* Set by the call: rows that are null, and among them those that cannot be planned. */
    int64_t null_count;
    int64_t fault_count;
    /* The sum of all parts. */
    int64_t part_sum;
    /* The first row that cannot be planned, -1 without one; then its status and its place as in
     * septet_plan. */
    int64_t fault_row;
    int64_t fault_offset;
    int32_t fault_status;
    uint32_t fault_scalar;
    int32_t fault_parts;
    int32_t reserved;
} septet_column_plans;

/*
 * Plans every row of a column in one call. Allocates nothing.
 *
 * Returns the status of the row that ended the call, or SEPTET_INVALID_LAYOUT with the row in fault_row
 * where a string lies outside of its data. Rows behind it are not written then.
 */
SEPTET_API int32_t septet_plan_column(const septet_options *options, const septet_column *texts,
                                      septet_column_plans *plans);

/* ---- 4. One telephone number ----------------------------------------------------------------- */

/* What a number is for, as far as its digits show. */
#define SEPTET_NUMBER_UNKNOWN 0
#define SEPTET_NUMBER_MOBILE 1
#define SEPTET_NUMBER_FIXED 2
#define SEPTET_NUMBER_FIXED_OR_MOBILE 3
#define SEPTET_NUMBER_TOLL_FREE 4
#define SEPTET_NUMBER_PREMIUM 5
#define SEPTET_NUMBER_SHARED_COST 6
#define SEPTET_NUMBER_VOIP 7
#define SEPTET_NUMBER_PERSONAL 8
#define SEPTET_NUMBER_PAGER 9
#define SEPTET_NUMBER_UAN 10
#define SEPTET_NUMBER_VOICEMAIL 11

/* A number that was read. */
typedef struct septet_number {
    uint32_t struct_size;
    /* SEPTET_NUMBER_... */
    int32_t kind;
    /* 1 when it is in a range that is in use, otherwise 0. */
    int32_t is_valid;
    int32_t calling_code;
    /* The international form with its plus, such as "+447900900123", ended by a NUL. */
    char e164[32];
    /* The country's code of two letters, ended by a NUL; empty where no country has the number. */
    char country[4];
    /* After SEPTET_NOT_A_NUMBER: why, such as "tooShort", ended by a NUL; otherwise empty. */
    char fault[32];
    /* After SEPTET_NOT_A_NUMBER: how many characters stand before the fault; otherwise -1. */
    int32_t fault_offset;
} septet_number;

/*
 * Reads a telephone number as people write it. Allocates nothing to speak of.
 *
 * country is the code of two letters of numbers that do not show theirs, country_count is 2; NULL and 0
 * without one. Numbers of a length that no number of their country has are SEPTET_NOT_A_NUMBER.
 */
SEPTET_API int32_t septet_parse_number(const uint8_t *text, size_t count, const uint8_t *country,
                                       size_t country_count, septet_number *number);

/* ---- 5. A campaign --------------------------------------------------------------------------- */

/*
 * A campaign that is being counted. One thread uses it at a time.
 *
 * Messages come in columns, as many as the caller likes. The state of a campaign that counted a part of
 * the messages can be added to another one, in any order: totals are exact, distinct recipients
 * included, whatever the parts were. Only the rows of the longest messages depend on the order.
 */
typedef struct septet_campaign septet_campaign;

/* Which recipients get a message. */
/* Those with a number of a length that exists. */
#define SEPTET_NUMBERS_POSSIBLE 0
/* Those with a number in a range that is in use. */
#define SEPTET_NUMBERS_VALID 1
/* All, those without a number too. */
#define SEPTET_NUMBERS_ANY 2

/* How a campaign is counted. Zero is the default of every member. */
typedef struct septet_campaign_options {
    uint32_t struct_size;
    /* SEPTET_NUMBERS_... */
    uint32_t numbers;
    /* How texts are planned; NULL for the defaults. */
    const septet_options *planning;
    /* A price list as providers publish them, CSV or JSON in UTF-8; NULL without prices. */
    const uint8_t *prices;
    uint64_t price_octets;
    /* The price of every part, such as "0.05", in place of a list. */
    const uint8_t *part_price;
    uint64_t part_price_octets;
    /* The currency of prices that name none, such as "EUR". */
    const uint8_t *currency;
    uint64_t currency_octets;
    /* The country of numbers that do not show theirs, two letters. */
    const uint8_t *country;
    uint64_t country_octets;
} septet_campaign_options;

/*
 * Begins a campaign; NULL in place of options means defaults.
 *
 * *campaign becomes the campaign, also after SEPTET_INVALID_PRICES, so that septet_campaign_explain can
 * say what is wrong with them; it becomes NULL after another status. Close it in any case.
 */
SEPTET_API int32_t septet_campaign_open(const septet_campaign_options *options,
                                        septet_campaign **campaign);

/*
 * Counts messages. recipients is NULL, or has as many rows as texts. The report has figures of recipients once
 * there was a column of them, even one without rows.
 *
 * A message that cannot be sent is counted as rejected, with its reason, and no fault of the call. A null text is
 * an empty one, a null recipient is none. After SEPTET_INVALID_LAYOUT no row of the columns was counted.
 */
SEPTET_API int32_t septet_campaign_add(septet_campaign *campaign, const septet_column *texts,
                                       const septet_column *recipients);

/*
 * Adds the state of another campaign with the same options, or what `septet estimate --json --mergeable`
 * prints. After SEPTET_INVALID_STATE nothing more can be added, and there is no report.
 */
SEPTET_API int32_t septet_campaign_merge(septet_campaign *campaign, const uint8_t *state, size_t count);

/*
 * The state so far, for septet_campaign_merge: JSON with the set of all recipients, three or four octets
 * for each. septet_campaign_report is the report without that set, the JSON of `septet estimate --json`
 * with the members that are known of a campaign without a file; of a campaign with merged states that of
 * `septet estimate --merge`.
 *
 * count gets the count of octets. With less room nothing is written and the status is
 * SEPTET_BUFFER_TOO_SMALL; octets may be NULL where capacity is 0.
 */
SEPTET_API int32_t septet_campaign_state(septet_campaign *campaign, uint8_t *octets, size_t capacity,
                                         size_t *count);
SEPTET_API int32_t septet_campaign_report(septet_campaign *campaign, uint8_t *octets, size_t capacity,
                                          size_t *count);

/*
 * What was wrong with the prices or the state, in English; empty when nothing was. Outputs as above.
 */
SEPTET_API int32_t septet_campaign_explain(septet_campaign *campaign, uint8_t *octets, size_t capacity,
                                           size_t *count);

/* Frees a campaign; NULL is allowed. */
SEPTET_API void septet_campaign_close(septet_campaign *campaign);

#ifdef __cplusplus
}
#endif

#endif
