#!/usr/bin/python3
"""The article's network with pyroute2: one netlink socket for each namespace, no process but nft for the NAT rule
(pyroute2 has no words for rules, only for their raw expressions)."""

import subprocess

from pyroute2 import IPRoute, netns

NAT = """table ip article {
    chain postrouting {
        type nat hook postrouting priority srcnat;
        ip saddr 10.0.0.0/24 masquerade
    }
}
"""


def inside(name, device, address):
    netns.pushns(name)
    try:
        with IPRoute() as ip:
            ip.link("set", index=ip.link_lookup(ifname="lo")[0], state="up")
            index = ip.link_lookup(ifname=device)[0]
            ip.addr("add", index=index, address=address, prefixlen=24, broadcast="10.0.0.255")
            ip.link("set", index=index, state="up")
            ip.route("add", dst="default", gateway="10.0.0.10")
    finally:
        netns.popns()


def main():
    members = (("mynetns", "veth1", "10.0.0.11"), ("myothernetns", "veth2", "10.0.0.12"))
    for name, _, _ in members:
        netns.create(name)
    with IPRoute() as ip:
        ip.link("add", ifname="br0", kind="bridge")
        bridge = ip.link_lookup(ifname="br0")[0]
        for name, device, _ in members:
            port = "br-" + device
            ip.link("add", ifname=port, kind="veth", peer={"ifname": device, "net_ns_fd": name})
            ip.link("set", index=ip.link_lookup(ifname=port)[0], master=bridge, state="up")
        ip.addr("add", index=bridge, address="10.0.0.10", prefixlen=24, broadcast="10.0.0.255")
        ip.link("set", index=bridge, state="up")
    for member in members:
        inside(*member)
    with open("/proc/sys/net/ipv4/ip_forward", "w") as switch:
        switch.write("1")
    subprocess.run(["nft", "-f", "-"], input=NAT, text=True, check=True)


main()
