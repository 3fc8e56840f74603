# A detour by segments of IPv6 (Yz4230/lb-proposal, insert_srfunc_route.sh)
ip netns add ns2
ip netns add ns3
ip link add veth0 netns ns2 type veth peer name veth0 netns ns3
ip -n ns2 address add fc00:a:12::1/48 dev veth0 nodad
ip -n ns3 address add fc00:a:12::/48 dev veth0 nodad
ip -n ns2 link set veth0 up
ip -n ns3 link set veth0 up
ip -n ns2 -6 route add fc00:b::/32 encap seg6 mode encap segs fc00:a:12:0:8000::,fc00:c:41:: via fc00:a:12:: metric 1
ip -n ns2 -6 route add fc00:a::/32 via fc00:a:12:: metric 1
