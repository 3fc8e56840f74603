"""What runs inside a clean place: it prints a line for each sample."""

import json
import os
import re
import subprocess

from .places import PEERS, SCRIPTS, settle, timed

KINDS = ["net", "ipc", "uts", "mnt", "pid", "user", "time", "cgroup"]


def inside_once(*command):
    print(timed(list(command)))


def inside_warm(times, devices, *nsx):
    """One line per sample: nsx-up, nsx-links, ip-up, ip-links, then seconds."""
    times, devices = int(times), int(devices)
    lines = "".join(f"link add v{i} type veth peer name w{i}\n" for i in range(devices // 2))
    subprocess.run(["ip", "-batch", "-"], input=lines, text=True, check=True)
    for _ in range(times):
        subprocess.run(["ip", "link", "set", "v0", "down"], check=True)
        print("ip-up", timed(["ip", "link", "set", "v0", "up"]))
    for _ in range(times):
        print("ip-links", timed(["ip", "link", "show"]))
    if nsx:
        with open(os.path.join(SCRIPTS, "warm.nsx")) as script:
            # From standard input: `nsx - ARG…` is a running session that is told what to do.
            out = subprocess.run([*nsx, "-", str(times), "v0"], stdin=script, stdout=subprocess.PIPE, text=True,
                                 check=True).stdout
        for what, nanoseconds in re.findall(r"^(up|links) (\d+)$", out, re.M):
            print(f"nsx-{what}", int(nanoseconds) / 1e9)


def inside_shm(times, program, *nsx):
    """One line per sample: process-write, call-write, nsx-write, the same for read, then seconds."""
    times = int(times)
    for i in range(times):
        print("process-write", timed([program, "write", str(i % 2)]))
    for _ in range(times):
        print("process-read", timed([program, "read"]))
    warmed("call", [program, "warm", str(times)])
    if nsx:
        with open(os.path.join(SCRIPTS, "shm.nsx")) as script:
            warmed("nsx", [*nsx, "-", str(times)], script)


def warmed(who, command, script=None):
    out = subprocess.run(command, stdin=script, stdout=subprocess.PIPE, text=True, check=True).stdout
    for what, nanoseconds in re.findall(r"^(\w+) (\d+)$", out, re.M):
        print(f"{who}-{what}", int(nanoseconds) / 1e9)


# --- sessions that are asked ------------------------------------------------------------------------------------

class Asked:
    """A running session that takes one sample for each line that it is told, and is quiet meanwhile."""

    def __init__(self, nsx, script, *arguments):
        self.process = subprocess.Popen([*nsx, os.path.join(SCRIPTS, script), *map(str, arguments)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def sample(self, line):
        print(line, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"the session ended: exit code {self.process.wait()}")
        return int(answer) / 1e9

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def inside_exec(times, sessions):
    """Label and seconds. The samples of all take turns, so that what else the machine does is in all of them."""
    subprocess.run(["ip", "netns", "add", "a"], check=True)
    takers = {"ip netns exec": lambda: timed(["ip", "netns", "exec", "a", "true"]),
              "nsenter": lambda: timed(["nsenter", "--net=/run/netns/a", "true"])}
    asked = {label: Asked(nsx, "exec.nsx", "a") for label, nsx in json.loads(sessions).items()}
    takers.update({label: lambda s=session: s.sample("a") for label, session in asked.items()})
    in_turns(takers, int(times), int(times))


def inside_kinds(times, count, sessions):
    """Kind and label, then seconds; in turns too."""
    asked = {label: Asked(nsx, "kinds.nsx", count) for label, nsx in json.loads(sessions).items()}
    for kind in KINDS:
        directory = f"/run/kinds/{kind}"
        os.makedirs(directory)
        subprocess.run(["mount", "--bind", directory, directory], check=True)
        subprocess.run(["mount", "--make-private", directory], check=True)
        takers = {f"{kind}\tshell script": lambda k=kind, d=directory: timed([os.path.join(PEERS, "kinds.sh"), k, count, d])}
        takers.update({f"{kind}\t{label}": lambda s=session, k=kind: s.sample(k) for label, session in asked.items()})
        in_turns(takers, 3, int(times), settle)


def in_turns(takers, idle, times, between=lambda: None):
    """Takes samples of each, first those that do not count."""
    for i in range(idle + times):
        for label, take in takers.items():
            seconds = take()
            between()
            if i >= idle:
                print(label, seconds, sep="\t", flush=True)
