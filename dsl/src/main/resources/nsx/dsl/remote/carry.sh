# shellcheck shell=sh
# Runs on a host without nsx, as the argument of sh -c: uses an nsx that was sent there, or receives one. POSIX sh and its programs,
# with mktemp, tar and sha256sum as GNU and busybox have them.
#
#   use NAME DIRECTORY          becomes nsx --serve of what was sent as NAME; ends with 127 if nothing was
#   put NAME DIRECTORY SUM MACHINE
#                               reads a tarball for MACHINE with this SHA-256 from standard input, and prints a line after each step
#
# An empty DIRECTORY is nsx/hosts in the user's cache. Codes of put are those of nsx.dsl.remote.Delivery.Failed; the reason is the
# last line on standard error.
set -u
umask 077
nl='
'

stop() {
    printf '%s\n' "${2%%"$nl"*}" >&2
    exit "$1"
}

# The directory itself belongs to this user, and nobody else can write there or exchange a directory above it.
check_safe() {
    at=$(CDPATH='' cd -P -- "$1" 2>&1 && pwd -P) || stop 71 "$at"
    me=$(id -u) leaf=$at
    while :; do
        look=$(ls -ldn -- "$at/.") || stop 71 "$at cannot be read"
        # shellcheck disable=SC2086 # the words of ls
        set -- $look
        [ "$3" = "$me" ] || { [ "$3" = 0 ] && [ "$at" != "$leaf" ]; } || stop 71 "$at belongs to user $3"
        case $1 in
            ?????w???[tT]* | ????????w[tT]*) [ "$at" != "$leaf" ] || stop 71 "others can write to $at" ;;
            ?????w* | ????????w*) stop 71 "others can write to $at" ;;
        esac
        [ "$at" != / ] || return 0
        at=${at%/*} at=${at:-/}
    done
}

receive() {
    said=$( { cat >"$part/tarball"; } 2>&1) || stop 72 "$said"
    found=$(sha256sum <"$part/tarball")
    [ "${found%% *}" = "$1" ] || stop 75 "what arrived has another SHA-256: ${found%% *}"
    echo received
    mkdir "$part/nsx" || exit 72
    said=$(LC_ALL=C tar -xof "$part/tarball" -C "$part/nsx" --strip-components=1 2>&1) || {
        # the first of many lines may only say that something was not written
        case $said in *'No space left'*) said='No space left on device' ;; esac
        stop 72 "$said"
    }
    rm "$part/tarball"
    [ -x "$part/nsx/lib/nsx/nsx" ] || stop 76 "the tarball has no lib/nsx/nsx"
    echo unpacked
}

# A second sender may have been faster: then its directory stays. The first run makes the start-up archive.
place() {
    mv -T "$part/nsx" "$home" 2>/dev/null || [ -x "$home/lib/nsx/nsx" ] || stop 72 "$home cannot be made"
    said=$("$home/lib/nsx/nsx" --version 2>&1 </dev/null) || {
        rm -rf "$home"
        stop 76 "$said"
    }
    echo ready
}

# What an interrupted sender left an hour ago, and what nobody has used for a month.
tidy() {
    find "$dir/." -mindepth 1 -maxdepth 1 \( -name '.part.*' -mmin +60 -o -name 'nsx-*' -mtime +30 \) -exec rm -rf {} +
}

what=$1 name=$2 dir=$3
[ -n "$dir" ] || case ${XDG_CACHE_HOME-}:${HOME-} in
    /*) dir=$XDG_CACHE_HOME/nsx/hosts ;;
    *:/*) dir=$HOME/.cache/nsx/hosts ;;
    *) stop 71 'the user has no home directory' ;;
esac
home=$dir/$name
if [ "$what" = use ]; then
    [ -x "$home/lib/nsx/nsx" ] || exit 127
    check_safe "$home"
    touch "$home"
    exec "$home/lib/nsx/nsx" --serve
fi
machine=$(uname -m)
[ "$machine" = "$5" ] || stop 77 "the machine is $machine, and the tarball is for $5"
for tool in tar sha256sum mktemp; do
    command -v $tool >/dev/null || stop 74 "there is no $tool"
done
said=$(mkdir -p -- "$dir" 2>&1) || stop 71 "$said"
check_safe "$dir"
tidy
part=$(mktemp -d "$dir/.part.XXXXXX" 2>&1) || stop 71 "$part"
trap 'rm -rf "$part"' EXIT
trap 'exit 75' HUP INT TERM PIPE
said=$( { echo '#!/bin/sh' >"$part/try" && chmod 700 "$part/try"; } 2>&1) || stop 72 "$said"
"$part/try" 2>/dev/null || stop 73 "programs in $dir cannot be executed"
echo begun
receive "$4"
place
