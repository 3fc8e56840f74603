"""The page of results. A line stands until its row is measured anew; all else is written from the table of rows each time."""

import os
import re
import subprocess

from .rows import GOALS, OTHERS, ROWS

COLUMNS = ["row", "work", "against", "JDK", "figure", "spread", "least", "processor time", "nsx", "peer", "goal", "turns", "measured"]
HEAD = ["| " + " | ".join(COLUMNS) + " |", "|---|---|---|" + "---:|" * 9 + "---|"]
TITLE = "# Measured by docs/benchmarks/run"
LEGEND = """The figure is nsx's time as a multiple of the peer's: the median over the turns, in each of which both ran. Where nothing stands in "against", it is what the row
says, in its unit. "Spread" is between the quartiles of the turns, or the median and the most of the samples. "Least" is the ratio of the least times, or the least sample. "Processor time" is the
ratio of the processor times. The times are medians. [How it is measured](../README.md#how)."""


def cells(row, jdk, found, turns, where):
    """A line of the table: texts by column; those that say what the row is come from the table of rows when the page is written."""
    unit = row.unit
    return {"row": row.name, "JDK": str(jdk), "figure": number(found.figure) + unit,
            "spread": f"{number(found.low)}–{number(found.high)}{unit}", "least": number(found.least) + unit,
            "processor time": number(found.processor), "nsx": milliseconds(found.ours), "peer": milliseconds(found.peer),
            "turns": str(turns), "measured": where}


def number(value):
    return "" if value is None else f"{value:.0f}" if value >= 20 else f"{value:.2f}"


def milliseconds(seconds):
    return "" if seconds is None else f"{seconds * 1000:.2f} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"


def leading(text):
    return float(re.match(r"[0-9.]+", text)[0])


def over(line):
    """By what part of its goal the line's figure is above it; None where it is not, or has none."""
    goal = ROWS[line["row"]].goal
    figure = leading(line["figure"])
    return figure / goal - 1 if goal is not None and figure > goal else None


def text_of(line):
    row = ROWS[line["row"]]
    goal = "" if row.goal is None else f"{row.goal:g}{row.unit}" + (" **over**" if over(line) is not None else "")
    full = {**line, "work": row.work, "against": row.against, "goal": goal}
    return "| " + " | ".join(full[column] for column in COLUMNS) + " |"


def read(path):
    """The lines of a page: (row, JDK) -> texts by column. Those of rows that there are no more are left out."""
    found = {}
    if os.path.exists(path):
        with open(path) as file:
            for text in file:
                parts = [part.strip() for part in text.strip().strip("|").split("|")] if text.startswith("| ") else []
                if len(parts) == len(COLUMNS) and parts[0] in ROWS:
                    line = dict(zip(COLUMNS, parts))
                    found[line["row"], line["JDK"]] = line
    return found


def write(path, lines):
    parts = [TITLE, "", LEGEND, "", *table("Goals", GOALS, lines), *table("Others", OTHERS, lines), *missed(lines)]
    with open(path + ".part", "w") as file:
        file.write("\n".join(parts).rstrip() + "\n")
    os.replace(path + ".part", path)


def table(title, rows, lines):
    return [f"## {title}", "", *HEAD, *(text_of(line) for row in rows for line in of(row, lines)), ""]


def of(row, lines):
    return [lines[row.name, str(jdk)] for jdk in row.jdks if (row.name, str(jdk)) in lines]


def missed(lines):
    found = []
    for row in GOALS + OTHERS:
        parts = [f"{line['figure']} with JDK {line['JDK']}, {over(line) * 100:.0f} % over" for line in of(row, lines) if over(line) is not None]
        if parts:
            found.append(f"- {row.name}, {row.work}: {'; '.join(parts)} the goal of {row.goal:g}{row.unit}. {row.floor}".rstrip())
    return ["## Goals missed", "", *(found or ["None."])]


def commit():
    """The version of nsx that is measured, taken before the first line is written: the page is a file of the checkout too."""
    done = subprocess.run(["git", "-C", os.path.dirname(__file__), "describe", "--always", "--dirty", "--abbrev=8", "--exclude=*"],
                          capture_output=True, text=True, check=False)
    return f", {done.stdout.strip()}" if done.returncode == 0 else ""


COMMIT = commit()


def where():
    """What a line was measured on."""
    kernel = re.match(r"[0-9.]+", os.uname().release)[0]
    ahead = "" if os.sched_getscheduler(0) == os.SCHED_OTHER else ", real-time priority"
    return f"Linux {kernel}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.0f}{ahead}{COMMIT}"
