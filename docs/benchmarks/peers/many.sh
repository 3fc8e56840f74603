#!/bin/sh
# COUNT namespaces n0, n1, … with a veth each (h0 outside and up, eth0 inside), by one ip -batch.
#   many.sh COUNT
set -eu
i=0
while [ "$i" -lt "$1" ]; do
    echo "netns add n$i"
    echo "link add h$i type veth peer name eth0 netns n$i"
    echo "link set h$i up"
    i=$((i + 1))
done | ip -batch -
