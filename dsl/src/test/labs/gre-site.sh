# Two sites joined by GRE, as in labs of FRR (FRRouting/frr, topotests/nhrp_topo)
for n in a b; do ip netns add $n; done
ip link add eth0 netns a type veth peer name eth0 netns b
ip -n a address add 10.1.1.1/24 brd + dev eth0
ip -n b address add 10.1.1.2/24 brd + dev eth0
for n in a b; do ip -n $n link set eth0 up; done
ip -n a link add gre1 type gre local 10.1.1.1 remote 10.1.1.2 ttl 64 key 42
ip -n b link add gre1 type gre local 10.1.1.2 remote 10.1.1.1 ttl 64 key 42
ip -n a address add 10.255.255.1/32 dev gre1
ip -n b address add 10.255.255.2/32 dev gre1
for n in a b; do ip -n $n link set gre1 up; done
