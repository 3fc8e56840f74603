# A leaf whose VXLAN learns nothing by itself (42-Yerevan-Armenia/BADASS-42, p3, leaf1.sh)
ip link add eth0 type veth peer name spine
ip link add eth1 type veth peer name host
ip link set eth0 up
ip address add 192.168.0.11/24 dev eth0
ip link add br0 type bridge
ip link set br0 up
ip link set eth1 master br0
ip link add vxlan10 type vxlan id 10 dstport 4789 local 192.168.0.11 nolearning
ip link set vxlan10 up
ip link set vxlan10 master br0
