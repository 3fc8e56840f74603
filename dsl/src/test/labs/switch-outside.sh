# Two namespaces on a bridge with an address, and a network beyond it (mjedwabn/cka-prep, network-switch-ext.sh)
ip link add vnet0 type bridge
ip link set vnet0 up
for i in 1 2; do
    ip netns add ns$i
    ip link add veth$i netns ns$i type veth peer name veth$i-br
    ip link set veth$i-br master vnet0
    ip -n ns$i address add 192.168.15.$i/24 dev veth$i
    ip -n ns$i link set veth$i up
    ip link set veth$i-br up
done
ip address add 192.168.15.10/24 dev vnet0
ip -n ns1 route add 172.16.213.0/24 via 192.168.15.10
