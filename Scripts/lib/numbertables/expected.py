"""How a number must be read: as phonenumbers reads it, with the differences that are meant."""


class Expected:
    """What the library makes of a number, with the differences that are meant."""

    def __init__(self, phonenumbers):
        self.library = phonenumbers
        self.kinds = {
            0: "fixed", 1: "mobile", 2: "fixedOrMobile", 3: "tollFree", 4: "premium", 5: "sharedCost",
            6: "voip", 7: "personal", 8: "pager", 9: "uan", 10: "voicemail", 99: "unknown",
        }

    def parse(self, text, region):
        try:
            return self.library.parse(text, region)
        except self.library.NumberParseException:
            return None

    def number(self, text, digits, region):
        """`digits` are those of the text, and it has a plus if it begins with one."""
        if text.startswith("+") and not digits.startswith("00"):
            return self.parse(text, region)
        if region:
            number = self.parse(text, region)
            if number and self.library.is_possible_number(number):
                return number
            return self.behind_foreign_prefix(digits) or number
        if digits.startswith("00"):
            return self.parse("+" + digits[2:], None)
        if digits.startswith("0"):
            return self.behind_foreign_prefix(digits)
        return self.by_digits(digits)

    def by_digits(self, digits):
        """Digits that begin with a calling code: valid, or possible with eleven of them."""
        number = self.parse("+" + digits, None)
        if number is None or self.library.is_valid_number(number):
            return number
        reason = self.library.is_possible_number_with_reason(number)
        is_possible = reason == self.library.ValidationResult.IS_POSSIBLE
        return number if is_possible and len(digits) >= 11 else None

    def behind_foreign_prefix(self, digits):
        """`00` and `011` are read where they are no prefix of the region and nothing else fits."""
        if digits.startswith("00") and digits[2:3] != "0":
            return self.by_digits(digits[2:])
        if digits.startswith("011") and len(digits) > 13:
            return self.by_digits(digits[3:])
        return None

    def members(self, number):
        if number is None:
            return None, None, "unknown", False, False
        return (
            self.library.format_number(number, self.library.PhoneNumberFormat.E164),
            self.library.region_code_for_number(number),
            self.kinds[self.library.number_type(number)],
            self.library.is_possible_number(number),
            self.library.is_valid_number(number),
        )
