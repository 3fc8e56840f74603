# A VXLAN that sends through a device, bridged with another one (IkerBravoGaubeca/evpn-tfg, escenario1, setupd3.sh)
ip link add eth1 type veth peer name core
ip link add eth2 type veth peer name site
ip link add br0 type bridge
ip link set br0 up
ip link add vxlan11 type vxlan id 111 dstport 4789 dev eth1 local 10.141.163.10
ip link set vxlan11 up
ip link set vxlan11 master br0
ip link set eth2 master br0
ip link set eth2 up
