#!/bin/sh
# The article's network as a person with iproute2 would script it: one process for each line.
set -eu
ip netns add mynetns
ip netns add myothernetns
ip -n mynetns link set lo up
ip -n myothernetns link set lo up
ip link add veth1 netns mynetns type veth peer name br-veth1
ip link add veth2 netns myothernetns type veth peer name br-veth2
ip -n mynetns addr add 10.0.0.11/24 brd + dev veth1
ip -n myothernetns addr add 10.0.0.12/24 brd + dev veth2
ip -n mynetns link set veth1 up
ip -n myothernetns link set veth2 up
ip link add br0 type bridge
ip link set br-veth1 master br0
ip link set br-veth2 master br0
ip addr add 10.0.0.10/24 brd + dev br0
ip link set br-veth1 up
ip link set br-veth2 up
ip link set br0 up
ip -n mynetns route add default via 10.0.0.10
ip -n myothernetns route add default via 10.0.0.10
echo 1 >/proc/sys/net/ipv4/ip_forward
nft -f - <<'NFT'
table ip article {
    chain postrouting {
        type nat hook postrouting priority srcnat;
        ip saddr 10.0.0.0/24 masquerade
    }
}
NFT
