# Two servers at a bridge, with large frames (wjunlove123/k8s-network-learning, 1-setup-clab.sh)
ip link add br-pool0 type bridge
ip link set br-pool0 up
for i in 1 2; do
    ip netns add server$i
    ip link add eth$i mtu 9500 type veth peer name net0 mtu 9500 netns server$i
    ip link set eth$i master br-pool0
    ip link set eth$i up
    ip -n server$i link set net0 up
    ip -n server$i address add 10.1.5.$((9 + i))/24 dev net0
done
