# An overlay network in a namespace of its own, whose VXLAN stays on the host's network (lbernail/dockeroverlays)
ip netns add overns
ip -n overns link add br0 type bridge
ip -n overns address add 192.168.0.1/24 dev br0
ip link add vxlan1 type vxlan id 42 proxy learning l2miss l3miss dstport 4789
ip link set vxlan1 netns overns
ip -n overns link set vxlan1 master br0
ip -n overns link set vxlan1 up
ip -n overns link set br0 up
