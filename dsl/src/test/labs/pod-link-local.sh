# A pod whose gateway is a link-local address that the host answers for (lx1036/code, calico-demo.sh)
ip netns add ns0
ip link add veth0 type veth peer name eth1 netns ns0
ip link add ens192 type veth peer name lan
ip address add 192.168.1.176/24 dev ens192
ip link set ens192 up
ip -n ns0 address add 10.20.1.2/24 dev eth1
ip -n ns0 link set eth1 up
ip -n ns0 route add 169.254.1.1 dev eth1 scope link
ip -n ns0 route add default via 169.254.1.1 dev eth1
ip link set veth0 up
ip route add 10.20.1.2 dev veth0 scope link
ip route add 10.20.1.3 via 192.168.1.177 dev ens192
ip neigh add proxy 169.254.1.1 dev veth0
