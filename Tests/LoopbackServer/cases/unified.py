from .. import accounts
from .case import Case
from .texts import GSM, LATIN1, UCS2

NUMBERS = ["447911123456", "447911123457"]
REPLY = {"ok": True, "results": [
    {"code": 1701, "destination": number, "messageID": f"id-{index}"}
    for index, number in enumerate(NUMBERS)]}


def cases():
    for index, text in enumerate(GSM + UCS2):
        method = ["GET", "POST"][index % 2]
        yield message(f"text {index}", text, {"method": method})
    for text in (GSM[1], UCS2[3]):
        yield message(f"flash {text[:5]}", text, {"flash": True}, flash=True)
    for index, text in enumerate(LATIN1):
        for kind in (5, 7):
            yield message(f"type {kind} octets {index}", text,
                          {"type": kind, "latin1Bytes": True}, flash=kind == 7)
    yield message("ready digits", "Я😀", {"rawHex": True}, given="042FD83DDE00")
    yield message("a link", "Do & +", {"url": "http://example.com/?a=1&b=ż+%20#x"},
                  url="http://example.com/?a=1&b=ż+%20#x")
    yield message("a number as sender", "a", {"source": "+447911123456"}, **{
        "from": "+447911123456"})
    yield message("a report", "a", {"dlr": 1}, report="1")
    for at, instant in (("2030-01-02T00:30:00+01:30", "2030-01-01T23:00:00Z"),
                        ("2030-07-31T12:05:00-10:00", "2030-07-31T22:05:00Z"),
                        ("2030-02-03T04:05:00+05:45", "2030-02-02T22:20:00Z")):
        yield message(f"at {at}", "a+b", {"scheduleAt": at}, parse="schedulemsg",
                      reply={"scheduleID": "4711"}, at=instant)


def message(name, text, options, given=None, parse="bulksms", reply=None, **understood):
    job = {"message": given or text, "destinations": NUMBERS, "source": "Ac+me & ż"[:11],
           "dlr": 0, "username": accounts.UNIFIED_USERNAME,
           "password": accounts.UNIFIED_PASSWORD} | options
    wanted = {"to": NUMBERS, "from": job["source"], "report": "0", "flash": False, "text": text}
    return Case("unified", name, job, wanted | understood, parse, reply or REPLY)
