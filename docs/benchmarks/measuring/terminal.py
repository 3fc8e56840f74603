"""Shells on a terminal: how soon they are there, and how much memory they take."""

import fcntl
import os
import pty
import random
import re
import select
import signal
import struct
import tempfile
import termios
import time

from . import places
from .places import NSX, Failed, processor_time
from .ways import in_turns

ESCAPES = re.compile(r"\x1b(\[[0-9;?>=]*[ -/]*[A-Za-z]|[=>()][0B]?|\][^\x07\x1b]*(\x07|\x1b\\))|\r")
PATIENCE = 60
IPYTHON = (["/usr/bin/ipython3", "--no-banner"], r"In \[\d+\]: ")
XONSH = (["/usr/bin/xonsh", "--no-rc"], r"[@#$] ?")
PROMPT = r"nsx.*[#>] ?"


class Shell:
    """A program on a terminal of its own (80 x 24), and what it has written there."""

    def __init__(self, command, environment):
        self.raw = ""
        self.started = time.perf_counter()
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execve(command[0], command, {**os.environ, "TERM": "xterm-256color", **environment})

    def text(self):
        return ESCAPES.sub("", self.raw)

    def wait(self, what, pattern):
        """Reads until the pattern stands in what was written; the seconds since exec, and those of processor time."""
        deadline = time.monotonic() + PATIENCE
        while not re.search(pattern, self.text(), re.M):
            if not select.select([self.terminal], [], [], max(0, deadline - time.monotonic()))[0]:
                raise Failed(f"no {what} within {PATIENCE} s: {self.text()[-300:]!r}")
            try:
                self.raw += os.read(self.terminal, 65536).decode(errors="replace")
            except OSError:
                raise Failed(f"ended before its {what}: {self.text()[-300:]!r}") from None
            self.answer_questions()
        return time.perf_counter() - self.started, processor_time(self.pid)

    def answer_questions(self):
        """A terminal answers when it is asked where the cursor is."""
        while "\x1b[6n" in self.raw:
            self.raw = self.raw.replace("\x1b[6n", "", 1)
            self.type("\x1b[1;1R")

    def type(self, text):
        os.write(self.terminal, text.encode())

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def descendants(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        direct = [int(child) for child in children.read().split()]
    return direct + [d for child in direct for d in descendants(child)]


def first_key(shell, prompt):
    """From exec to the echo of the first key that is typed after the prompt."""
    shell.wait("prompt", prompt)
    shell.type("6")
    return shell.wait("echo", prompt + r"(?s:.*)6")


def first_answer(shell, prompt):
    """From exec to the answer of a line typed then: another one each time, so that no cache of lines knows it."""
    first_key(shell, prompt)
    number = random.randrange(1000, 9999)
    shell.type(f"*{number}\r")
    return shell.wait("answer", rf"(^|[^0-9]){6 * number}\b")


def resident(shell, prompt):
    """Megabytes after the first answer, of the program and what it started: it may be started by one that waits."""
    first_answer(shell, prompt)
    total = 0
    for pid in [shell.pid, *descendants(shell.pid)]:
        with open(f"/proc/{pid}/smaps_rollup") as rollup:
            total += int(re.search(r"^Rss:\s+(\d+) kB", rollup.read(), re.M)[1])
    return total / 1024, None


class Typed:
    """A shell on a terminal, in a fresh place each time; each program keeps its home. The first turn does not count."""

    def __init__(self, look, peer=None):
        self.look, self.peer = look, peer

    def measure(self, jdks, turns):
        programs = {f"nsx {jdk}": ([NSX], PROMPT, e) for jdk, e in jdks.items()}
        if self.peer:
            if not os.path.exists(self.peer[0][0]):
                raise Failed(f"{self.peer[0][0]} is missing")
            programs["peer"] = (*self.peer, {})
        with tempfile.TemporaryDirectory(prefix="nsx-terminal-") as homes:
            takers = {}
            for label, (command, prompt, environment) in programs.items():
                home = os.path.join(homes, label)
                os.mkdir(home)
                e = {**environment, "HOME": home, "XDG_STATE_HOME": home + "/state"}
                takers[label] = lambda turn, c=command, p=prompt, e=e: places.within(lambda: self.sample(c, p, e))
            return in_turns(takers, turns + 1)[1:]

    def sample(self, command, prompt, environment):
        shell = Shell(command, environment)
        try:
            return self.look(shell, prompt)
        finally:
            shell.end()
