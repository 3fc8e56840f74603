# A bridge with the spanning tree protocol and two VXLANs to its neighbours (johnsonlees/asbp, startbr.sh)
ip link add eth0 type veth peer name lan
ip link add vbr type bridge stp_state 1
ip link add vxa type vxlan id 63 remote 192.168.10.65 dstport 4789 dev eth0
ip link add vxb type vxlan id 62 remote 192.168.10.62 dstport 4789 dev eth0
ip link set vxa up
ip link set vxa master vbr
ip link set vxb up
ip link set vxb master vbr
ip address add 10.11.12.63/24 brd + dev vbr
ip link set vbr up
