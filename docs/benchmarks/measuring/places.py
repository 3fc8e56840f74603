"""Clean places to measure in, and the clock."""

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
import traceback

HERE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
NSX = os.path.realpath(os.path.join(HERE, "..", "..", "nsx"))
NEW_SPACES = 0x40000000 | 0x00020000 | 0x04000000 | 0x08000000  # net, mnt, uts, ipc
PRIVATE = 1 << 14 | 1 << 18
WITH_PARENT = 1  # PR_SET_PDEATHSIG: a benchmark that is interrupted leaves nothing behind
LIBC = ctypes.CDLL(None, use_errno=True)


class Failed(Exception):
    """A row could not be measured; the text says why."""


def within(work, before=":"):
    """What `work()` gives, run by a child in fresh namespaces with an empty /run, in which a shell has run `before`.

    The namespaces are made before and cleared after what is timed. What `work` gives goes through JSON.
    Raises Failed when the child does not come to its end."""
    sys.stdout.flush()
    alive = namespaces_alive()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        os._exit(child(work, before, writing))
    os.close(writing)
    with os.fdopen(reading) as result:
        told = result.read()
    _, status = os.waitpid(pid, 0)
    settle(alive)
    if status or not told:
        raise Failed("the reason is above")
    return json.loads(told)


def child(work, before, writing):
    try:
        LIBC.prctl(WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        enter()
        subprocess.run(["sh", "-ec", "ip link set lo up; " + before], check=True, stdout=subprocess.DEVNULL, cwd=HERE)
        with os.fdopen(writing, "w") as out:
            json.dump(work(), out)
        return 0
    except Failed as failure:
        print(f"  {failure}", file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    return 1


def enter():
    if LIBC.unshare(NEW_SPACES) or LIBC.mount(None, b"/", None, PRIVATE, None) or LIBC.mount(b"run", b"/run", b"tmpfs", 0, b"mode=755"):
        raise OSError(ctypes.get_errno(), "cannot make namespaces")


def namespaces_alive():
    """Number of network namespaces. A kernel thread tears them down after their last user has gone."""
    try:
        with open("/proc/slabinfo") as slabs:
            return next(int(line.split()[1]) for line in slabs if line.startswith("net_namespace "))
    except (OSError, StopIteration):
        return None


def settle(alive):
    """Waits until the kernel has torn down what a run left, so that there are about as many network namespaces as before it. Otherwise
    it slows the next one. On a machine where others make some meanwhile it waits for 20 s at most."""
    deadline = time.monotonic() + 20
    while alive is not None and namespaces_alive() > alive + 50 and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(0.1)


def timed(command, environment=None):
    """Seconds, seconds of processor time, and most megabytes resident, of a process from its spawning to its end."""
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, {**os.environ, **(environment or {})},
                          file_actions=[(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
                                        (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, status, used = os.wait4(pid, 0)
    took = time.perf_counter() - start
    if status:
        raise Failed(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}")
    return took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def processor_time(pid):
    """Seconds of processor time that a running process has used, without its children: clock_getcpuclockid(3)."""
    return time.clock_gettime(~pid << 3 | 2)
