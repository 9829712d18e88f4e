"""SMSAPI: sms.do, user.do, sender.do, hlr.do and prices.do."""

import re

from .. import accounts
from ..received import Answer, demand

CODECS = {"utf-8": "utf-8", "iso-8859-2": "iso-8859-2", "windows-1250": "cp1250"}
PRICE = "0.165"


def answer(received):
    demand(len(received.segments) == 1, "one segment")
    parameters = received.parameters()
    authorize(received, parameters)
    return ENDPOINTS[received.segments[0]](parameters)


def authorize(received, parameters):
    given = received.headers.get("Authorization")
    if given is not None:
        demand(given == f"Bearer {accounts.SMSAPI_TOKEN}", "another token")
    elif "access_token" in parameters.values:
        demand(parameters.text("access_token") == accounts.SMSAPI_TOKEN, "another token")
    else:
        demand(parameters.text("username") == accounts.SMSAPI_USERNAME, "another user")
        demand(parameters.text("password") == accounts.SMSAPI_PASSWORD_MD5, "another password")


def sms(parameters):
    if "sch_del" in parameters.values:
        ids = parameters.text("sch_del").split(",")
        parameters.one_of("format", "json")
        parameters.finish()
        return Answer({"deleted": ids},
                      {"count": len(ids), "list": [{"id": name} for name in ids]})
    understood = {}
    for name in ("flash", "test", "details", "date_validate", "allow_duplicates", "check_idx",
                 "nounicode", "normalize", "fast", "single"):
        if parameters.flag(name):
            understood[name] = True
    is_json = "format" in parameters.values and parameters.one_of("format", "json") == "json"
    for name in ("from", "date", "expiration_date", "notify_url", "max_parts", "group"):
        value = parameters.optional(name)
        if value is not None:
            understood[name] = value
    numbers = parameters.text("to").split(",") if "group" not in understood else []
    demand(all(re.fullmatch("[0-9]{6,15}", number) for number in numbers), "to is numbers")
    if "idx" in parameters.values:
        understood["idx"] = values(parameters, "idx", "utf-8", numbers)
    if "datacoding" in parameters.values:
        parameters.one_of("datacoding", "bin")
        for name in ("udh", "message"):
            digits = parameters.text(name)
            demand(re.fullmatch("([0-9a-f]{2})+", digits), f"{name} is hexadecimal")
            understood[name] = digits
        header = bytes.fromhex(understood["udh"])
        demand(header[0] == len(header) - 1, "the length of the header")
        understood["to"] = numbers
    else:
        texts(parameters, numbers, understood)
    parameters.finish()
    return sent(numbers, understood, is_json)


def values(parameters, name, codec, numbers):
    found = parameters.text(name, codec).split("|")
    demand(len(found) == len(numbers), f"error 18: {len(found)} values of {name}")
    return found


def texts(parameters, numbers, understood):
    """What each phone shows, after its own values are put in."""
    codec = CODECS[parameters.one_of("encoding", *CODECS)]
    if "template" in parameters.values:
        understood["template"] = parameters.text("template", codec)
        text = ""
    else:
        text = parameters.text("message", codec)
        demand(text != "", "error 11: no message")
    columns = {n: values(parameters, f"param{n}", codec, numbers)
               for n in range(1, 5) if f"param{n}" in parameters.values}
    understood["messages"] = [
        [number, re.sub(r"\[%([1-4])%\]",
                        lambda tag, i=index: columns[int(tag[1])][i]
                        if int(tag[1]) in columns else tag[0], text)]
        for index, number in enumerate(numbers)]
    if "group" in understood:
        understood["text"] = text


def sent(numbers, understood, is_json):
    if not is_json:
        items = [f"OK:{identifier(index)}:{PRICE}:{number}" for index, number in enumerate(numbers)]
        return Answer(understood, ";".join(items) + ";", "text/plain")
    reply = {"count": len(numbers), "list": [
        # Both kinds of numbers occur.
        {"id": identifier(index), "points": PRICE if index % 2 else float(PRICE),
         "number": number, "date_sent": 1460978579, "submitted_number": number,
         "status": "QUEUE", "error": None,
         "idx": understood["idx"][index] if "idx" in understood else None}
        for index, number in enumerate(numbers)]}
    if "details" in understood:
        reply |= {"message": understood["messages"][0][1], "length": 1, "parts": 1}
    return Answer(understood, reply)


def identifier(index):
    return str(1460978572913968440 + index)


def user(parameters):
    parameters.one_of("credits", "1")
    parameters.one_of("format", "json")
    parameters.finish()
    return Answer({"asked": "credits"}, '{"points":100.00,"proCount":"612"}')


def sender(parameters):
    name = parameters.text("add")
    parameters.optional("format")
    parameters.finish()
    return Answer({"added": name}, "OK", "text/plain")


def lookup(parameters):
    numbers = parameters.text("number").split(",")
    parameters.optional("format")
    parameters.finish()
    items = [f"OK:{number}:{identifier(index)}:0.01" for index, number in enumerate(numbers)]
    return Answer({"looked up": numbers}, ";".join(items) + ";", "text/plain")


def prices(parameters):
    parameters.optional("format")
    parameters.finish()
    return Answer({"asked": "prices"}, [
        {"country": "Åland", "network": "Ålcom & Söhne", "mcc": "244", "mnc": "14",
         "date": 1508239440, "price": "0.0450"}])


ENDPOINTS = {"sms.do": sms, "user.do": user, "sender.do": sender, "hlr.do": lookup,
             "prices.do": prices}
