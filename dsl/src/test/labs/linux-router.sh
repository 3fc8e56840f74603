# A router with three subnets, a switch and a host in each (mininet/mininet, examples/linuxrouter.py)
for n in r0 h1 h2 h3; do ip netns add $n; ip -n $n link set lo up; done
for i in 1 2 3; do
    ip link add s$i type bridge
    ip link set s$i up
    ip link add s$i-eth1 type veth peer name r0-eth$i netns r0
    ip link add s$i-eth2 type veth peer name h$i-eth0 netns h$i
    for port in s$i-eth1 s$i-eth2; do ip link set $port master s$i; ip link set $port up; done
    ip -n r0 link set r0-eth$i up
    ip -n h$i link set h$i-eth0 up
done
ip -n r0 address add 192.168.1.1/24 brd + dev r0-eth1
ip -n r0 address add 172.16.0.1/12 brd + dev r0-eth2
ip -n r0 address add 10.0.0.1/8 brd + dev r0-eth3
ip -n h1 address add 192.168.1.100/24 brd + dev h1-eth0
ip -n h2 address add 172.16.0.100/12 brd + dev h2-eth0
ip -n h3 address add 10.0.0.100/8 brd + dev h3-eth0
ip -n h1 route add default via 192.168.1.1
ip -n h2 route add default via 172.16.0.1
ip -n h3 route add default via 10.0.0.1
