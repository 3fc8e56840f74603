#!/bin/sh
# COUNT namespaces n0, n1, … with a veth each (h0 outside, eth0 inside), by one ip -batch.
#   many.sh COUNT outer    sets the outer ends up: all that a batch can do by itself
#   many.sh COUNT both     sets the inner ends up too: the batch has to start a program in each namespace for that
set -eu
i=0
while [ "$i" -lt "$1" ]; do
    echo "netns add n$i"
    echo "link add h$i type veth peer name eth0 netns n$i"
    echo "link set h$i up"
    if [ "$2" = both ]; then
        echo "netns exec n$i ip link set eth0 up"
    fi
    i=$((i + 1))
done | ip -batch -
