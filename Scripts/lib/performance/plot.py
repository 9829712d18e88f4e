"""The plot of the page about performance: bars against peers, and a curve over the length."""

import math
from xml.sax.saxutils import escape

from .results import SEPTET, rounded

WIDTH = 860
LEFT, RIGHT = 190, 90
ROW = 19
INK, FAINT, OURS, OTHERS, LIMIT = "#1f2328", "#d0d7de", "#1a7f64", "#8c959f", "#b58900"
PANELS = [
    ("count, String in", "Count parts"),
    ("encode into a buffer", "Encode, cut and pack into a buffer"),
    ("decode to String", "Decode packed septets to a String"),
]
CURVES = [
    ("count, String in, by octets of ASCII", SEPTET, OURS, "", "Septet, count"),
    ("count, String in, by octets of ASCII", "Septet, plain kernel", OURS, "5 4", "Septet, plain kernel, count"),
    ("encode into a buffer, by octets of ASCII", SEPTET, "#0969da", "", "Septet, encode"),
    ("count, String in, by octets of ASCII", "memcpy", LIMIT, "", "memcpy"),
]


def drawn(bench, peers):
    parts, y = [], 34
    parts.append(text(16, y, "Nanoseconds per message, corpus a (plain ASCII, 97 octets on average)", 15, bold=True))
    y += 18
    parts.append(text(16, y, "Logarithmic: each line is ten times the one before. Shorter is faster.", 12))
    y += 26
    for item, title in PANELS:
        panel, y = bars(bench, peers, item, title, y)
        parts += panel
    panel, y = curve(bench, y + 10)
    parts += panel
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y}" viewBox="0 0 {WIDTH} {y}"'
        ' font-family="system-ui, sans-serif">\n'
        "<title>Septet beside its peers</title>\n"
        f'<rect width="{WIDTH}" height="{y}" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def text(x, y, words, size=12, anchor="start", bold=False, fill=INK):
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{fill}"{weight}>'
        f"{escape(words)}</text>"
    )


def line(x1, y1, x2, y2, color=FAINT):
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{color}"/>'


def bars(bench, peers, item, title, y):
    """One bar for each contender, the shortest first."""
    times = {row["contender"]: row["nanosecondsPerMessage"] for row in peers.select(item=item, corpus="a", size="hot")}
    # Another run, so its time is taken as a ratio.
    plain = bench.ratio(item, "a", "hot", "Septet, plain kernel")
    if plain and SEPTET in times:
        times["Septet, plain kernel"] = plain * times[SEPTET]
    low, high = 0, math.ceil(math.log10(max(times.values(), default=10)))

    def x(time):
        return LEFT + (WIDTH - LEFT - RIGHT) * (math.log10(max(time, 1)) - low) / (high - low)

    parts = [text(16, y, title, 13, bold=True)]
    y += 10
    bottom = y + ROW * len(times)
    for power in range(low, high + 1):
        parts.append(line(x(10**power), y, x(10**power), bottom))
        label = f"{10**power:,} ns".replace(",", " ")
        parts.append(text(x(10**power), bottom + 14, label, 11, "middle"))
    for name, time in sorted(times.items(), key=lambda pair: pair[1]):
        is_ours = name.startswith(SEPTET)
        color = OURS if is_ours else LIMIT if name == "memcpy" else OTHERS
        parts.append(text(LEFT - 8, y + 14, name, 12, "end", bold=name == SEPTET))
        parts.append(
            f'<rect x="{LEFT}" y="{y + 3}" width="{max(2, x(time) - LEFT):.1f}" height="{ROW - 6}" fill="{color}"/>'
        )
        parts.append(text(max(x(time), LEFT + 2) + 5, y + 14, rounded(time), 11))
        y += ROW
    return parts, y + 44


def curve(bench, y):
    """Time over the length of a message of ASCII."""
    curves = []
    for item, contender, color, dash, label in CURVES:
        points = [
            (int(row["corpus"]), row["nanosecondsPerMessage"])
            for row in bench.select(item=item, contender=contender)
        ]
        if points:
            curves.append((sorted(points), color, dash, label))
    if not curves:
        return [], y
    height = 300
    longest = max(points[-1][0] for points, *_ in curves)
    slowest = max(time for points, *_ in curves for _, time in points)
    step = next(s for s in (5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000) if slowest / s <= 6)
    top = step * math.ceil(slowest / step)
    left, right = 70, WIDTH - 210

    def place(octets, time):
        return left + (right - left) * octets / longest, y + 24 + height * (1 - time / top)

    parts = [text(16, y, "Nanoseconds per message over its length in octets of ASCII (linear)", 13, bold=True)]
    for value in range(0, top + 1, step):
        parts.append(line(left, place(0, value)[1], right, place(0, value)[1]))
        parts.append(text(left - 8, place(0, value)[1] + 4, f"{value}", 11, "end"))
    for octets in (1, 160, 306, 459, 612, 765, 918):
        parts.append(line(place(octets, 0)[0], y + 24, place(octets, 0)[0], y + 24 + height))
        parts.append(text(place(octets, 0)[0], y + 40 + height, f"{octets}", 11, "middle"))
    labels = []
    for points, color, dash, label in curves:
        path = " ".join(f"{x:.1f},{h:.1f}" for x, h in (place(*point) for point in points))
        style = f' stroke-dasharray="{dash}"' if dash else ""
        parts.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"{style}/>')
        labels.append([place(*points[-1])[1] + 4, label, color])
    labels.sort()
    for before, after in zip(labels, labels[1:]):
        after[0] = max(after[0], before[0] + 15)
    parts += [text(right + 8, height_, label, 12, fill=color) for height_, label, color in labels]
    return parts, y + height + 60
