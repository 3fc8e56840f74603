"""Clean places to measure in, and the clock."""

import os
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
NSX = os.path.join(HERE, "..", "..", "nsx")
PEERS = os.path.join(HERE, "peers")
SCRIPTS = os.path.join(HERE, "nsx")


def isolated(action):
    """Runs the action in a child with fresh net, mnt, uts and ipc namespaces and an empty /run; gives what it printed.

    The child is the benchmark itself, started by unshare: the action is the name of a function of inside.py with its
    arguments. What is timed is timed in the child, so that making and clearing the namespaces does not count."""
    inner = 'mount -t tmpfs tmpfs /run && exec "$@"'
    command = ["unshare", "-n", "-m", "-u", "-i", "--propagation", "private", "sh", "-c", inner, "sh",
               sys.executable, os.path.join(HERE, "run"), "--inside", *map(str, action)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    settle()
    if done.returncode:
        raise Failed(f"{' '.join(map(str, action))}: exit code {done.returncode}")
    return done.stdout


class Failed(Exception):
    pass


def namespaces_alive():
    """Network namespaces are torn down after their last user has gone, by a kernel thread."""
    try:
        with open("/proc/slabinfo") as slabs:
            return next(int(line.split()[1]) for line in slabs if line.startswith("net_namespace "))
    except (OSError, StopIteration):
        return None


QUIET = namespaces_alive()


def settle():
    """Waits until the kernel has torn down what the last run left, so that the next one is not slowed by it."""
    deadline = time.monotonic() + 60
    while QUIET is not None and namespaces_alive() > QUIET + 50 and time.monotonic() < deadline:
        time.sleep(0.1)
    time.sleep(0.2)


def timed(command, env=None):
    start = time.perf_counter()
    pid = os.posix_spawnp(command[0], command, {**os.environ, **(env or {})},
                          file_actions=[(os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0)])
    _, status = os.waitpid(pid, 0)
    took = time.perf_counter() - start
    if status:
        raise Failed(f"{' '.join(command)}: exit code {os.waitstatus_to_exitcode(status)}")
    return took
