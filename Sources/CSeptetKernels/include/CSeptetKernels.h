// The hot loops, written with intrinsics: one file for each instruction set, chosen at run time.
//
// Only integers, plain structs and pointers are declared here: Swift sees no intrinsics. Plain Swift
// in the module that calls a function defines its answer; a kernel only gives it sooner. No kernel
// reads or writes an octet outside the memory it is given.

#ifndef CSEPTET_KERNELS_H
#define CSEPTET_KERNELS_H

#include <stdbool.h>
#include <stdint.h>

/// What one pass over a text finds.
typedef struct {
    /// How many characters the text has.
    intptr_t scalarCount;
    /// How many of them are above U+FFFF, which makes them a surrogate pair in UTF-16.
    intptr_t surrogatePairCount;
    /// How many characters before `outsideOffset` are in the default extension table.
    intptr_t escapedCount;
    /// Where the first character begins that the default alphabet lacks; the end when it has all.
    intptr_t outsideOffset;
} CSeptetTextScan;

/// How characters, each kept whole, fill parts one after the other.
typedef struct {
    /// The units of the part that is still open.
    intptr_t openUnitCount;
    /// The parts that can take no more.
    intptr_t closedPartCount;
    /// The units of the closed parts.
    intptr_t closedUnitCount;
} CSeptetPartFilling;

/// Where a survey looks characters up.
typedef struct {
    /// The page of each stretch of scalars, the first ones their own, and one number more.
    const uint16_t *pages;
    /// For each scalar of each page, at its slot: its bits, and above them the last message that
    /// has it.
    uint64_t *entries;
    /// The number of this message, where entries have that of the last one.
    uint64_t stamp;
    /// Where the slots of the forcing characters go; there is room for one more than there are.
    uint32_t *slots;
} CSeptetSurveyTables;

/// What a survey finds in one message; the numbers are those of `SurveyReading`.
typedef struct {
    intptr_t surrogatePairCount;
    intptr_t escapeCount;
    intptr_t replacementSeptetCount;
    intptr_t kindCount;
    uint32_t common;
    uint32_t any;
} CSeptetSurvey;

/// The whole records at the beginning of comma-separated values.
typedef struct {
    /// Where the last of them ends; 0 when there is none.
    intptr_t end;
    /// The line feeds up to there.
    intptr_t lineFeedCount;
} CSeptetRows;

/// The octets that the UTF-8 of all characters of a page begins with.
typedef struct {
    /// The first of two, four times; 0 where there is only one.
    uint32_t first;
    /// The last of them, four times.
    uint32_t last;
} CSeptetPagePrefix;

/// A charset of single octets, of which 00...7F are ASCII.
typedef struct {
    /// The first octet of the UTF-8 of each octet 80...FF; 0 where it stands for nothing.
    const uint8_t *firsts;
    /// Its second octet.
    const uint8_t *seconds;
    /// Its third octet, 0 where there are two.
    const uint8_t *thirds;
    /// Sixty-four octets a page: those that stand for the characters of which the UTF-8 differs in
    /// the low six bits of its last octet; 0 where none does.
    const uint8_t *pages;
    /// The prefix of each page; those of one octet come first.
    const CSeptetPagePrefix *prefixes;
    intptr_t twoOctetPageCount;
    intptr_t pageCount;
} CSeptetSingleByteTable;

/// How the bits of an entry are laid out, and a scalar into its page and its place there.
#define CSEPTET_SURVEY_PAGE_BITS 7
/// The first pages are those of the first scalars, up to the last one of two octets.
#define CSEPTET_SURVEY_OWN_PAGES 16
#define CSEPTET_SURVEY_FORCING (1 << 3)
#define CSEPTET_SURVEY_REPLACEMENT_SHIFT 8
#define CSEPTET_SURVEY_ESCAPE_SHIFT 16
#define CSEPTET_SURVEY_PAIR_SHIFT 17

/// How many numbers behind the last position `find` may overwrite.
#define CSEPTET_FIND_SLACK 16

/// What `signs` may find: `&` before a letter or `#`.
#define CSEPTET_SIGN_ENTITY 1
/// C3 and one of the octets 82...85, 8E...91, A2, A3 and B0, before an octet from C2 on.
#define CSEPTET_SIGN_MISREAD 2
/// A backslash before n, r or t.
#define CSEPTET_SIGN_ESCAPE 4
/// CR before LF.
#define CSEPTET_SIGN_RETURN 8
/// C3 and one of the octets 82...B4, before an octet from C2 on.
#define CSEPTET_SIGN_TWO_LETTERS 16

/// One set of kernels: those of an instruction set, or none at all.
///
/// A function that is NULL has no form of its own here: plain Swift is as fast or faster. Pointers
/// to octets and to the output may be NULL where their count or their room is 0.
typedef struct {
    /// The name for `SEPTET_KERNEL`; static memory, never NULL.
    const char *name;

    /// Scans valid UTF-8.
    CSeptetTextScan (*scan)(const uint8_t *octets, intptr_t octetCount);

    /// Scans any octets. False when they are not UTF-8; then `scan` is meaningless.
    bool (*validateAndScan)(const uint8_t *octets, intptr_t octetCount, CSeptetTextScan *scan);

    /// Fills parts of `capacity` septets, 2 or more, with valid UTF-8 in the default alphabet.
    void (*fillSeptets)(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                        CSeptetPartFilling *filling);

    /// Fills parts of `capacity` UTF-16 units, 2 or more, with valid UTF-8.
    void (*fillUTF16)(const uint8_t *octets, intptr_t octetCount, intptr_t capacity,
                      CSeptetPartFilling *filling);

    /// Packs the septets of valid UTF-8 in the default alphabet behind 0 to 6 fill bits.
    ///
    /// Takes whole characters as long as each has room among `room` septets, 160 at most, and
    /// stops at the first that the alphabet lacks; then what it has written means nothing. Writes no
    /// other octets than they and the fill bits take. `read` is where it stopped; returns the septets.
    intptr_t (*encodeSeptets)(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                              intptr_t fillBitCount, uint8_t *packed, intptr_t *read);

    /// Packs septets, one an octet, behind 0 to 6 fill bits; writes just the octets they take.
    void (*pack)(const uint8_t *septets, intptr_t septetCount, intptr_t fillBitCount,
                 uint8_t *packed);

    /// Writes valid UTF-8 as UTF-16, most significant octet first.
    ///
    /// Takes whole characters as long as each has room among `room` units. `read` is where it
    /// stopped; returns the units. What is written behind these stays within `room`.
    intptr_t (*encodeUTF16)(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                            uint8_t *units, intptr_t *read);

    /// Writes the UTF-8 of packed septets of the default alphabet; returns its octets.
    ///
    /// The septets begin at the bit `firstBit` of the octets and end within them. `utf8` has room
    /// for twice as many octets as there are septets; just those returned are written.
    intptr_t (*decodeSeptets)(const uint8_t *octets, intptr_t octetCount, intptr_t firstBit,
                              intptr_t septetCount, uint8_t *utf8);

    /// Writes UTF-16, most significant octet first, as UTF-8; returns its octets.
    ///
    /// A surrogate without partner becomes U+FFFD, and an odd octet at the end is left out. `utf8`
    /// has room for three octets for each unit; just those returned are written.
    intptr_t (*decodeUTF16)(const uint8_t *octets, intptr_t octetCount, uint8_t *utf8);

    /// Writes where any of three octets stands, in order, and returns how many places there are.
    ///
    /// There are fewer than 2^32 octets. `positions` has room for as many numbers as there are
    /// octets and CSEPTET_FIND_SLACK more, which may be overwritten.
    intptr_t (*find)(const uint8_t *octets, intptr_t octetCount, uint8_t first, uint8_t second,
                     uint8_t third, uint32_t *positions);

    /// Finds where the last whole record ends, in comma-separated values that begin with one.
    ///
    /// False when a quote stands where none may; then `rows` is meaningless.
    bool (*rows)(const uint8_t *octets, intptr_t octetCount, uint8_t delimiter,
                 CSeptetRows *rows);

    /// Marks of octets that exports leave behind in texts, as CSEPTET_SIGN_ values.
    uint32_t (*signs)(const uint8_t *octets, intptr_t octetCount);

    /// Surveys valid UTF-8 from an offset on, where a character begins.
    ///
    /// Returns where a character is that has no bits in its entry, or `octetCount`. The counts up to
    /// there are added to `survey`.
    intptr_t (*survey)(const uint8_t *octets, intptr_t octetCount, intptr_t offset,
                       const CSeptetSurveyTables *tables, CSeptetSurvey *survey);

    /// Writes text of a single-byte charset as UTF-8; returns the octets. No others are written.
    ///
    /// `read` is where it stopped: at the end, at an octet without a character, or less than 64
    /// octets before one that has no room.
    intptr_t (*decodeSingleByte)(const uint8_t *octets, intptr_t octetCount, intptr_t room,
                                 const CSeptetSingleByteTable *table, uint8_t *utf8,
                                 intptr_t *read);

    /// Writes any UTF-8 in a single-byte charset; returns the octets. No others are written.
    ///
    /// `read` is where it stopped: at the end, where something begins that isn't a character of the
    /// charset, or less than 64 octets before a character that has no room.
    intptr_t (*encodeSingleByte)(const uint8_t *utf8, intptr_t octetCount, intptr_t room,
                                 const CSeptetSingleByteTable *table, uint8_t *octets,
                                 intptr_t *read);
} CSeptetKernel;

/// The kernels that were compiled and that this CPU can run, slowest first; NULL behind the last.
///
/// The first one has no functions: plain Swift. The kernels are constant and never freed.
const CSeptetKernel *cseptet_kernel(intptr_t index);

/// The value of the environment variable `SEPTET_KERNEL`, or NULL when it is not set.
///
/// The memory belongs to the environment.
const char *cseptet_requested_kernel(void);

/// The choice of `cseptet_chosen_kernel`, or NULL. Read it there.
extern const CSeptetKernel *cseptet_kept_choice;

/// Chooses a kernel and keeps the choice. Two threads may do so at once: they choose the same.
const CSeptetKernel *cseptet_choose_kernel(void);

/// The kernel to use: the last of those that can run, or the one that `SEPTET_KERNEL` names; if it
/// names none of them, the first. Chosen once, then only read. Never NULL.
static inline const CSeptetKernel *cseptet_chosen_kernel(void) {
    // The memory behind the pointer was there before the program began, so no order is needed.
    const CSeptetKernel *kept = __atomic_load_n(&cseptet_kept_choice, __ATOMIC_RELAXED);
    return kept != 0 ? kept : cseptet_choose_kernel();
}

#endif
