"""Unified Communications: /bulksms/bulksms and /bulksms/schedulemsg."""

import datetime
import re

from .. import accounts, alphabet
from ..received import Answer, demand

SCHEDULE = re.compile(r"GMT ([+-])(1[0-2]|[0-9]):(00|30)")


def answer(received):
    demand(received.segments in (["bulksms", "bulksms"], ["bulksms", "schedulemsg"]), "the path")
    parameters = received.parameters()
    demand(parameters.text("username") == accounts.UNIFIED_USERNAME, "1703")
    demand(parameters.text("password") == accounts.UNIFIED_PASSWORD, "1703")
    kind = parameters.one_of("type", "0", "1", "2", "4", "5", "6", "7")
    report = parameters.one_of("dlr", "0", "1")
    numbers = parameters.text("destination").split(",")
    demand(all(re.fullmatch("[0-9]{6,15}", number) for number in numbers), "1706")
    source = parameters.text("source")
    limit = 18 if re.fullmatch(r"\+?[0-9]+", source) else 11
    demand(0 < len(source) <= limit, "1707")
    understood = {"to": numbers, "from": source, "report": report, "flash": kind in "167",
                  "text": text(parameters, kind)}
    if kind == "4":
        understood["url"] = parameters.text("url")
    is_scheduled = received.segments[1] == "schedulemsg"
    if is_scheduled:
        understood["at"] = moment(parameters)
    parameters.finish()
    if is_scheduled:
        return Answer(understood, "Scheduled|4711", "text/plain")
    items = [f"1701|{number}|id-{index}" for index, number in enumerate(numbers)]
    return Answer(understood, ",".join(items), "text/plain")


def text(parameters, kind):
    if kind in "26":
        digits = parameters.text("message")
        demand(re.fullmatch("([0-9A-F]{4})+", digits), "1705: four upper-case digits a unit")
        return bytes.fromhex(digits).decode("utf-16-be", "strict")
    if kind in "57":
        return parameters.text("message", "iso-8859-1")
    shown = parameters.text("message")
    demand(shown != "", "1702")
    return alphabet.preserved(shown) if kind in "01" else shown


def moment(parameters):
    """The instant of a schedule, in ISO 8601."""
    clock = parameters.text("time")
    demand(re.fullmatch("(0[1-9]|1[0-2]):[0-5][0-9] (am|pm)", clock), "time")
    date = parameters.text("date")
    demand(re.fullmatch("[0-9]{2}/[0-9]{2}/[0-9]{4}", date), "date")
    local = datetime.datetime.strptime(f"{date} {clock}", "%m/%d/%Y %I:%M %p")
    zone = SCHEDULE.fullmatch(parameters.text("gmt"))
    demand(zone, "gmt")
    offset = datetime.timedelta(hours=int(zone[2]), minutes=int(zone[3]))
    instant = local - (offset if zone[1] == "+" else -offset)
    return instant.strftime("%Y-%m-%dT%H:%M:%SZ")
