# Three hosts at the legs of one router, wired straight (ucasfl/ComputerNetworkLab, 08-router/router_topo.py)
ip netns add r1
for i in 1 2 3; do
    ip netns add h$i
    ip link add h$i-eth0 netns h$i type veth peer name r1-eth$((i - 1)) netns r1
    ip -n h$i address add 10.0.$i.$i$i/24 brd + dev h$i-eth0
    ip -n h$i link set h$i-eth0 up
    ip -n r1 address add 10.0.$i.1/24 brd + dev r1-eth$((i - 1))
    ip -n r1 link set r1-eth$((i - 1)) up
    ip -n h$i route add default via 10.0.$i.1
done
