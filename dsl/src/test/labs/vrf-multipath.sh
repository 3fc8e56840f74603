# Hosts and routers as VRFs, with several paths (torvalds/linux, selftests/net/forwarding/router_multipath.sh)
ip link add h1 type veth peer name rp11
ip link add rp12 type veth peer name rp22
ip link add vrf-h1 type vrf table 1001
ip link add vrf-r1 type vrf table 1002
ip link set h1 master vrf-h1
ip link set rp11 master vrf-r1
ip link set rp12 master vrf-r1
for d in vrf-h1 vrf-r1 h1 rp11 rp12 rp22; do ip link set dev $d up; done
ip address add 192.0.2.2/24 brd + dev h1
ip address add 192.0.2.1/24 brd + dev rp11
ip address add 169.254.2.12/24 brd + dev rp12
ip route add 198.51.100.0/24 table 1001 nexthop via 192.0.2.1
ip route add 198.51.100.0/24 table 1002 nexthop via 169.254.2.22 dev rp12 weight 2 nexthop via 169.254.2.23 dev rp12
