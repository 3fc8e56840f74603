# Next hops behind dummies, mixed groups and blackholes (sworleys/frr-devtools, test-nhgs.sh)
ip link set lo up
ip link add dummy1 type dummy
ip link add dummy2 type dummy
ip link set dummy1 up
ip link set dummy2 up
ip address add 1.0.0.1 dev dummy1
ip address add 2.0.0.1 dev dummy2
ip address add 2001::1/127 dev dummy2 nodad
ip nexthop add id 11 dev dummy1
ip nexthop add id 22 dev dummy2
ip nexthop add id 11111 blackhole
ip -6 nexthop add id 116 via 2001::0 dev dummy2
ip nexthop add id 1001 group 11/22
ip route add 9.9.9.0/24 nhid 11111
ip route add 1.1.1.0/24 nhid 11
ip route add 2.2.2.0/24 nhid 1001
ip -6 route add 6666::0/127 nhid 116
