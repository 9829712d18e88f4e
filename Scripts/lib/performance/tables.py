"""The tables of the page about performance, in Markdown."""

from .results import SEPTET, rounded

LENGTHS = " by octets of ASCII"


def table(header, rows):
    lines = ["| " + " | ".join(header) + " |", "| --- |" + " ---: |" * (len(header) - 1)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def machine(results):
    it = results.machine
    return (
        f"`{results.command}`, {results.date}: {it['processor']}, {it['coreCount']} cores, "
        f"{it['system']}, Swift {it['swift']}.\n"
    )


def cell(time, first):
    if time is None:
        return ""
    if first is None or time == first:
        return f"**{rounded(time)}**"
    return f"{rounded(time)} ({rounded(time / first)} x)"


def marks(peers, text):
    rows = []
    for line in text.splitlines()[1:]:
        item, corpus, size, against, least = line.split("\t")
        numerator, _, denominator = least.partition("/")
        least = float(numerator) / float(denominator or 1)
        ratio = peers.ratio(item, corpus, size, against)
        if least < 1:
            wanted = f"at most {1 / least:g} x its time"
            measured = ratio and f"{rounded(1 / ratio)} x"
        else:
            wanted, measured = f"{least:g} x faster", ratio and f"{rounded(ratio)} x"
        verdict = "not measured" if ratio is None else "yes" if ratio >= least else "**no**"
        rows.append([item, corpus, size, against, wanted, measured or "", verdict])
    return table(["item", "corpus", "size", "against", "wanted", "measured", "reached"], rows)


def peers(results):
    """Each contender's time in times of Septet's, item by item."""
    columns = [
        ("count, String in", "a"),
        ("count, String in", "b"),
        ("encode into a buffer", "a"),
        ("encode into a buffer", "b"),
        ("decode to String", "a"),
        ("decode to String", "b"),
        ("UTF-8 to UTF-16BE", "c"),
        ("windows-1250 to UTF-8", "c"),
    ]
    header = [""] + [f"{item}, {corpus}" for item, corpus in columns]
    rows = []
    for contender in results.unique("contender"):
        cells = []
        for item, corpus in columns:
            ratio = results.ratio(item, corpus, "hot", contender)
            cells.append("" if ratio is None else f"{rounded(ratio)} x")
        if contender == SEPTET:
            times = [results.time(item, corpus, "hot", SEPTET) for item, corpus in columns]
            cells = [f"{rounded(time)} ns" if time else "" for time in times]
        if any(cells):
            rows.append([contender, *cells])
    shortcuts = [
        f"- {row['contender']}, {row['item']}: {row['shortcut']}.\n"
        for row in results.select(size="hot")
        if row.get("shortcut")
    ]
    return table(header, rows) + "\n" + "".join(dict.fromkeys(shortcuts))


def items(results, size):
    rows = [
        row
        for row in results.select(size=size)
        if LENGTHS not in row["item"] and "threads" not in row["item"]
    ]
    corpora = results.unique("corpus", rows)
    made = []
    for item in results.unique("item", rows):
        of_item = [row for row in rows if row["item"] == item]
        first = of_item[0]["contender"]
        for contender in results.unique("contender", of_item):
            name = f"**{item}**: {contender}" if contender == first else contender
            cells = [
                cell(
                    results.time(item, corpus, size, contender),
                    results.time(item, corpus, size, first),
                )
                for corpus in corpora
            ]
            made.append([name, *cells])
    return table(["ns per message", *corpora], made)


def lengths(results):
    rows = [row for row in results.measurements if LENGTHS in row["item"]]
    corpora = results.unique("corpus", rows)
    made = []
    for item in results.unique("item", rows):
        of_item = [row for row in rows if row["item"] == item]
        for contender in results.unique("contender", of_item):
            times = [results.time(item, corpus, "hot", contender) for corpus in corpora]
            name = f"{item.split(',')[0]}: {contender}"
            made.append([name, *(rounded(time) if time else "" for time in times)])
    return table(["ns by octets", *corpora], made)


def campaign(results):
    rows = [row for row in results.measurements if row["item"].startswith("campaign")]
    return table(
        ["contender", "ns per row", "million rows per second"],
        [
            [
                row["contender"],
                rounded(row["nanosecondsPerMessage"]),
                rounded(1000 / row["nanosecondsPerMessage"]),
            ]
            for row in rows
        ],
    )
