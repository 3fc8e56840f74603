# A rate, and bands inside it (Jacob-Michalski/testbed, tc_prio.sh)
ip link add ens3 type veth peer name lan
tc qdisc add dev ens3 root handle 1: htb default 1
tc class add dev ens3 parent 1: classid 1:1 htb rate 10mbit burst 10mbit
tc qdisc add dev ens3 parent 1:1 handle 2: prio bands 16
