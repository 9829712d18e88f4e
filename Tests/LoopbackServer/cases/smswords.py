from .. import accounts
from .case import Case
from .texts import GSM, UCS2

CAMPAIGN = {"target_mode": "location", "country_code": "DE", "city_id": 191, "industry_id": 5,
            "recurring": "monthly", "date_from": "2030-01-31", "date_to": "2030-01-31",
            "time": "10:00", "original_name": "Test & \"ż\" \\ +", "volume": 1000,
            "sender_id": 12, "reference": "a/b\nc"}


def cases():
    for index, text in enumerate(GSM + UCS2):
        endpoint = ["calculate-cost", "campaigns"][index % 2]
        reply = {"cost": 1000}
        if endpoint == "campaigns":
            reply |= {"message": text, "campaignName": CAMPAIGN["original_name"]}
        yield campaign(f"text {index}", endpoint, {"message": text}, reply)
    yield campaign("weekly", "calculate-cost",
                   {"message": "a", "recurring": "weekly", "date_to": "2030-02-27"}, {"cost": 4000})
    yield get("credits", {"endpoint": "credits"}, "credits", {},
              {"credits": [{"country": "TR", "credits": 64015}]})
    yield get("industries", {"endpoint": "industries"}, "industries", {}, None)
    yield get("cities", {"endpoint": "location/TR/cities", "name": "kınalı+ada & %"},
              "location/TR/cities", {"name": "kınalı+ada & %"}, None)


def campaign(name, endpoint, members, reply):
    wanted = CAMPAIGN | members
    return Case("smswords", name, {"endpoint": endpoint, "campaign": wanted, "apiToken": token()},
                wanted, endpoint, reply)


def get(name, job, path, filters, reply):
    return Case("smswords", name, job | {"apiToken": token()},
                {"path": path, "filters": filters}, path if reply else None, reply)


def token():
    return accounts.SMSWORDS_API_TOKEN
