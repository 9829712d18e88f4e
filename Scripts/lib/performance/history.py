"""The record over time: a line for each run of the benchmarks, and a plot of the last ten."""

import json
import os
import pathlib
import subprocess

from .plot import FAINT, INK, OURS, line, text
from .results import SEPTET, rounded

RUN_COUNT = 10
WIDTH, COLUMNS = 860, 2
PANEL_HEIGHT, TOP, GAP = 130, 60, 58
COLORS = {"a": OURS, "b": "#0969da", "c": "#b58900", "d": "#cf222e"}


def record(bench, path):
    """Adds what Septet took in a run; a run of the same commit and day on the same machine is replaced."""
    run = {
        "date": bench.date,
        "commit": commit(path.parent),
        "kernel": kernel(),
        **bench.machine,
        "nanosecondsPerMessage": {},
    }
    for row in bench.select(contender=SEPTET):
        times = run["nanosecondsPerMessage"].setdefault(row["item"], {})
        times[f"{row['corpus']} {row['size']}"] = round(row["nanosecondsPerMessage"], 1)
    key = identity(run)
    runs = [before for before in read(path) if identity(before) != key] + [run]
    path.write_text("".join(json.dumps(one, sort_keys=True) + "\n" for one in runs), encoding="utf-8")


def identity(run):
    return run["date"], run["commit"], run["kernel"], run["processor"]


def kernel():
    """The kernel that Septet chooses here, as choice.c does."""
    if "SEPTET_KERNEL" in os.environ:
        return os.environ["SEPTET_KERNEL"]
    if os.uname().machine == "aarch64":
        return "neon"
    flags = set(pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").split())
    if {"avx512bw", "avx512vl", "avx512vbmi", "avx512_vbmi2"} <= flags:
        return "avx512"
    return "avx2" if {"avx2", "bmi1", "bmi2", "abm"} <= flags else "plain"


def commit(folder: pathlib.Path):
    """The commit that is checked out, with a + when something differs from it."""
    def git(*arguments):
        done = subprocess.run(["git", "-C", folder, *arguments], stdout=subprocess.PIPE, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else None

    found = git("rev-parse", "--short=7", "HEAD")
    if found is None:
        return "unknown"
    # The results themselves are new.
    changed = git("status", "--porcelain", "--untracked-files=no", "--", ":/", ":/!Benchmarks/Results")
    return found + ("+" if changed else "")


def read(path):
    if not path.exists():
        return []
    return [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()]


def drawn(runs):
    """A panel for each item, with a curve for each generated corpus that stays in the cache."""
    runs = runs[-RUN_COUNT:]
    items = list(dict.fromkeys(item for run in runs for item in sorted(run["nanosecondsPerMessage"])))
    panels = []
    for item in items:
        curves = {}
        for place, run in enumerate(runs):
            for corpus in COLORS:
                time = run["nanosecondsPerMessage"].get(item, {}).get(f"{corpus} hot")
                if time is not None:
                    curves.setdefault(corpus, []).append((place, time))
        if curves:
            panels.append((item, curves))
    rows = (len(panels) + COLUMNS - 1) // COLUMNS
    height = TOP + rows * (PANEL_HEIGHT + GAP)
    parts = [text(16, 28, "Nanoseconds per message, messages that stay in the cache, over the last runs", 15, bold=True)]
    for index, (corpus, color) in enumerate(COLORS.items()):
        parts.append(text(16 + 80 * index, 48, f"corpus {corpus}", 12, fill=color))
    for index, (item, curves) in enumerate(panels):
        left = 56 + (index % COLUMNS) * WIDTH / COLUMNS
        parts += panel(item, curves, runs, left, TOP + index // COLUMNS * (PANEL_HEIGHT + GAP) + 18)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}"'
        f' viewBox="0 0 {WIDTH} {height}" font-family="system-ui, sans-serif">\n'
        "<title>Septet over time</title>\n"
        f'<rect width="{WIDTH}" height="{height}" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def panel(item, curves, runs, left, top):
    width = WIDTH / COLUMNS - 110
    highest = max(time for points in curves.values() for _, time in points)

    def place(index, time):
        step = width / max(1, len(runs) - 1)
        return left + step * index, top + PANEL_HEIGHT * (1 - time / highest)

    parts = [text(left - 40, top - 8, item, 12, bold=True)]
    for part in (0, 0.5, 1):
        y = place(0, highest * part)[1]
        parts.append(line(left, y, left + width, y, FAINT))
        parts.append(text(left - 6, y + 4, rounded(highest * part) if part else "0", 10, "end"))
    for index, run in enumerate(runs):
        # Of many labels every other one has room.
        if len(runs) < 6 or (len(runs) - 1 - index) % 2 == 0:
            x, y = place(index, 0)
            parts.append(text(x, y + 13, run["commit"], 9, "middle", fill=INK))
            parts.append(text(x, y + 24, run["kernel"], 9, "middle", fill=INK))
    for corpus, points in curves.items():
        color = COLORS[corpus]
        places = [place(*point) for point in points]
        if len(places) > 1:
            path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
            parts.append(f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>' for x, y in places]
    return parts
