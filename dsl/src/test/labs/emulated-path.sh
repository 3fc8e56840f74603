# A delay behind a class in both directions (jnejati/tma2020, net_emulator.sh)
ip link add tun0 type veth peer name far
ip link add ifb0 type ifb
ip link set ifb0 up
tc qdisc add dev tun0 handle ffff: ingress
tc filter add dev tun0 parent ffff: protocol all prio 1 u32 match u32 0 0 action mirred egress redirect dev ifb0
for dev in tun0 ifb0; do
    tc qdisc add dev $dev handle 1: root htb default 11
    tc class add dev $dev parent 1: classid 1:1 htb rate 100mbit
    tc class add dev $dev parent 1:1 classid 1:11 htb rate 40mbit
    tc qdisc add dev $dev parent 1:11 handle 10: netem delay 25ms
done
