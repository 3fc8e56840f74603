# The cable of a VXLAN's namespace with room for its header, and routes beyond (skjune12/vagrant-evpn-vxlan)
ip netns add vxlan
ip link add veth0 mtu 1450 netns vxlan type veth peer name veth1 mtu 1450
ip link add eth1 type veth peer name lan
ip address add 10.0.23.11/24 brd + dev eth1
ip link set eth1 up
ip -n vxlan link set lo up
ip -n vxlan address add 192.168.1.6/24 brd + dev veth0
ip -n vxlan link set veth0 up
ip address add 192.168.1.5/24 brd + dev veth1
ip link set veth1 up
ip route add 10.0.12.0/24 via 10.0.23.10
ip route add 1.1.1.1/32 via 10.0.23.10
