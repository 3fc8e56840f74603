"""The table of what is measured: rows 1 to 11 have the goals of the project, the others stand beside them."""

import os
from dataclasses import dataclass

from .places import HERE, NSX
from .terminal import IPYTHON, XONSH, Typed, first_answer, first_key, resident
from .ways import Beside, Changed, Cold, Resident, Tab, Warm


@dataclass
class Row:
    """One row. `turns` is their number for each pair that is asked for.

    The figure is the median ratio to the peer of each turn. Without a peer (`against` is empty) it is the `percentile` of the samples,
    in `unit`, of which a second has `scale`. With `processor` the ratio is that of processor time. `check` puts the row into the short form."""

    name: str
    work: str
    against: str
    goal: float
    way: object
    turns: float = 1
    jdks: tuple = (25, 17)
    floor: str = ""
    check: bool = False
    processor: bool = False
    percentile: int = 50
    unit: str = ""
    scale: float = 1


def program(*path):
    return os.path.join(HERE, *path)


IMPORT = ["/usr/bin/python3", "-c", "import pyroute2"]
START = Cold(["-e", "1+1"], IMPORT)
PRINT = Cold(["-e", "println 'a'"], IMPORT)
ARTICLE = Cold([program("nsx", "article.nsx")], ["/usr/bin/python3", program("peers", "article_pyroute2.py")])
CABLES = "for i in $(seq 500); do echo link add x$i type veth peer name y$i; done | ip -batch -"
ROUTES = ("ip link add x1 type veth peer name x2; ip address add 10.0.0.1/8 dev x1; ip link set dev x1 up; ip link set dev x2 up; "
          "for i in $(seq 10000); do echo route add 11.$((i >> 8)).$((i & 255)).0/24 via 10.0.0.2; done | ip -batch -")
NAMED = "ip netns add a"
TEXTS = ["netns '", "netns 'ns12", "'", "veth 'ns0", "delete netns: '", "netns('ns0500') { link '", "n.li", "link '"]


def kind(name, word):
    """100 named namespaces of a kind made and deleted in a session, against a script that starts programs for each."""
    directory = f"/run/kinds/{name}"
    return Warm(f'def all = (0..<100).collect {{ {word} "n$it" }}; all.each {{ it.delete() }}',
                [program("peers", "kinds.sh"), name, "100", directory],
                f"mkdir -p {directory}; mount --bind {directory} {directory}; mount --make-private {directory}", idle=3, processor=False)


def shared(what, work):
    """1 MiB of shared memory in a session, against a program in C that does it once. A write of what is there already would be none, so
    that each session has a segment of its own and two contents."""
    setup = ("def segment = shm(ProcessHandle.current().pid() as int, size: 1.MB); def turn = 0\n"
             "def contents = [1, 2].collect { value -> new byte[1.MB as int].tap { Arrays.fill(it, value as byte) } }\n"
             "segment.write(contents[1])")
    return Warm(work, ["/run/shm", what, "1"], "cc -O2 -o /run/shm peers/shm.c", setup, idle=200)


def on_hosts(work, plain, hosts, **more):
    """Work on other hosts, over ssh, against plain work. Network namespaces of this machine play the hosts."""
    names = ", ".join(f"'h{i}'" for i in range(1, hosts + 1))
    setup = f"hosts(config: '/run/hosts/config', nsx: '{NSX}') {{ [{names}].each {{ \"$it\"(it) }} }}"
    return Beside(work.replace("ALL", names), plain, f"sh peers/hosts.sh {hosts}", setup, **more)


GOALS = [
    Row("1a", "`-e 1+1`", "`import pyroute2`", 0.8, START, jdks=(25,), check=True, floor=(
        "Sampled, of some 125 ms: Java takes 60 before `main`, three fifths of them to load and link the 5,200 classes of the archive and a fifth to map it and correct "
        "its addresses. The main thread takes 63: 17 for the words, 13 for JNA, 14 waiting for Groovy's runtime, which takes 38 beside them, 6 for the session, 10 for the "
        "line. The compiler of Java takes 70 of processor time beside that. An archive of this line alone, with 4,200 classes, takes 9 ms less.")),
    Row("1b", "`-e \"println 'a'\"`", "`import pyroute2`", 0.95, PRINT, jdks=(25,), check=True, floor=(
        "The start of 1a, and what Groovy loads to print.")),
    Row("2", "the article's network, second run", "pyroute2", 0.85, ARTICLE, jdks=(25,), check=True, floor=(
        "The start of 1a, and 90 ms for the script's thread, sampled: 28 for Groovy's metaclasses, half of them in `java.beans.Introspector`, 12 for classes that Java "
        "generates, of which 9 are gone since, 8 for answers of the kernel, 8 for entering namespaces.")),
    Row("3", "1,000 namespaces with a veth each, up", "`ip -batch`", 1.1,
        Cold([program("nsx", "many.nsx"), "1000"], [program("peers", "many.sh"), "1000"]), turns=0.4, floor=(
            "Sampled with JDK 25, of 2.4 s of processor time: the kernel makes the namespaces in 0.42 and the veths in 0.47 and takes 0.2 for the other calls, as the names "
            "and the ledger need; Java's own code takes 0.67 and its compiler 0.35; the start takes 0.25. Java's part is spread: the ledger has a fifth of it, and the rest "
            "is in many steps. One thread makes the namespaces and waits while the script makes the veth: none is made ahead, because a new one takes settings as they are at that "
            "moment. So the calls of the batch, 0.8 s, and the start, 0.17 s, come one after the other: the floor is 1.2. The same calls in C take 0.86 to 0.92 × the peer. "
            "Other thresholds of the compiler gain nothing (1.01 and 1.04 of the time).")),
    Row("4", "warm `links()` of 1,000", "`ip link`", 0.5, Warm("last = links()", ["ip", "link"], CABLES), turns=5, check=True, floor=(
        "The kernel's answer alone is 0.4 × the peer.")),
    Row("5", "warm `routes()` of 10,000, each destination read", "`ip route`", 1.0,
        Warm("last = routes().sum { it.destination.size() }", ["ip", "route"], ROUTES, idle=40), turns=3, check=True, floor=(
            "The kernel's answer alone is 0.15 × the peer.")),
    Row("6a", "exec to first key", "ipython3", 0.33, Typed(first_key, IPYTHON), floor=(
        "Traced, of all the time until the key: 8 % are the launcher's shell, 42 % Java before `main`, which links the 7,050 classes of the prompt's archive (JDK 17 loads "
        "1,900, each when it is used), 14 % the classes of `main` up to JLine's library, 11 % JLine's terminal up to the start of `infocmp`, 8 % its answer and the line reader, "
        "6 % key bindings and history, 7 % JNA. An empty program with an archive of its own takes 22 ms, 0.08 × the peer; one with the archive of JDK 17, 31 ms.")),
    Row("6b", "exec to first key", "xonsh", 0.6, Typed(first_key, XONSH), floor="An empty program takes 0.1 × the peer; the rest is as in 6a."),
    Row("7", "TAB, 10,000 names, directory changed: 99th percentile", "", 8, Tab(["netns '"], True), turns=40, check=True, percentile=99,
        unit=" ms", scale=1000, floor=(
            "The directory has to be listed. On a busy machine TAB waits with the other processes: its processor time and the least sample say more then.")),
    Row("8", "100 pid namespaces made and deleted", "script of `unshare`", 0.6, kind("pid", "pidns"), floor=(
        "The process 1 of nsx is a shell that reaps, with a pause beside it: two programs to start. nsx waits for it before the name is there, and for its end; the script "
        "leaves its own to the other processor meanwhile. A program in C that does the same takes 0.39 × the peer. nsx looks at all processes of the machine for each "
        "deletion on top: a third of what a deletion takes where there are 350.")),
    Row("9", "`netns('a').exec 'true'`", "`nsenter`", 1.0,
        Warm("last = netns('a').exec('true')", ["nsenter", "--net=/run/netns/a", "true"], NAMED, idle=200, processor=False), turns=20, floor=(
            "`nsenter` leaves `/sys` as it is. nsx makes a mount namespace with the `/sys` of the network namespace; `ip netns exec`, which does so too, takes 1.3 × `nsenter`. "
            "Nearly half of the time nsx waits for the program, which ends only when its mount namespace is gone.")),
    Row("10", "`-e` with another name each time, processor time", "the same text", 1.2, Changed("netns 'nNUMBER'"), processor=True, floor=(
        "Texts that differ in literals alone share one compiled script.")),
    Row("11a", "`-e 1+1`", "`import pyroute2`", 1.1, START, jdks=(17,), floor=(
        "The archive of JDK 17 holds classes, but not linked ones: each of the 2,860 is linked while the program runs, and 86 are generated, most of them for lambdas, which "
        "JDK 25 has in its archive. Of 198 ms an empty program takes 31, 0.26 × the peer, and `nsx --version` 73, 0.62 × the peer: what it loads besides is JNA, Groovy's "
        "runtime and the words. JDK 25 takes 133 ms for the same line and two thirds of the processor time. An archive of scripts alone takes as long as one of everything, "
        "and 10 MB less.")),
    Row("11b", "`-e \"println 'a'\"`", "`import pyroute2`", 1.1, PRINT, jdks=(17,), floor=(
        "The start of 11a: printing adds no class, for 2,800 are loaded.")),
    Row("11c", "the article's network, second run", "pyroute2", 1.1, ARTICLE, jdks=(17,), floor=(
        "The start of 11a, and 130 ms for the script. It loads 1,030 classes more, and of all 3,890 Java generates 207, for lambdas and call sites; with JDK 25 these are 46.")),
]

OTHERS = [
    Row("names", "warm `links()` of 1,000, each name read", "`ip link`", 0.6,
        Warm("last = links().sum { it.name.size() }", ["ip", "link"], CABLES), turns=5, check=True, floor=(
            "The kernel's answer alone is 0.4 × the peer.")),
    Row("routes", "warm `routes()` of 10,000, none read", "`ip route`", 0.8,
        Warm("last = routes()", ["ip", "route"], ROUTES, idle=40), turns=3, check=True),
    Row("blocks", "`netns('a') { links() }`", "`nsenter`", 0.5,
        Warm("last = netns('a') { links() }", ["nsenter", "--net=/run/netns/a", "true"], NAMED, times=100, idle=30), turns=5, check=True),
    Row("up", "warm `link('x1').up()`", "`ip link set`", 0.2,
        Warm("link('x1').up()", ["ip", "link", "set", "x1", "up"], CABLES, unready="link('x1').down()", processor=False), turns=10),
    Row("exec", "`netns('a').exec 'true'`", "`ip netns exec`", 1.0,
        Warm("last = netns('a').exec('true')", ["ip", "netns", "exec", "a", "true"], NAMED, idle=200, processor=False), turns=20, floor="As in row 9."),
    Row("script", "the article's network, second run", "shell script of `ip`", None, Cold(ARTICLE.nsx, [program("peers", "article.sh")])),
    Row("write", "1 MiB written to shared memory", "program in C", 1.0, shared("write", "segment.write(contents[turn++ % 2])"), turns=10),
    Row("read", "1 MiB read from shared memory", "program in C", 1.0, shared("read", "last = segment.bytes"), turns=10),
    *(Row(name, f"100 {name} namespaces made and deleted", "script of `ip`" if name == "net" else "script of `unshare`", 1.0,
          kind(name, word), turns=0.5)
      for name, word in [("net", "netns"), ("ipc", "ipcns"), ("uts", "utsns"), ("mnt", "mntns"), ("user", "userns"),
                         ("time", "timens"), ("cgroup", "cgroupns")]),
    Row("on", "warm `on('h1') { links() }` of 100, each name read", "the same without `on`", 2.0,
        on_hosts("last = on('h1') { links() }.h1.sum { it.name.size() }", "last = links().sum { it.name.size() }", 1, times=5, idle=200), turns=5, jdks=(25,), floor=(
            "ssh's own way there and back takes 0.16 ms, and each fact of each row is read and sent; without `on` the names alone are read. The other host "
            "needs 3.4 ms of processor time for the facts, which the kernel's messages are decoded for, and this one 0.75 ms to read them.")),
    Row("hosts", "warm `on` 20 hosts, `links()` of 100 on each", "one of them", 3.0,
        on_hosts("last = on(ALL) { links() }", "last = on('h1') { links() }", 20, idle=60), jdks=(25,), floor=(
            "The 20 hosts are on this machine and share its processors, so that the work there takes 20 times as long divided by their number. Of 120 ms of "
            "processor time for 20 hosts, 96 ms are theirs, 20 ms nsx's here and 4 ms ssh's.")),
    Row("compiled", "`-e` that was never compiled, processor time", "the same text", None, Changed("def xNUMBER = 1; println xNUMBER"), processor=True),
    Row("tab", "TAB, 10,000 names, nothing changed: 99th percentile", "", 16, Tab(TEXTS, False), turns=40, check=True, percentile=99,
        unit=" ms", scale=1000, floor="On a busy machine TAB waits with the other processes."),
    Row("answer", "exec to first answer", "ipython3", None, Typed(first_answer, IPYTHON)),
    Row("idle", "resident after a prompt's first answer", "", 100, Typed(resident), turns=0.5, unit=" MB", floor=(
        "With JDK 25, of 98 MB: 45 are the prompt's archive, of which 35 are rewritten when its addresses are corrected, 20 the heap, 10 what the JVM allocates natively, "
        "16 its library and 4 compiled code. A young generation of 6 MB instead of 12 would save 5 and double the collections.")),
    Row("memory", "most resident of `-e 1+1`", "", 75, Resident(START.nsx, None), turns=0.5, unit=" MB", floor=(
        "The archive of scripts is 40 MB, all of it mapped, and Java without it has 34 MB. The compiler takes 4 MB.")),
]

ROWS = {row.name: row for row in GOALS + OTHERS}


def chosen(names):
    """The rows of these names or numbers: 1 is 1a and 1b. Raises KeyError with the one that is none."""
    found = []
    for name in names:
        rows = [row for row in ROWS.values() if name in (row.name, row.name.rstrip("abc") if row.name[0].isdigit() else None)]
        if not rows:
            raise KeyError(name)
        found += rows
    return found
