# Three hosts of different subnets on one switch (mininet/openflow-tutorial, the router exercise)
ip link add s1 type bridge
ip link set s1 up
for i in 1 2 3; do
    ip netns add h$i
    ip link add s1-eth$i type veth peer name h$i-eth0 netns h$i
    ip link set s1-eth$i master s1
    ip link set s1-eth$i up
    ip -n h$i link set h$i-eth0 up
    ip -n h$i address add 10.0.$i.100/24 brd + dev h$i-eth0
    ip -n h$i route add 10.0.$i.1 dev h$i-eth0
    ip -n h$i route add default via 10.0.$i.1
done
