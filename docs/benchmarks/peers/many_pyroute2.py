#!/usr/bin/python3
"""COUNT namespaces n0, n1, … with a veth each (h0 outside, eth0 inside), with pyroute2: as many.sh."""

import sys

from pyroute2 import IPRoute, netns


def main(count, ends):
    with IPRoute() as ip:
        for i in range(count):
            name, outer = f"n{i}", f"h{i}"
            netns.create(name)
            ip.link("add", ifname=outer, kind="veth", peer={"ifname": "eth0", "net_ns_fd": name})
            ip.link("set", index=ip.link_lookup(ifname=outer)[0], state="up")
            if ends == "both":
                netns.pushns(name)
                try:
                    with IPRoute() as there:
                        there.link("set", index=there.link_lookup(ifname="eth0")[0], state="up")
                finally:
                    netns.popns()


main(int(sys.argv[1]), sys.argv[2])
