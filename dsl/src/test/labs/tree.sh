# Three switches in a tree, four hosts (mininet/mininet, "mn --topo tree,2")
for s in 1 2 3; do ip link add s$s type bridge; ip link set s$s up; done
for leaf in 2 3; do
    ip link add s1-eth$((leaf - 1)) type veth peer name s$leaf-eth3
    ip link set s1-eth$((leaf - 1)) master s1
    ip link set s$leaf-eth3 master s$leaf
    ip link set s1-eth$((leaf - 1)) up
    ip link set s$leaf-eth3 up
    for i in 1 2; do
        h=$(((leaf - 2) * 2 + i))
        ip netns add h$h
        ip link add s$leaf-eth$i type veth peer name h$h-eth0 netns h$h
        ip link set s$leaf-eth$i master s$leaf
        ip link set s$leaf-eth$i up
        ip -n h$h link set h$h-eth0 up
        ip -n h$h address add 10.0.0.$h/8 brd + dev h$h-eth0
    done
done
