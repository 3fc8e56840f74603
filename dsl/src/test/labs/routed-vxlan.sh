# A VXLAN that is routed, with fixed neighbours, and a container behind a bridge (remoting/linux, bridge/vxlan_mm.sh)
ip link add ens33 type veth peer name lan
ip link add vxlan0 type vxlan id 20 dstport 4789 local 192.168.40.150 dev ens33 nolearning
ip link add br0 type bridge
ip address add 10.20.1.1/24 dev br0
ip address add 10.20.1.0/32 dev vxlan0
ip link set vxlan0 up
ip link set br0 up
ip route add 10.20.0.0/16 dev vxlan0 scope global
ip netns add container1
ip link add veth0 type veth peer name eth0 netns container1
ip link set veth0 master br0
ip link set veth0 up
ip -n container1 link set lo up
ip -n container1 address add 10.20.1.2/24 dev eth0
ip -n container1 link set eth0 up
for i in 0 1 2; do ip neigh add 10.20.2.$i lladdr be:96:fc:7e:5e:4f dev vxlan0; done
