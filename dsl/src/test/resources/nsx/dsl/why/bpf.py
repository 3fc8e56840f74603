"""Loads a program of BPF of two instructions and attaches it for as long as the network namespace has its name.

  bpf.py xdp|tcx|sk_lookup|netfilter DEVICE drop|pass
  bpf.py cgroup DIRECTORY drop|pass
"""
import ctypes
import os
import platform
import socket
import struct
import sys
import time

MAP, LOAD, PIN, LINK = 0, 5, 6, 28
XDP, SCHED_CLS, SK_LOOKUP, NETFILTER, CGROUP_SKB = 6, 3, 30, 32, 8
AT_CGROUP_EGRESS, AT_XDP, AT_TCX_INGRESS, AT_SK_LOOKUP, AT_NETFILTER = 1, 37, 46, 36, 45
NUMBER = {'x86_64': 321, 'aarch64': 280}[platform.machine()]

libc = ctypes.CDLL(None, use_errno=True)


def bpf(command, attributes):
    buffer = ctypes.create_string_buffer(attributes, max(len(attributes), 128))
    result = libc.syscall(NUMBER, command, buffer, len(buffer))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def load(kind, attach, answer):
    code = struct.pack('<BBhi', 0xb7, 0, 0, answer) + struct.pack('<BBhi', 0x95, 0, 0, 0)
    instructions = ctypes.create_string_buffer(code, len(code))
    licence = ctypes.create_string_buffer(b'GPL')
    fixed = struct.pack('<IIQQIIQII16sII', kind, 2, ctypes.addressof(instructions), ctypes.addressof(licence), 0, 0, 0, 0, 0, b'lab', 0, attach)
    return bpf(LOAD, fixed)


kind, device, what = sys.argv[1:]
drops = what == 'drop'
index = 0 if kind == 'cgroup' else socket.if_nametoindex(device)
if kind == 'xdp':
    link = bpf(LINK, struct.pack('<IIII', load(XDP, AT_XDP, 1 if drops else 2), index, AT_XDP, 0))
elif kind == 'tcx':
    link = bpf(LINK, struct.pack('<IIII', load(SCHED_CLS, AT_TCX_INGRESS, 2 if drops else 0xffffffff - 2**32), index, AT_TCX_INGRESS, 0))
elif kind == 'cgroup':
    group = os.open(device, os.O_RDONLY)
    link = bpf(LINK, struct.pack('<IIII', load(CGROUP_SKB, AT_CGROUP_EGRESS, 0 if drops else 1), group, AT_CGROUP_EGRESS, 0))
elif kind == 'sk_lookup':
    net = os.open('/proc/self/ns/net', os.O_RDONLY)
    link = bpf(LINK, struct.pack('<IIII', load(SK_LOOKUP, AT_SK_LOOKUP, 0 if drops else 1), net, AT_SK_LOOKUP, 0))
else:
    link = bpf(LINK, struct.pack('<IIIIIIiI', load(NETFILTER, AT_NETFILTER, 0 if drops else 1), 0, AT_NETFILTER, 0, socket.AF_INET, 1, 0, 0))
# the link goes with the process that holds it: one that waits until its network namespace has lost its name
name = os.popen('ip netns identify').read().strip()
if os.fork() == 0:
    os.setsid()
    os.closerange(0, 3)
    # no longer than five minutes, should a test be killed
    for _ in range(1500):
        if not os.path.exists('/run/netns/' + name):
            break
        time.sleep(0.2)
    os._exit(0)
