# What comes from one side leaves by the other, by rules (a public setup-cross-routing.sh)
ip netns add cross
ip netns add far
ip link add left netns cross type veth peer name l netns far
ip link add right netns cross type veth peer name r netns far
ip -n cross address add 100.0.0.1/24 dev left
ip -n cross address add 200.0.0.1/24 dev right
for d in left right; do ip -n cross link set dev $d up; done
for d in l r; do ip -n far link set dev $d up; done
ip -n cross route add table 11 default via 100.0.0.254 dev left
ip -n cross route add table 12 default via 200.0.0.254 dev right
ip -n cross rule add iif left table 12 prio 1000
ip -n cross rule add iif right table 11 prio 1000
