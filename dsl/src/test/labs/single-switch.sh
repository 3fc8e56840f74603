# One switch, three hosts with the addresses and MAC addresses of "mn --topo single,3 --mac" (mininet/mininet)
ip link add s1 type bridge
ip link set s1 up
for i in 1 2 3; do
    ip netns add h$i
    ip link add s1-eth$i type veth peer name h$i-eth0 address 00:00:00:00:00:0$i netns h$i
    ip link set s1-eth$i master s1
    ip link set s1-eth$i up
    ip -n h$i link set h$i-eth0 up
    ip -n h$i address add 10.0.0.$i/8 brd + dev h$i-eth0
done
