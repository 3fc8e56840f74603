"""The ways to measure a row. Each gives a list of turns: label -> (value, seconds of processor time or None).

The labels are "nsx N" for JDK N and "peer", or "peer N" where the peer depends on the JDK. The value is in seconds, or in the unit of the row.
"""

import os
import random
import subprocess

from . import places
from .places import HERE, NSX, Failed, processor_time, timed


def in_turns(takers, turns):
    """Takes a sample of each in every turn. The order moves on by one each turn, so that none always follows the same one."""
    labels = list(takers)
    found = []
    for turn in range(turns):
        at = turn % len(labels)
        found.append({label: takers[label](turn) for label in labels[at:] + labels[:at]})
    return found


class Cold:
    """A process from its start to its end, each in a fresh place. The first turn fills the caches and does not count."""

    def __init__(self, nsx, peer):
        self.nsx, self.peer = nsx, peer

    def measure(self, jdks, turns):
        takers = {f"nsx {jdk}": lambda turn, e=e: self.sample([NSX, *self.nsx], e) for jdk, e in jdks.items()}
        if self.peer:
            takers["peer"] = lambda turn: self.sample(self.peer, {})
        return in_turns(takers, turns + 1)[1:]

    def sample(self, command, environment):
        return places.within(lambda: timed(command, environment)[:2])


class Resident(Cold):
    """Most megabytes that a process of nsx had resident."""

    def sample(self, command, environment):
        return places.within(lambda: timed(command, environment)[2]), None


class Changed(Cold):
    """A script text that never ran before, against one that has run."""

    def __init__(self, text):
        super().__init__(None, None)
        self.text = text

    def measure(self, jdks, turns):
        first = random.randrange(10**6, 10**7)
        takers = {}
        for jdk, e in jdks.items():
            takers[f"nsx {jdk}"] = lambda turn, e=e: self.run(first + 1 + turn, e)
            takers[f"peer {jdk}"] = lambda turn, e=e: self.run(first, e)
        return in_turns(takers, turns + 1)[1:]

    def run(self, number, environment):
        return self.sample([NSX, "-e", self.text.replace("NUMBER", str(number))], environment)


# --- sessions that are asked ------------------------------------------------------------------------------------

TEMPLATE = """
SETUP
def last = null
System.in.eachLine {
    BEFORE
    def start = System.nanoTime()
    for (int i = 0; i < TIMES; i++) { WORK }
    println System.nanoTime() - start
    System.out.flush()
}
"""


class Session:
    """A running nsx that takes one sample for each line that it is told, and is quiet meanwhile."""

    def __init__(self, arguments, environment):
        self.process = subprocess.Popen([NSX, *arguments], env={**os.environ, **environment}, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)

    def sample(self, line, times):
        before = processor_time(self.process.pid)
        print(line, file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        if not answer:
            raise Failed(f"the session ended: exit code {self.process.wait()}")
        return int(answer) / 1e9 / times, (processor_time(self.process.pid) - before) / times

    def end(self):
        self.process.stdin.close()
        self.process.wait()


class Warm:
    """Work of a session that runs, against one process of a peer; all in one place, which `before` prepares.

    `idle` samples warm each session up. `times` is how often a sample does the work. `processor` is false where children do the
    work: the processor time of a session is its own. `unready` is done before each sample, outside the clock."""

    def __init__(self, work, peer, before=":", setup="", unready="", times=1, idle=100, processor=True):
        self.peer, self.before, self.times, self.idle, self.processor = peer, before, times, idle, processor
        text = TEMPLATE
        for name, part in {"SETUP": setup, "BEFORE": unready, "TIMES": str(times), "WORK": work}.items():
            text = text.replace(name, part, 1)
        self.arguments = ["-e", text]

    def measure(self, jdks, turns):
        return places.within(lambda: self.inside(jdks, turns), self.before)

    def inside(self, jdks, turns):
        sessions = {f"nsx {jdk}": Session(self.arguments, e) for jdk, e in jdks.items()}
        return self.asked(sessions, {"peer": lambda turn: self.shown(timed(self.peer))} if self.peer else {}, turns)

    def asked(self, sessions, others, turns):
        """The turns of these sessions, once they are warm, and of others; then the sessions end."""
        for session in sessions.values():
            for turn in range(self.idle):
                self.ask(session, turn)
        takers = {label: lambda turn, s=session: self.ask(s, turn) for label, session in sessions.items()}
        found = in_turns({**takers, **others}, turns)
        for session in sessions.values():
            session.end()
        return found

    def ask(self, session, turn):
        return self.shown(session.sample("", self.times))

    def shown(self, sample):
        return sample[0], sample[1] if self.processor else None


class Beside(Warm):
    """Work of a session that runs, against `plain` work of another session of the same JDK. Other processes do a part of it."""

    def __init__(self, work, plain, before, setup, times=1, idle=100):
        super().__init__(work, None, before, setup, times=times, idle=idle, processor=False)
        self.plain = Warm(plain, None, before, setup, times=times, idle=idle).arguments

    def inside(self, jdks, turns):
        sessions = {f"{label} {jdk}": Session(arguments, e) for jdk, e in jdks.items()
                    for label, arguments in (("nsx", self.arguments), ("peer", self.plain))}
        return self.asked(sessions, {}, turns)


class Tab(Warm):
    """TAB inside a session, in a directory of 10,000 named network namespaces. The names are plain files, as deleted namespaces
    leave them: listing them costs the same. The peer only lists the directory."""

    PLACE = ("mkdir /run/netns; seq -f /run/netns/ns%04g 0 9999 | xargs touch; rm /run/netns/ns0500; ip netns add ns0500")

    def __init__(self, texts, changes):
        super().__init__("", ["ls", "-U", "/run/netns"], self.PLACE, idle=300)
        self.arguments = [os.path.join(HERE, "nsx", "completion.nsx")]
        self.texts, self.changes = texts, changes

    def ask(self, session, turn):
        if self.changes:
            name = "/run/netns/changed"
            os.unlink(name) if os.path.exists(name) else os.close(os.open(name, os.O_CREAT))
        return session.sample(self.texts[turn % len(self.texts)], 1)
