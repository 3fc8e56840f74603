"""The measurements: labels with their samples in seconds."""

import fcntl
import glob
import json
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time

from .places import NSX, PEERS, SCRIPTS, Failed, isolated


def samples(times, command):
    """A run that does not count (it fills the caches: files, compiled scripts), then as many as asked for."""
    isolated(["once", *command])
    return [float(isolated(["once", *command])) for _ in range(times)]


def nsx_on_each_jdk():
    """Name of the JDK -> environment for the launcher."""
    found = {}
    for release in sorted(glob.glob("/usr/lib/jvm/*/release")):
        with open(release) as lines:
            version = re.search(r'^JAVA_VERSION="((\d+)[^"]*)"', lines.read(), re.M)
        if version and int(version[2]) >= 17:
            found[f"nsx, JDK {version[1]}"] = ["env", f"NSX_JAVA_HOME={os.path.dirname(release)}", NSX]
    return found


def compare(peers, nsx_arguments, times, options):
    """Label -> samples, for each peer and, unless only peers are measured, for nsx on each JDK."""
    commands = dict(peers)
    if not options.peers:
        commands.update({label: [*command, *nsx_arguments] for label, command in nsx_on_each_jdk().items()})
    return {label: attempt(lambda c=command: samples(times, c)) for label, command in commands.items()}


def attempt(measure):
    try:
        return measure()
    except Failed as failure:
        print(f"  failed: {failure}", file=sys.stderr)
        return None


def article(options):
    return compare({
        "shell script of ip": [os.path.join(PEERS, "article.sh")],
        "pyroute2": [os.path.join(PEERS, "article_pyroute2.py")],
    }, [os.path.join(SCRIPTS, "article.nsx")], options.times, options)


def many(options, ends):
    count = str(options.many)
    return compare({
        "ip -batch": [os.path.join(PEERS, "many.sh"), count, ends],
        "pyroute2": [os.path.join(PEERS, "many_pyroute2.py"), count, ends],
    }, [os.path.join(SCRIPTS, "many.nsx"), count, ends], max(3, options.times // 3), options)


def warm(options):
    """The two tables: up and links."""
    runs = {"": []} if options.peers else nsx_on_each_jdk()
    tables = {"up": {}, "links": {}}
    for label, command in runs.items():
        out = attempt(lambda c=command: isolated(["warm", max(50, options.times), 1000, *c])) or ""
        for who, what, seconds in re.findall(r"^(ip|nsx)-(\w+) (\S+)$", out, re.M):
            tables[what].setdefault("ip" if who == "ip" else label, []).append(float(seconds))
    return tables


def shared_memory(options):
    """The two tables: write and read."""
    runs = {"": []} if options.peers else nsx_on_each_jdk()
    tables = {"write": {}, "read": {}}
    names = {"process": "C program", "call": "the same calls within it"}
    with tempfile.TemporaryDirectory(prefix="nsx-benchmark-") as directory:
        program = os.path.join(directory, "shm")
        subprocess.run(["cc", "-O2", "-o", program, os.path.join(PEERS, "shm.c")], check=True)
        for label, command in runs.items():
            out = attempt(lambda c=command: isolated(["shm", max(200, options.times), program, *c])) or ""
            for who, what, seconds in re.findall(r"^(process|call|nsx)-(\w+) (\S+)$", out, re.M):
                tables[what].setdefault(names.get(who, label), []).append(float(seconds))
    return tables


def exec_within(options):
    times = max(200, options.times)
    out = attempt(lambda: isolated(["exec", times, sessions(options)])) or ""
    results = {}
    for label, seconds in re.findall(r"^(.+)\t(\S+)$", out, re.M):
        results.setdefault(label, []).append(float(seconds))
    return results


def kinds(options):
    """A table for each kind of namespace."""
    out = attempt(lambda: isolated(["kinds", max(5, options.times // 2), 100, sessions(options)])) or ""
    tables = {}
    for kind, label, seconds in re.findall(r"^(.+)\t(.+)\t(\S+)$", out, re.M):
        tables.setdefault(kind, {}).setdefault(label, []).append(float(seconds))
    return tables


def sessions(options):
    return json.dumps({} if options.peers else nsx_on_each_jdk())


def first_prompt(options):
    """From starting nsx on a terminal to its prompt."""
    def once(command):
        start = time.perf_counter()
        pid, terminal = pty.fork()
        if pid == 0:
            os.environ["TERM"] = "xterm-256color"
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.execvp(command[0], command)
        seen = b""
        while prompt_of(seen, options.prompt) < 0:
            if not select.select([terminal], [], [], 30)[0]:
                raise Failed("no prompt within 30 s")
            try:
                seen += os.read(terminal, 4096)
            except OSError:
                raise Failed("ended before its prompt") from None
        took = time.perf_counter() - start
        os.write(terminal, b"\x04")
        os.close(terminal)
        os.waitpid(pid, 0)
        return took

    def all_times(command):
        once(command)
        return [once(command) for _ in range(options.times)]

    return {label: attempt(lambda c=command: all_times(c)) for label, command in nsx_on_each_jdk().items()}


def prompt_of(seen, prompt):
    text = re.sub(r"\x1b(\[[0-9;?]*[A-Za-z]|[=>]|\][^\x07]*\x07)", "", seen.decode(errors="replace"))
    return text.find(prompt)
