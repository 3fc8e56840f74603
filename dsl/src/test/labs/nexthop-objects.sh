# Routes by next-hop objects and a group of them, IPv4 and IPv6 (torvalds/linux, selftests/net/fib_nexthops.sh)
for n in me peer remote; do ip netns add $n; ip -n $n link set lo up; done
for i in 1 3; do
    ip link add veth$i netns me type veth peer name veth$((i + 1)) netns peer
    ip -n me link set veth$i up
    ip -n peer link set veth$((i + 1)) up
done
ip link add veth5 netns peer type veth peer name veth6 netns remote
ip -n peer link set veth5 up
ip -n remote link set veth6 up
add() { ip -n $1 address add $2 brd + dev $3; ip -n $1 -6 address add $4 dev $3 nodad; }
add me 172.16.1.1/24 veth1 2001:db8:91::1/64
add peer 172.16.1.2/24 veth2 2001:db8:91::2/64
add me 172.16.2.1/24 veth3 2001:db8:92::1/64
add peer 172.16.2.2/24 veth4 2001:db8:92::2/64
add peer 172.16.101.2/24 veth5 2001:db8:101::2/64
add remote 172.16.101.1/24 veth6 2001:db8:101::1/64
ip -n me nexthop add id 21 via 172.16.1.2 dev veth1
ip -n me nexthop add id 22 via 172.16.2.2 dev veth3
ip -n me nexthop add id 31 blackhole
ip -n me nexthop add id 62 via 2001:db8:92::2 dev veth3
ip -n me nexthop add id 101 group 21,5/22,2
ip -n me route add 172.16.101.0/24 nhid 101
ip -n me route add 172.16.102.0/24 nhid 31
ip -n me -6 route add 2001:db8:101::/64 nhid 62
