"""What was measured as Markdown: a section for each table, which stands until it is measured anew."""

import os
import re
import statistics
import subprocess

from . import measurements

TITLE = "# Measured by docs/benchmarks/run\n"


def table(title, results, baseline, target):
    """Markdown. The ratio is to the baseline's median; a target is the ratio that nsx is to stay under."""
    lines = [f"## {title}", "", f"| | median | least | runs | ratio to {baseline} |" if baseline else
             "| | median | least | runs |", "|---|---:|---:|---:|" + ("---:|" if baseline else "")]
    base = results.get(baseline)
    for label, times in results.items():
        if not times:
            lines.append(f"| {label} | failed | | | |" if baseline else f"| {label} | failed | | |")
            continue
        median = statistics.median(times)
        row = f"| {label} | {milliseconds(median)} | {milliseconds(min(times))} | {len(times)} |"
        if baseline:
            ratio = f"{median / statistics.median(base):.2f}" if base else ""
            missed = target and ratio and label.startswith("nsx") and float(ratio) > target
            row += f" {ratio}{' (target missed)' if missed else ''} |"
        lines.append(row)
    if target:
        lines += ["", f"Target for nsx: at most {target:g} × {baseline}."]
    return "\n".join(lines) + "\n"


def grid(title, tables, baseline, target):
    """Markdown: a line for each table, with the medians of its columns, and the ratio beside each that is not the baseline."""
    labels = list(dict.fromkeys(label for results in tables.values() for label in results))
    heads = [head for label in labels for head in ([label] if label == baseline else [label, "ratio"])]
    lines = [f"## {title}", "", "| | " + " | ".join(heads) + " |", "|---|" + "---:|" * len(heads)]
    for name, results in tables.items():
        medians = {label: statistics.median(times) for label, times in results.items()}
        cells = []
        for label in labels:
            cells.append(milliseconds(medians[label]))
            if label != baseline:
                ratio = medians[label] / medians[baseline]
                cells.append(f"{ratio:.2f}{' (target missed)' if float(f'{ratio:.2f}') > target else ''}")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    runs = min((len(times) for results in tables.values() for times in results.values()), default=0)
    lines += ["", f"Medians of {runs} runs. Target for nsx: at most {target:g} × {baseline}."]
    return "\n".join(lines) + "\n"


def milliseconds(seconds):
    return f"{seconds * 1000:.3f} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"


def machine():
    with open("/proc/cpuinfo") as info:
        model = re.search(r"^model name\s*:\s*(.*)$", info.read(), re.M)
    version = subprocess.run(["ip", "-V"], capture_output=True, text=True, check=True).stdout.strip()
    return f"Linux {os.uname().release}, {os.cpu_count()} × {model[1] if model else os.uname().machine}; {version}."


def report(options):
    """The sections, one after the other, each with the machine that it was measured on: it may stand longer than its neighbours."""
    for section in measured(options):
        yield f"{section}\n{machine()}\n"


def measured(options):
    if "a" in options.only:
        yield table("(a) The article's network from a cold start, second run", measurements.article(options), "pyroute2", 1.0)
    if "b" in options.only:
        title = f"(b) {options.many} namespaces with a veth each, "
        yield table(title + "outer ends up", measurements.many(options, "outer"), "ip -batch", 1.2)
        yield table(title + "both ends up", measurements.many(options, "both"), "ip -batch", 1.2)
    if "c" in options.only:
        tables = measurements.warm(options)
        yield table("(c) One warm `link('x').up()`", tables["up"], "ip", 0.2)
        yield table("(c) `links()` of 1000 devices", tables["links"], "ip", 0.5)
    if "d" in options.only and not options.peers:
        yield table("(d) Time to the first prompt", measurements.first_prompt(options), None, None)
    if "e" in options.only:
        tables = measurements.shared_memory(options)
        yield table("(e) One warm write of 1 MiB to shared memory", tables["write"], "C program", 1.0)
        yield table("(e) One warm read of 1 MiB", tables["read"], "C program", 1.0)
    if "f" in options.only:
        title = "(f) A program in a named network namespace, `true`, from a running session"
        results = measurements.exec_within(options)
        yield table(title, results, "ip netns exec", 1.0)
        yield table(title + ", against nsenter", {k: v for k, v in results.items() if k != "ip netns exec"}, "nsenter", 1.0)
    if "g" in options.only:
        yield grid("(g) 100 named namespaces of a kind made and deleted in a running session", measurements.kinds(options),
                   "shell script", 1.0)


# --- the file ---------------------------------------------------------------------------------------------------

def sections(text):
    """Letter of the measurement -> its sections as they stand in a file of results."""
    found = {}
    for section in re.findall(r"^## \(.*?(?=^## |\Z)", text, re.M | re.S):
        found.setdefault(section[len("## (")], []).append(section.strip() + "\n")
    return found


def merged(path, parts):
    """The file's text with these sections in the place of those of the same letters."""
    try:
        with open(path) as file:
            before = sections(file.read())
    except FileNotFoundError:
        before = {}
    after = {**before, **sections("\n".join(parts))}
    return "\n".join([TITLE, *(section for letter in sorted(after) for section in after[letter])])
