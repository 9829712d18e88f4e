"""The files that are made from the metadata."""

from numbertables import expressions
from numbertables.automaton import UNKNOWN_HERE, Table
from numbertables.expressions import ALL_DIGITS, NONE, digit, parsed, repeated, then
from numbertables.prefixes import alternatives

# The kinds by their numbers in NumberKind, and in the order in which they are looked for.
NUMBERS = {
    "mobile": 1, "fixed_line": 2, "fixed_line_or_mobile": 3, "toll_free": 4, "premium_rate": 5,
    "shared_cost": 6, "voip": 7, "personal_number": 8, "pager": 9, "uan": 10, "voicemail": 11,
}
PRECEDENCE = (
    "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan",
    "voicemail", "fixed_line", "mobile",
)

# Rules of the metadata that we replace; docs/numbers.md has the reasons.
NATIONAL_PREFIXES = {
    # Until 2019 mobiles in Mexico had a 1 after +52, and 044 or 045 at home. Lists still have them.
    "MX": ("0(?:[12]|4[45])|1", None),
}

ANY_LENGTH = frozenset(range(32))


def files(package):
    """The Swift file and the examples."""
    world = World(package)
    return world.swift(), world.examples()


class World:
    def __init__(self, package):
        self.package = package
        metadata = package.phonemetadata.PhoneMetadata
        self.regions = sorted(package.SUPPORTED_REGIONS)
        self.metadata = {name: metadata.metadata_for_region(name) for name in self.regions}
        self.codes = package.COUNTRY_CODE_TO_REGION_CODE
        # A calling code of no country is a region of its own, though all of them are called 001.
        codes_of_no_country = sorted(code for code, names in self.codes.items() if names == ("001",))
        self.world = codes_of_no_country[0]
        for code in codes_of_no_country:
            self.regions.append(code)
            self.metadata[code] = metadata.metadata_for_nongeo_region(code)
        # Region 0 is no region.
        self.ids = {name: index + 1 for index, name in enumerate(self.regions)}
        if len(self.regions) > 255:
            raise ValueError("a region does not fit into an octet")

    def members(self, code):
        return [code] if self.codes[code] == ("001",) else list(self.codes[code])

    def plan(self, table, code):
        """The automaton that finds region and kind of the numbers of a calling code."""
        names = self.members(code)
        languages = []
        for name in names:
            metadata = self.metadata[name]
            for kind in ("general_desc",) + PRECEDENCE:
                languages.append(language(getattr(metadata, kind)))
            leading = metadata.leading_digits
            languages.append((
                then(parsed(leading), repeated(digit(ALL_DIGITS), 0, 17)) if leading else NONE,
                ANY_LENGTH,
            ))
        width = len(PRECEDENCE) + 2

        def value(matches):
            for index, name in enumerate(names):
                metadata = self.metadata[name]
                general, *kinds, leads = matches[index * width:(index + 1) * width]
                kind = kind_number(general, dict(zip(PRECEDENCE, kinds)), metadata)
                if len(names) == 1 or leads or (kind and metadata.leading_digits is None):
                    # All regions called 001 are one for those who ask which.
                    region = self.ids[name if isinstance(name, str) else self.world]
                    return region, kind or UNKNOWN_HERE
            return 0, 0

        return table.numbers(languages, value)

    def region_words(self, table, name):
        metadata = self.metadata[name]
        general = table.numbers([language(metadata.general_desc)[:1] + (ANY_LENGTH,)],
                                lambda matches: (0, 1) if matches[0] else (0, 0))
        rule = NATIONAL_PREFIXES.get(name) or (
            metadata.national_prefix_for_parsing, metadata.national_prefix_transform_rule)
        national = table.prefix(alternatives(*rule)) if rule[0] else 0
        international = metadata.international_prefix
        international = table.prefix(alternatives(international, None)) if international else 0
        code = metadata.country_code
        letters = name if isinstance(name, str) else "\0\0"
        possible = mask(metadata.general_desc.possible_length)
        local = mask(metadata.general_desc.possible_length_local_only)
        return (
            ord(letters[0]) | ord(letters[1]) << 8 | code << 16 | possible << 26 | local << 44,
            general | national << 16 | international << 32,
        )

    def swift(self):
        table = Table()
        calling_codes = [0] * 1000
        for code in sorted(self.codes):
            names = self.members(code)
            calling_codes[code] = (
                self.plan(table, code) | self.ids[names[0]] << 16 | (len(names) == 1) << 24)
        regions = [0, 0]
        for name in self.regions:
            regions += self.region_words(table, name)
        rules = [
            start | dropped << 8 | len(literal) << 16
            | sum(int(symbol) << 24 + 8 * index for index, symbol in enumerate(literal))
            for start, dropped, literal in table.rules
        ]
        return SWIFT.format(
            version=self.package.__version__,
            size=8 * (len(table.words) + len(regions) + len(rules)) + 4 * len(calling_codes),
            world=self.ids[self.world],
            calling_codes=rows(calling_codes, 8, 8),
            regions=rows(regions, 16, 4),
            rules=rows(rules, 16, 4),
            states=rows(table.words, 16, 4),
            zero="0" * 64,
        )

    def examples(self):
        """An example of each kind of number of each region, as the metadata has them."""
        lines = []
        for name in self.regions:
            for kind in NUMBERS:
                description = getattr(self.metadata[name], kind, None)
                if not (description and description.example_number):
                    continue
                number = self.package.PhoneNumber(
                    country_code=self.metadata[name].country_code,
                    national_number=int(description.example_number),
                )
                zeros = len(description.example_number) - len(str(number.national_number))
                if zeros:
                    number.italian_leading_zero, number.number_of_leading_zeros = True, zeros
                lines.append("\t".join((
                    self.package.format_number(number, self.package.PhoneNumberFormat.E164),
                    self.package.region_code_for_number(number) or "",
                    KIND_NAMES[self.package.number_type(number)],
                )))
        return EXAMPLES.format(version=self.package.__version__, zero="0" * 64,
                               lines="\n".join(lines))


def language(description):
    if description is None or not description.national_number_pattern:
        return NONE, frozenset()
    return parsed(description.national_number_pattern), frozenset(description.possible_length) or ANY_LENGTH


def kind_number(general, kinds, metadata):
    """The number of a kind, 0 when it is unknown: `number_type` of libphonenumber."""
    if not general:
        return 0
    first = next((kind for kind in PRECEDENCE if kinds[kind]), None)
    one_pattern = metadata.same_mobile_and_fixed_line_pattern
    if first == "fixed_line" and (one_pattern or kinds["mobile"]):
        first = "fixed_line_or_mobile"
    if first == "mobile" and one_pattern:
        first = None
    return NUMBERS.get(first, 0)


def mask(lengths):
    if any(length > 17 for length in lengths):
        raise ValueError("a national number has more than 17 digits")
    return sum(1 << length for length in lengths if length > 0)


def rows(values, digits, columns):
    return "\n".join(
        " " * 8 + " ".join("0x%0*X," % (digits, value) for value in values[start:start + columns])
        for start in range(0, len(values), columns))


# By the numbers of phonenumbers.PhoneNumberType.
KIND_NAMES = {
    0: "fixed", 1: "mobile", 2: "fixedOrMobile", 3: "tollFree", 4: "premium", 5: "sharedCost",
    6: "voip", 7: "personal", 8: "pager", 9: "uan", 10: "voicemail", 99: "unknown",
}

EXAMPLES = """\
# Examples of the metadata of libphonenumber, as phonenumbers {version} carries it. Licence: see NOTICE.
# Generated by Scripts/generate numbers. SHA-256 of the rest of this file: {zero}
number	country	kind
{lines}
"""

SWIFT = """\
// Generated by Scripts/generate numbers from the metadata of phonenumbers {version}. Do not edit.
// SHA-256 of the rest of this file: {zero}
// swift-format-ignore-file
//
// The metadata is that of libphonenumber, https://github.com/google/libphonenumber.
// Copyright (C) 2010-2026 The Libphonenumber Authors
//
// Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except
// in compliance with the License. You may obtain a copy of the License at
//
//     http://www.apache.org/licenses/LICENSE-2.0
//
// Unless required by applicable law or agreed to in writing, software distributed under the License
// is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express
// or implied. See the License for the specific language governing permissions and limitations
// under the License. This form of the metadata is a change made by the authors of Septet.

/// Telephone numbers of the world as automata; {size} octets.
///
/// `Scripts/lib/numbertables/automaton.py` describes the words.
enum GeneratedNumberTables {{
    /// The version of the package whose metadata this is.
    static let version = "{version}"

    /// The first of the regions that are no country.
    static let world: UInt8 = {world}

    /// For each calling code: the root of its automaton in bits 0 to 15, its main region in bits 16 to 23,
    /// and bit 24 when it is the calling code of one region only; 0 for codes that nobody has.
    static let callingCodes: [UInt32] = [
{calling_codes}
    ]

    /// Two words for each region. The first: its letters in bits 0 to 15, its calling code in bits 16 to 25,
    /// from bit 26 the possible lengths of a national number, one bit each, and from bit 44 those
    /// that are possible within an area. The second: the roots of the automata of all its national
    /// numbers, of its national prefixes and of its international prefixes, 16 bits each.
    static let regions: [UInt64] = [
{regions}
    ]

    /// What becomes of a number with a certain national prefix: the octets are, the lowest first, where
    /// the digits to be kept begin, how many of the prefix to drop behind them, how many digits
    /// to put in front, and these.
    static let rules: [UInt64] = [
{rules}
    ]

    /// The states of all automata.
    static let states: [UInt64] = [
{states}
    ]
}}
"""
