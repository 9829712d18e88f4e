"""SMSwords: campaigns in JSON, everything else by GET; the token is always in the query."""

import calendar
import datetime

from .. import accounts
from ..received import Answer, demand

MANDATORY = {"target_mode": str, "industry_id": int, "time": str, "original_name": str,
             "volume": int, "sender_id": int, "message": str, "reference": str}
OTHER = {"country_code": str, "city_id": int, "area_id": int, "district_id": int, "fta_id": list,
         "immediate": bool, "recurring": str, "date": str, "date_from": str, "date_to": str}
COUNTRY = {"code": "TR", "name": "Türkiye", "default_timezone": "Europe/Istanbul",
           "has_cities": True, "has_areas": True, "has_district": True}


def answer(received):
    demand(received.segments[:2] == ["api", "v1"], "the path")
    demand(received.query.text("api_token") == accounts.SMSWORDS_API_TOKEN, "another token")
    path = "/".join(received.segments[2:])
    if received.method == "POST":
        demand(path in ("campaigns", "campaigns/calculate-cost"), f"no POST of {path}")
        received.query.finish()
        return campaign(received.json(), is_made=path == "campaigns")
    filters = {name: received.query.text(name) for name in list(received.query.values)}
    understood = {"path": path, "filters": filters}
    if path == "credits":
        return Answer(understood, {"data": [{"credits": 64015, "country": COUNTRY}]})
    if path == "industries":
        return Answer(understood, {"data": [{"id": 7, "name": "Food & Drink"}]})
    demand(path == "location/TR/cities", f"no GET of {path}")
    return Answer(understood, {"data": [
        {"id": 3, "name": filters.get("name", "kınalıada"), "country_code": "TR"}]})


def campaign(body, is_made):
    known = MANDATORY | OTHER
    for name, value in body.items():
        demand(name in known, f"the document has no {name}")
        demand(type(value) is known[name], f"{name} is {value!r}")
    missing = MANDATORY.keys() - body.keys()
    demand(not missing, f"{missing} are missing")
    demand(body["target_mode"] != "location" or "country_code" in body, "country_code is missing")
    is_immediate = body.get("immediate", False)
    dates = [] if is_immediate else instances(body)
    count = max(1, len(dates))
    cost = body["volume"] * count
    understood = dict(body)
    if not is_made:
        return Answer(understood, {"data": {"cost": cost}})
    return Answer(understood, {"data": {
        "id": 68, "name": body["original_name"], "start_immediately": is_immediate,
        "instances": [
            {"id": 68 + index, "name": f"{body['original_name']} ({index})",
             "date": {"date": f"{date} 08:00:00.000000", "timezone_type": 3,
                      "timezone": "Europe/Berlin"},
             "report": {"sent": 0, "delivered": 0, "undelivered": 0, "pending": 0, "refunded": 0}}
            for index, date in enumerate(dates)],
        "volume": body["volume"], "message": body["message"], "cost": cost, "status": "new",
        "recurring": body.get("recurring"), "include_user_number": False,
        "reference": body["reference"], "sender": {"data": {"id": 12, "title": "Testing"}},
        "country": {"data": COUNTRY}, "city": {"data": None}, "area": {"data": None},
        "district": {"data": None}, "industry": {"data": {"id": 5, "name": "Entertainment"}}}})


def instances(body):
    mode = body.get("recurring")
    demand(mode in ("none", "weekly", "monthly"), "recurring")
    if mode == "none":
        return [day(body, "date")]
    first, last = day(body, "date_from"), day(body, "date_to")
    dates = []
    while (date := later(first, mode, len(dates))) <= last:
        demand(len(dates) < 1000, "too many instances")
        dates.append(date)
    return dates


def day(body, name):
    demand(name in body, f"{name} is missing")
    return datetime.date.fromisoformat(body[name])


def later(first, mode, steps):
    if mode == "weekly":
        return first + datetime.timedelta(weeks=steps)
    # The day of the month, or its last one.
    year, month = divmod(first.year * 12 + first.month - 1 + steps, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(first.day, last))
