"""Asks the kernel itself whether packets arrive: one command a line on standard input, one answer a line on standard output.

  listen NAMESPACE PROTO ADDRESS PORT BACKLOG DEVICE ONLY6     a listener ('-' for no device); 'full' fills its queue
  ask NAMESPACE PROTO ADDRESS PORT [SOURCE-PORT]                yes, or no with the reason
  insist NAMESPACE PROTO ADDRESS PORT [SOURCE-PORT]             the same, with all the time that a busy machine may need
"""
import ctypes
import os
import socket
import subprocess
import sys
import threading

libc = ctypes.CDLL(None, use_errno=True)
CLONE_NEWNET = 0x40000000
kept = []


def inside(namespace, action):
    """Runs the action on a thread of its own in the namespace."""
    result = []

    def run():
        try:
            fd = os.open('/run/netns/' + namespace, os.O_RDONLY)
            if libc.setns(fd, CLONE_NEWNET):
                raise OSError(ctypes.get_errno(), 'setns')
            os.close(fd)
            result.append(action())
        except OSError as e:
            result.append('no ' + str(e))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return result[0]


def family(address):
    return socket.AF_INET6 if ':' in address else socket.AF_INET


def listen(proto, address, port, backlog, device, only6):
    kind = socket.SOCK_STREAM if proto == 'tcp' else socket.SOCK_DGRAM
    s = socket.socket(family(address), kind)
    kept.append(s)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if ':' in address:
        s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, int(only6))
    if device != '-':
        s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, device.encode())
    s.bind((address, int(port)))
    if proto == 'tcp':
        s.listen(64 if backlog == 'full' else int(backlog))
        if backlog == 'full':
            s.listen(0)
            c = socket.socket(family(address), kind)
            kept.append(c)
            c.settimeout(0.3)
            c.connect(('::1' if ':' in address else '127.0.0.1', int(port)))
    else:
        threading.Thread(target=echo, args=(s,), daemon=True).start()
    return 'listening'


def echo(s):
    while True:
        try:
            data, peer = s.recvfrom(2048)
            s.sendto(data, peer)
        except OSError:
            if s.fileno() < 0:
                return


def ping(address, patience):
    done = subprocess.run(['ping', '-c', '2', '-i', '0.2', '-W', str(0.4 * patience), address], capture_output=True, text=True)
    return 'yes' if done.returncode == 0 else 'no ' + ' '.join(done.stdout.split('\n')[1:2] + [done.stderr.strip()])


def connect(address, port, patience):
    try:
        s = socket.create_connection((address, int(port)), timeout=0.6 * patience)
        s.close()
        return 'yes'
    except OSError as e:
        return 'no ' + str(e)


def send(address, port, patience, source=0):
    s = socket.socket(family(address), socket.SOCK_DGRAM)
    try:
        s.bind(('', int(source)))
        s.connect((address, int(port)))
        s.settimeout(0.25 * patience)
        for _ in range(2):
            s.send(b'hello')
            try:
                s.recv(64)
                return 'yes'
            except socket.timeout:
                pass
        return 'no silent'
    except OSError as e:
        return 'no ' + str(e)
    finally:
        s.close()


def ask(patience, proto, address, port, *source):
    if proto == 'icmp':
        return ping(address, patience)
    return connect(address, port, patience) if proto == 'tcp' else send(address, port, patience, *source)


for line in sys.stdin:
    word, namespace, *rest = line.split()
    action = (lambda: listen(*rest)) if word == 'listen' else (lambda: ask(20 if word == 'insist' else 1, *rest))
    print(inside(namespace, action), flush=True)
os._exit(0)
