# Two networks over VXLANs with flood lists (JohanOnPc/isis-labs, 20-multi-vxlan)
ip link add eth3 type veth peer name red
ip link add eth4 type veth peer name blue
ip link add br-red type bridge
ip link add vxlan1000 type vxlan id 1000 local 10.0.0.2 dstport 4789
ip link add br-blue type bridge
ip link add vxlan1001 type vxlan id 1001 local 10.0.0.2 dstport 4789
ip link set vxlan1000 master br-red
ip link set eth3 master br-red
ip link set vxlan1001 master br-blue
ip link set eth4 master br-blue
for dev in br-red vxlan1000 br-blue vxlan1001; do ip link set $dev up; done
bridge fdb append 00:00:00:00:00:00 dev vxlan1000 dst 10.0.0.1
bridge fdb append 00:00:00:00:00:00 dev vxlan1000 dst 10.0.0.3
bridge fdb append 00:00:00:00:00:00 dev vxlan1001 dst 10.0.0.1
