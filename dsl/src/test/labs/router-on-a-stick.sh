# A router with a VLAN device for each network of a trunk (mininet/mininet, examples/vlanhost.py)
ip netns add r
ip netns add h
ip link add trunk netns r type veth peer name eth0 netns h
ip -n r link set trunk up
ip -n h link set eth0 up
for v in 100 200; do
    ip -n r link add link trunk name trunk.$v type vlan id $v
    ip -n r address add 10.0.$v.1/24 brd + dev trunk.$v
    ip -n r link set trunk.$v up
done
ip -n h link add link eth0 name eth0.100 type vlan id 100
ip -n h address add 10.0.100.2/24 brd + dev eth0.100
ip -n h link set eth0.100 up
ip -n h route add default via 10.0.100.1
