# Two namespaces on a bridge (manas11/labprograms, cnlab/week6/4.sh)
ip link add br0 type bridge
ip link set br0 up
ip netns add blue
ip netns add red
ip link add eth0 netns blue type veth peer name eth1
ip link add eth2 netns red type veth peer name eth3
for port in eth1 eth3; do ip link set $port master br0; ip link set $port up; done
ip -n blue link set lo up
ip -n blue link set eth0 up
ip -n blue address add 10.0.0.1/24 brd + dev eth0
ip -n red link set lo up
ip -n red link set eth2 up
ip -n red address add 10.0.0.3/24 brd + dev eth2
