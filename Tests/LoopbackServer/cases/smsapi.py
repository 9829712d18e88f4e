from .. import accounts
from .case import Case
from .texts import GSM, ISO_8859_2, UCS2, WINDOWS_1250

NUMBERS = ["48500500500", "48501501501"]


def cases():
    for index, text in enumerate(GSM + UCS2):
        yield message(f"text {index}", text, method=["POST", "GET"][index % 2])
    for charset, texts in (("iso-8859-2", ISO_8859_2), ("windows-1250", WINDOWS_1250)):
        for index, text in enumerate(texts):
            for method in ("GET", "POST"):
                yield message(f"{charset} {index} {method}", text, encoding=charset, method=method)
    yield message("flash and sender", "a+b & c", {"flash": True, "from": "A.b-c 1"},
                  flash=1, **{"from": "A.b-c 1"})
    yield message("details", "Zażółć + %", {"details": True}, details=1,
                  reply={"message": "Zażółć + %", "length": 1, "parts": 1})
    yield message("callback", "a", {"notify_url": "https://example.com/?a=1&b=%20+#c"},
                  notify_url="https://example.com/?a=1&b=%20+#c")
    yield message("date", "a", {"date": "2012-05-10T08:40:27+00:00"},
                  date="2012-05-10T08:40:27+00:00")
    yield message("flags", "a", {"fast": True, "single": True, "nounicode": True, "test": True},
                  fast=1, single=1, nounicode=1, test=1)
    yield Case(
        "smsapi", "own values and idx",
        {"message": "[%1%]: 100% & [%2%]", "recipients": NUMBERS, "options": {
            "param1": ["Ann + %41", "Łucja 😀"], "param2": ["a=b&c", "#;\n"],
            "idx": ["order 1+", "zamówienie/2"], "encoding": "utf-8"}, "token": token()},
        {"idx": ["order 1+", "zamówienie/2"],
         "messages": [[NUMBERS[0], "Ann + %41: 100% & a=b&c"],
                      [NUMBERS[1], "Łucja 😀: 100% & #;\n"]]},
        "sms.do", {"messages": [{"id": "1460978572913968440", "idx": "order 1+"},
                                {"id": "1460978572913968441", "idx": "zamówienie/2"}]})
    yield Case(
        "smsapi", "own values in windows-1250",
        {"message": "[%1%] – €", "recipients": NUMBERS, "token": token(), "options": {
            "param1": ["„a+b”", "ŹdźbłoŤ"], "encoding": "windows-1250"}},
        {"messages": [[NUMBERS[0], "„a+b” – €"], [NUMBERS[1], "ŹdźbłoŤ – €"]]})
    yield Case(
        "smsapi", "binary",
        {"binary": {"bodyHex": "00FF2B2526C3a9", "udhHex": "0605040b8423f0"},
         "recipients": NUMBERS[:1], "token": token()},
        {"to": NUMBERS[:1], "udh": "0605040b8423f0", "message": "00ff2b2526c3a9"})
    yield Case(
        "smsapi", "a group", {"message": "Do [%contact.name%] + %", "group": "grupa ąę & co",
                              "token": token()},
        {"group": "grupa ąę & co", "text": "Do [%contact.name%] + %", "messages": []})
    yield Case(
        "smsapi", "a template", {"template": "Notify & ż", "recipients": NUMBERS[:1],
                                 "token": token()},
        {"template": "Notify & ż", "messages": [[NUMBERS[0], ""]]})
    yield Case(
        "smsapi", "batches by GET",
        {"message": "a+b", "token": token(), "method": "GET",
         "recipients": [str(48500000000 + n) for n in range(201)]},
        [{"messages": [[str(48500000000 + n), "a+b"] for n in range(200)]},
         {"messages": [["48500000200", "a+b"]]}])
    for name, credentials in (
            ("the token as a parameter", {"access_token": accounts.SMSAPI_TOKEN}),
            ("a password", {"username": accounts.SMSAPI_USERNAME,
                            "password": accounts.SMSAPI_PASSWORD_MD5})):
        for method in ("GET", "POST"):
            yield Case(
                "smsapi", f"{name}, {method}",
                {"message": "a+b", "recipients": NUMBERS, "method": method} | credentials,
                {"messages": [[number, "a+b"] for number in NUMBERS]}, "sms.do",
                {"messages": [{"points": "0.165", "phone": number} for number in NUMBERS]})
    yield from others()


def others():
    yield Case("smsapi", "deletion", {"options": {"sch_del": ["1", "2"]}, "token": token()},
               {"deleted": ["1", "2"]}, "sch_del", {"count": 2, "ids": ["1", "2"]})
    yield Case("smsapi", "credits", {"endpoint": "user.do", "options": {"credits": 1},
                                     "token": token()},
               {"asked": "credits"}, "user.do", {"points": "100.00"})
    yield Case("smsapi", "sender", {"endpoint": "sender.do", "options": {"add": "A.B - C"},
                                    "token": token()},
               {"added": "A.B - C"}, "sender.do", {"ok": True})
    yield Case("smsapi", "lookup", {"endpoint": "hlr.do", "numbers": NUMBERS, "token": token()},
               {"looked up": NUMBERS}, "hlr.do",
               {"results": [{"ok": True, "number": number, "points": "0.01"}
                            for number in NUMBERS]})
    yield Case("smsapi", "prices", {"endpoint": "prices.do", "token": token()},
               {"asked": "prices"}, "prices.do",
               {"prices": [{"country": "Åland", "network": "Ålcom & Söhne", "price": "0.0450"}]})


def token():
    return accounts.SMSAPI_TOKEN


def message(name, text, options=None, encoding=None, method="POST", reply=None, **understood):
    options = dict(options or {}) | ({"encoding": encoding} if encoding else {})
    understood = {key: True if value == 1 else value for key, value in understood.items()}
    return Case(
        "smsapi", name,
        {"endpoint": "sms.do", "message": text, "recipients": NUMBERS[:1], "options": options,
         "method": method, "token": token()},
        {"messages": [[NUMBERS[0], text]]} | understood, "sms.do",
        {"count": 1, "messages": [{"id": "1460978572913968440", "phone": NUMBERS[0],
                                   "status": "QUEUE", "points": "0.165"}]} | (reply or {}))
