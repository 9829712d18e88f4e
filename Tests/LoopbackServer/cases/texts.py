"""Texts that something on the way could change."""

GSM = [
    "Hello world",
    "+ % & | # ; = ? / : @",
    "100% sure + more = 1;2#3&4|5",
    "%41%2B%0A%00 and &amp; &#43; stay",
    "a=b&c=d&message=other",
    "first\nsecond\r\nthird\rfourth\n",
    "^ { } \\ [ ~ ] | €",
    "  leading and trailing  ",
    "it's \"quoted\" <b> ${HOME} $(id)",
    "ÄÖÑÜ§¿äöñüà ΔΦΓΛΩΠΨΣΘΞ",
    "0123456789" * 30 + "é@£$",
]
UCS2 = [
    "zażółć gęślą jaźń, ZAŻÓŁĆ GĘŚLĄ JAŹŃ",
    "Привет + мир = 100%",
    "会议改到下午三点",
    "Hi 👩‍👩‍👧 🇵🇱 & 😀|",
    "tab\there, `id`, “quotes” – and…",
    "e\u0301 \u00a0\u2028\ufeff\u200b\U0010fffd end",
    "שלום 123 مرحبا",
    "first ☂\nsecond ☂\r\nthird ☂",
    "😀" * 70,
]
LATIN1 = ["Ça va? ñ ÿ ± ¾ × ÷ & + % ©", "a+b%c&d=é"]
ISO_8859_2 = ["Zażółć gęślą jaźń + % & | # ; = ß÷×", "ľščťžýáíé ŐŰ ˇ˘ţ", "Łódź\n100%\u00a0"]
WINDOWS_1250 = ["„Zażółć” – 5 € … + % & | # ; =", "ŚŤŹ śťź ‰ ™ • ‹›", "Łódź\r\n100%\u00a0"]
