#!/usr/bin/python3
"""Measures how soon an interactive shell is there, and writes the medians as Markdown. See README.md.

usage: prompt.py [--times N] [--only nsx|peers] [--output FILE]

Each program is started on a terminal of its own (80 x 24). "First key" is from exec to the moment at which a key typed after
the prompt came up is echoed; "first answer" is from exec to the answer of a product typed then; "key" is the echo of
further keys; "resident" is what /proc/PID/smaps_rollup says of the program that idles at its prompt.
"""

import argparse
import fcntl
import glob
import os
import pty
import random
import re
import select
import shutil
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time

HERE = os.path.dirname(os.path.realpath(__file__))
NSX = os.path.join(HERE, "..", "..", "nsx")
ESCAPES = re.compile(r"\x1b(\[[0-9;?>=]*[ -/]*[A-Za-z]|[=>()][0B]?|\][^\x07\x1b]*(\x07|\x1b\\))|\r")
PATIENCE = 60
KEYS = 20


class Failed(Exception):
    pass


class Shell:
    """A program on a terminal of its own, and what it has written there."""

    def __init__(self, command, home):
        self.raw = ""
        self.started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            environment = {**os.environ, "TERM": "xterm-256color", "HOME": home, "XDG_STATE_HOME": home + "/state"}
            os.execvpe(command[0], command, environment)

    def text(self):
        return ESCAPES.sub("", self.raw)

    def wait(self, what, pattern, start=0):
        """Reads until the pattern stands in what was written from `start` on; the seconds since exec."""
        deadline = time.monotonic() + PATIENCE
        while not re.search(pattern, self.text()[start:], re.M):
            if not select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))[0]:
                raise Failed(f"no {what} within {PATIENCE} s: {self.text()[-300:]!r}")
            try:
                self.raw += os.read(self.terminal, 65536).decode(errors="replace")
            except OSError:
                raise Failed(f"ended before its {what}: {self.text()[-300:]!r}") from None
            self.answer_questions()
        return time.perf_counter() - self.started

    def answer_questions(self):
        """A terminal answers when it is asked where the cursor is."""
        while "\x1b[6n" in self.raw:
            self.raw = self.raw.replace("\x1b[6n", "", 1)
            os.write(self.terminal, b"\x1b[1;1R")

    def type(self, text):
        os.write(self.terminal, text.encode())

    def resident(self):
        """Megabytes, of the program and what it started: the launcher may be a shell that waits."""
        total = 0
        for pid in [self.pid, *descendants(self.pid)]:
            with open(f"/proc/{pid}/smaps_rollup") as rollup:
                total += int(re.search(r"^Rss:\s+(\d+) kB", rollup.read(), re.M)[1])
        return total / 1024

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def descendants(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        direct = [int(child) for child in children.read().split()]
    return direct + [d for child in direct for d in descendants(child)]


def measure(command, prompt, home):
    shell = Shell(command, home)
    try:
        shell.wait("prompt", prompt)
        # another line each time: a cache of compiled lines would not be what is measured
        number = random.randrange(1000, 9999)
        shell.type("6")
        key = shell.wait("echo", prompt + r"(?s:.*)6")
        shell.type(f"*{number}\r")
        answer = shell.wait("answer", rf"(^|[^0-9]){6 * number}\b")
        shell.wait("second prompt", prompt, shell.text().rindex(str(6 * number)))
        echoes = []
        for i in range(KEYS):
            before = time.perf_counter()
            shell.type("x")
            shell.wait("echo", r"(x[^x]*){%d}\Z" % (i + 1))
            echoes.append(time.perf_counter() - before)
        return {"first key": key, "first answer": answer, "key": statistics.median(echoes), "resident": shell.resident()}
    finally:
        shell.end()


def programs(only):
    """Label -> command and a pattern of its prompt."""
    found = {}
    if only != "peers":
        for release in sorted(glob.glob("/usr/lib/jvm/*/release")):
            with open(release) as lines:
                version = re.search(r'^JAVA_VERSION="((\d+)[^"]*)"', lines.read(), re.M)
            if version and int(version[2]) >= 17:
                command = ["env", f"NSX_JAVA_HOME={os.path.dirname(release)}", NSX]
                found[f"nsx, JDK {version[1]}"] = (command, r"nsx.*[#>] ?")
    if only != "nsx":
        peers = {
            "groovysh": (["groovysh", "--color=false"], r"groovy:000> "),
            "jshell": (["jshell"], r"jshell> "),
            "ipython3": (["ipython3", "--no-banner"], r"In \[\d+\]: "),
            "xonsh": (["xonsh", "--no-rc"], r"[@#$] ?"),
        }
        found.update({label: peer for label, peer in peers.items() if shutil.which(peer[0][0])})
    return found


def run(command, prompt, times):
    with tempfile.TemporaryDirectory(prefix="nsx-prompt-") as home:
        measure(command, prompt, home)
        samples = [measure(command, prompt, home) for _ in range(times)]
    return {what: statistics.median(sample[what] for sample in samples) for what in samples[0]}


def attempt(label, command, prompt, times):
    try:
        return run(command, prompt, times)
    except (Failed, OSError) as failure:
        print(f"  {label} failed: {failure}", file=sys.stderr)
        return None


def row(label, result):
    if result is None:
        return f"| {label} | failed | | | |"
    return (f"| {label} | {result['first key']:.2f} s | {result['first answer']:.2f} s | {result['key'] * 1000:.1f} ms"
            f" | {result['resident']:.0f} MB |")


def machine():
    with open("/proc/cpuinfo") as info:
        model = re.search(r"^model name\s*:\s*(.*)$", info.read(), re.M)
    return f"Linux {os.uname().release}, {os.cpu_count()} × {model[1] if model else os.uname().machine}"


def quiet():
    """With a real-time priority (chrt -r 10) a busy machine measures as a quiet one does."""
    return "" if os.sched_getscheduler(0) == os.SCHED_OTHER else "with real-time priority, for others worked there too; "


def main():
    parser = argparse.ArgumentParser(description="Measures how soon nsx and other interactive shells are there.")
    parser.add_argument("--times", type=int, default=11, help="runs of each that count (11)")
    parser.add_argument("--only", choices=["nsx", "peers"], help="measure these only")
    parser.add_argument("--output", default=os.path.join(HERE, "results", "prompt.md"))
    options = parser.parse_args()
    lines = ["# Measured by docs/benchmarks/prompt.py", "", f"{machine()}; {quiet()}medians of {options.times} runs.", "",
             "| | first key | first answer | key | resident |", "|---|---:|---:|---:|---:|"]
    for label, (command, prompt) in programs(options.only).items():
        lines.append(row(label, attempt(label, command, prompt, options.times)))
        print(lines[-1], flush=True)
    lines += ["", "Aims for nsx: first key 0.15 s and first answer 0.4 s on JDK 25, 0.3 s and 0.7 s on JDK 17; a key 16 ms;",
              "120 MB resident."]
    with open(options.output, "w") as output:
        output.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
