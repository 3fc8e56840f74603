#!/bin/sh
# COUNT named namespaces of a KIND, made and then deleted, as one does it at a shell.
#   kinds.sh KIND COUNT DIRECTORY    the names are files of the directory; those of net are ip's
set -eu
kind=$1
directory=$3

make() {
    [ "$kind" = net ] || : >"$directory/$1"
    case $kind in
        net) ip netns add "$1" ;;
        # ends with its process 1, so one is left there
        pid) unshare --pid="$directory/$1" --fork --kill-child sleep infinity & inits="$inits $!" ;;
        # in a user namespace of its own unshare may not mount outside; with --mount another process of it does that
        user) unshare --user="$directory/$1" --map-root-user --mount true ;;
        # Linux 6.18 refuses it (EINVAL) while it takes the new one for the older one
        mnt) until unshare --mount="$directory/$1" true 2>/dev/null; do :; done ;;
        *) unshare "--$kind=$directory/$1" true ;;
    esac
}

delete() {
    if [ "$kind" = net ]; then
        ip netns delete "$1"
        return
    fi
    # what was started in the background may not be there yet
    until umount "$directory/$1" 2>/dev/null; do :; done
    rm "$directory/$1"
}

inits=
i=0
while [ "$i" -lt "$2" ]; do
    make "n$i"
    i=$((i + 1))
done
i=0
while [ "$i" -lt "$2" ]; do
    delete "n$i"
    i=$((i + 1))
done
if [ -n "$inits" ]; then
    # unshare ignores a polite request while it waits
    # shellcheck disable=SC2086 # a number each
    kill -KILL $inits
    wait 2>/dev/null || true
fi
